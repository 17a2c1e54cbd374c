// The page with very many conversations and a very long thread, as an agent meets it: Chromium, software GL, one machine
// for relay and page. Prints each number with its target and their ratio; all of it is kept in build/bench/interface.json.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { launch } from '../e2e/lib/chromium.mjs';
import { Inbox } from '../e2e/lib/page.mjs';
import { watchPage, pressKeys, taskClock, typeLetters, wheelFor } from './interface_page.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const CONVERSATIONS = Number(process.env.BENCH_CONVERSATIONS ?? 100_000), MESSAGES = Number(process.env.BENCH_MESSAGES ?? 100_000);
const MINUTES = process.argv.includes('--long') ? 30 : Number(process.env.BENCH_MINUTES ?? 3);
const IDLE_SECONDS = Number(process.env.BENCH_IDLE_SECONDS ?? 8);
const TICKS_PER_SECOND = 100;

const percentile = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
const found = [];

function say(name, value, unit, target) {
  const ratio = target === undefined ? undefined : target === 0 ? (value === 0 ? 0 : Infinity) : value / target;
  found.push({ name, value: Math.round(value * 100) / 100, unit, target, ratio });
  const judged = target === undefined ? '' : `   target ${target} ${unit}${target === 0 ? '' : `, ${ratio.toFixed(2)}x`}${value <= target ? '' : '   MISSED'}`;
  console.log(`interface: ${name.padEnd(58)} ${value.toFixed(value < 10 ? 2 : 1).padStart(9)} ${unit}${judged}`);
}

// Processor seconds a process has used.
function secondsOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

// The page's own renderer: the one of this browser that works when the page does.
async function rendererOf(browser, inbox) {
  const cdp = await browser.newBrowserCDPSession();
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => ({ id, before: secondsOf(id) }));
  await inbox.page.evaluate(() => { const end = performance.now() + 400; while (performance.now() < end); });
  const [busiest] = renderers.map(({ id, before }) => ({ id, used: secondsOf(id) - before })).sort((x, y) => y.used - x.used);
  if (!busiest?.used) throw new Error('the page has no renderer that could be found');
  await cdp.detach();
  return busiest.id;
}

const pause = (inbox, ms) => inbox.page.evaluate((time) => new Promise((done) => { setTimeout(done, time); }), ms);

// What the page transfers, the API left out: the first load, and with the program's second part, which follows it.
async function weighed(page) {
  const cdp = await page.context().newCDPSession(page), assets = new Map();
  await cdp.send('Network.enable');
  cdp.on('Network.responseReceived', ({ requestId, response }) => {
    const { pathname } = new URL(response.url);
    if (!pathname.startsWith('/api/')) assets.set(requestId, { follows: /^.(\w+\.)?later\./.test(pathname), bytes: 0 });
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => { if (assets.has(requestId)) assets.get(requestId).bytes = encodedDataLength; });
  return async () => {
    await cdp.detach();
    const sum = (list) => list.reduce((all, { bytes }) => all + bytes, 0);
    return { first: sum([...assets.values()].filter(({ follows }) => !follows)), whole: sum([...assets.values()]) };
  };
}

async function firstFrames(inbox, world) {
  const weight = await weighed(inbox.page);
  await inbox.page.goto(await world.link('you@localhost'));
  await inbox.list().getByRole('listitem').first().waitFor();
  const cold = await inbox.page.evaluate(() => window.__bench.firstRow);
  say('first useful frame, nothing cached', cold, 'ms');
  await inbox.page.waitForFunction(() => performance.getEntriesByType('resource').filter(({ name, responseEnd }) => /[/.]later\./.test(name) && responseEnd > 0).length === 2);
  const { first, whole } = await weight();
  say('the first load, compressed', first / 1024, 'KB', 350);
  say('with the part of the program that follows it', whole / 1024, 'KB');
  const times = [], painted = [], own = [], processor = [], page = await taskClock(inbox.page);
  for (let run = 0; run < 5; run++) {
    await inbox.page.goto('about:blank');
    await pause(inbox, 2000);  // the relay has done with the socket before
    const before = await page() + 1000 * secondsOf(world.relay.pid);
    await inbox.page.goto(`${world.base}/#/all`, { waitUntil: 'commit' });
    await inbox.page.waitForFunction(() => window.__bench?.ownFrame > 0 && performance.getEntriesByName('first-contentful-paint').length > 0, undefined, { timeout: 60_000 });
    processor.push(await page() + 1000 * secondsOf(world.relay.pid) - before);
    const seen = await inbox.page.evaluate(() => [window.__bench.firstRow, performance.getEntriesByName('first-contentful-paint')[0].startTime, window.__bench.ownFrame]);
    [times, painted, own].forEach((list, index) => list.push(seen[index]));
    await inbox.settled();
  }
  say('first useful frame, HTTP cache warm, median of 5', percentile(painted, 0.5), 'ms', 300);
  say('its first row is in the page after', percentile(times, 0.5), 'ms', 300);
  say('the program has drawn its own after', percentile(own, 0.5), 'ms');
  say('that of the processor, page and relay together', percentile(processor, 0.5), 'ms', 300);
}

async function delivery(inbox) {
  const begun = performance.now();
  await inbox.page.waitForFunction((count) => Number(document.querySelector('[role=list] [aria-setsize]')?.getAttribute('aria-setsize')) >= count,
    CONVERSATIONS, { timeout: 300_000, polling: 250 });
  await inbox.settled();
  const seen = await inbox.page.evaluate(() => window.__bench);
  say('the whole snapshot has arrived', (performance.now() - begun) / 1000, 's');
  say('bytes over the socket', seen.socketBytes / 1e6, 'MB');
  say('longest task while it arrived', Math.max(0, ...seen.longTasks), 'ms', 50);
  say('WASM heap with all of it', (await inbox.stats()).heapBytes / 1e6, 'MB');
}

async function moving(inbox) {
  await inbox.page.evaluate(() => window.__bench.clear());
  const first = await pressKeys(inbox, 'j', 1);  // from no conversation at all to one, with code that has not run yet
  say('j to the first conversation: script time', first.wall[0], 'ms');
  const keys = await pressKeys(inbox, 'j', 120);
  say('j to the next conversation: script time, p50', percentile(keys.wall, 0.5), 'ms');
  say('j to the next conversation: script time, p99', percentile(keys.wall, 0.99), 'ms', 16);
  say('the same of the processor, p50', percentile(keys.processor, 0.5), 'ms');
  say('the same of the processor, p99', percentile(keys.processor, 0.99), 'ms', 16);
  for (const [what, area] of [['list', inbox.list()], ['thread', inbox.log()]]) {
    if (what === 'thread') {
      await inbox.page.keyboard.press('Home');
      await inbox.list().getByRole('listitem').first().click();
      await inbox.settled();
    }
    await inbox.page.evaluate(() => window.__bench.clear());
    await wheelFor(inbox, area, 10_000, what === 'thread' ? -400 : 400);
    const { longTasks, scripts } = await inbox.page.evaluate(() => window.__bench);
    say(`scrolling the ${what} for 10 s: frame script, p95`, percentile(scripts, 0.95), 'ms', 10);
    say(`scrolling the ${what} for 10 s: tasks over 50 ms`, longTasks.length, 'tasks', 0);
  }
}

// As an agent looks for a person, over all headers: names, addresses, previews.
async function searching(inbox) {
  const all = { wall: [], processor: [] };
  for (const words of ['maya', 'order 48', '+1555', 'lindqvist', 'thanks', 'refund']) {
    await inbox.page.keyboard.press('/');
    await inbox.page.getByRole('dialog').waitFor();
    await inbox.settled();
    const { wall, processor } = await typeLetters(inbox, words);
    all.wall.push(...wall);
    all.processor.push(...processor);
    await inbox.page.keyboard.press('Escape');
    await inbox.settled();
  }
  say('a letter of the search: script to the first hits, p99', percentile(all.wall, 0.99), 'ms', 30);
  say('the same until all headers are looked through, p99', percentile(all.processor, 0.99), 'ms');
}

async function resting(inbox, renderer) {
  await pause(inbox, 2500);
  await inbox.settled();
  const frames = (await inbox.stats()).frames, cpu = secondsOf(renderer), begun = performance.now();
  await pause(inbox, IDLE_SECONDS * 1000);
  say(`frames in ${IDLE_SECONDS} idle seconds`, (await inbox.stats()).frames - frames, 'frames', 0);
  say('renderer while idle', (100 * (secondsOf(renderer) - cpu)) / ((performance.now() - begun) / 1000), '% CPU', 1);
}

async function soaking(inbox) {
  const lap = async () => {
    await wheelFor(inbox, inbox.list(), 10_000, 500);
    await wheelFor(inbox, inbox.log(), 10_000, -500);
    await wheelFor(inbox, inbox.list(), 5_000, -1000);
    await wheelFor(inbox, inbox.log(), 5_000, 1000);
  };
  await lap();
  const before = await inbox.stats();
  for (const end = performance.now() + MINUTES * 60_000; performance.now() < end;) await lap();
  const after = await inbox.stats();
  say(`WASM heap after ${MINUTES} min of scrolling, growth`, (100 * (after.heapBytes - before.heapBytes)) / before.heapBytes, '%', 5);
  say(`atlas pages after ${MINUTES} min of scrolling, growth`, (100 * (after.pages - before.pages)) / before.pages, '%', 5);
}

export async function measureInterface(world) {
  const begun = performance.now();
  console.log(`interface: ${cpus().length} processors, already busy with ${loadavg()[0].toFixed(1)}`);
  console.log(`interface: ${await world.demo('--conversations', String(CONVERSATIONS), '--thread-messages', String(MESSAGES))}`);
  say('writing the demo', (performance.now() - begun) / 1000, 's', 120);
  const browser = await launch();
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    const inbox = new Inbox(await context.newPage());
    await watchPage(inbox);
    await firstFrames(inbox, world);
    await delivery(inbox);
    const renderer = await rendererOf(browser, inbox);
    await moving(inbox);
    await searching(inbox);
    await resting(inbox, renderer);
    await soaking(inbox);
  } finally {
    await browser.close();
  }
  mkdirSync(join(ROOT, 'build/bench'), { recursive: true });
  writeFileSync(join(ROOT, 'build/bench/interface.json'), `${JSON.stringify({ at: new Date().toISOString(), conversations: CONVERSATIONS, messages: MESSAGES, gl: 'software', found }, null, 1)}\n`);
  return found;
}
