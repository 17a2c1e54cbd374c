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
