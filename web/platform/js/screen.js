// Size, pixel ratio, theme and text mode of the page; sent into WebAssembly whenever one of them changes.
import {emit, Kind, wasm} from './heap.js';
import {canvas, hasWebgl} from './gfx.js';
import {kick} from './loop.js';
import {watchViewport} from './viewport.js';

const plane = document.getElementById('plane');
const query = text => matchMedia(text);
const dark = query('(prefers-color-scheme: dark)');
const reduced = query('(prefers-reduced-motion: reduce)');
const forced = query('(forced-colors: active)');
const contrast = query('(prefers-contrast: more)');
const coarse = query('(pointer: coarse)');

export const state = {width: innerWidth, height: innerHeight, dpr: devicePixelRatio, textInDom: false, left: 0, top: 0};
let chosen = 0;     // text by the page: 0 when somebody asks for it, 1 always, 2 never
let pixels = null;  // device pixels of the canvas, where the browser tells them

function wantsDomText() {
  const page = document.documentElement, asked = new URLSearchParams(location.search).get('text');
  if (!hasWebgl() || asked === 'dom' || chosen === 1) return true;
  if (chosen === 2) return false;
  const translated = /\btranslated-(ltr|rtl)\b/.test(page.className), recoloured = page.hasAttribute('data-darkreader-mode') || page.hasAttribute('data-darkreader-scheme');
  return forced.matches || contrast.matches || translated || recoloured;
}

// platform.h's prefer_text_in_dom().
export function preferTextInDom(choice) {
  if (choice === chosen) return;
  chosen = choice;
  if (wantsDomText() !== state.textInDom) queueMicrotask(() => changed(Kind.resized));
}

// The canvas's own pixels are exact where a ratio like 1.25 leaves rounding to guess. Where they disagree with the
// ratio altogether (device emulation, privacy settings), the ratio wins: drawn too fine is still sharp.
function exactPixels() {
  if (!pixels) return null;
  const ratio = pixels.width / Math.max(1, state.width);  // the canvas's own width would have the page laid out in every frame
  return Math.abs(ratio - devicePixelRatio) < 0.02 ? pixels : null;
}

// Text is measured and drawn for one pixel ratio.
let ratioChanged = () => {};
export function whenRatioChanges(then) { ratioChanged = then; }

export function readScreen() {
  const before = state.dpr;
  state.width = canvas.clientWidth;
  state.height = canvas.clientHeight;
  [state.left, state.top] = [canvas.offsetLeft, canvas.offsetTop];
  state.dpr = devicePixelRatio;
  state.textInDom = wantsDomText();
  if (state.dpr !== before) ratioChanged();
  plane.classList.toggle('shown', state.textInDom);
  wasm._platform_screen(state.width, state.height, state.dpr, +dark.matches, +state.textInDom, +reduced.matches, +hasWebgl(), +forced.matches, +contrast.matches, +coarse.matches,
    +((navigator.deviceMemory ?? 8) <= 4));
}

// Setting a canvas's size clears it: done just before a frame, never between two. Not every browser tells of another ratio when
// the size in CSS px stays, so it is looked at here too.
export function applySize() {
  if (devicePixelRatio !== state.dpr) changed(Kind.resized);
  const exact = exactPixels();
  const width = exact?.width ?? Math.round(state.width * state.dpr);
  const height = exact?.height ?? Math.round(state.height * state.dpr);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

function changed(kind) {
  readScreen();
  emit(kind, {});
  kick(2);
}

const observer = new ResizeObserver(entries => {
  const box = entries[0].devicePixelContentBoxSize?.[0];
  pixels = box ? {width: box.inlineSize, height: box.blockSize} : null;
  changed(Kind.resized);
});

function observeSize() {
  try {
    observer.observe(canvas, {box: 'device-pixel-content-box'});
  } catch {
    observer.observe(canvas);
  }
}

// Another element draws from now on, perhaps without WebGL2.
export function canvasReplaced() {
  observer.disconnect();
  observeSize();
  changed(Kind.resized);
}

function watchRatio() {
  query(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
    changed(Kind.resized);
    watchRatio();
  }, {once: true});
}

// Where an event is on the canvas, which may stand below a notch or beside one.
export const placeOf = event => ({x: event.clientX - state.left, y: event.clientY - state.top});

export function watchScreen() {
  watchViewport(() => {
    const {left, top} = state;
    readScreen();
    if (left !== state.left || top !== state.top) kick(1);  // a change of size is seen by the observer
  });
  observeSize();
  watchRatio();
  dark.addEventListener('change', () => changed(Kind.theme_changed));
  for (const media of [reduced, forced, contrast, coarse]) media.addEventListener('change', () => changed(Kind.resized));
  new MutationObserver(() => {
    if (wantsDomText() !== state.textInDom) changed(Kind.resized);
  }).observe(document.documentElement, {attributes: true, attributeFilter: ['class', 'data-darkreader-mode', 'data-darkreader-scheme']});
}
