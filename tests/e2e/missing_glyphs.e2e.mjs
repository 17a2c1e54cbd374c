// No letter of the corpus shows as the box that stands for a missing glyph, with the fonts that `./tributary test` installs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from './lib/suite.mjs';

const LINES = readFileSync(new URL('../fixtures/text/messages.tsv', import.meta.url), 'utf8').split('\n').map((line) => line.split('\t')[1] ?? '');
// Line by line: a segment carries a copy of all of its text.
const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });
const GRAPHEMES = [...new Set(LINES.flatMap((line) => [...SEGMENTER.segment(line)].map((one) => one.segment)))]
  .filter((one) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(one));

// In the page: each grapheme as the product's own font stack draws it, compared with letters that no font has.
async function missing(graphemes) {
  const { fontOf } = window.__tributary.pieces;
  const brush = Object.assign(document.createElement('canvas'), { width: 64, height: 40 }).getContext('2d', { willReadFrequently: true });
  const drawn = (text) => {
    brush.clearRect(0, 0, 64, 40);
    brush.font = fontOf(4);
    brush.fillText(text, 4, 26);
    return brush.getImageData(0, 0, 64, 40).data.join();
  };
  const boxes = new Set(['\u{10FFFF}', '\u{10FFFD}', '\uE123', '\u0378', '\u{2FE0}'].map(drawn));
  return { blank: boxes.has(drawn(' ')), found: graphemes.filter((one) => boxes.has(drawn(one))), planted: boxes.has(drawn('\u{10FFFE}')) };
}

test('every letter of the corpus has a glyph', async ({ world, blank }) => {
  assert.ok(GRAPHEMES.length > 1000, `many letters are looked at: ${GRAPHEMES.length}`);
  const { page } = await blank();
  await page.goto(world.base);
  await page.waitForFunction(() => window.__tributary);
  await page.evaluate(() => window.__tributary.settled());
  const { found, planted, blank: emptyBox } = await page.evaluate(missing, GRAPHEMES);
  assert.ok(planted, 'a letter that no font has is recognised');
  assert.ok(!emptyBox, 'the box is something that is seen');
  assert.deepEqual(found, [], 'shown as boxes');
});
