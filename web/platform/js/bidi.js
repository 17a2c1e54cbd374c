// A line of mixed direction is laid out by the page in parts, each set to the layout's own fine grid. Drawing the same
// parts at the same places keeps canvas and DOM text equal to the pixel; drawing the line at once would not.
import {cssFontOf, isRtl} from './text.js';

const strongRtl = /[\u0590-\u08FF\uFB1D-\uFDFD\uFE70-\uFEFC]/u;
const leftwards = /[\p{L}\p{N}]/u;

export function isMixed(text) {
  if (!strongRtl.test(text)) return false;
  for (const letter of text) if (leftwards.test(letter) && (!strongRtl.test(letter) || /\p{N}/u.test(letter))) return true;
  return false;
}

function probe(text, style) {
  const line = document.createElement('div');
  line.className = 'probe';
  line.style.font = cssFontOf(style);
  line.dir = isRtl(text) ? 'rtl' : 'ltr';
  line.append(text);
  document.body.append(line);
  return line;
}

// [{text, x (CSS px from the line's left edge), rtl}], in the order of the text.
export function partsOf(text, style) {
  const line = probe(text, style), node = line.firstChild, range = document.createRange();
  const origin = line.getBoundingClientRect().left;
  range.selectNodeContents(node);
  const parts = [...range.getClientRects()].map(box => ({box, begin: text.length, end: 0, lefts: []}));
  for (let at = 0, size; at < text.length; at += size) {
    size = text.codePointAt(at) > 0xffff ? 2 : 1;
    range.setStart(node, at);
    range.setEnd(node, at + size);
    const box = range.getBoundingClientRect(), middle = box.left + box.width / 2;
    const part = parts.find(p => middle >= p.box.left && middle <= p.box.right);
    if (!part) continue;
    part.begin = Math.min(part.begin, at);
    part.end = Math.max(part.end, at + size);
    if (box.width > 0) part.lefts.push(box.left);
  }
  line.remove();
  return parts.filter(p => p.end > p.begin).sort((a, b) => a.begin - b.begin)
    .map(p => ({text: text.slice(p.begin, p.end), x: p.box.left - origin, rtl: p.lefts.length > 1 ? p.lefts[0] > p.lefts.at(-1) : isRtl(text.slice(p.begin, p.end))}));
}
