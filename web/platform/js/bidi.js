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

// What only says how its surroundings are ordered has no place of its own: it stands at the edge of one part or another, often the wrong one.
const ordersOnly = /^[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]$/;

// `letters` of one text node, [{begin, end, left, width, ordersOnly}], shared out among the boxes it is drawn in. What is seen falls
// into the box around it. What has no width follows what stands before it in the text, else goes before what stands after it, if
// that box reaches it: edges of boxes meet, and a part runs from its first letter to its last.
function shared(letters, boxes) {
  const parts = boxes.map(box => ({box, begin: Infinity, end: 0, lefts: []}));
  const goesTo = fits => letter => {  // false: to none
    const middle = letter.left + letter.width / 2;
    const part = parts.find(p => middle >= p.box.left && middle <= p.box.right && fits(p, letter));
    if (!part) return false;
    part.begin = Math.min(part.begin, letter.begin);
    part.end = Math.max(part.end, letter.end);
    if (letter.width > 0) part.lefts.push(letter.left);
    return true;
  };
  letters.filter(letter => letter.width > 0).forEach(goesTo(() => true));
  const within = letter => parts.some(p => p.begin < letter.begin && p.end > letter.end);
  const unplaced = (some, fits) => some.filter(letter => !goesTo(fits)(letter));
  const unseen = letters.filter(letter => !(letter.width > 0) && !letter.ordersOnly && !within(letter));
  const leading = unplaced(unseen, (part, letter) => part.end === letter.begin);
  unplaced(unplaced(leading.reverse(), (part, letter) => part.begin === letter.end), part => part.lefts.length === 0);
  return parts.filter(p => p.end > p.begin);
}

function lettersOf(node) {
  const text = node.data, range = document.createRange(), letters = [];
  for (let begin = 0, end; begin < text.length; begin = end) {
    end = begin + (text.codePointAt(begin) > 0xffff ? 2 : 1);
    range.setStart(node, begin);
    range.setEnd(node, end);
    const {left, width} = range.getBoundingClientRect();
    letters.push({begin, end, left, width, ordersOnly: ordersOnly.test(text.slice(begin, end))});
  }
  return letters;
}

// A bracket that is a part by itself is mirrored as its surroundings run: what is set apart around it, else the line.
function runsLeftAround(text, at, run) {
  const open = text.lastIndexOf('\u2068', at), inside = text.slice(open + 1).split('\u2069', 1)[0];
  return open >= 0 && open + inside.length >= at ? isRtl(inside) : run.rtl;
}

// The parts of one text node; `first` is where it begins in the line.
function partsOfNode(node, first, origin, run) {
  const range = document.createRange();
  range.selectNodeContents(node);
  return shared(lettersOf(node), [...range.getClientRects()]).map(p => {
    const words = node.data.slice(p.begin, p.end);
    const rtl = p.lefts.length > 1 ? p.lefts[0] > p.lefts.at(-1) : /\p{L}/u.test(words) ? isRtl(words) : runsLeftAround(node.data, p.begin, run);
    return {begin: first + p.begin, text: words, x: p.box.left - origin, rtl};
  });
}

function partsIn(line, run) {
  const origin = line.getBoundingClientRect().left, parts = [];
  let first = 0;
  for (const part of line.children) {
    parts.push(...partsOfNode(part.firstChild, first, origin, run));
    first += part.firstChild.length;
  }
  return parts.sort((a, b) => a.begin - b.begin);
}

// Of each line {text, run} its parts [{text, x (CSS px from the line's left edge), rtl}], in the order of the text: the page is
// laid out once for all of them.
export function partsOf(lines) {
  const probes = lines.map(({text, run}) => probe(text, run, cutsIn(text, run)));
  const all = probes.map((line, index) => partsIn(line, lines[index].run));
  for (const line of probes) line.remove();
  return all;
}
