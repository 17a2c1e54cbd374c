// What is done to many at once, each kind of it: done, seen by a colleague, and taken back within its ten seconds.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

const labels = (one) => one.list().getByRole('listitem').evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')));
const undo = (you) => you.page.getByRole('button', { name: 'Undo', exact: true });
const untilAll = (one, what, are) => until(what, async () => (await labels(one)).filter(are).length === 3);
const item = (name, role = 'menuitem') => async (you) => you.press(you.page.getByRole(role, { name }));

async function pickAll(you) {
  await you.row('Olena').first().focus();
  await you.page.keyboard.press('Control+a');
  await you.page.getByRole('toolbar', { name: 'Actions for the selection' }).waitFor();
}

// Key, what is chosen then, what every row says afterwards. To Sam his own rows say nothing of him.
const KINDS = [
  { name: 'assigned', key: 'a', choose: item(/^Sam/), says: /, Sam$/, alone: true },
  { name: 'tagged', key: 'l', choose: item(/^Parcel/, 'menuitemcheckbox'), says: /Tag Parcel/ },
  { name: 'snoozed', key: 'b', choose: item('2 hours'), says: /Snoozed/ },
  { name: 'resolved', key: 'e', choose: async () => {}, says: /Resolved/ },
];

test('D28 D31 D35 D37: several are assigned, tagged, snoozed, resolved and read together by keys, and each is taken back', async ({ phones, inbox }) => {
  const you = await inbox('you'), sam = await inbox('sam');
  for (const [index, name] of ['Maya', 'Noor', 'Olena'].entries())
    await phones.write(await phones.add({ number: `+1555020054${index}`, name, channel: 'whatsapp' }), `hello from ${name}`);
  for (const one of [you, sam]) {
    await one.show('All');
    await until('all have arrived', async () => (await labels(one)).length === 3);
  }
  await untilAll(you, 'all are unread', (label) => /unread/.test(label));
  await pickAll(you);
  await you.holdTime();
  await you.page.keyboard.press('Shift+I');
  await until('all are read', async () => (await labels(you)).every((label) => !/unread/.test(label)));
  await you.press(undo(you).first());
  await untilAll(you, 'unread again', (label) => /unread/.test(label));
  await you.letTimeGo();

  await you.open('Maya');  // a tag to choose
  await you.page.keyboard.press('Escape');
  await you.press(you.button('Tags').first());
  await you.page.getByRole('combobox').fill('Parcel');
  await you.press(you.page.getByRole('option', { name: /Parcel/ }).first());
  await you.press(you.page.getByRole('option', { name: /^Parcel, chosen/ }).first());
  await you.page.keyboard.press('Escape');
  await until('nothing is tagged', async () => (await labels(you)).every((label) => !/Tag Parcel/.test(label)));

  for (const { name, key, choose, says, alone } of KINDS) {
    await pickAll(you);
    await you.holdTime();
    await you.page.keyboard.press(key);
    await you.settled();
    await choose(you);
    await untilAll(you, `all are ${name}`, (label) => says.test(label));
    if (!alone) await untilAll(sam, `Sam sees them ${name}`, (label) => says.test(label));
    await you.press(undo(you).first());
    await you.letTimeGo();
    await until(`none is ${name} any more`, async () => (await labels(you)).every((label) => !says.test(label)));
    await until('for Sam neither', async () => (await labels(sam)).every((label) => !says.test(label)));
    await you.page.keyboard.press('Escape');
    await you.settled();
  }
  assert.equal((await labels(you)).length, 3);
});
