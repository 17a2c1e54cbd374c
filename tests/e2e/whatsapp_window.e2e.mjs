// Outside WhatsApp's 24 hours free text is refused before sending, with a sentence that says when and why.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

const HOURS_25 = 25 * 3600 * 1000;

test('25 hours later the composer is closed and says why, and the customer\'s next word opens it', async ({ world, phones, inbox }) => {
  const maya = await phones.add({ number: '+15550200131', name: 'Maya', channel: 'whatsapp' });
  await phones.write(maya, 'Until tomorrow!');
  await world.wait(HOURS_25);
  const you = await inbox('you');
  await you.show('All');
  await you.open('Maya');
  await you.page.getByText(/WhatsApp allows free text only within 24 hours/).first().waitFor();
  await until('the composer is closed', async () => (await you.composer().count()) === 0 || (await you.composer().isDisabled()));
  const said = await you.page.getByText(/that window closed on/).first().innerText();
  assert.match(said.replace(/\s+/g, ' '), /template/);

  await phones.write(maya, 'Good morning');
  await you.message('Good morning').waitFor();
  await until('the composer is open', async () => (await you.composer().count()) === 1 && (await you.composer().isEnabled()));
  await you.reply('Good morning, Maya.');
  await phones.untilShown(maya, 'Good morning, Maya.');
});

test('on SMS one may always write, and the reply opens a new session', async ({ world, phones, inbox }) => {
  const tom = await phones.add({ number: '+15550200132', name: 'Tom', channel: 'sms' });
  await phones.write(tom, 'See you.');
  await world.wait(HOURS_25);
  const you = await inbox('you');
  await you.show('All');
  await you.open(phones.title(tom));
  await you.reply('Are you still there?');
  await phones.untilShown(tom, 'Are you still there?');
});

// A template of ours, handed in by itself, approved at the provider, read by the relay.
async function approvedTemplate({ world, phones }, token, what) {
  const rest = (method, path, body) => fetch(`${world.base}/api/v1/message-templates${path}`, {
    method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: body && JSON.stringify(body) });
  assert.equal((await rest('POST', '', { channel: 'whatsapp', ...what })).status, 201);
  const known = async () => (await (await rest('GET', '')).json()).items.find((one) => one.name === what.name);
  await until('it has been handed in', async () => (await known()).approval === 'received');
  await phones.call('POST', 'template', { sid: (await known()).contentSid, status: 'approved' });
  assert.equal((await rest('POST', '/refresh')).status, 204);
  assert.equal((await known()).approval, 'approved');
}

test('D6 D26 D27 D72 D74 D75 D77 C14 C16 C17: when the window is closed an approved template goes, with every blank filled in', async ({ world, phones, inbox, picture }) => {
  const maya = await phones.find('+15550200131');
  const token = await world.token('conversations:read', 'templates:write');
  await approvedTemplate({ world, phones }, token, { name: 'Order update', body: 'Hello {{customer_name}}, your order {{order}} is ready.' });
  await world.wait(HOURS_25);
  const you = await inbox('you');
  await you.show('All');
  await you.open('Maya');
  await you.press(you.button('Choose a template'));
  const dialog = you.page.getByRole('dialog', { name: 'Templates' });
  await dialog.getByRole('option', { name: /^Order update/ }).waitFor();
  assert.match(await dialog.getByRole('option', { name: /^welcome_menu/ }).getAttribute('aria-label'), /Not for this moment/, 'the defaults need the 24 hours');
  await picture(you, 'templates-pick');
  await you.press(dialog.getByRole('option', { name: /^Order update/ }));
  const form = you.page.getByRole('dialog', { name: 'Order update' });
  assert.equal(await form.getByRole('textbox', { name: 'customer_name' }).inputValue(), 'Maya');
  await you.press(form.getByRole('button', { name: 'Send', exact: true }));
  await you.page.getByText(/There is no value for {{order}}/).first().waitFor();
  await form.getByRole('textbox', { name: 'order', exact: true }).fill('4217');
  await you.press(form.getByRole('button', { name: 'Send', exact: true }));
  await phones.untilShown(maya, 'Hello Maya, your order 4217 is ready.');
});

test('D52 D53 D78: somebody who never wrote is written to first, on WhatsApp only by an approved template', async ({ world, phones, inbox }) => {
  const eve = await phones.add({ number: '+15550200133', name: 'Eve', channel: 'whatsapp' });
  await approvedTemplate({ world, phones }, await world.token('conversations:read', 'templates:write'), { name: 'First word', body: 'Good morning, {{name}}.', usage: 'start' });
  const you = await inbox('you');
  await you.show('All');
  await you.page.keyboard.press('c');
  const dialog = you.page.getByRole('dialog', { name: 'New conversation' });
  await dialog.waitFor();
  await you.press(dialog.getByRole('radio', { name: /^WhatsApp/ }));
  await you.page.getByLabel("Recipient's number").fill('+1 (555) 020-0133');
  await dialog.getByText(/WhatsApp takes only an approved template here/).waitFor();
  assert.equal(await dialog.getByRole('textbox', { name: 'Message', exact: true }).count(), 0);
  await you.press(dialog.getByRole('radio', { name: 'First word' }));
  await dialog.getByRole('textbox', { name: 'Value of name' }).fill('Eve');
  await you.press(dialog.getByRole('button', { name: 'Send' }));
  await phones.untilShown(eve, 'Good morning, Eve.');
});
