// What a screen says to assistive technology, beside what it said before. UPDATE_GOLDEN=1 writes anew.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const GOLDEN = join(dirname(fileURLToPath(import.meta.url)), '../../golden/screens');

// Ids of one run and the port are not part of what is said, nor is what an announcer spoke last and has not cleared yet.
const steady = (text) => text.replace(/^- (status|alert): .*$/gm, '- $1').replace(/\b(cnv|ctc|msg|ses)_[a-z0-9]{26}/g, '$1_…').replace(/(127\.0\.0\.1|localhost):\d+/g, '$1:…') + '\n';

export async function sameWords(page, name) {
  const path = join(GOLDEN, `${name}.aria.yml`), seen = steady(await page.locator('body').ariaSnapshot());
  mkdirSync(dirname(path), { recursive: true });
  if (process.env.UPDATE_GOLDEN === '1') return writeFileSync(path, seen);
  assert.ok(existsSync(path), `${path} is missing: record it with UPDATE_GOLDEN=1`);
  assert.equal(seen, readFileSync(path, 'utf8'), `${name}: the tree is not as recorded`);
}
