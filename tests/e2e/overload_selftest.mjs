// P8 against the real relay in a process of its own: few file descriptors, little memory, slow headers and slow bodies; with
// --long also 10,000 idle sockets, and 2,000 busy ones where the process may have 512 MB and no more. One line of counts at the end; everything measured is printed.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { World } from './lib/world.mjs';
import { Socket } from '../bench/sockets.mjs';
import { until } from './lib/until.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const RELAY = join(process.env.TRIBUTARY_PROGRAMS ?? join(ROOT, 'build/release'), 'tributary-relay');

const residentMb = (pid) => Number(/RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
const filesOf = (pid) => Number(/Max open files\s+(\d+)/.exec(readFileSync(`/proc/${pid}/limits`, 'utf8'))[1]);

// The relay again, after `before` was said in a shell, with more of an environment.
async function restarted(world, before, env = {}) {
  await world.stopRelay();
  const args = ['-c', `${before}; exec "$0" "$@"`, RELAY, 'serve', '--data', join(world.folder, 'data'), '--listen', `127.0.0.1:${world.port}`];
  world.relay = world.spawned('/bin/sh', args, 'relay.log', { ...world.environment(), ...env });
  await world.up(world.relay, `${world.base}/healthz`, 'relay.log');
}

// A connection that says exactly this. `said` grows; `ended` is the time of its end.
function raw(port, text = '') {
  const socket = connect(port, '127.0.0.1');
  const one = { socket, said: '', ended: 0, begun: Date.now() };
  socket.on('data', (bytes) => { one.said += bytes.toString('latin1'); });
  socket.on('error', () => {});
  socket.on('close', () => { one.ended = Date.now(); });
  if (text) socket.write(text);
  return one;
}

const get = (path, more = '') => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${more}\r\n`;
const status = (one) => Number(one.said.slice(9, 12)) || 0;
const leave = (all) => all.forEach((one) => one.socket.destroy());
const webhook = (n) => ({ AccountSid: World.sid, MessageSid: `SM${String(n).padStart(32, '0')}`, From: '+15550300001', To: '+15550100900', Body: `number ${n}`, NumMedia: '0', NumSegments: '1' });

async function fewFiles(world) {
  await restarted(world, 'ulimit -n 400');
  assert.equal(filesOf(world.relay.pid), 400);
  const crowd = Array.from({ length: 280 }, () => raw(world.port));
  await until('the crowd is there', () => crowd.every((one) => one.ended || !one.socket.connecting));
  const [health, metrics, page, upgrade] = [raw(world.port, get('/healthz')), raw(world.port, get('/metrics')), raw(world.port, get('/api/v1/me')),
    raw(world.port, get('/api/v1/socket', 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: tributary.v1\r\n'))];
  await until('everybody is answered', () => [health, metrics, page, upgrade].every((one) => status(one) > 0));
  assert.deepEqual([health, metrics, page, upgrade].map(status), [200, 200, 503, 503]);
  for (const one of [page, upgrade]) assert.match(one.said, /\r\nRetry-After: \d+\r\n/);
  leave(crowd);
  await until('there is room again', async () => (await world.signedWebhook(webhook(1)).catch(() => ({}))).status === 200);
  assert.equal(world.relay.how, undefined, 'the relay lives');
}

async function littleMemory(world) {
  await restarted(world, 'true', { TRIBUTARY_MEMORY_MB: '64' });
  const before = residentMb(world.relay.pid);
  const half = 'x'.repeat(400_000);
  const head = 'POST /api/v1/webhooks/telephony/sms HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 800000\r\n\r\n';
  const greedy = [];
  let most = before, healthy = 0, refused = 0;
  for (let wave = 0; wave < 16; wave += 1) {
    for (let i = 0; i < 25; i += 1) greedy.push(raw(world.port, head + half));
    await until('a wave is taken', () => greedy.every((one) => one.ended || one.socket.writableLength === 0 || status(one) > 0));
    most = Math.max(most, residentMb(world.relay.pid));
    healthy += (await fetch(`${world.base}/healthz`)).status === 200;
  }
  await until('somebody was refused', () => { refused = greedy.filter((one) => status(one) === 503 || status(one) === 413).length; return refused > 0; });
  console.log(`    memory: ${before.toFixed(0)} MB before, ${most.toFixed(0)} MB at most with a budget of 64 MB, ${refused} of ${greedy.length} refused`);
  assert.equal(healthy, 16, 'health is always told');
  assert.ok(most < 64 * 1.5, `it held ${most} MB`);
  assert.equal(world.relay.how, undefined, 'the relay lives');
  leave(greedy);
  await until('there is room again', async () => (await world.signedWebhook(webhook(2)).catch(() => ({}))).status === 200);
}

async function slowOnes(world) {
  await restarted(world, 'true');
  const slowHead = raw(world.port, 'GET / HTTP/1.1\r\nHost: 127');
  const slowBody = raw(world.port, 'POST /api/v1/webhooks/telephony/sms HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 50000\r\n\r\nabc');
  const steady = raw(world.port, 'POST /api/v1/webhooks/telephony/sms HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 80000\r\n\r\n');
  const drip = setInterval(() => { slowHead.socket.write('a'); slowBody.socket.write('b'); steady.socket.write('c'.repeat(6000)); }, 500);
  try {
    await until('the slow body is refused', () => status(slowBody) === 408);
    assert.ok(Date.now() - slowBody.begun >= 4_900 && Date.now() - slowBody.begun < 30_000, `after ${Date.now() - slowBody.begun} ms`);
    await until('the slow header is ended', () => slowHead.ended > 0);
    // Far from the 75 s that an idle connection may stay, however busy the machine is.
    const took = slowHead.ended - slowHead.begun;
    assert.ok(took >= 9_500 && took < 40_000, `after ${took} ms`);
    await until('who is slow but steady is answered', () => status(steady) > 0);
    assert.equal(status(steady), 403, 'it was not signed; it was heard out');
    console.log(`    slow body refused, slow header ended after ${(took / 1000).toFixed(1)} s`);
  } finally {
    clearInterval(drip);
    leave([slowHead, slowBody, steady]);
  }
}

// Welcomed, and idle from then on.
async function holdSockets(port, token, count, held = []) {
  const one = async () => {
    const socket = await Socket.open(port, token);
    socket.send({ frame: 'hello', ticket: '', build: '', epoch: null, seq: 0 });
    await socket.next('welcome');
    held.push(socket);
  };
  while (held.length < count) await Promise.all(Array.from({ length: Math.min(50, count - held.length) }, one));
  return () => held.forEach((socket) => socket.end());
}

async function idleCrowd(world) {
  await restarted(world, 'ulimit -n "$(ulimit -Hn)"');
  const count = Math.min(10_000, filesOf(world.relay.pid) - 200);
  const token = await world.token('conversations:read');
  const before = residentMb(world.relay.pid), begun = Date.now();
  const close = await holdSockets(world.port, token, count);
  const seconds = (Date.now() - begun) / 1000, after = residentMb(world.relay.pid);
  console.log(`    ${count} idle sockets in ${seconds.toFixed(1)} s: ${((after - before) * 1024 / count).toFixed(1)} KB each, ${after.toFixed(0)} MB in all`);
  assert.ok(after - before < 400, 'the promise: at most 400 MB');
  assert.equal((await world.signedWebhook(webhook(3))).status, 200);
  close();
}

const proportionalMb = (pid) => Number(/Pss:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1]) / 1024;
const connected = async (world) => Number(/tributary_health_value\{check="clients"\} (\d+)/.exec(await (await fetch(`${world.base}/metrics`)).text())?.[1] ?? 0);

// As under MemoryMax=512M: an allocation beyond it fails, and the relay reads its budget from there. Where a control group
// would also count the kernel's buffers of its sockets, these are the two sides' together, and bounded by SO_SNDBUF.
async function busyCrowd(world) {
  const allowed = 512, count = 2_000, stalled = 200, perSecond = 500, events = 20 * perSecond;
  await restarted(world, `ulimit -n "$(ulimit -Hn)"; ulimit -d ${allowed * 1024}`);
  const token = await world.token('conversations:read');
  const sockets = [];
  await holdSockets(world.port, token, count, sockets);
  // From here on nobody reads what is said: bytes are taken and forgotten, or not even taken.
  for (const [at, { stream }] of sockets.entries()) {
    stream.removeAllListeners('data');
    if (at < stalled) stream.pause();
    else stream.on('data', () => {}).resume();
  }
  const before = proportionalMb(world.relay.pid), begun = Date.now();
  let most = before, taken = 0, late = 0, healthy = 0;
  for (let said = 0; said < events; said += 50) {
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => world.signedWebhook({ ...webhook(10_000 + said + i), Body: `number ${said + i} ${'.'.repeat(900)}` })));
    taken += answers.filter((answer) => answer.status === 200).length;
    late += answers.filter((answer) => answer.status === 503).length;
    most = Math.max(most, proportionalMb(world.relay.pid));
    healthy += (await fetch(`${world.base}/healthz`)).status === 200;
    await pause(Math.max(0, begun + (said + 50) * 1000 / perSecond - Date.now()));  // no faster than that; slower where the machine is
  }
  console.log(`    ${count} sockets of which ${stalled} do not read, ${(events * 1000 / (Date.now() - begun)).toFixed(0)} events/s: ${before.toFixed(0)} MB before, ${most.toFixed(0)} MB at most of ${allowed}, ${late} told to come later, ${await connected(world)} connected at the end`);
  assert.ok(most < allowed, `it held ${most} MB`);
  assert.equal(world.relay.how, undefined, 'the relay lives');
  assert.equal(taken + late, events, 'everybody was answered');
  assert.equal(healthy, events / 50, 'health is always told');
  await until('those who stopped are let go of', async () => (await connected(world)) <= count - stalled, { within: 120_000 });
  assert.equal((await world.signedWebhook(webhook(4))).status, 200);
  for (const socket of sockets) socket.end();
}

const tests = { 'with few files': fewFiles, 'with little memory': littleMemory, 'with slow headers and bodies': slowOnes };
if (process.argv.includes('--long')) {
  tests['with 10,000 idle sockets'] = idleCrowd;
  tests['with 2,000 busy sockets in 512 MB'] = busyCrowd;
}

let passed = 0, failed = 0;
const world = await World.start();
try {
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test(world);
      passed += 1;
      console.log(`ok   ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL ${name}: ${error.stack}\n${world.log('relay.log')}`);
    }
  }
} finally {
  await world.stop();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
