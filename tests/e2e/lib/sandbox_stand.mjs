// A sandbox of its own and a small HTTP sink in the relay's place, for sandbox_selftest.mjs. Node's own modules only.
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer, request as rawRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const program = join(process.env.TRIBUTARY_PROGRAMS ?? join(root, 'build/release'), 'tributary-sandbox');
export const SID = 'AC0123456789abcdef0123456789abcdef', TOKEN = 'a-token-for-tests', OURS = '+15550100900';
export const EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response/>';
export const folder = mkdtempSync(join(tmpdir(), 'tributary-sandbox-'));

// ---- the sink in the relay's place
export const sink = { got: [], answer: null };
export const relay = createServer((request, response) => {
  let body = '';
  request.on('data', (bytes) => { body += bytes; });
  request.on('end', () => {
    const form = [...new URLSearchParams(body)];
    sink.got.push({ url: request.url, headers: request.headers, form, value: Object.fromEntries(form), signed: signatureHolds(request, form) });
    if (sink.answer) return sink.answer(response, sink.got.at(-1));
    response.writeHead(200, { 'content-type': 'text/xml; charset=utf-8' }).end(EMPTY);
  });
});
function signatureHolds(request, form) {
  const pairs = form.map(([name, value]) => name + value).sort();
  const url = `http://127.0.0.1:${relay.address().port}${request.url}`;
  const expected = createHmac('sha1', TOKEN).update(url + pairs.join('')).digest('base64');
  return request.headers['x-twilio-signature'] === expected;
}

// ---- the sandbox
let child;
export let base;
export const listening = (server) => new Promise((done) => server.listen(0, '127.0.0.1', () => done(server.address().port)));
export { freePort } from './ports.mjs';
export async function until(what, within = 180_000) {
  const end = Date.now() + within;
  for (;;) {
    const value = await what();
    if (value) return value;
    if (Date.now() > end) throw new Error(`did not come true: ${what}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}
export async function start(port) {
  base = `http://127.0.0.1:${port}`;
  child = spawn(program, ['--listen', `127.0.0.1:${port}`, '--data', join(folder, 'data'), '--account-sid', SID, '--auth-token', TOKEN,
    '--sms-number', OURS, '--whatsapp-number', OURS, '--webhook-base', `http://127.0.0.1:${relay.address().port}`, '--seed', '7'], { stdio: ['ignore', 'inherit', 'inherit'] });
  child.ended = new Promise((done) => child.once('exit', (code) => done(code)));
  await until(() => fetch(`${base}/_ctl/state`).then((answer) => answer.ok, () => false));
}
export async function stop() {
  child.kill('SIGTERM');
  return child.ended;
}

// ---- its doors
export async function ctl(path, body) {
  const answer = await fetch(`${base}/_ctl/${path}`, body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const json = await answer.json();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(json)}`);
  return json;
}
export const basic = (user, password) => ({ authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` });
export const ACCOUNT = `/2010-04-01/Accounts/${SID}`;
export async function rest(method, path, form, headers = basic(SID, TOKEN)) {
  const answer = await fetch(base + path, { method, headers, redirect: 'manual', body: form && new URLSearchParams(form) });
  const text = await answer.text();
  let json = null;
  try { json = JSON.parse(text); } catch { /* not every answer is JSON */ }
  return { status: answer.status, text, json, headers: answer.headers };
}
export const send = (fields, headers) => rest('POST', `${ACCOUNT}/Messages.json`, fields, headers);
export const sms = (fields = {}) => ({ To: '+15550100101', From: OURS, Body: 'hello', ...fields });
export const whatsapp = (fields = {}) => ({ To: 'whatsapp:+15550100102', From: `whatsapp:${OURS}`, Body: 'hello', ...fields });
export const callback = (query = '') => `http://127.0.0.1:${relay.address().port}/status${query}`;
export const statusesOf = (sid) => sink.got.filter((one) => one.value.MessageSid === sid && one.value.MessageStatus).map((one) => one.value.MessageStatus);
export const violations = async () => (await ctl('log')).violations.map((one) => one.violation);
export const maya = 'ph1', misaki = 'ph2';  // the phones of the first start

export function rawStatus(path, options, body) {  // fetch would set Host itself
  return new Promise((done, fail) => {
    const request = rawRequest(base + path, options, (answer) => { answer.resume(); done(answer.statusCode); });
    request.on('error', fail);
    request.end(body);
  });
}
