// Small things kept by the browser, the address bar, the title.
import {answerText, emit, Kind, readText} from './heap.js';
import {afterFrame, kick} from './loop.js';

const Stored = Object.freeze({kept: 0, full: 1, forbidden: 2});  // platform.h's Stored

export function stored(at, size) {
  let value = '';
  try {
    value = localStorage.getItem(readText(at, size)) ?? '';
  } catch {}  // storage may be forbidden: then nothing is kept
  answerText(value);
}

export function store(key, keySize, value, valueSize) {
  const name = readText(key, keySize), text = readText(value, valueSize);
  try {
    if (text) localStorage.setItem(name, text);
    else localStorage.removeItem(name);
    return Stored.kept;
  } catch (error) {
    return error.name === 'QuotaExceededError' || error.name === 'NS_ERROR_DOM_QUOTA_REACHED' ? Stored.full : Stored.forbidden;
  }
}

export function buildId() {
  answerText(document.querySelector('meta[name=build]').content);
}

// On the icon of the installed app; elsewhere the browser has no such thing, or does nothing.
let badge = 0;
function showBadge(count) {
  if (count === badge || !navigator.setAppBadge) return;
  badge = count;
  (count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge()).catch(() => {});
}

let calmIcon = null;
export function setTitle(at, size, unread) {
  const title = (unread > 0 ? `(${unread}) ` : '') + readText(at, size);
  if (document.title !== title) document.title = title;
  showBadge(unread);
  const icon = document.querySelector('link[rel=icon]');
  calmIcon ??= icon.getAttribute('href');
  const wanted = unread > 0 ? document.querySelector('meta[name=icon-unread]').content : calmIcon;
  if (icon.getAttribute('href') !== wanted) icon.setAttribute('href', wanted);
}

// Where the app is, when the browser's address does not say so yet: writing it takes milliseconds, and a key that is
// held goes through a list faster than anybody goes back through it.
let unwritten = null;

// A sign-in link is used up and secret: nobody comes back to it.
const isGone = hash => hash === '' || hash.startsWith('#link=');

function writeAddress() {
  const path = unwritten, before = isGone(location.hash) ? '' : location.hash;
  unwritten = null;
  if (path !== null && location.hash !== path) history[before ? 'pushState' : 'replaceState']({before}, '', path);
}

function wentTo(path) {
  emit(Kind.went, {text: path});
  kick(2);
}

// Somebody went back, or wrote an address of their own: that is newer than what was not written yet.
function went() {
  unwritten = null;
  wentTo(location.hash);
}

function goTo(path) {
  unwritten = path;
  if (isGone(location.hash)) writeAddress();
  else afterFrame(writeAddress);
  wentTo(path);
}

export const go = (at, size) => goTo(readText(at, size));

export function goBack(at, size) {
  const path = readText(at, size);
  writeAddress();
  if (history.state?.before === path && location.hash !== path) history.back();
  else goTo(path);
}

export function reload() {
  writeAddress();
  location.reload();
}

export function download(at, size) {
  const url = new URL(readText(at, size), location.href);
  if (url.origin !== location.origin) return;
  const link = document.createElement('a');
  link.href = url.href;
  link.download = '';
  link.click();
}

export function random(at, wasm) {
  crypto.getRandomValues(new Uint32Array(wasm.HEAPU8.buffer, at, 4));
}

export function watchPage() {
  const visible = () => { emit(Kind.visible, {number: +(document.visibilityState === 'visible' && document.hasFocus())}); kick(2); };
  const online = () => { emit(Kind.online, {number: +navigator.onLine}); kick(2); };
  addEventListener('hashchange', went);
  addEventListener('online', online);
  addEventListener('offline', online);
  addEventListener('focus', visible);
  addEventListener('blur', visible);
  document.addEventListener('visibilitychange', visible);
  went();
  visible();
  online();
}
