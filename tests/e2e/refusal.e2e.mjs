// What cannot be sent never leaves the composer, and what the provider refuses says so in words.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

test('a text over the limit stays in the composer, with a sentence that names the limit', async ({ phones, inbox }) => {
  const maya = await phones.add({ number: '+15550200141', name: 'Maya', channel: 'whatsapp' });
  const you = await inbox('you');
  await phones.write(maya, 'tell me everything');
  await you.show('All');
  await you.open('Maya');
  const long = 'a'.repeat(1601);
  await you.reply(long);
  await you.page.getByText(/1600 characters/).first().waitFor();
  assert.equal((await you.composer().inputValue()).length, 1601);
  assert.equal((await phones.received(maya)).length, 0);
});

test('nothing is sent for an empty reply', async ({ phones, inbox }) => {
  const maya = await phones.find('+15550200141');
  const you = await inbox('you');
  await you.show('All');
  await you.open('Maya');
  await you.reply('   ');
  await you.settled();
  await you.reply('a real one');
  await phones.untilShown(maya, 'a real one');
  assert.equal((await phones.received(maya)).length, 1);
});

test('a message that the network refuses is marked as not delivered, with the reason', async ({ phones, inbox }) => {
  const tom = await phones.add({ number: '+15550200142', name: 'Tom', channel: 'sms' });
  const you = await inbox('you');
  await phones.write(tom, 'hi');
  await phones.switches(tom, { refuse: 30003 });
  await you.show('All');
  await you.open(phones.title(tom));
  await you.reply('Are you reachable?');
  await you.untilDelivery('Are you reachable?', 'Not delivered');
  assert.match(await you.message('Are you reachable?').last().innerText(), /phone|reach|off/i);
});

test('after STOP no text may be written, and the sentence says what reopens it', async ({ phones, inbox }) => {
  const ada = await phones.add({ number: '+15550200143', name: 'Ada', channel: 'sms' });
  const you = await inbox('you');
  await phones.write(ada, 'Hello');
  await phones.write(ada, 'STOP');
  await you.show('All');
  await you.open(phones.title(ada));
  await you.page.getByText(/opted out/).first().waitFor();
  await phones.write(ada, 'START');
  await until('one may write again', async () => (await you.composer().count()) === 1 && (await you.composer().isEnabled()));
});

test('ticks that come twice and out of order end in the right word', async ({ phones, inbox }) => {
  const kim = await phones.add({ number: '+15550200144', name: 'Kim', channel: 'whatsapp' });
  await phones.switches(kim, { duplicate: true, outOfOrder: true });
  const you = await inbox('you');
  await phones.write(kim, 'twice?');
  await you.show('All');
  await you.open('Kim');
  await you.reply('Once.');
  await you.untilDelivery('Once.', 'Read');
  assert.equal(await you.message('twice?').count(), 1);
  assert.equal((await phones.received(kim)).length, 1);
});
