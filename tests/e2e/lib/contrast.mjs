// Words whose ink is too near to what they stand on, by the picture of the page: the ground is drawn, and axe cannot see it. The
// words are in the page ("sharper text"), nothing lies over them, and what cannot be pressed now need not stand out.
import { PNG } from 'pngjs';

const channel = (v) => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
const luminance = ([red, green, blue]) => 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

// The colour seen most often in the box.
function groundOf({ width, data }, { left, top, right, bottom }) {
  const counts = new Map();
  for (let y = Math.ceil(top); y < Math.floor(bottom); y++) for (let x = Math.ceil(left); x < Math.floor(right); x++) {
    const at = 4 * (y * width + x), colour = data[at] << 16 | data[at + 1] << 8 | data[at + 2];
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1])[0];
  return [most >> 16, most >> 8 & 255, most & 255];
}

const wordsOf = (you) => you.page.evaluate(() => [...document.querySelectorAll('#plane .line, #plane .label')].flatMap((one) => {
  if (!one.textContent.trim() || one.closest('[aria-disabled="true"], [hidden]')) return [];
  const [red, green, blue, alpha = 1] = getComputedStyle(one).color.match(/[\d.]+/g).map(Number);
  if (alpha === 0) return [];  // a paragraph, whose lines are seen and looked at themselves
  let { left, top, right, bottom } = one.getBoundingClientRect();
  for (let around = one.closest('.scroller'); around; around = around.parentElement.closest('.scroller')) {
    const box = around.getBoundingClientRect();
    [left, top, right, bottom] = [Math.max(left, box.left), Math.max(top, box.top), Math.min(right, box.right), Math.min(bottom, box.bottom)];
  }
  [left, top, right, bottom] = [Math.max(left, 0), Math.max(top, 0), Math.min(right, innerWidth), Math.min(bottom, innerHeight)];
  if (right - left < 4 || bottom - top < 4) return [];
  return [{ text: one.textContent.slice(0, 60), ink: [red, green, blue], box: { left, top, right, bottom } }];
}));

// A line each; the picture is one with as many pixels as the page has.
export async function weakWords(you, least) {
  await you.settled();
  const words = await wordsOf(you), picture = PNG.sync.read(await you.page.screenshot({ caret: 'hide', animations: 'disabled' }));
  if (words.length === 0) return ['no words in the page'];
  return words.map(({ text, ink, box }) => ({ text, ink, ground: groundOf(picture, box) }))
    .filter(({ ink, ground }) => contrast(ink, ground) < least)
    .map(({ text, ink, ground }) => `"${text}": ${ink} on ${ground}, ${contrast(ink, ground).toFixed(2)}:1`);
}
