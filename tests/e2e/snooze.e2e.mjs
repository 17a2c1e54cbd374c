// Snoozing against the relay's own clock: it ends by itself at the time, and early when the customer writes.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

const spoken = (you, name) => you.row(name).first().getAttribute('aria-label');
const snooze = async (you, choice) => {
  await you.press(you.button('Snooze'));
  await you.press(you.page.getByRole('menuitem', { name: choice }));
  await until('it sleeps', async () => /Snoozed/.test(await spoken(you, 'Maya')));
};
const awake = (you) => until('it is back', async () => !/Snoozed/.test(await spoken(you, 'Maya')));
const ended = (you) => you.log().getByText('The snooze has ended').count();

test('D35 D36: what was snoozed comes back at its time, and at once when the customer writes', async ({ world, phones, inbox }) => {
  const maya = await phones.add({ number: '+15550200531', name: 'Maya', channel: 'whatsapp' });
  await phones.write(maya, 'Tomorrow is soon enough');
  const you = await inbox('you');
  await you.show('All');
  await you.open('Maya');
  await you.press(you.button('Assign'));
  await you.press(you.page.getByRole('menuitem', { name: /^Assign to me/ }));
  await you.show('Mine');
  await you.row('Maya').waitFor();
  await you.show('All');
  await snooze(you, '1 hour');
  await you.show('Mine');
  await until('nobody waits in Mine', async () => (await you.row('Maya').count()) === 0);
  await world.wait(59 * 60_000);
  assert.equal(await you.row('Maya').count(), 0, 'not a minute early');
  await world.wait(61_000);
  await you.row('Maya').waitFor();
  await you.press(you.log().getByRole('button', { name: '3 changes' }));  // assigned, snoozed, and
  await until('the thread says so', async () => (await ended(you)) > 0);

  await you.show('All');
  await snooze(you, '4 hours');
  await phones.write(maya, 'Sorry, it is urgent after all');
  await awake(you);
  await you.message('urgent after all').waitFor();
  await you.show('Mine');
  await you.row('Maya').waitFor();
});
