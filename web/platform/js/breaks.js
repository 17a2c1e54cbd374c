// Where a line may begin: UAX 14 as Chromium reads it. Two ASCII letters are judged by a short table of its own, everything
// else by the rules, and Thai, Lao, Khmer and Burmese by the browser's dictionary.
import {classOf, Is, isEastAsian} from './break_classes.js';

const words = new Intl.Segmenter(undefined, {granularity: 'word'});
const afterHyphen = /[!$),./:;?\]}]/, afterQuestion = /[!"'),./:;?\]}]/;
const beforeBracket = /[!"#%&)*+,.:;=>\\\]|}~]/;

// Inside runs of ASCII: never after a slash, after a hyphen unless it may be a minus, before brackets that follow signs.
function asciiMayBreak(beforeLast, last, next) {
  if (last === '-') return /\d/.test(next) ? /[a-z\d]/i.test(beforeLast) : !afterHyphen.test(next);
  if (last === '?') return !afterQuestion.test(next);
  return /[([{<]/.test(next) && beforeBracket.test(last);
}

const any = (...classes) => new Set(classes);
const {AL, BA, BB, B2, CB, CL, CP, EB, EM, EX, GL, HL, HY, ID, IN, IS, NS, NU, OP, PO, PR, QU, RI, SA, SY, WJ, ZW, ZWJ} = Is;
const letters = any(AL, HL, SA), ideographs = any(ID, EB, EM), signs = any(PR, PO);
const never_before = any(CL, CP, EX, SY, IS, WJ), glued_before = any(BA, HY, NS, IN);
const breaks_before_glue = any(BA, HY);

// May a line begin at `next`? `it` = what stands before: {last, beforeLast, flags of runs}. Blanks are dealt with before.
function rulesAllow(it, next, following) {
  const a = it.last.kind, b = next.kind;
  if (it.last.joins) return false;
  if (never_before.has(b) || a === WJ || a === GL || a === OP) return false;
  if (b === GL) return breaks_before_glue.has(a);
  if (a === QU || b === QU) return quotesAllow(it, next, following);
  if (a === CB || b === CB) return true;
  if (a === HY && it.wordStart && letters.has(b)) return false;
  if (glued_before.has(b) || a === BB) return false;
  if (it.beforeLast?.kind === HL && (a === HY || a === BA) && b !== HL) return false;
  if (a === SY && b === HL) return false;
  return numbersAllow(it, a, b, following) && pairsAllow(it, a, b, it.last, next);
}

// Around quotation marks a line may end only where East Asian signs stand on both sides of the right one.
function quotesAllow(it, next, following) {
  if (next.kind === QU) {
    if (!next.opens || !it.last.wide) return false;
    return following ? following.wide : false;
  }
  if (!it.last.closes || !next.wide) return false;
  return it.beforeLast ? it.beforeLast.wide : false;
}

function numbersAllow(it, a, b, following) {
  if (b === NU && (signs.has(a) || a === HY || a === IS || letters.has(a) || it.number)) return false;
  if (signs.has(b) && it.number) return false;
  if (a === NU && letters.has(b)) return false;
  return !(signs.has(a) && b === OP && following?.kind === NU);
}

function pairsAllow(it, a, b, last, next) {
  if (a === PR && ideographs.has(b) || ideographs.has(a) && b === PO) return false;
  if (signs.has(a) && letters.has(b) || letters.has(a) && signs.has(b)) return false;
  if (letters.has(a) && letters.has(b)) return false;
  if (a === IS && letters.has(b)) return false;
  if ((letters.has(a) || a === NU) && b === OP && !next.wide) return false;
  if (a === CP && !last.wide && (letters.has(b) || b === NU)) return false;
  if (a === RI && b === RI) return it.flags % 2 === 0;
  if (a === B2 && b === B2) return false;
  return !(b === EM && (a === EB || last.pictograph));
}

// Combining marks belong to what they stand on; a joiner also holds what follows.
function signsOf(text) {
  const signs = [];
  for (let at = 0; at < text.length;) {
    const letter = String.fromCodePoint(text.codePointAt(at)), kind = classOf(letter), last = signs.at(-1);
    const absorbed = (kind === Is.CM || kind === ZWJ) && last && last.kind !== Is.SP && last.kind !== ZW;
    if (absorbed) [last.end, last.joins] = [at + letter.length, kind === ZWJ];
    else {
      signs.push({
        letter, at, end: at + letter.length, kind: kind === Is.CM || kind === ZWJ ? AL : kind, joins: kind === ZWJ,
        wide: isEastAsian(letter), opens: kind === QU && /\p{Pi}/u.test(letter), closes: kind === QU && /\p{Pf}/u.test(letter),
        pictograph: letter > '\u2000' && /\p{Extended_Pictographic}/u.test(letter),
      });
    }
    at += letter.length;
  }
  return signs;
}

const isAscii = sign => sign.end - sign.at === 1 && sign.letter < '\x7f';

// What a number may still be waiting for: 12,5 – then a sign of percent or currency.
function follow(it, sign) {
  const {kind} = sign;
  it.wordStart = it.last === null || it.last.kind === Is.SP || it.last.kind === ZW || it.last.kind === GL;
  it.number = kind === NU || it.number && (kind === SY || kind === IS || ((kind === CL || kind === CP) && !it.closed));
  it.closed = kind === CL || kind === CP;
  it.flags = kind === RI ? it.flags + 1 : 0;
  [it.beforeLast, it.last] = [it.last, sign];
}

// Offsets above 0 at which a line may begin, in order.
export function opportunities(text) {
  const signs = signsOf(text), found = [];
  const it = {last: null, beforeLast: null, number: false, closed: false, flags: 0, wordStart: true};
  let dictionary = null;
  const isWord = at => (dictionary ??= new Set([...words.segment(text)].map(w => w.index))).has(at);
  signs.forEach((next, index) => {
    const {last} = it;
    if (last && next.kind !== Is.SP && next.kind !== ZW) {
      const may = last.kind === Is.SP || last.kind === ZW ? true
        : isAscii(last) && isAscii(next) ? asciiMayBreak(it.beforeLast?.letter ?? '', last.letter, next.letter)
        : last.kind === SA && next.kind === SA ? isWord(next.at)
        : rulesAllow(it, next, signs[index + 1]);
      if (may) found.push(next.at);
    }
    follow(it, next);
  });
  return found;
}
