// The sandbox's page in Chromium, by its accessible names, with a sink in the relay's place.
// node tests/e2e/sandbox_page_selftest.mjs [PART OF A TEST'S NAME]
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { OURS, base, ctl, folder, freePort, listening, relay, rest, ACCOUNT, send, sink, sms, start, stop, until, whatsapp } from './lib/sandbox_stand.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const shots = process.env.TRIBUTARY_SHOTS;
const tests = [];
const test = (name, body) => tests.push({ name, body });
const phoneOf = (page, name) => page.getByRole('region', { name: `Phone of ${name}` });
const logOf = (page, name) => page.getByRole('log', { name: `Messages on ${name}'s phone` });
async function attach(page, name, item) {
  await phoneOf(page, name).getByRole('button', { name: 'Attach' }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

test('three phones stand side by side, and a text typed into one reaches the relay', async (page) => {
  for (const name of ['Maya Lindqvist', '佐藤 美咲', 'محمد العلي']) await phoneOf(page, name).waitFor();
  const maya = phoneOf(page, 'Maya Lindqvist');
  await maya.getByRole('textbox', { name: 'Message' }).fill('Where is my parcel?');
  await maya.getByRole('button', { name: 'Send', exact: true }).click();
  await maya.getByRole('article', { name: /^Maya Lindqvist, Where is my parcel\?, .*, received by the inbox$/ }).waitFor();
  assert.equal(sink.got[0].value.Body, 'Where is my parcel?');
  await maya.getByRole('textbox', { name: 'Message' }).fill('<img src=x onerror=alert(1)>');
  await page.keyboard.press('Enter');
  await maya.getByRole('article', { name: /onerror/ }).waitFor();
  assert.equal(await maya.locator('img').count(), 0);
});

test('an answer appears with its ticks, without a reload', async (page) => {
  await ctl('inbound', { phone: 'ph2', text: 'こんにちは' });
  await send(whatsapp({ Body: 'It left today.' }));
  await logOf(page, '佐藤 美咲').getByRole('article', { name: /^Business, It left today\., .*, read$/ }).waitFor();
});

test('everything in the attach menu arrives as what it is', async (page) => {
  const name = '佐藤 美咲';
  await attach(page, name, 'Pictures');
  await page.getByRole('spinbutton', { name: 'How many' }).fill('2');
  await page.getByRole('textbox', { name: 'Caption' }).fill('the hinge');
  await page.getByRole('button', { name: 'Send pictures' }).click();
  await logOf(page, name).getByRole('img', { name: 'picture-2.png' }).waitFor();
  await until(() => logOf(page, name).getByRole('img', { name: 'picture-1.png' }).evaluate((image) => image.naturalWidth === 240));
  await attach(page, name, 'Voice note');
  const audio = logOf(page, name).locator('audio');
  await audio.waitFor();
  const seconds = await audio.evaluate((element) => new Promise((done, fail) => {
    element.addEventListener('loadedmetadata', () => done(element.duration));
    element.addEventListener('error', () => fail(new Error(element.error.message)));
    element.preload = 'metadata';
    element.load();
  }));
  assert.ok(seconds > 1.5 && seconds < 3, `${seconds} s of sound`);
  for (const [item, button] of [['Location', 'Send location'], ['Contact card', 'Send contact card'], ['Tap a button', 'Tap'], ['Pick from a list', 'Pick'], ['Call', 'Call now']]) {
    await attach(page, name, item);
    await page.getByRole('dialog', { name: item }).getByRole('button', { name: button, exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  await attach(page, name, 'Missed call');
  await attach(page, name, 'Send STOP');
  await until(() => sink.got.some((one) => one.value.Body === 'STOP'));
  const kinds = sink.got.map(({ value }) => value.MessageType ?? value.CallStatus);
  assert.deepEqual([...new Set(kinds)].sort(), ['audio', 'completed', 'contacts', 'image', 'in-progress', 'interactive', 'location', 'no-answer', 'ringing', 'text']);
});

test('the switches do what they say', async (page) => {
  const maya = phoneOf(page, 'Maya Lindqvist');
  const turn = (name) => maya.getByRole('switch', { name }).click();
  await turn('Refuse 30003');
  await until(async () => (await ctl('phones')).phones[0].switches.refuse === 30003);
  await send(sms({ Body: 'never seen' }));
  await maya.getByText('A message did not arrive: undelivered 30003').waitFor();
  assert.equal(await maya.getByText('never seen').count(), 0);
  await turn('Refuse 30003');
  for (const name of ['Unreachable', 'Delay', 'Duplicate', 'Out of order']) await turn(name);
  await until(async () => {
    const on = (await ctl('phones')).phones[0].switches;
    return on.unreachable && on.delayMs === 3000 && on.duplicate && on.outOfOrder && on.refuse === 0;
  });
  await ctl('switch', { phone: 'ph1', duplicate: false });
  await until(async () => !(await maya.getByRole('switch', { name: 'Duplicate' }).isChecked()));
});

test('the clock moves by 25 hours and says so', async (page) => {
  await ctl('inbound', { phone: 'ph2', text: 'x' });
  await page.getByRole('button', { name: 'Move the clock by 25 hours' }).click();
  await page.getByText(/^The clock is 25 h ahead/).waitFor();
  assert.equal((await ctl('state')).clockOffsetMs, 25 * 3600000);
  await phoneOf(page, '佐藤 美咲').getByText('Window closed').waitFor();
});

test('a phone can be added and taken away', async (page) => {
  await page.getByRole('button', { name: 'Add phone' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Zoë Martin');
  await page.getByRole('textbox', { name: 'Number' }).fill('12');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('alert').getByText('A phone needs a number like').waitFor();
  await page.getByRole('textbox', { name: 'Number' }).fill('+15550100188');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await phoneOf(page, 'Zoë Martin').getByRole('button', { name: 'Remove phone' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await phoneOf(page, 'Zoë Martin').waitFor({ state: 'detached' });
});

test('the menu works with the keyboard alone', async (page) => {
  await phoneOf(page, 'Maya Lindqvist').getByRole('button', { name: 'Attach' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Voice note');
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Attach');
});

test('a burst of 200 and an idle page: few requests, nothing lost', async (page) => {
  let asked = 0;
  page.on('request', () => { ++asked; });
  await ctl('inbound', { phone: 'ph1', text: 'storm {n}', count: 200 });
  await logOf(page, 'Maya Lindqvist').getByRole('article', { name: /storm 200, .*received/ }).waitFor();
  await until(async () => (await logOf(page, 'Maya Lindqvist').getByRole('article').count()) === 200);
  assert.ok(asked < 600, `${asked} requests`);
});

for (const scheme of ['light', 'dark'])
  test(`axe finds nothing, ${scheme}`, async (page) => {
    await page.emulateMedia({ colorScheme: scheme });
    await ctl('inbound', { phone: 'ph1', text: 'Hi, is the shop open today?' });
    await send(sms({ Body: 'Yes, until six. 🙂' }));
    await ctl('inbound', { phone: 'ph2', media: [{ sample: 'picture3' }], text: '蝶番が壊れています' });
    await ctl('inbound', { phone: 'ph2', media: [{ sample: 'voice' }] });
    await send(whatsapp({ Body: 'ありがとうございます。新しいものをお送りします。' }));
    await ctl('inbound', { phone: 'ph3', text: 'مرحباً، لم تصلني رسالة تأكيد الطلب رقم 48213' });
    await ctl('inbound', { phone: 'ph3', location: { latitude: 52.52, longitude: 13.405, label: 'The shop', address: 'Marktplatz 1, Berlin' } });
    await ctl('switch', { phone: 'ph3', refuse: 63016 });
    await send(whatsapp({ To: 'whatsapp:+15550100103', Body: 'x' }));
    await phoneOf(page, 'محمد العلي').getByText(/did not arrive/).waitFor();
    await logOf(page, '佐藤 美咲').getByRole('article', { name: /, read$/ }).waitFor();
    if (shots) await page.screenshot({ path: `${shots}/sandbox-${scheme}.png` });
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes[0].html}`), []);
    await phoneOf(page, 'Maya Lindqvist').getByRole('button', { name: 'Attach' }).click();
    if (shots) await page.screenshot({ path: `${shots}/sandbox-menu-${scheme}.png` });
    assert.deepEqual((await page.evaluate(() => globalThis.axe.run())).violations.map((one) => one.id), []);
  });

// ---- run
if (shots) mkdirSync(shots, { recursive: true });
await listening(relay);
await start(await freePort());
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const here = `http://127.0.0.1:${relay.address().port}/api/v1/webhooks/telephony/`;
const counts = { passed: 0, failed: 0 };
for (const { name, body } of tests.filter((one) => one.name.includes(process.argv[2] ?? ''))) {
  await ctl('reset', {});
  await ctl('webhooks', { inboundUrl: `${here}sms`, voiceUrl: `${here}voice` });
  sink.got.length = 0;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(180_000);
  const troubles = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (line) => { if (line.type() === 'error' || /Content.Security/.test(line.text())) troubles.push(line.text()); });
  await page.addInitScript(axeSource);
  try {
    await page.goto(`${base}/`);
    assert.match(page.url(), /^http:\/\/localhost:/);
    await phoneOf(page, 'Maya Lindqvist').waitFor();
    await body(page);
    assert.deepEqual(troubles.filter((text) => !/status of 4\d\d/.test(text)), []);
    ++counts.passed;
    console.log(`ok   ${name}`);
  } catch (error) {
    ++counts.failed;
    console.log(`FAIL ${name}\n${error.stack}\n${troubles.join('\n')}`);
  }
  await context.close();
}
await browser.close();
if ((await stop()) !== 0) ++counts.failed;
relay.close();
relay.closeAllConnections();
rmSync(folder, { recursive: true, force: true });
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed ? 1 : 0;
