// How a screen looks, beside how it looked. UPDATE_GOLDEN=1 writes anew. Kept are pictures of few colours, which are small: the
// grounds as they are, the edges of letters rounded. What comes to be compared is not rounded.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { FONTS } from './chromium.mjs';
import { OUT } from './stage.mjs';

const GOLDEN = join(dirname(fileURLToPath(import.meta.url)), '../../golden/screens');
const MADE_WITH = join(GOLDEN, 'made_with.txt');
// The same programs draw the same pixels; a few are left for rounding. A small button that moves by two pixels changes more.
export const PIXELS_MAX = 12;
const GROUND_STEPS = 2;  // of 255, of a colour that is mixed anew in every drawing
const GROUNDS = 32;      // colours seen most often, each surely kept as it is; a photograph has more, which are rounded

const CRC = Uint32Array.from({ length: 256 }, (_, n) => Array.from({ length: 8 }).reduce((c) => (c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1), n));
function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]), out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE((body.reduce((crc, byte) => CRC[(crc ^ byte) & 255] ^ (crc >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0, body.length + 4);
  return out;
}

// The colours seen most often are kept as they are: every ground, also the palest, is one of them. The others look like the
// colour that is most often in their step (sixteen a channel; eight, or four, where that is more than a palette holds).
const EXACT = 96;
function paletteOf(colours, bits = 4) {
  const known = new Map(), steps = new Map(), stepOf = (colour) => [16, 8, 0].reduce((step, shift) => step << bits | (colour >> shift & 255) >> (8 - bits), 0);
  for (const [colour] of colours) {
    if (known.size < EXACT) known.set(colour, known.size);
    else if (!steps.has(stepOf(colour))) steps.set(stepOf(colour), { colour, index: EXACT + steps.size });
  }
  if (known.size + steps.size > 256) return paletteOf(colours, bits - 1);
  return { all: [...known.keys(), ...[...steps.values()].map(({ colour }) => colour)], indexOf: (colour) => known.get(colour) ?? steps.get(stepOf(colour)).index };
}

// How often each is there. Most pixels are like the one before.
function coloursOf(data) {
  const colours = new Map();
  let last = -1, run = 0;
  const count = () => { if (run > 0) colours.set(last, (colours.get(last) ?? 0) + run); };
  for (let at = 0; at < data.length; at += 4, run++) {
    const colour = data[at] << 16 | data[at + 1] << 8 | data[at + 2];
    if (colour === last) continue;
    count();
    [last, run] = [colour, 0];
  }
  count();
  return colours;
}

// A PNG with a palette.
export function small({ width, height, data }) {
  const colours = coloursOf(data), colourAt = (at) => data[at] << 16 | data[at + 1] << 8 | data[at + 2];
  const { all, indexOf } = paletteOf([...colours].sort((a, b) => b[1] - a[1])), rows = Buffer.alloc((width + 1) * height);  // each row begins with a 0: no filter
  for (let y = 0, at = 0; y < height; y++) for (let x = 1; x <= width; x++, at += 4) rows[y * (width + 1) + x] = indexOf(colourAt(at));
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);  // eight bits, a palette
  const palette = Buffer.from(all.flatMap((colour) => [colour >> 16, colour >> 8 & 255, colour & 255]));
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', head), chunk('PLTE', palette), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

export const rounded = (png) => PNG.sync.read(small(png));
// Pixels that differ. A letter that stands on the edge between two quarters of a pixel falls to either side, a shade lighter or
// darker: there a quarter of the way from black to white is no difference yet. A ground is what its neighbours are, in both
// pictures, and has one colour: a bubble or a chosen row whose pale ground is gone is seen by that.
export function differing(kept, seen, diff = null) {
  return pixelmatch(kept.data, seen.data, diff?.data ?? null, kept.width, kept.height, { threshold: 0.25, includeAA: true }) + otherGrounds(kept, seen, diff);
}

function otherGrounds({ data: kept, width, height }, { data: seen }, diff) {
  const rgb = (of, at) => of[at] << 16 | of[at + 1] << 8 | of[at + 2], row = width * 4;
  const flat = (of, at) => [-4, 4, -row, row].every((by) => rgb(of, at) === rgb(of, at + by));
  const grounds = new Set([...coloursOf(seen)].sort((a, b) => b[1] - a[1]).slice(0, GROUNDS).map(([colour]) => colour));
  let count = 0;
  for (let y = 1; y < height - 1; y++) for (let at = y * row + 4; at < (y + 1) * row - 4; at += 4) {
    if (rgb(kept, at) === rgb(seen, at) || [0, 1, 2].every((c) => Math.abs(kept[at + c] - seen[at + c]) <= GROUND_STEPS)) continue;
    if (!grounds.has(rgb(seen, at)) || !flat(kept, at) || !flat(seen, at)) continue;
    count += 1;
    diff?.data.set([255, 0, 255, 255], at);
  }
  return count;
}

// What draws: another browser or other fonts draw other pixels, and then nothing is said about ours.
function drawnWith(browser) {
  const ask = { encoding: 'utf8', env: { ...process.env, FONTCONFIG_FILE: FONTS } };
  const faces = ['system-ui', 'system-ui:lang=ar', 'system-ui:lang=ja', 'emoji'].map((what) => execFileSync('fc-match', ['-f', '%{family[0]} %{fontversion}', what], ask));
  return `Chromium ${browser.version().split('.')[0]}, ${faces.join(', ')}\n`;
}

// Null where pictures can be compared, else why not.
export function strange(browser) {
  const here = drawnWith(browser);
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(GOLDEN, { recursive: true });
    writeFileSync(MADE_WITH, here);
  }
  const then = existsSync(MADE_WITH) ? readFileSync(MADE_WITH, 'utf8') : 'nothing';
  return here === then ? null : `the pictures were drawn with ${then.trim()}; here is ${here.trim()}`;
}

// Null when the screen looks as it did, else a sentence. What is seen and the difference are then kept in tests/e2e/out.
export function asItLooked(shot, name) {
  const path = join(GOLDEN, `${name}.png`), seen = PNG.sync.read(shot);
  mkdirSync(dirname(path), { recursive: true });
  const record = process.env.UPDATE_GOLDEN === '1', write = () => writeFileSync(path, small(seen)) ?? null;
  if (!existsSync(path)) return record ? write() : `${name}: no picture to compare with: record it with UPDATE_GOLDEN=1`;
  const kept = PNG.sync.read(readFileSync(path));
  if (kept.width !== seen.width || kept.height !== seen.height) return record ? write() : `${name}: ${seen.width} by ${seen.height} instead of ${kept.width} by ${kept.height}`;
  const diff = new PNG({ width: kept.width, height: kept.height }), count = differing(kept, seen, diff);
  if (count > 0 && record) return write();  // what looks alike keeps its file: its bytes differ from one drawing to the next
  if (count <= PIXELS_MAX) return null;
  const file = name.replace('/', '-');
  writeFileSync(join(OUT, `${file}-seen.png`), shot);
  writeFileSync(join(OUT, `${file}-diff.png`), PNG.sync.write(diff));
  return `${name}: ${count} pixels differ, see tests/e2e/out/${file}-diff.png`;
}
