// The clock (which tests may stop) and times in words, in the person's language and zone.
import {answerText} from './heap.js';
import {formatter} from './language.js';

let frozen = null;
export const freeze = ms => { frozen = ms; };
export const now = () => frozen ?? Date.now();

const words = (name, options, ms) => formatter(name, tag => new Intl.DateTimeFormat(tag, options)).format(ms);
const relative = days => formatter('relative', tag => new Intl.RelativeTimeFormat(tag, {numeric: 'auto'})).format(days, 'day');

export function dayNumber(ms) {
  return Math.floor((ms - new Date(ms).getTimezoneOffset() * 60000) / 86400000);
}

export const utcOffset = ms => -new Date(ms).getTimezoneOffset();

const capital = text => text.replace(/^\p{Ll}/u, letter => letter.toUpperCase());
const thisYear = ms => new Date(ms).getFullYear() === new Date(now()).getFullYear();
const time = ms => words('time', {timeStyle: 'short'}, ms);

function day(ms) {
  const ago = dayNumber(now()) - dayNumber(ms);
  if (ago === 0 || ago === 1) return capital(relative(-ago));
  if (ago > 1 && ago < 7) return words('weekday', {weekday: 'long'}, ms);
  return words('day', {day: 'numeric', month: 'long', year: 'numeric'}, ms);
}

function short(ms) {
  const ago = dayNumber(now()) - dayNumber(ms);
  if (ago === 0) return time(ms);
  if (ago === 1) return capital(relative(-1));
  if (ago > 1 && ago < 7) return words('short weekday', {weekday: 'short'}, ms);
  if (thisYear(ms)) return words('short day', {day: 'numeric', month: 'short'}, ms);
  return words('short date', {day: 'numeric', month: 'short', year: 'numeric'}, ms);
}

const full = ms => words('full', {day: 'numeric', month: 'long', year: 'numeric', hour: 'numeric', minute: '2-digit', timeZoneName: 'short'}, ms);

export const timeWords = time;
const forms = [time, day, short, full];  // browser_world.cpp's Format
export function format(what, ms) {
  answerText(Number.isFinite(ms) ? forms[what](ms) : '');
}
