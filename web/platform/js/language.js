// The language of the interface: which one, its words, and how it counts. A language is a file of assets/locale;
// English needs none, it is compiled in.
import {answerText, emit, Kind, readText} from './heap.js';
import {kick} from './loop.js';

// What the program's first part says, and what only its second says (js/later.js brings both). cmake/later_words.py makes them.
const files = new Map([['en', ''], ['de', '/de.json'], ['ar', '/ar.json']]);
const restFiles = new Map([['en', '/en.later.json'], ['de', '/de.later.json'], ['ar', '/ar.later.json']]);
export const retry_ms = 1000;  // what was cut off on the way, words or code, is asked for again
const forms = ['zero', 'one', 'two', 'few', 'many', 'other'];  // platform.h's PluralForm

const base = tag => tag.toLowerCase().split('-')[0];
const known = tag => files.has(base(tag)) ? base(tag) : null;
const browsers = () => navigator.languages ?? [navigator.language];
const pick = chosen => known(chosen) ?? browsers().map(known).find(Boolean) ?? 'en';

let shown = 'en', restWanted = false;
const rests = new Map();  // language -> the words of the second part

async function textOf(file) {
  const answer = await fetch(file, {credentials: 'same-origin'});
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
  return answer.text();
}

async function fetchRest(language) {
  if (!rests.has(language)) rests.set(language, await textOf(restFiles.get(language)));
}

// The words of the language shown that only the second part says.
export const rest = () => rests.get(shown) ?? '';

export function bringRest() {
  restWanted = true;
  return fetchRest(shown);
}

// Where nobody can wait.
export function bringRestNow() {
  restWanted = true;
  if (rests.has(shown)) return;
  const request = new XMLHttpRequest();
  request.open('GET', restFiles.get(shown), false);
  request.send();
  if (request.status === 200) rests.set(shown, request.responseText);
}

async function wordsOf(language) {
  try {
    const file = files.get(language), text = file ? await textOf(file) : '';
    if (restWanted) await fetchRest(language);
    return {language, text, status: 200};
  } catch {
    return {text: '', status: 0};  // no network: the app keeps what it has
  }
}

export function showWords({language, text, status}) {
  shown = language ?? shown;
  emit(Kind.words_arrived, {text, status});
}

function chosenBefore() {
  try {
    return String(JSON.parse(localStorage.getItem('preferences'))?.language ?? '');
  } catch {
    return '';
  }
}

let asked = 0;
let cameAgain = null;  // words that came at a second attempt

// Words that were cut off on the way come as soon as they can, unless somebody chose others meanwhile.
async function bringAgain(language) {
  const words = await wordsOf(language);
  if (asked > 0) return;
  if (!words.status) return void setTimeout(bringAgain, retry_ms, language);
  cameAgain = words;
  showWords(words);
  kick(2);
}

const first = pick(chosenBefore());
export const firstWords = wordsOf(first).then(words => {
  if (!words.status) setTimeout(bringAgain, retry_ms, first);
  return words;
});

// For the program, which may have taken longer than a second attempt at them.
export async function wordsToStart() {
  const words = await firstWords;
  return cameAgain ?? words;
}

export async function wantLanguage(at, size) {
  const mine = ++asked, words = await wordsOf(pick(readText(at, size)));
  if (mine !== asked) return;  // somebody chose again meanwhile
  showWords(words);
  kick(2);
}

// ---- how it counts and tells times

let locale = browsers()[0], cache = new Map();
let rules = new Intl.PluralRules('en');

// The browser's own region of the language where it has one: "de-AT" rather than "de".
export function setLanguage(at, size, rightToLeft) {
  const tag = readText(at, size);
  document.documentElement.lang = tag;
  document.documentElement.dir = rightToLeft ? 'rtl' : 'ltr';
  locale = browsers().find(one => base(one) === tag) ?? tag;
  rules = new Intl.PluralRules(locale);
  cache = new Map();
}

// Making a formatter costs far more than using it.
export function formatter(name, make) {
  if (!cache.has(name)) cache.set(name, make(locale));
  return cache.get(name);
}

export const plural = n => forms.indexOf(rules.select(n));

// 1600, but 16,000: four digits are read at a glance.
export function number(value, decimals) {
  const options = {minimumFractionDigits: decimals, maximumFractionDigits: decimals, useGrouping: 'min2'};
  answerText(formatter(`number ${decimals}`, tag => new Intl.NumberFormat(tag, options)).format(value));
}

// Of documents, in no language (core/base/number_text.h).
export const readNumber = (at, size) => Number(readText(at, size));
export const numberText = value => answerText(String(value));

export function percent(share) {
  answerText(formatter('percent', tag => new Intl.NumberFormat(tag, {style: 'percent'})).format(share));
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
export function bytes(count) {
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, count)) / 10)));
  const options = {style: 'unit', unit: units[step], unitDisplay: 'short', maximumFractionDigits: step > 1 ? 1 : 0};
  answerText(formatter(`bytes ${step}`, tag => new Intl.NumberFormat(tag, options)).format(count / 1024 ** step));
}
