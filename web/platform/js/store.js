// Small things kept by the browser, the address bar, the title.
import {answerText, emit, Kind, readText} from './heap.js';
import {kick} from './loop.js';

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

function went() {
  emit(Kind.went, {text: location.hash});
  kick(2);
}

// A sign-in link is used up and secret: nobody comes back to it.
function goTo(path) {
  const gone = location.hash === '' || location.hash.startsWith('#link=');
  if (location.hash !== path) history[gone ? 'replaceState' : 'pushState']({before: gone ? '' : location.hash}, '', path);
  went();
}

export const go = (at, size) => goTo(readText(at, size));

export function goBack(at, size) {
  const path = readText(at, size);
  if (history.state?.before === path && location.hash !== path) history.back();
  else goTo(path);
}

export const reload = () => location.reload();

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
