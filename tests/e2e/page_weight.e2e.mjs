// What the page weighs and what it may do.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';

// The mark of the inbox alone was 350 KB; with everything an agent does all day and what an admin looks at it is more. What is
// here may not grow unnoticed (docs/bench.md says what was aimed at).
const BYTES_MAX = 440 * 1024;

test('everything the first load asks for is at most 440 KB, compressed with brotli', async ({ world, blank, keep }) => {
  const you = await blank();
  await you.arrive(await world.link('you@localhost'));
  const loaded = await you.page.evaluate(() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
    .map(({ name, encodedBodySize, decodedBodySize }) => ({ path: new URL(name).pathname, bytes: encodedBodySize, plain: decodedBodySize })));
  const assets = loaded.filter((one) => !one.path.startsWith('/api/'));
  const total = assets.reduce((sum, one) => sum + one.bytes, 0);
  keep('transferred.txt', assets.map((one) => `${String(one.bytes).padStart(8)} of ${String(one.plain).padStart(8)} ${one.path}`).join('\n') + `\n${String(total).padStart(8)} in all\n`);
  const wasm = assets.find((one) => one.path.endsWith('.wasm'));
  assert.ok(wasm && wasm.bytes < wasm.plain / 2, 'the engine comes compressed');
  assert.ok(total > 50 * 1024, 'it was measured at all');
  assert.ok(total <= BYTES_MAX, `${total} bytes`);
});

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
