// A line of mixed direction, or with a non-joiner in it, is laid out by the page in parts, each set to the layout's own fine grid. Drawing the same
// parts at the same places keeps canvas and DOM text equal to the pixel; drawing the line at once would not.
import {cssFontOf, isRtl, kerningOf, languageOf} from './text.js';

const strongRtl = /[\u0590-\u08FF\uFB1D-\uFDFD\uFE70-\uFEFC]/u;
const leftwards = /[\p{L}\p{N}]/u;

export function isMixed(text) {
  if (!strongRtl.test(text)) return false;
  for (const letter of text) if (leftwards.test(letter) && (!strongRtl.test(letter) || /\p{N}/u.test(letter))) return true;
  return false;
}

export function probe(text, run, cuts = []) {
  const line = document.createElement('div');
  line.className = 'probe';
  line.style.font = cssFontOf(run.style);
  line.style.fontKerning = kerningOf(text);  // of the whole line, as the page has it: else every part would stand where kerning puts it
  line.lang = languageOf(run.language);
  line.dir = run.rtl ? 'rtl' : 'ltr';
  let at = 0;
  for (const cut of [...cuts, text.length]) {
    if (cut > at) line.appendChild(document.createElement('a')).append(text.slice(at, cut));
    at = Math.max(at, cut);
  }
  document.body.append(line);
  return line;
}

// Lines with links are laid out in parts as well: run and text -> where the parts meet.
const cutsOf = new Map();
const cuts_max = 4000;
const keyOf = (text, run) => `${run.style} ${run.rtl ? 1 : 0}${run.language} ${text}`;
export function cutAt(text, run, ...cuts) {
  const key = keyOf(text, run), known = cutsOf.get(key) ?? [];
  if (cutsOf.size >= cuts_max) cutsOf.delete(cutsOf.keys().next().value);
  cutsOf.set(key, [...new Set([...known, ...cuts])].sort((a, b) => a - b));
}
const cutsIn = (text, run) => cutsOf.get(keyOf(text, run)) ?? [];
// Letters that do not join across U+200C, nor break at U+200B, are set apart there too.
const between = /[\u200B\u200C]/;
export const isInParts = (text, run) => isMixed(text) || between.test(text) || (run.rtl && !strongRtl.test(text)) || cutsIn(text, run).length > 0;

// The parts of one text node; `first` is where it begins in the line.
function partsOfNode(node, first, origin) {
  const text = node.data, range = document.createRange();
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
  return parts.filter(p => p.end > p.begin).map(p => {
    const words = text.slice(p.begin, p.end);
    return {begin: first + p.begin, text: words, x: p.box.left - origin, rtl: p.lefts.length > 1 ? p.lefts[0] > p.lefts.at(-1) : isRtl(words)};
  });
}

// [{text, x (CSS px from the line's left edge), rtl}], in the order of the text.
export function partsOf(text, run) {
  const line = probe(text, run, cutsIn(text, run)), origin = line.getBoundingClientRect().left, parts = [];
  let first = 0;
  for (const part of line.children) {
    parts.push(...partsOfNode(part.firstChild, first, origin));
    first += part.firstChild.length;
  }
  line.remove();
  return parts.sort((a, b) => a.begin - b.begin);
}
