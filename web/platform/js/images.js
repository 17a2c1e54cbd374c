// Pictures from our own origin as textures, at the size they are shown; the longest unseen go first.
import {emit, Kind, readText, wasm} from './heap.js';
import {addImage, dropImage} from './gfx.js';
import {fileOf} from './files.js';
import {kick} from './loop.js';
import {state} from './screen.js';

const bytes_max = 64 << 20, side_max = 4096, at_once_max = 4;
const busy = [429, 503], again_max = 5, wait_ms_min = 1_000, wait_ms_max = 60_000;
const images = new Map();  // key -> {texture, width, height, bytes, again, due}, least recently used first; due: the next frame that shows it asks for it
const queue = [];
let loading = 0, waiting = 0;
export const isLoading = () => loading > 0 || waiting > 0 || queue.length > 0;

function makeRoom() {
  let total = 0;
  for (const image of images.values()) total += image.bytes;
  for (const [key, image] of images) {
    if (total <= bytes_max) return;
    if (image.texture <= 0) continue;
    total -= image.bytes;
    dropImage(image.texture);
    images.delete(key);
  }
}

async function fetched(url) {
  const answer = await fetch(url, {credentials: 'same-origin'});
  if (answer.ok) return answer.blob();
  const error = new Error(String(answer.status));
  if (busy.includes(answer.status)) error.after_ms = Number(answer.headers.get('Retry-After')) * 1000 || 0;
  throw error;
}

async function decode(url, side) {
  const whole = await createImageBitmap(url instanceof File ? url : await fetched(url));
  const scale = Math.min(1, side / Math.max(whole.width, whole.height));
  const size = {width: whole.width, height: whole.height};
  if (scale === 1) return {...size, bitmap: whole};
  const options = {resizeWidth: Math.max(1, Math.round(whole.width * scale)), resizeHeight: Math.max(1, Math.round(whole.height * scale)), resizeQuality: 'high'};
  const bitmap = await createImageBitmap(whole, options);
  whole.close();
  return {...size, bitmap};
}

// When the relay says, and not before twice as long as the last time. What nobody looks at by then is not asked for.
function askLater(entry, after_ms) {
  const wait = Math.min(wait_ms_max, Math.max(after_ms, wait_ms_min << entry.again++));
  waiting++;
  setTimeout(() => {
    waiting--;
    entry.due = true;
    kick(1);
  }, wait);
}

async function load({url, side, entry}) {
  loading++;
  try {
    const {width, height, bitmap} = await decode(url, side);
    Object.assign(entry, {texture: addImage(bitmap), width, height, bytes: bitmap.width * bitmap.height * 4});
    bitmap.close();
    makeRoom();
  } catch (error) {
    if (error.after_ms !== undefined && entry.again < again_max) askLater(entry, error.after_ms);
    else entry.texture = -1;  // the app shows that the picture cannot be had
  }
  loading--;
  next();
  emit(Kind.image_ready, {});
  kick(2);
}

function next() {
  while (loading < at_once_max && queue.length) load(queue.shift());
}

export function image(at, size, maxPx, out) {
  const address = readText(at, size), side = Math.min(side_max, Math.ceil(maxPx * state.dpr)), key = side + ' ' + address;
  const entry = images.get(key) ?? {texture: 0, width: 0, height: 0, bytes: 0, again: 0, due: true};
  if (entry.due) {
    entry.due = false;
    const url = fileOf(address) ?? new URL(address, location.href);
    if (url instanceof File || url.origin === location.origin) queue.push({url, side, entry});
    else entry.texture = -1;
  }
  images.delete(key);
  images.set(key, entry);
  next();
  new Int32Array(wasm.HEAPU8.buffer, out, 2).set([entry.width, entry.height]);
  return entry.texture;
}

// After a lost context every texture is gone.
export function forgetImages() { images.clear(); }
