// What makes drawn text worthless - a lost WebGL context, another pixel ratio, a font that arrives late - leaves no trace:
// afterwards the page shows the same pixels as one that was opened fresh.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from './lib/suite.mjs';

const SAMPLES = ['Where is my parcel? 👩🏽‍💻', 'मेरा पार्सल कहाँ है? क्षत्रिय', 'مرحبا، أين طلبي رقم 4217؟', 'พัสดุของฉันอยู่ที่ไหน', '荷物はどこですか。'];
const SIZE = { width: 480, height: 700 };

async function customer(phones) {
  const known = await phones.find('+15550200231');
  if (known) return;
  const phone = await phones.add({ number: '+15550200231', name: 'Renewed', channel: 'whatsapp' });
  for (const text of SAMPLES) await phones.write(phone, text);
}

// A page with the thread open, the same every time.
async function opened({ phones, inbox }, options = {}) {
  await customer(phones);
  const you = await inbox('you', { ...SIZE, ...options });
  await you.show('All').catch(() => {});
  await you.open('Renewed');
  await you.message(SAMPLES.at(-1)).waitFor();
  return you;
}

async function picture(you) {
  await you.page.evaluate(() => document.activeElement?.blur());
  await you.page.mouse.move(2, 2);
  await you.settled();
  const { x, y, width, height } = await you.log().boundingBox();
  const clip = { x: Math.ceil(x), y: Math.ceil(y), width: Math.floor(width) - 1, height: Math.floor(height) - 1, scale: 1 };
  const cdp = await you.page.context().newCDPSession(you.page);
  const { data } = await cdp.send('Page.captureScreenshot', { clip, optimizeForSpeed: true });
  await cdp.detach();
  return data;
}

test('a lost and restored WebGL context', async (stage) => {
  const you = await opened(stage);
  const before = await picture(you);
  const lost = await you.page.evaluate(async () => {
    const canvas = document.getElementById('canvas'), gl = canvas.getContext('webgl2'), switchOf = gl.getExtension('WEBGL_lose_context');
    const happens = (name) => new Promise((done) => canvas.addEventListener(name, done, { once: true }));
    const gone = happens('webglcontextlost');
    switchOf.loseContext();
    await gone;
    const wasLost = gl.isContextLost(), back = happens('webglcontextrestored');
    switchOf.restoreContext();
    await back;
    return wasLost && !gl.isContextLost();
  });
  assert.ok(lost, 'the context was lost and is back');
  assert.ok(await picture(you) === before, 'the same pixels as before');
});

test('another pixel ratio', async (stage) => {
  const you = await opened(stage);
  const coarse = await picture(you);
  const cdp = await you.page.context().newCDPSession(you.page);
  for (const dpr of [1.5, 2]) {
    await cdp.send('Emulation.setDeviceMetricsOverride', { ...SIZE, deviceScaleFactor: dpr, mobile: false });
    await you.page.waitForFunction((ratio) => devicePixelRatio === ratio, dpr);
    const turned = await picture(you), fresh = await picture(await opened(stage, { dpr }));
    assert.ok(turned === fresh, `as a page opened at ${dpr}`);
  }
  await cdp.send('Emulation.setDeviceMetricsOverride', { ...SIZE, deviceScaleFactor: 1, mobile: false });
  assert.ok(await picture(you) === coarse, 'and back again');
});

// A face of the stack that has the letters which the system's own font lacks.
const BOLD = readFileSync(execFileSync('fc-match', ['-f', '%{file}', 'Noto Sans Devanagari:bold'], { encoding: 'utf8' })).toString('base64');
function bringFace(base64) {
  const face = new FontFace('Segoe UI', Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer);
  document.fonts.add(face);
  return face.load().then(() => face.status);
}

test('a font that arrives late', async (stage) => {
  const you = await opened(stage);
  const before = await picture(you);
  await you.page.evaluate(bringFace, BOLD);
  const after = await picture(you);
  assert.ok(after !== before, 'the letters look different');
  const other = await opened(stage);
  await other.page.evaluate(bringFace, BOLD);
  await other.page.evaluate(() => document.documentElement.classList.add('translated-ltr'));
  assert.ok(after === await picture(other), 'and as the page itself shows them');
});
