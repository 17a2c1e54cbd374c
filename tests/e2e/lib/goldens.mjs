// What a screen looks like and what it says, beside what it looked like and said before. UPDATE_GOLDEN=1 writes anew.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { OUT } from './stage.mjs';

const GOLDEN = join(dirname(fileURLToPath(import.meta.url)), '../../golden/screens');
const UPDATE = process.env.UPDATE_GOLDEN === '1';
const DIFFERING_MAX = 0.0005;  // of all pixels (ui.md 5.5)
const LANGUAGES = ['en', 'ar', 'ja', 'ko', 'hi', 'th', 'zh-cn'];

// Pixels can only be compared where the same fonts and the same browser draw them.
export function drawnBy(browser) {
  const fonts = LANGUAGES.map((lang) => `${lang} ${execFileSync('fc-match', ['-f', '%{file} %{fontversion}', `system-ui:lang=${lang}`])}`);
  return [`Chromium ${browser.version().split('.')[0]}`, ...fonts, ''].join('\n');
}

export function samePixelsExpected(browser) {
  const path = join(GOLDEN, 'drawn_by.txt');
  if (UPDATE) {
    mkdirSync(GOLDEN, { recursive: true });
    writeFileSync(path, drawnBy(browser));
  }
  return existsSync(path) && readFileSync(path, 'utf8') === drawnBy(browser);
}

// Ids of one run and the port are not part of what is said.
const steady = (text) => text.replace(/\b(cnv|ctc|msg|ses)_[a-z2-7]{26}/g, '$1_…').replace(/(127\.0\.0\.1|localhost):\d+/g, '$1:…') + '\n';

export async function sameWords(page, name) {
  const path = join(GOLDEN, `${name}.aria.yml`), seen = steady(await page.locator('body').ariaSnapshot());
  mkdirSync(dirname(path), { recursive: true });
  if (UPDATE) return writeFileSync(path, seen);
  assert.ok(existsSync(path), `${path} is missing: record it with UPDATE_GOLDEN=1`);
  assert.equal(seen, readFileSync(path, 'utf8'), `${name}: the tree is not as recorded`);
}

export async function samePixels(page, name) {
  const path = join(GOLDEN, `${name}.png`);
  const bytes = await page.screenshot({ caret: 'hide', animations: 'disabled' });
  mkdirSync(dirname(path), { recursive: true });
  if (UPDATE) return writeFileSync(path, bytes);
  const seen = PNG.sync.read(bytes), before = PNG.sync.read(readFileSync(path));
  assert.deepEqual([seen.width, seen.height], [before.width, before.height], `${name}: the size`);
  const diff = new PNG({ width: seen.width, height: seen.height });
  const count = pixelmatch(seen.data, before.data, diff.data, seen.width, seen.height, { threshold: 0.1 });
  const flat = name.replaceAll('/', '-');
  if (count > 0) {
    writeFileSync(join(OUT, `${flat}-seen.png`), bytes);
    writeFileSync(join(OUT, `${flat}-diff.png`), PNG.sync.write(diff));
  }
  assert.ok(count <= DIFFERING_MAX * seen.width * seen.height, `${name}: ${count} pixels differ, see ${flat}-diff.png`);
}
