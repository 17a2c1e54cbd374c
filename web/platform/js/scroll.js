// Scrolling is the browser's own: wheel, touchpad, touch with its inertia, keys, selecting past the edge and assistive
// technology all move a native overflow container, the pane's element itself. What lies in it does not move natively:
// it sticks to the container, and the app moves it and the canvas together, in one frame, by what the container moved.
//
// The container's own position is therefore only a source of movement. It may differ from the app's (older history grew
// above: the view stays, and so does the container with its momentum) and it is far shorter than a very long list. Once
// nobody scrolls, or room runs out, it is put back to where it belongs.
import {emit, Kind} from './heap.js';
import {afterFrame, kick} from './loop.js';
import {state} from './screen.js';
import {makeBar, showBar, updateBar} from './scroll_bar.js';

const longest = 2e6;      // px a container can be scrolled: engines stop at 17 million and less when zoomed
const rebase_after = 5e4; // content lies near the origin, where places are exact
const quiet_ms = 150;
const scrollers = new Set();

export const snap = v => Math.round(v * state.dpr) / state.dpr;
const between = (low, v, high) => Math.min(Math.max(low, v), high);

function box(className) {
  const el = document.createElement('div');
  el.className = className;
  return el;
}

// Returns where the children go.
export function makeScroller(record) {
  const {el} = record, content = box('content'), inner = box('moved'), room = box('room');
  el.classList.add('scroller');
  const s = {el, inner, room, id: record.id, y: 0, view: 0, largest: 0, range: 0, raw: 0, told: 0, base: 0, active: false, touched: false, timer: 0, keys: false};
  record.scroll = s;
  content.append(inner, makeBar(s, by => moveBy(s, by)));
  el.append(content, room);
  el.addEventListener('scroll', () => scrolled(s));
  el.addEventListener('scrollend', () => rest(s));
  el.addEventListener('touchstart', () => { s.touched = s.active = true; }, {passive: true});
  for (const end of ['touchend', 'touchcancel']) el.addEventListener(end, () => { s.touched = false; restSoon(s); }, {passive: true});
  el.addEventListener('pointerenter', () => showBar(s));
  scrollers.add(s);
  return inner;
}

export function forgetScroller(record) {
  if (!record.scroll) return;
  clearTimeout(record.scroll.timer);
  scrollers.delete(record.scroll);
}

function restSoon(s) {
  clearTimeout(s.timer);
  s.timer = setTimeout(() => rest(s), quiet_ms);
}

function rest(s) {
  if (s.touched) return;
  clearTimeout(s.timer);
  s.active = false;
  align(s);
}

function tell(s, by) {
  s.y = between(0, s.y + by, s.largest);
  emit(Kind.scrolled, {node: s.id, y: by});
  kick(2);
  showBar(s);
}

// Whole device pixels only, so that nothing is lost when the app rounds.
function scrolled(s) {
  s.raw = s.el.scrollTop;
  const now = snap(between(0, s.raw, s.range)), by = now - s.told;
  s.told = now;
  if (!by) return;
  s.active = true;
  restSoon(s);
  tell(s, by);
}

// Not by way of the container: the scrollbar, and keys that go to the very end.
export function moveBy(s, by) {
  const moved = snap(between(0, s.y + by, s.largest)) - s.y;
  if (moved) tell(s, moved);
}

// Where the container belongs: exactly at the app's place, or in a long list at its own beginning, middle or end.
function placeOf(s) {
  if (s.range >= s.largest) return s.y;
  const half = s.range / 2, below = s.largest - s.y;
  return s.y <= half ? s.y : below <= half ? s.range - below : half;
}

function align(s) {
  const wanted = placeOf(s);
  if (Math.abs(wanted - s.raw) <= 1) return;
  const lacking = s.raw < Math.min(s.y, s.view) || s.range - s.raw < Math.min(s.largest - s.y, s.view);
  if (s.active && !lacking) return;
  s.el.scrollTop = wanted;
  s.raw = s.el.scrollTop;
  s.told = snap(s.raw);
}

// What the app shows now. Children are placed relative to record.scroll.base, so this comes before them.
export function follow(record, node, keys) {
  const s = record.scroll, largest = Math.max(0, node.content - node.h), range = Math.min(largest, longest);
  if (s.range !== range) s.room.style.height = `${range}px`;
  const y = snap(node.scroll);
  if (Math.abs(y - s.base) > rebase_after) s.base = Math.round(y / 65536) * 65536;
  const lift = s.base - y;
  if (s.lift !== lift) s.inner.style.transform = `translateY(${s.lift = lift}px)`;
  if (s.raw > range) [s.raw, s.told] = [range, snap(range)];  // the browser moves it so far: nobody scrolled
  s.y = y;
  s.largest = largest;
  s.range = range;
  s.view = node.h;
  s.keys = keys;
}

// Puts the containers back to where they belong. All are asked first: each answer after a change would be a layout of the
// whole page. One that stands elsewhere than was heard of is being scrolled, and says so itself; less than a pixel is the
// browser's rounding.
export function settleScrollers() {
  const resting = [];
  for (const s of scrollers) {
    const raw = s.el.scrollTop;
    if (Math.abs(raw - s.raw) > 1) continue;
    [s.raw, s.told] = [raw, snap(raw)];
    resting.push(s);
  }
  for (const s of resting) align(s);
}

// Elements that were put elsewhere have lost their places, and nobody scrolled.
function hearAnew() {
  for (const s of scrollers) [s.raw, s.told] = [s.el.scrollTop, snap(s.el.scrollTop)];
}

// After all elements stand; `displaced`: some of them elsewhere than before. What lies in a container stays where the app put
// it, wherever the container itself is, so that this need not be waited for.
export function alignScrollers(displaced) {
  for (const s of scrollers) updateBar(s);
  if (displaced) hearAnew();
  afterFrame(settleScrollers);
}

const pages = {PageDown: 1, PageUp: -1, ' ': 1};
const steps = {ArrowDown: 1, ArrowUp: -1};

// True when the key belongs to scrolling: to the pane with the focus, else to the one the app names for it.
export function scrollKey(event, pressable) {
  if (event.ctrlKey && event.key !== 'Home' && event.key !== 'End') return false;
  if (event.altKey || event.metaKey || (event.shiftKey && event.key !== ' ')) return false;
  const within = event.target.closest?.('.scroller');
  const s = [...scrollers].find(one => within ? one.el === within : one.keys);
  if (!s || s.largest <= 0) return false;
  if (event.key === 'Home' || event.key === 'End') {
    event.preventDefault();
    moveBy(s, event.key === 'Home' ? -s.y : s.largest - s.y);
    return true;
  }
  if (within) return !pressable && event.key in steps || event.key in pages;  // the browser does it
  if (!(event.key in pages)) return false;
  event.preventDefault();
  const up = event.shiftKey ? -1 : 1;
  s.el.scrollBy({top: pages[event.key] * up * Math.max(40, s.view - 40), behavior: document.documentElement.hasAttribute('data-calm') ? 'instant' : 'smooth'});
  return true;
}
