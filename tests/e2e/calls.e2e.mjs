// Calls stand in the same thread as the messages of that contact.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';

test('an answered, a missed and a busy call stand in the thread with the texts', async ({ phones, inbox, picture }) => {
  const tom = await phones.add({ number: '+15550200171', name: 'Tom', channel: 'sms' });
  const you = await inbox('you');
  await you.show('All');
  await phones.write(tom, 'I will call you');
  await phones.dial(tom, { kind: 'answered', seconds: 75 });
  await phones.dial(tom, { kind: 'missed' });
  await phones.dial(tom, { kind: 'busy' });
  await you.open(phones.title(tom));
  await you.message('I will call you').waitFor();
  for (const words of [/Call, 1 min 15 s/, /^Missed call$/, /Missed call, busy/]) await you.log().getByText(words).first().waitFor();
  await picture(you, 'calls');
});

test('a withheld number makes no contact', async ({ phones, inbox }) => {
  const tom = await phones.find('+15550200171');
  const you = await inbox('you');
  await you.show('All');
  await you.row(phones.title(tom)).waitFor();
  const before = await you.list().getByRole('listitem').count();
  await phones.dial(tom, { kind: 'missed', withheld: true });
  await phones.write(tom, 'it was me');
  await you.open(phones.title(tom));
  await you.message('it was me').waitFor();
  assert.equal(await you.list().getByRole('listitem').count(), before);
});
