// What makes drawn text worthless - a lost WebGL context, another pixel ratio, a font that arrives late, a page of the atlas
// that was given to other words - leaves no trace:
// afterwards the page shows the same pixels as one that was opened fresh.
import assert from 'node:assert/strict';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { NOW } from './lib/screens.mjs';
import { test } from './lib/suite.mjs';

const SAMPLES = ['Where is my parcel? 👩🏽‍💻', 'मेरा पार्सल कहाँ है? क्षत्रिय', 'مرحبا، أين طلبي رقم 4217؟', 'พัสดุของฉันอยู่ที่ไหน', '荷物はどこですか。'];
const SIZE = { width: 480, height: 700 };

async function customer({ phones, world }) {
  if (await phones.find('+15550200231')) return;
  await world.at(NOW);
  const phone = await phones.add({ number: '+15550200231', name: 'Renewed', channel: 'whatsapp' });
  for (const text of SAMPLES) await phones.write(phone, text);
}

const turn = ({ cdp }, deviceScaleFactor) => cdp.send('Emulation.setDeviceMetricsOverride', { ...SIZE, deviceScaleFactor, mobile: false });

// A page with the thread open, the same every time. `you.cdp`: Playwright's own pictures would put its own pixel ratio back.
async function opened(stage, { query = '', dpr = 1, memory = 8 } = {}) {
  await customer(stage);
  const you = await stage.blank(SIZE);
  await you.page.addInitScript((gib) => Object.defineProperty(Navigator.prototype, 'deviceMemory', { configurable: true, get: () => gib }), memory);
  you.cdp = await you.page.context().newCDPSession(you.page);
  await turn(you, dpr);
  await you.cdp.send('Page.setBypassCSP', { enabled: true });  // the page itself forbids fonts from anywhere
  await you.page.clock.setFixedTime(NOW);
  const link = new URL(await stage.world.link('you@localhost'));
  link.search = query;
  await you.page.goto(link.href);
  await you.press(you.page.getByRole('listitem', { name: /^Renewed/ }));
  await you.message(SAMPLES.at(-1)).waitFor();
  return you;
}

async function picture(you) {
  await you.page.evaluate(() => document.activeElement?.blur());
  await you.page.mouse.move(2, 2);
  await you.settled();
  const { y, height } = await you.log().boundingBox();  // below it the field draws its own words
  return (await you.cdp.send('Page.captureScreenshot', { optimizeForSpeed: true, clip: { x: 0, y: 0, width: SIZE.width, height: Math.floor(y + height), scale: 1 } })).data;
}

// Two pictures; when they differ they are kept, to be looked at. A shade may differ, as in the parity test.
function same({ keep }, one, other, what) {
  const differ = () => {
    const [a, b] = [one, other].map((text) => PNG.sync.read(Buffer.from(text, 'base64')));
    return pixelmatch(a.data, b.data, null, a.width, a.height, { threshold: 0.1, includeAA: true }) > 0;
  };
  if (one === other || !differ()) return;
  [one, other].forEach((data, index) => keep(`text-anew-${what.replace(/\W+/g, '-')}-${index}.png`, Buffer.from(data, 'base64')));
  assert.fail(`not ${what}`);
}

// WebGL is refused from now on, and what was had is gone.
const lose = (you, refused) => you.page.evaluate((off) => {
  const canvas = document.getElementById('canvas'), context = canvas.getContext('webgl2');
  const plain = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...rest) { return window.refused && kind === 'webgl2' ? null : plain.call(this, kind, ...rest); };
  window.refused = off;
  context.getExtension('WEBGL_lose_context').loseContext();
}, refused);

const drawsAnew = (you, shown) => you.page.waitForFunction((visible) => {
  const canvas = document.getElementById('canvas');
  return document.getElementById('plane').classList.contains('shown') === visible && !canvas.getContext('webgl2')?.isContextLost();
}, shown);

test('a lost WebGL context: the page comes back by itself', async (stage) => {
  const you = await opened(stage);
  const before = await picture(you);
  await lose(you, false);
  await drawsAnew(you, false);
  same(stage, await picture(you), before, 'the same pixels as before');
});

test('a WebGL context that never comes back: the page goes on without, and takes one when there is one', async (stage) => {
  const you = await opened(stage);
  const before = await picture(you), without = await picture(await opened(stage, { query: '?webgl=off' }));
  await lose(you, true);
  await drawsAnew(you, true);
  same(stage, await picture(you), without, 'as a page that never had one');
  await you.page.evaluate(() => {
    window.refused = false;
    document.dispatchEvent(new Event('visibilitychange'));  // somebody comes back to the page
  });
  await drawsAnew(you, false);
  same(stage, await picture(you), before, 'the same pixels as before');
});

test('another pixel ratio', async (stage) => {
  const you = await opened(stage);
  const coarse = await picture(you);
  const turned = async (dpr) => {
    await turn(you, dpr);
    await you.page.waitForFunction((ratio) => devicePixelRatio === ratio, dpr);
    await you.page.mouse.move(3, 3);  // emulation alone tells the page nothing; whoever looks moves something
    await you.page.waitForFunction((ratio) => document.getElementById('canvas').width === Math.round(480 * ratio), dpr);
    return picture(you);
  };
  same(stage, await turned(1.5), await picture(await opened(stage, { dpr: 1.5 })), 'as a page opened at 1.5');
  same(stage, await turned(1), coarse, 'as before all that');
});

// A face of the stack, with letters that the system's own font lacks: it comes when it likes.
const FACE = readFileSync(execFileSync('fc-match', ['-f', '%{file}', 'Noto Sans Thai:bold'], { encoding: 'utf8' }));
async function bringFace({ page }) {
  await page.route('**/late.ttf', (route) => route.fulfill({ body: FACE, contentType: 'font/ttf' }));
  await page.evaluate(() => {
    const face = new FontFace('Segoe UI', 'url(/late.ttf)');
    document.fonts.add(face);
    return face.load().then(() => null);
  });
}

test('a font that arrives late', async (stage) => {
  const you = await opened(stage), other = await opened(stage, { query: '?text=dom' });
  const before = await picture(you);
  await bringFace(you);
  await bringFace(other);
  const after = await picture(you);
  assert.ok(after !== before, 'the letters look different');
  same(stage, after, await picture(other), 'as the page itself shows them');
});

test('pages of the atlas that were given away to other words', async (stage) => {
  const talker = await stage.phones.add({ number: '+15550200232', name: 'Talker', channel: 'whatsapp' });
  await stage.phones.burst(talker, 'Number {n} begins here, goes on for a while as {n} does, and says {n} once more before {n} comes to its end at last.', 240);
  const you = await opened(stage, { dpr: 2, memory: 2 });  // where memory is short the atlas has half of its pages
  const before = await picture(you);
  await you.press(you.button('Back'));
  await you.press(you.page.getByRole('listitem', { name: /^Talker/ }));
  await you.message('Number 240 begins').waitFor();
  const { x, y, width, height } = await you.log().boundingBox();
  await you.page.mouse.move(x + width / 2, y + height / 2);
  for (let turn = 0; turn < 60 && (await you.stats()).evictions === 0; turn++) {
    await you.page.mouse.wheel(0, -600);
    await you.settled();
  }
  assert.ok((await you.stats()).evictions > 0, 'pages were given away');
  await you.press(you.button('Back'));
  await you.press(you.page.getByRole('listitem', { name: /^Renewed/ }));
  await you.message(SAMPLES.at(-1)).waitFor();
  same(stage, await picture(you), before, 'the same pixels as before');
});
