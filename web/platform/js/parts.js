// Where a part of a line lies, as the page itself would set it.
import {answerBytes, readText} from './heap.js';
import {cutAt, probe} from './bidi.js';
import {runOf} from './text.js';

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

export function lineParts(at, size, style, language, languageSize, rtl, begin, end) {
  const run = runOf(style, language, languageSize, rtl);
  const text = readText(at, size), from = toUnits(text, begin), to = toUnits(text, end);
  cutAt(text, run, from, to);
  const line = probe(text.replace(/[\t\n\f\r]/g, ' '), run, [from, to]), origin = line.getBoundingClientRect().left;
  const range = document.createRange();
  range.selectNodeContents(line.children[from > 0 ? 1 : 0]);
  const parts = joined(range.getClientRects());
  line.remove();
  answerBytes(new Uint8Array(new Float32Array(parts.flatMap(part => [part.left - origin, part.right - part.left])).buffer));
  return parts.length;
}
