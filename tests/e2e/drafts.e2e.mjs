// Issue 4: drafts that survive reload, offline and another device, and are nobody else's; several files over WhatsApp.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

const value = (field) => field.inputValue();

test('what is begun on one device stands on the other, and is gone from both once it is sent', async ({ phones, inbox }) => {
  const maya = await phones.add({ number: '+15550200611', name: 'Maya', channel: 'whatsapp' });
  await phones.write(maya, 'Where is my order?');
  const desk = await inbox('you'), phone = await inbox('you', { drafts: 'kept' }), sam = await inbox('sam');
  for (const one of [desk, phone, sam]) await one.show('All');
  await desk.open('Maya');
  await desk.message('Where is my order?').waitFor();
  await desk.composer().fill('It left our house yest');
  await until('the other device marks it in its list', async () => /Draft/.test(await phone.row('Maya').getAttribute('aria-label')));
  await phone.open('Maya');
  await until('and shows it', async () => await value(phone.composer()) === 'It left our house yest');
  await phone.composer().fill('It left our house yesterday.');
  await until('the newer edit stands on both', async () => await value(desk.composer()) === 'It left our house yesterday.');
  assert.doesNotMatch(await sam.row('Maya').getAttribute('aria-label'), /Draft/);
  await sam.open('Maya');
  assert.equal(await value(sam.composer()), '');
  await phone.press(phone.button('Send'));
  await phones.untilShown(maya, 'It left our house yesterday.');
  await until('nothing is left of it', async () => await value(desk.composer()) === '' && await value(phone.composer()) === '');
});

test('what was written without a network waits, and reaches a browser that was never here', async ({ phones, inbox }) => {
  const kim = await phones.add({ number: '+15550200612', name: 'Kim', channel: 'whatsapp' });
  await phones.write(kim, 'Hello?');
  const you = await inbox('you');
  await you.show('All');
  await you.open('Kim');
  await you.message('Hello?').waitFor();
  await you.page.context().setOffline(true);
  await you.composer().fill('Written in a tunnel');
  await you.settled();
  await you.page.context().setOffline(false);
  const fresh = await inbox('you', { drafts: 'kept' });
  await fresh.show('All');
  await fresh.open('Kim');
  await until('the other browser has it', async () => await value(fresh.composer()) === 'Written in a tunnel');
  await fresh.composer().fill('');
  await until('emptied here, emptied there', async () => await value(you.composer()) === '');
});

test('several files over WhatsApp go out one after the other, the text with the first, and it is said before', async ({ phones, inbox, picture }) => {
  const maya = await phones.find('+15550200611');
  const you = await inbox('you');
  await you.show('All');
  await you.open('Maya');
  await you.composer().fill('Both documents');
  const [chooser] = await Promise.all([you.page.waitForEvent('filechooser'), you.button('Attach').click()]);
  const pdf = (name) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.7 ${name}`) });
  await chooser.setFiles([pdf('first.pdf'), pdf('second.pdf')]);
  await you.page.getByText('2 messages are sent one after the other, the text with the first', { exact: false }).first().waitFor();
  await until('both are uploaded', async () => await you.button('Send').getAttribute('aria-disabled') !== 'true');
  await picture(you, 'drafts-several-files');
  await you.press(you.button('Send'));
  await until('both have arrived in their order', async () => {
    const names = (await phones.received(maya)).flatMap((one) => (one.media ?? []).map((item) => `${one.text ?? one.body ?? ''}|${item.name}`));
    return names.join(' ') === 'Both documents|first.pdf |second.pdf';
  });
});

test('a browser that has no room tells so once, keeps the draft in the page, and the relay has it for other devices', async ({ phones, inbox }) => {
  const lea = await phones.add({ number: '+15550200619', name: 'Lea', channel: 'whatsapp' });
  await phones.write(lea, 'Is the shop open?');
  const you = await inbox('you');
  await you.show('All');
  await you.open('Lea');
  await you.message('Is the shop open?').waitFor();
  await you.page.evaluate(() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; });
  await you.composer().fill('Until six, and');
  await you.page.getByText(/storage is full, so drafts are not kept on this device/).first().waitFor();
  await you.composer().fill('Until six, and on Sundays');
  await until('it is said once', async () => (await you.page.getByRole('button', { name: 'Dismiss', exact: true }).count()) === 1);
  const fresh = await inbox('you', { drafts: 'kept' });
  await fresh.show('All');
  await fresh.open('Lea');
  await until('it is on the other device', async () => await value(fresh.composer()) === 'Until six, and on Sundays');
  assert.equal(await value(you.composer()), 'Until six, and on Sundays');
});
