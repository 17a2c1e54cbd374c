// Five thousand conversations and a long thread: what is built is what is seen, and a change costs what it changes.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

const CONVERSATIONS = 5000, NODES_MAX = 400;

const setSize = (inbox) => inbox.list().getByRole('listitem').first().getAttribute('aria-setsize').then(Number);

test('a list of 5,000 and a thread of 1,500 hold few nodes, true sizes and their place', async ({ world, inbox, picture }) => {
  await world.demo('--conversations', String(CONVERSATIONS), '--thread-messages', '1500', '--seed', '7');
  const you = await inbox('you');
  await you.show('All');
  await until('the whole list has arrived', async () => (await setSize(you)) === CONVERSATIONS + 1);
  assert.ok((await you.stats()).nodes <= NODES_MAX, 'the list is clipped');
  const rows = you.list().getByRole('listitem');
  assert.equal(await rows.first().getAttribute('aria-posinset'), '1');
  assert.ok((await rows.count()) < 60);

  await you.press(rows.first());
  await you.articles().last().waitFor();
  const before = (await you.stats()).frames;
  const log = await you.log().boundingBox();
  await you.page.mouse.move(log.x + log.width / 2, log.y + log.height / 2);
  const shown = () => you.articles().last().ariaSnapshot();  // who, when and what: sentences repeat
  const newest = await shown();
  for (let turn = 0; turn < 12; turn++) {
    await you.page.mouse.wheel(0, -2500);
    await you.settled();
    assert.ok((await you.stats()).nodes <= NODES_MAX, 'the thread is clipped');
  }
  assert.ok((await you.stats()).frames > before);
  assert.notEqual(await shown(), newest, 'older messages are on the screen');
  await picture(you, 'many thread scrolled');
  await you.press(you.page.getByRole('button', { name: /^Jump to latest/ }));
  await you.settled();
  assert.equal(await shown(), newest);
  await picture(you, 'many latest');
});

test('j goes on through the list, and a new message places only what it touched', async ({ phones, inbox }) => {
  const you = await inbox('you');
  await you.show('All');
  await until('the whole list has arrived', async () => (await setSize(you)) >= CONVERSATIONS + 1);
  for (let press = 0; press < 3; press++) {
    await you.page.keyboard.press('j');
    await you.settled();
  }
  const current = you.list().locator('[aria-current]');
  assert.equal(await current.getAttribute('aria-posinset'), '3');
  const before = (await you.stats()).placed;
  const maya = await phones.add({ number: '+15550203377', name: 'Newest of all', channel: 'whatsapp' });
  await phones.write(maya, 'I am on top');
  await you.row('Newest of all').waitFor();
  await you.settled();
  assert.equal(await you.row('Newest of all').getAttribute('aria-posinset'), '1');
  assert.equal(await current.getAttribute('aria-posinset'), '4', 'the open one has moved down by one');
  const placed = (await you.stats()).placed - before;
  assert.ok(placed > 0 && placed < 40, `${placed} rows were placed anew`);
});
