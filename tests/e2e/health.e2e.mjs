// The health page: what is wrong stands on top, in words, with what to do; and a relay told to stop under load loses nothing.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

const webhook = (world, sid, text, to = '+15550100900') => world.signedWebhook({ AccountSid: world.sid, MessageSid: sid, From: '+15550200191', To: to, Body: text, NumMedia: '0' });
const sid = (n) => `SM${String(n).padStart(32, '0')}`;

test('what is wrong stands on top of the health page, and one click replays what was kept', async ({ world, inbox, picture }) => {
  for (let n = 0; n < 10; ++n) await webhook(world, sid(n), `to nobody ${n}`, '+15550999999');
  const you = await inbox('you');
  await you.press(you.view('Admin'));
  const list = you.page.getByRole('list', { name: 'Health' });
  await list.waitFor();
  const first = list.getByRole('listitem').first();
  await until('quarantine is red and leads', async () => /Quarantine.*10.*Needs you now/s.test(await first.getAttribute('aria-label')));
  assert.match(await first.getAttribute('aria-label'), /press Replay/);
  await you.page.getByRole('link', { name: /^Admin 1/ }).waitFor();  // the badge
  await picture(you, 'health');
  await you.page.getByRole('button', { name: /^Replay/ }).first().waitFor();
});

test('somebody is added, signs in by their link, and is out the moment they are deactivated', async ({ inbox, blank }) => {
  const you = await inbox('you');
  await you.press(you.view('Admin'));
  await you.heading('People').waitFor();
  await you.page.getByRole('textbox', { name: 'E-mail of somebody new' }).fill('ana@example.com');
  await you.press(you.page.getByRole('button', { name: 'Add', exact: true }));
  const shown = you.page.getByText(/#link=/).first();
  await shown.waitFor();
  const link = (await shown.textContent()).match(/http\S+/)[0];
  const ana = await blank();
  await ana.arrive(link);
  const deactivate = you.page.getByRole('button', { name: 'Deactivate: ana' });
  await deactivate.scrollIntoViewIfNeeded();
  await you.press(deactivate);
  // By the signal, that is: without one the relay looks once a minute. That it takes no two seconds is measured where other
  // programs do not count (tests/relay/host/reconnect_test.cpp).
  await ana.page.getByRole('button', { name: 'Sign in' }).waitFor({ timeout: 30_000 });
});

test('SIGTERM under load: gone within 10 s, and everything that was answered is there afterwards', async ({ world }) => {
  const answered = [];
  let going = true;
  let next = 1000;
  const one = async () => {
    while (going) {
      const n = next++;
      const status = await webhook(world, sid(n), `load ${n}`).then((r) => r.status, () => 0);
      if (status === 200) answered.push(`load ${n}`);
    }
  };
  const workers = Array.from({ length: 8 }, one);
  await until('it is under load', () => answered.length > 200, { every: 10 });
  const began = Date.now();
  await world.stopRelay('SIGTERM');
  const took = Date.now() - began;
  going = false;
  await Promise.all(workers);
  assert.ok(took <= 10_000, `it took ${took} ms`);
  await world.startRelay();
  const token = await world.token('conversations:read');
  const ask = async (path) => (await fetch(`${world.base}/api/v1/${path}`, { headers: { authorization: `Bearer ${token}` } })).json();
  const there = new Set();
  for (const { id } of (await ask('conversations')).items)
    for (let cursor = ''; cursor !== null;) {
      const page = await ask(`conversations/${id}/messages?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      for (const message of page.items) there.add(message.text);
      cursor = page.nextCursor;
    }
  assert.deepEqual(answered.filter((text) => !there.has(text)), []);
  console.log(`${answered.length} answered under load, gone after ${took} ms, none missing`);
});
