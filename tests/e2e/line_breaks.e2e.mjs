// Our line ends against the browser's own: every message of the corpus at four widths, compared with a hidden element of
// the same style. Inside web addresses ours differ on purpose: a line ends after a slash and the like, not anywhere.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from './lib/suite.mjs';

const MESSAGES = readFileSync(new URL('../fixtures/text/messages.tsv', import.meta.url), 'utf8').trimEnd().split('\n').map((line) => {
  const [script, text] = line.split('\t');
  return { script, text: text.replaceAll('\\n', '\n').replaceAll('\\t', '\t') };
});
const WIDTHS = [240, 320, 480, 520];
const ADDRESS = /(https?:\/\/|www\.|[a-z]+:\/\/)\S*/g;

// In the page: where lines begin by our rules and by the browser's layout, and what our lines leave out.
async function compare({ messages, widths }) {
  const text = window.__tributary.pieces;
  const body = 4, blank = /[\s\u200b]/;
  const line = parseFloat(text.cssFontOf(body).match(/\/([\d.]+)px/)[1]);
  const host = document.createElement('div');
  host.style.cssText = 'position:absolute;left:0;top:0;visibility:hidden;width:2000px';
  document.body.append(host);

  function theirs(words, width) {
    const element = document.createElement('div');
    element.style.cssText = `position:absolute;white-space:pre-wrap;overflow-wrap:anywhere;text-spacing-trim:normal;text-autospace:no-autospace;width:${width}px;font:${text.cssFontOf(body)}`;
    element.style.fontKerning = text.kerningOf(words);
    element.dir = 'auto';
    element.textContent = words;
    host.append(element);
    const range = document.createRange(), starts = [];
    let row = null;
    for (let at = 0, size; at < words.length; at += size) {
      size = words.codePointAt(at) > 0xffff ? 2 : 1;
      if (blank.test(words[at])) continue;
      range.setStart(element.firstChild, at);
      range.setEnd(element.firstChild, at + size);
      const box = [...range.getClientRects()].at(-1), here = box ? Math.round(box.top / line) : null;
      if (here === null || (row !== null && here <= row)) continue;
      starts.push(at);
      row = here;
    }
    element.remove();
    return starts;
  }

  function ours(words, width) {
    const flat = text.breakText(words, body, width), starts = [], covered = new Set();
    for (let k = 0; k < flat.length; k += 2) {
      const visible = [...words.slice(flat[k], flat[k + 1])].length > 0;
      let first = flat[k];
      while (first < flat[k + 1] && blank.test(words[first])) first++;
      if (visible && first < flat[k + 1]) starts.push(first);
      for (let at = flat[k]; at < flat[k + 1]; at++) covered.add(at);
    }
    return { starts, lost: [...words].length ? [...Array(words.length).keys()].filter((at) => !covered.has(at) && !blank.test(words[at])).length : 0 };
  }

  const results = messages.flatMap((words, index) => widths.map((width) => {
    const mine = ours(words, width);
    return { index, width, ours: mine.starts, lost: mine.lost, theirs: theirs(words, width) };
  }));
  host.remove();
  return results;
}

const inAddress = (text, at) => [...text.matchAll(ADDRESS)].some((m) => at > m.index && at < m.index + m[0].length);
const around = (text, at) => `${text.slice(Math.max(0, at - 16), at)}|${text.slice(at, at + 10)}`.replaceAll('\n', '⏎');

test('lines end where the browser would end them', async ({ world, blank, keep }) => {
  assert.ok(MESSAGES.length >= 500, 'the corpus is large');
  assert.ok(new Set(MESSAGES.map((m) => m.script)).size >= 25, 'and speaks many languages');
  const { page } = await blank();
  await page.goto(world.base);
  await page.waitForFunction(() => window.__tributary);
  await page.evaluate(() => window.__tributary.settled());
  const results = await page.evaluate(compare, { messages: MESSAGES.map((m) => m.text), widths: WIDTHS });

  const count = { same: 0, all: 0, sameOutside: 0, allOutside: 0, lost: 0 }, misses = [];
  for (const { index, width, ours, theirs, lost } of results) {
    const { script, text } = MESSAGES[index];
    count.lost += lost;
    for (const at of new Set([...ours.slice(1), ...theirs.slice(1)])) {
      const mine = ours.includes(at), same = mine && theirs.includes(at), outside = !inAddress(text, at);
      count.all += 1;
      count.same += same;
      count.allOutside += outside;
      count.sameOutside += outside && same;
      if (!same) misses.push(`${script} at ${width}: only ${mine ? 'ours' : 'theirs'}: ${around(text, at)}`);
    }
  }
  const percent = (100 * count.same) / count.all, outside = (100 * count.sameOutside) / count.allOutside;
  keep('line-breaks.txt', misses.join('\n'));
  console.log(`       ${MESSAGES.length} messages at ${WIDTHS.join(', ')} px: ${percent.toFixed(2)} % of ${count.all} breaks as the browser's, ${outside.toFixed(2)} % outside web addresses; ${misses.length} differ (out/line-breaks.txt)`);
  assert.equal(count.lost, 0, 'every letter stands on a line');
  assert.ok(percent >= 98, `98 % of the breaks are the browser's: ${percent}\n${misses.slice(0, 40).join('\n')}`);
  assert.ok(outside >= 99.5, `nearly all of them outside web addresses: ${outside}\n${misses.slice(0, 40).join('\n')}`);
});
