// What the page weighs and what it may do.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

// The first load is what is asked for until the inbox stands and answers; the second part of the program follows (docs/bench.md).
const WHOLE_BYTES_MAX = 480 * 1024;
const part = '**/later.*.wasm', partWords = '**/*.later.*.json';
const isLater = ({ path }) => /^\/(\w+\.)?later\./.test(path);

const loaded = (you) => you.page.evaluate(() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .map(({ name, encodedBodySize, decodedBodySize }) => ({ path: new URL(name).pathname, bytes: encodedBodySize, plain: decodedBodySize }))
  .filter((one) => !one.path.startsWith('/api/')));
const sum = (assets) => assets.reduce((all, one) => all + one.bytes, 0);
const listed = (assets) => assets.map((one) => `${String(one.bytes).padStart(8)} of ${String(one.plain).padStart(8)} ${one.path}\n`).join('');

// What is read until the inbox stands in a language, and how it is called there.
const FIRST_KB_MAX = 350, languages = [['en', 'en-GB'], ['de', 'de-DE'], ['ar', 'ar-EG']];
const wordsOf = (tag) => JSON.parse(readFileSync(new URL(`../../assets/locale/${tag}.json`, import.meta.url), 'utf8'));

for (const [tag, locale] of languages) {
  test(`the first load in ${tag} is at most ${FIRST_KB_MAX} KB, compressed with brotli, and with what follows it at most 480 KB`, async ({ world, phones, blank, keep }) => {
    const number = '+15550200601', words = wordsOf(tag);
    if (!(await phones.find(number))) await phones.write(await phones.add({ number, name: 'Maya', channel: 'whatsapp' }), 'How heavy is it?');
    const you = await blank({ workers: 'block', locale });
    let letIn;
    const gate = new Promise((done) => { letIn = done; });
    for (const one of [part, partWords]) await you.page.route(one, async (route) => { await gate; await route.continue(); });
    await you.page.goto(await world.link('you@localhost'));
    await you.page.getByRole('navigation', { name: words['frame.views'], exact: true }).waitFor();
    await you.settled();
    await you.press(you.page.getByRole('link', { name: new RegExp(`^${words['frame.all']}`) }).first());
    await you.press(you.page.getByRole('listitem', { name: /^Maya/ }).first());
    await you.page.getByRole('article').filter({ hasText: 'How heavy is it?' }).waitFor();
    await you.settled();
    const first = await loaded(you);
    const later = [you.page.waitForResponse(part), you.page.waitForResponse(partWords)];
    letIn();
    for (const one of later) await (await one).finished();
    await until('the second part is counted', async () => (await loaded(you)).filter((one) => isLater(one) && one.bytes > 0).length === 2);
    const whole = await loaded(you);
    keep(`transferred-${tag}.txt`, `${listed(whole)}${String(sum(first)).padStart(8)} in the first load\n${String(sum(whole)).padStart(8)} in all\n`);
    console.log(`      ${tag}: first load ${sum(first)} bytes, whole ${sum(whole)} bytes`);
    for (const name of ['app', 'later']) {
      const wasm = whole.find((one) => one.path.startsWith(`/${name}.`) && one.path.endsWith('.wasm'));
      assert.ok(wasm && wasm.bytes < wasm.plain / 2, `${name} comes compressed`);
    }
    assert.equal(whole.filter((one) => one.path.endsWith('.json')).length, tag === 'en' ? 1 : 2, 'the words of no other language');
    assert.ok(!first.some((one) => isLater(one) && one.bytes > 0), 'the second part was kept away while the inbox was used');
    assert.ok(sum(first) > 50 * 1024, 'it was measured at all');
    assert.ok(sum(first) <= FIRST_KB_MAX * 1024, `first load: ${sum(first)} bytes`);
    assert.ok(sum(whole) <= WHOLE_BYTES_MAX, `whole: ${sum(whole)} bytes`);
  });
}

test('the page forbids what it does not need', async ({ world }) => {
  const answer = await fetch(`${world.base}/`);
  assert.equal(answer.status, 200);
  const csp = answer.headers.get('content-security-policy');
  for (const rule of [/default-src '(none|self)'/, /object-src 'none'|default-src 'none'/, /base-uri '(none|self)'/, /frame-ancestors 'none'/, /require-trusted-types-for 'script'/])
    assert.match(csp, rule);
  assert.ok(!/unsafe-inline|'unsafe-eval'|\*/.test(csp.replace(/style-src[^;]*/, '')), csp);
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
  assert.equal(answer.headers.get('referrer-policy'), 'same-origin');
  assert.match(answer.headers.get('cache-control') ?? '', /no-cache|no-store/);
});

test('hashed files are cached for ever, the page itself never', async ({ world }) => {
  const html = await (await fetch(`${world.base}/`)).text();
  const hashed = html.match(/[\w.-]+\.[0-9a-f]{12}\.js/)?.[0];
  assert.ok(hashed, 'the page names its script by content');
  const answer = await fetch(`${world.base}/${hashed}`);
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('cache-control'), /immutable/);
});

test('without a session there is nothing but sign-in, on the socket too', async ({ world }) => {
  for (const path of ['/api/v1/conversations', '/api/v1/agents', '/api/v1/me', '/api/v1/admin/diagnoses'])
    assert.equal((await fetch(world.base + path)).status, 401, path);
  const socket = await fetch(`${world.base}/api/v1/socket`);
  assert.ok([400, 401, 403, 426].includes(socket.status), `plain GET of the socket: ${socket.status}`);
});
