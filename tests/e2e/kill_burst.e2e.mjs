// The relay dies without warning in the middle of a burst. Nothing is lost, nothing comes twice.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

const BURST = 500;

async function only(world, token) {
  const answer = await fetch(`${world.base}/api/v1/conversations?limit=10`, { headers: { authorization: `Bearer ${token}` } });
  return (await answer.json()).items[0];
}

async function everyText(world, token, conversation) {
  const texts = [];
  let cursor = null;
  do {
    const query = new URLSearchParams({ limit: '200', ...(cursor ? { cursor } : {}) });
    const answer = await fetch(`${world.base}/api/v1/conversations/${conversation}/messages?${query}`, { headers: { authorization: `Bearer ${token}` } });
    const body = await answer.json();
    if (!answer.ok) throw new Error(JSON.stringify(body));
    texts.unshift(...body.items.map((message) => message.text));
    cursor = body.nextCursor;
  } while (cursor);
  return texts;
}

test('500 messages, SIGKILL in the middle, and every one is there once and in order', async ({ world, phones, inbox }) => {
  const storm = await phones.add({ number: '+15550200121', name: 'Storm', channel: 'whatsapp' });
  const token = await world.token('conversations:read');
  const you = await inbox('you');
  await you.show('All');
  await phones.write(storm, 'before the storm');
  await you.open('Storm');

  const burst = phones.burst(storm, 'storm {n}', BURST);
  await until('a third has arrived', async () => (await only(world, token)).messageCount > BURST / 3, { every: 10 });
  await world.stopRelay('SIGKILL');
  await world.startRelay();
  await burst;

  const conversation = await only(world, token);
  const expected = ['before the storm', ...Array.from({ length: BURST }, (_, n) => `storm ${n + 1}`)];
  await until('all are there', async () => (await everyText(world, token, conversation.id)).length >= expected.length, { every: 250 });
  assert.deepEqual(await everyText(world, token, conversation.id), expected);

  // The page that stayed open has caught up by itself.
  await you.message(`storm ${BURST}`).last().waitFor();
  await until('the row counts them', async () => (await you.row('Storm').getAttribute('aria-label')).includes(`storm ${BURST}`));
  const numbers = (await you.texts()).join('\n').match(/storm \d+/g).map((text) => Number(text.slice(6)));
  for (let at = 1; at < numbers.length; ++at) assert.equal(numbers[at], numbers[at - 1] + 1, 'the open page has no gap and no repeat');
});
