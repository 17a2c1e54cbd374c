// Pictures from our own origin as textures, at the size they are shown; the longest unseen go first.
import {emit, Kind, readText, wasm} from './heap.js';
import {addImage, dropImage} from './gfx.js';
import {fileOf} from './files.js';
import {kick} from './loop.js';
import {state} from './screen.js';

const bytes_max = 64 << 20, side_max = 4096, at_once_max = 4;
const images = new Map();  // key -> {texture, width, height, bytes}, least recently used first
const queue = [];
let loading = 0;
export const isLoading = () => loading > 0 || queue.length > 0;

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
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.blob();
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

async function load({url, side, entry}) {
  loading++;
  try {
    const {width, height, bitmap} = await decode(url, side);
    Object.assign(entry, {texture: addImage(bitmap), width, height, bytes: bitmap.width * bitmap.height * 4});
    bitmap.close();
    makeRoom();
  } catch {
    entry.texture = -1;  // the app shows that the picture cannot be had
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
  let entry = images.get(key);
  if (!entry) {
    const url = fileOf(address) ?? new URL(address, location.href);
    entry = {texture: url instanceof File || url.origin === location.origin ? 0 : -1, width: 0, height: 0, bytes: 0};
    if (entry.texture === 0) queue.push({url, side, entry});
  }
  images.delete(key);
  images.set(key, entry);
  next();
  new Int32Array(wasm.HEAPU8.buffer, out, 2).set([entry.width, entry.height]);
  return entry.texture;
}

// After a lost context every texture is gone.
export function forgetImages() { images.clear(); }
