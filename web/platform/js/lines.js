// Breaking text into lines, greedily, where the browser would.
import {opportunities} from './breaks.js';
import {answerBytes, readText} from './heap.js';
import {isRtl, runOf, widthOf} from './text.js';

const graphemes = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
const newline = /\r\n|[\n\r\u2028\u2029]/g;
const blanksAtEnd = /[ \t\u1680\u2000-\u2006\u2008-\u200B\u205F\u3000]+$/;
const address = /^(?:[a-z][a-z+.-]*:\/\/|www\.)/i, joints = /[/?&=_.-](?![/?&=_.-])/g;
const slack = 3;  // parts add up to a line but for the kerning between them: near the limit the line itself is measured

const trimmed = text => text.replace(blanksAtEnd, '');

// The end of the longest beginning of text[begin, end) that fits, between graphemes, at least one of them.
function longestFit(text, begin, end, fits) {
  const ends = [...graphemes.segment(text.slice(begin, end))].map(g => begin + g.index + g.segment.length);
  let low = 0, high = ends.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (fits(begin, ends[middle])) low = middle;
    else high = middle - 1;
  }
  return ends[low];
}

// A web address ends a line after one of its joints, if there is one in the second half of what fits.
function cutOf(text, begin, end, inAddress, fits) {
  const most = longestFit(text, begin, end, fits);
  if (!inAddress || most >= end) return most;
  const last = [...text.slice(begin, most).matchAll(joints)].map(m => begin + m.index + 1).at(-1) ?? begin;
  return last - begin >= (most - begin) / 2 ? last : most;
}

function breakParagraph(text, run, width, base, lines) {
  const limit = width + 0.01;
  const widthBetween = (begin, end) => widthOf(trimmed(text.slice(begin, end)), run);
  const fits = (begin, end) => widthBetween(begin, end) <= limit;
  const put = (begin, end) => lines.push(base + begin, base + begin + trimmed(text.slice(begin, end)).length);
  if (fits(0, text.length)) return put(0, text.length);
  let begin = 0, last = 0, x = 0, token = 0;
  const stillFits = stop => {
    const guess = x + widthBetween(last, stop);
    return guess > limit + slack ? false : guess < limit - slack || fits(begin, stop);
  };
  for (const stop of [...opportunities(text), text.length]) {
    if (last > begin && !stillFits(stop)) {
      put(begin, last);
      [begin, x] = [last, 0];
    }
    if (/\s/.test(text[last - 1] ?? ' ')) token = last;
    if (last === begin) {
      const inAddress = address.test(text.slice(token, stop));
      while (!fits(begin, stop)) {  // a word longer than the line
        const cut = cutOf(text, begin, stop, inAddress, fits);
        put(begin, cut);
        begin = last = cut;
      }
    }
    x += widthOf(text.slice(last, stop), run);
    last = stop;
  }
  if (begin < text.length) put(begin, text.length);
}

export function breakText(text, style, width, language = '') {
  const lines = [];
  let base = 0;
  const paragraph = end => {
    const part = text.slice(base, end);
    breakParagraph(part, {style, language, rtl: isRtl(part)}, width, base, lines);
  };
  for (const end of text.matchAll(newline)) {
    paragraph(end.index);
    base = end.index + end[0].length;
  }
  if (base < text.length) paragraph(text.length);
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

export function breakLines(at, size, style, language, languageSize, width) {
  const text = readText(at, size);
  const offsets = toBytes(text, breakText(text, style, width, runOf(style, language, languageSize, 0).language), size);
  answerBytes(new Uint8Array(new Uint32Array(offsets).buffer));
  return offsets.length / 2;
}

// How much of the text fits together with an ellipsis, cut between graphemes.
export function fit(at, size, style, language, languageSize, rtl, width) {
  const text = readText(at, size), run = runOf(style, language, languageSize, rtl);
  if (widthOf(text, run) <= width + 0.01) return size;
  const room = width - widthOf('\u2026', run);
  const ends = [...graphemes.segment(text)].map(g => g.index);
  let low = 0, high = ends.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (widthOf(text.slice(0, ends[middle]), run) <= room) low = middle;
    else high = middle - 1;
  }
  return toBytes(text, [text.slice(0, ends[low]).trimEnd().length], size)[0];
}
