// What the speed benches share: the load programs, each server on a processor of its own, the yardsticks, the report.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { World } from '../e2e/lib/world.mjs';
import { until } from '../e2e/lib/until.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const PROGRAMS = process.env.TRIBUTARY_BENCH_PROGRAMS ?? join(ROOT, 'build/release');

export const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

// With two processors the server has one and its load the other, so that every server has the same.
const pins = cpus().length > 1 && !process.env.BENCH_UNPINNED;
const onLoad = (program, args) => (pins ? ['taskset', ['-c', '1', program, ...args]] : [program, args]);
export function pin(pid) {
  if (pins) execFileSync('taskset', ['-a', '-c', '-p', '0', String(pid)], { stdio: 'ignore' });
}

const words = (options) => Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);

// One load program: its lines as they come, and its last one, which is JSON.
export class Load {
  constructor(program, options) {
    const [file, args] = onLoad(join(PROGRAMS, program), words(options));
    this.child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.text = '';
    this.ended = new Promise((done, fail) => {
      this.child.once('error', fail);
      this.child.once('close', (code) => (this.text.includes('{') ? done(code) : fail(new Error(`${program} ended with ${code} and said nothing`))));
    });
    this.ready = new Promise((done) => {
      this.child.stdout.on('data', (piece) => {
        this.text += piece;
        if (this.text.startsWith('ready')) done();
      });
    });
  }

  async result() {
    await this.ended;
    return JSON.parse(this.text.slice(this.text.indexOf('{')));
  }
}

let nextNumber = Date.now() % 1e9 * 1000;  // message ids are never used twice
export async function hooks(server, options) {
  const first = nextNumber;
  nextNumber += 10_000_000;
  const result = await new Load('hook_load', { port: server.port, pid: server.pid, first, ...server.hook, ...options }).result();
  if (result.refused + result.failed > 0) throw new Error(`${result.refused} webhooks were refused and ${result.failed} not answered`);
  return result;
}

function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

// The relay, as the load programs see it.
export class Relay {
  static async start(env) {
    const relay = new Relay();
    relay.world = await World.start(env);
    await relay.look();
    return relay;
  }
  async look() {
    this.pid = this.world.relay.pid;
    this.port = this.world.port;
    pin(this.pid);
    const { sid, secret, number } = World.account;
    this.hook = { path: '/api/v1/webhooks/telephony/sms', sign: 'twilio', secret, account: sid, to: number };
    this.token ??= await this.world.token('conversations:read');
  }
  // Everybody who writes is known from here on, as most are.
  meet(people = 1000) { return hooks(this, { count: 2 * people, people, seconds: 60 }); }
  async listening() {
    const { epoch, seq } = await this.position();
    return { path: '/api/v1/socket', protocol: 'tributary.v1', header: `Authorization: Bearer ${this.token}`, 'ready-on': '"frame":"welcome"',
      hello: JSON.stringify({ frame: 'hello', ticket: '', build: '', epoch, seq }) };
  }
  async position() {
    const { Socket } = await import('./sockets.mjs');
    const socket = await Socket.open(this.port, this.token);
    socket.send({ frame: 'hello', ticket: '', build: '', epoch: null, seq: 0 });
    const welcome = await socket.next('welcome');
    socket.end();
    return welcome;
  }
  async metrics() {
    await new Promise((done) => { setTimeout(done, 1100); });  // they are measured once a second at most: these are of now
    const text = await (await fetch(`${this.world.base}/metrics`)).text();
    return Object.fromEntries(text.split('\n').filter((line) => line.startsWith('tributary_')).map((line) => line.slice(10).split(' ')).map(([name, value]) => [name, Number(value)]));
  }
  // After an import the index is made and the books are read: work of its own, and no part of what a webhook costs. Answers
  // how many seconds that took.
  async settled() {
    const begun = Date.now(), token = await this.world.token('conversations:read');
    const asked = () => fetch(`${this.world.base}/api/v1/search?q=`, { headers: { authorization: `Bearer ${token}` } });
    await until('the index has everything', async () => (await (await asked()).json()).complete, { within: 1_800_000, every: 500 });
    await until('the books are read', async () => 'health_value{check="conservation"}' in (await this.metrics()), { within: 600_000, every: 500 });
    return (Date.now() - begun) / 1000;
  }
  stop() { return this.world.stop(); }
}

export class Yardstick {
  static async start(what) {  // 'hook' or 'fan'
    const one = new Yardstick();
    one.folder = mkdtempSync(join(tmpdir(), 'tributary-yardstick-'));
    one.port = await freePort();
    one.child = spawn(join(PROGRAMS, 'yardstick'), what === 'hook' ? ['hook', String(one.port), join(one.folder, 'rows.db'), 'bench'] : ['fan', String(one.port)],
      { stdio: 'inherit' });
    one.pid = one.child.pid;
    pin(one.pid);
    one.hook = { path: '/', sign: 'body', secret: 'bench', to: World.account.number, account: World.account.sid };
    await until('the yardstick answers', async () => (await fetch(`http://127.0.0.1:${one.port}/`, { method: 'POST', body: 'MessageSid=0&' })).status > 0);
    return one;
  }
  meet() {}
  listening() { return { path: '/' }; }
  async stop() {
    const ended = new Promise((done) => { this.child.once('exit', done); });
    this.child.kill('SIGKILL');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

// The same for both in turns, the order changed each time: only what was measured beside each other can be compared.
export async function inTurns(rounds, servers, measure) {
  const all = Object.fromEntries(Object.keys(servers).map((name) => [name, []]));
  for (let round = 0; round < rounds; ++round) {
    const names = Object.keys(servers);
    for (const name of round % 2 ? names.reverse() : names) all[name].push(await measure(servers[name]));
  }
  return all;
}

// An archive of the sources has none.
function commit() {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return 'no commit';
  }
}

const shown = (value) => (value === undefined ? '' : value >= 1000 ? String(Math.round(value)) : value.toFixed(value < 10 ? 2 : 1));

export class Report {
  rows = [];
  about = '';
  raw = {};
  // `better`: 'more' or 'less'; target and stretch are of the ratio to the yardstick when there is one, else of the value.
  add(name, { value, unit, yardstick, target, stretch, better = 'less' }) {
    const ratio = yardstick ? value / yardstick : undefined, judged = ratio ?? value;
    const reaches = (goal) => (better === 'more' ? judged >= goal : judged <= goal);
    const verdict = target === undefined ? '' : stretch !== undefined && reaches(stretch) ? 'stretch' : reaches(target) ? 'met' : 'missed';
    if (!name.startsWith(' ')) this.about = name;
    this.rows.push({ name: name.startsWith(' ') ? `${this.about}: ${name.trim()}` : name, value, unit, yardstick, ratio, target, stretch, better, verdict });
    const goal = target === undefined ? '' : `${better === 'more' ? '>=' : '<='} ${target}${ratio ? 'x' : ''}${stretch === undefined ? '' : ` (${stretch})`}`;
    console.log(`${name.padEnd(52)} ${shown(value).padStart(9)} ${unit.padEnd(9)} ${shown(yardstick).padStart(9)} ${(ratio ? `${ratio.toFixed(2)}x` : '').padStart(8)}  ${goal.padEnd(16)} ${verdict}`);
  }
  static head() {
    console.log(`${''.padEnd(52)} ${'relay'.padStart(9)} ${''.padEnd(9)} ${'yardstick'.padStart(9)} ${'ratio'.padStart(8)}  ${'target (stretch)'}`);
  }
  // With what it was measured on, and of which commit.
  save(file, { quick }) {
    mkdirSync(dirname(file), { recursive: true });
    const load = readFileSync('/proc/loadavg', 'utf8').trim();
    const about = { at: new Date().toISOString(), commit: commit(), quick, processor: cpus()[0].model, processors: cpus().length, load, pinned: pins };
    writeFileSync(file, `${JSON.stringify({ ...about, rows: this.rows, raw: this.raw }, null, 1)}\n`);
    console.log(`kept in ${file}`);
  }
}

export const built = (name) => existsSync(join(PROGRAMS, name));
