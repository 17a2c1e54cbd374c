// Breaking text into lines, greedily, where the browser would: words from Intl.Segmenter, then what UAX 14 forbids.
import {answerBytes, readText} from './heap.js';
import {widthOf} from './text.js';

const words = new Intl.Segmenter(undefined, {granularity: 'word'});
const graphemes = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

const newline = /\r\n|[\n\r\u2028\u2029]/g;
const blank = '[ \\t\\u1680\\u2000-\\u2006\\u2008-\\u200B\\u205F\\u3000]';
const startsBlank = new RegExp('^' + blank), endsBlank = new RegExp(blank + '$'), blanksAtEnd = new RegExp(blank + '+$');
const opens = /[\p{Ps}\p{Pi}]$/u;
const closes = /^[\p{Pe}\p{Pf}、。，．！？：；,.!?:;…%‰℃°ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々ゝゞヽヾ・\u0E2F\u0E46]/u;
const ideograph = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\u3000-\\u303F\\uFF01-\\uFF60\\p{Extended_Pictographic}\\p{Regional_Indicator}]';
const hasIdeograph = new RegExp(ideograph, 'u'), startsIdeograph = new RegExp('^' + ideograph, 'u');
const endsIdeograph = new RegExp(ideograph + '[\\u200D\\uFE0F\\p{Emoji_Modifier}]*$', 'u');
const dictionary = '[\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}]';
const startsDictionary = new RegExp('^' + dictionary, 'u'), endsDictionary = new RegExp(dictionary + '$', 'u');
const quote = /["'\u2018\u2019\u201C\u201D]/u, currencyAtEnd = /\p{Sc}$/u, address = /^(https?:\/\/|www\.)/i;

function mayBreak(before, next, token) {
  if (startsBlank.test(next)) return false;
  if (endsBlank.test(before)) return true;
  if (closes.test(next) || opens.test(before)) return false;
  if (address.test(token) && /[&=_.?/-]$/.test(before)) return !/^[/]/.test(next);
  if (/[\p{L}\p{N}][-\u2010\u2013]$/u.test(before) || /[^/][/?]$/.test(before)) return /^\p{L}/u.test(next);
  if (endsDictionary.test(before) && startsDictionary.test(next)) return true;
  if (!endsIdeograph.test(before) && !startsIdeograph.test(next)) return false;
  return !quote.test(before.slice(-1)) && !quote.test(next[0]) && !currencyAtEnd.test(before);
}

function* pieces(text) {
  for (const {segment} of words.segment(text)) {
    if (segment.length > 1 && hasIdeograph.test(segment)) for (const g of graphemes.segment(segment)) yield g.segment;
    else yield segment;
  }
}

// Parts that stay together; a line may begin at each of them.
function unitsOf(text) {
  const units = [];
  let token = '';  // since the last blank
  for (const piece of pieces(text)) {
    const last = units.length - 1;
    if (last < 0 || mayBreak(units[last], piece, token)) units.push(piece);
    else units[last] += piece;
    token = endsBlank.test(piece) ? '' : token + piece;
  }
  return units;
}

function breakParagraph(text, style, width, base, lines) {
  const limit = width + 0.01;
  const put = (begin, end) => {
    const kept = text.slice(begin, end).replace(blanksAtEnd, '').length;
    lines.push(base + begin, base + begin + kept);
  };
  if (widthOf(style, text.replace(blanksAtEnd, '')) <= limit) return put(0, text.length);
  let begin = 0, at = 0, x = 0;
  const wrap = here => { put(begin, here); begin = here; x = 0; };
  for (const unit of unitsOf(text)) {
    const needed = widthOf(style, unit.replace(blanksAtEnd, ''));
    if (x > 0 && x + needed > limit) wrap(at);
    if (needed <= limit) x += widthOf(style, unit);
    else for (const g of graphemes.segment(unit)) {  // a word longer than the line
      const wide = widthOf(style, g.segment);
      if (x > 0 && x + wide > limit) wrap(at + g.index);
      x += wide;
    }
    at += unit.length;
  }
  if (begin < text.length) put(begin, text.length);
}

function breakText(text, style, width) {
  const lines = [];
  let base = 0;
  for (const end of text.matchAll(newline)) {
    breakParagraph(text.slice(base, end.index), style, width, base, lines);
    base = end.index + end[0].length;
  }
  if (base < text.length) breakParagraph(text.slice(base), style, width, base, lines);
  return lines;
}

// Offsets in ascending order, from JavaScript's 16-bit units to bytes of UTF-8.
function toBytes(text, offsets, size) {
  if (text.length === size) return offsets;
  let units = 0, bytes = 0;
  return offsets.map(offset => {
    while (units < offset) {
      const code = text.codePointAt(units);
      bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      units += code < 0x10000 ? 1 : 2;
    }
    return Math.min(bytes, size);
  });
}

export function breakLines(at, size, style, width) {
  const text = readText(at, size);
  const offsets = toBytes(text, breakText(text, style, width), size);
  answerBytes(new Uint8Array(new Uint32Array(offsets).buffer));
  return offsets.length / 2;
}

// How much of the text fits together with an ellipsis, cut between graphemes.
export function fit(at, size, style, width) {
  const text = readText(at, size);
  if (widthOf(style, text) <= width + 0.01) return size;
  const room = width - widthOf(style, '\u2026');
  const ends = [...graphemes.segment(text)].map(g => g.index);
  let low = 0, high = ends.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (widthOf(style, text.slice(0, ends[middle])) <= room) low = middle;
    else high = middle - 1;
  }
  return toBytes(text, [text.slice(0, ends[low]).trimEnd().length], size)[0];
}
