// One relay and one sandbox of their own: free ports, an empty folder, the release programs.
import { createHmac } from 'node:crypto';
import { spawn, execFile } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Phones } from './phones.mjs';
import { freePort } from './ports.mjs';
import { until } from './until.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const PROGRAMS = process.env.TRIBUTARY_PROGRAMS ?? join(ROOT, 'build/release');
const RELAY = join(PROGRAMS, 'tributary-relay');
const SANDBOX = join(PROGRAMS, 'tributary-sandbox');
const SID = 'AC' + '0123456789abcdef'.repeat(2);
const TOKEN = 'fedcba9876543210'.repeat(2);
const OUR_NUMBER = '+15550100900';

export class World {
  // `env`: more of the relay's environment.
  static async start(env = {}) {
    const world = new World();
    world.env = env;
    world.folder = mkdtempSync(join(tmpdir(), 'tributary-e2e-'));
    world.port = await freePort();
    world.sandboxPort = await freePort();
    world.offset = 0;
    world.sessions = new Map();  // by address: the cookie of each
    world.base = `http://127.0.0.1:${world.port}`;
    world.phones = new Phones(`http://127.0.0.1:${world.sandboxPort}`);
    try {
      await world.startSandbox();
      await world.startRelay();
      await world.person('you@localhost', 'You', 'admin');
      await world.person('sam@localhost', 'Sam', 'agent');
    } catch (error) {
      await world.stop();
      throw error;
    }
    return world;
  }

  spawned(program, args, log, env = {}) {
    const out = openSync(join(this.folder, log), 'a');
    const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', out, out] });
    closeSync(out);
    child.ended = new Promise((done) => {
      child.once('exit', (code, signal) => done(signal ?? code));
      child.once('error', (error) => done(error.message));
    });
    child.ended.then((how) => { child.how = how; });
    return child;
  }

  async startSandbox() {
    this.sandbox = this.spawned(SANDBOX, ['--listen', `127.0.0.1:${this.sandboxPort}`, '--webhook-base', this.base,
      '--data', join(this.folder, 'phones'), '--account-sid', SID, '--auth-token', TOKEN, '--seed', '7'], 'sandbox.log');
    await this.up(this.sandbox, `http://127.0.0.1:${this.sandboxPort}/`, 'sandbox.log');
  }

  async startRelay() {
    this.relay = this.spawned(...this.relayCommand());
    await this.up(this.relay, `${this.base}/healthz`, 'relay.log');
  }

  relayCommand() {
    return [RELAY, ['serve', '--data', join(this.folder, 'data'), '--listen', `127.0.0.1:${this.port}`], 'relay.log', this.environment()];
  }

  environment() {
    return {
      PLATFORM_TWILIO_ACCOUNT_SID: SID, PLATFORM_TWILIO_AUTH_TOKEN: TOKEN, PLATFORM_TWILIO_SMS_NUMBER: OUR_NUMBER,
      PLATFORM_TWILIO_WHATSAPP_NUMBER: `whatsapp:${OUR_NUMBER}`, TWILIO_API_BASE: `http://127.0.0.1:${this.sandboxPort}`,
      MEDIA_HOSTS_ALLOWED: `127.0.0.1:${this.sandboxPort}`, TRIBUTARY_CLOCK_OFFSET_MS: String(this.offset), ...this.env };
  }

  // A made-up past, written while the relay stands still (docs/demo.md). Answers what was printed.
  async demo(...args) {
    await this.stopRelay();
    const options = { env: { ...process.env, ...this.environment() } };
    const { stdout } = await promisify(execFile)(RELAY, ['demo', '--data', join(this.folder, 'data'), ...args], options);
    await this.startRelay();
    return stdout.trim();
  }

  async up(child, url, log) {
    await until(`${url} answers`, async () => {
      if (child.how !== undefined) throw Object.assign(new Error(`the program ended (${child.how}): ${this.log(log)}`), { hopeless: true });
      return (await fetch(url)).ok;
    });
  }

  log(name) {
    try {
      return readFileSync(join(this.folder, name), 'utf8').slice(-4000);
    } catch {
      return '';
    }
  }

  // Time passes, for the relay and for the provider.
  async wait(ms) {
    this.offset += ms;
    await this.phones.clock(ms);
    await this.operate('clock', '--offset-ms', String(this.offset));
  }

  // The relay's clock stands at this moment from now on (it goes on from there).
  async at(moment) {
    this.offset = Date.parse(moment) - Date.now();
    await this.operate('clock', '--offset-ms', String(this.offset));
  }

  // The operator's command line, against the running relay. Answers what it printed.
  async operate(command, ...args) {
    const { stdout } = await promisify(execFile)(RELAY, [command, '--data', join(this.folder, 'data'), ...args]);
    return stdout.trim();
  }

  person(email, name, role) {
    return this.operate('create-user', '--email', email, '--name', name, '--role', role, '--no-password');
  }

  // A fresh one-use sign-in address.
  async link(email) {
    const printed = (await this.operate('setup-link', '--email', email)).split(/\s+/).at(-1);
    return printed.startsWith('http') ? printed : `${this.base}/#link=${printed}`;
  }

  // What this person prefers is forgotten, by a session of our own that lasts as long as the world does.
  async forgetPreferences(email) {
    const ask = (method, path, body) => fetch(`${this.base}/api/v1/${path}`, { method, body: body && JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'x-requested-by': 'app', origin: this.origin ?? this.base, cookie: this.sessions.get(email) ?? '' } });
    let answer = await ask('GET', 'me/preferences');
    if (answer.status === 401) {
      const link = new URL(await this.link(email));
      this.origin = link.origin;
      const signedIn = await ask('POST', 'session/link', { secret: link.hash.replace('#link=', '') });
      if (!signedIn.ok) throw new Error(`signing in ${email} was answered ${signedIn.status}: ${await signedIn.text()}`);
      this.sessions.set(email, signedIn.headers.getSetCookie()[0].split(';')[0]);
      answer = await ask('GET', 'me/preferences');
    }
    const names = Object.keys((await answer.json()).values);
    if (names.length > 0) await ask('PATCH', 'me/preferences', { values: Object.fromEntries(names.map((name) => [name, null])) });
  }

  async token(...scopes) {
    return (await this.operate('create-token', ...scopes.flatMap((scope) => ['--scope', scope]))).split(/\s+/).at(-1);
  }

  // What a load program needs to write webhooks of this account.
  static account = { sid: SID, secret: TOKEN, number: OUR_NUMBER };
  static sid = SID;
  get sid() { return SID; }

  // A webhook by our own hand, signed as Twilio signs: the address and the sorted pairs, HMAC-SHA1 with the account's token.
  signedWebhook(form, path = '/api/v1/webhooks/telephony/sms') {
    const url = this.base + path;
    const signed = Object.keys(form).sort().reduce((text, name) => text + name + form[name], url);
    return fetch(url, {
      method: 'POST', body: new URLSearchParams(form).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': createHmac('sha1', TOKEN).update(signed).digest('base64') },
    });
  }

  async stopRelay(signal = 'SIGTERM') {
    this.relay.kill(signal);
    return this.relay.ended;
  }

  async stop() {
    for (const child of [this.sandbox, this.relay]) {
      if (!child || child.how !== undefined) continue;
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 10000);
      await child.ended;
      clearTimeout(late);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
