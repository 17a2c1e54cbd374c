// Where a part of a line lies, as the page itself would set it.
import {answerBytes, readText} from './heap.js';
import {cutAt, probe} from './bidi.js';
import {runOf, widthOf} from './text.js';

// Text nodes count in 16-bit units, WebAssembly in bytes of UTF-8.
export function toUnits(text, bytes) {
  if (bytes <= 0) return 0;
  return new TextDecoder().decode(new TextEncoder().encode(text).subarray(0, bytes)).length;
}

// Neighbours become one part.
function joined(boxes) {
  const parts = [];
  for (const {left, right} of [...boxes].sort((a, b) => a.left - b.left)) {
    const last = parts.at(-1);
    if (last && left - last.right < 0.05) last.right = Math.max(last.right, right);
    else if (right > left) parts.push({left, right});
  }
  return parts;
}

// Letters that stand one beside the other, from left to right: their widths say it, and the page need not be laid out.
const inARow = /^[ -\u024F]*$/;
const measured = (text, run, from, to) => {
  const left = widthOf(text.slice(0, from), run);
  return [{left, right: widthOf(text.slice(0, to), run)}];
};

// As it would be in the page, which is set up for it: some letters join, and some run the other way.
function looked(text, run, from, to) {
  cutAt(text, run, from, to);
  const line = probe(text.replace(/[\t\n\f\r]/g, ' '), run, [from, to]), origin = line.getBoundingClientRect().left;
  const range = document.createRange();
  range.selectNodeContents(line.children[from > 0 ? 1 : 0]);
  const parts = joined(range.getClientRects());
  line.remove();
  return parts.map(({left, right}) => ({left: left - origin, right: right - origin}));
}

export function lineParts(at, size, style, language, languageSize, rtl, begin, end) {
  const run = runOf(style, language, languageSize, rtl);
  const text = readText(at, size), from = toUnits(text, begin), to = toUnits(text, end);
  const parts = inARow.test(text) && !run.rtl ? measured(text, run, from, to) : looked(text, run, from, to);
  answerBytes(new Uint8Array(new Float32Array(parts.flatMap(({left, right}) => [left, right - left])).buffer));
  return parts.length;
}
