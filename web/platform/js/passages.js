// What was written in the open thread, message by message: all that is loaded, also what is not drawn. Drawn messages
// are elements of the plane; the others stand before and after them, hidden until the browser's own search finds them
// there. Copying takes its words from here, so that what was selected comes out as it was written.
import {emit, idOf, Kind, readText, wasm} from './heap.js';
import {frameNow, whenIdle} from './loop.js';

const passage_bytes = 48;
const change = {all: 0, before: 1, after: 2};
const moves_max = 300;  // elements added or taken away in one frame; the rest when the browser has nothing to do

const found = 'until-found';
const box = className => {
  const el = document.createElement('div');
  el.className = className;
  el.hidden = found;
  return el;
};

const before = box('passages'), after = box('passages');
let scroller = 0n, order = [], shift = 0, places = new Map();
let kept = {first: 0, low: 0, high: 0, last: 0};  // before holds order[first, low), after holds order[high, last)
let aim = {low: 0, high: 0}, later = 0;

function decode(at, count, textAt) {
  const view = new DataView(wasm.HEAPU8.buffer, at, count * passage_bytes), list = [];
  for (let base = 0; base < count * passage_bytes; base += passage_bytes) {
    const u = n => view.getUint32(base + n, true), text = n => u(n + 4) ? readText(textAt + u(n), u(n + 4)) : '';
    list.push({id: view.getBigUint64(base, true), at: view.getFloat64(base + 8, true), author: text(16), text: text(24), links: text(32), el: null});
  }
  return list;
}

function forget() {
  order = [];
  shift = 0;
  places = new Map();
  kept = {first: 0, low: 0, high: 0, last: 0};
  before.replaceChildren();
  after.replaceChildren();
}

// platform.h's passages().
export function passages(high, low, how, at, count, textAt) {
  const id = idOf(high, low), list = decode(at, count, textAt);
  if (how === change.all || id !== scroller) forget();
  scroller = id;
  if (how === change.before) {
    order.unshift(...list);
    shift += list.length;
    for (const key of ['first', 'low', 'high', 'last']) kept[key] += list.length;
    for (const key of ['low', 'high']) aim[key] += list.length;
    list.forEach((one, index) => places.set(one.id, index - shift));
  } else {
    list.forEach((one, index) => places.set(one.id, order.length + index - shift));
    order.push(...list);
  }
}

export const passageCount = () => order.length;
export const passageAt = index => order[index];
export const placeOf = id => places.has(id) ? places.get(id) + shift : -1;
export const hiddenBefore = before, hiddenAfter = after;

function element(index) {
  const one = order[index];
  if (!one.el) {
    one.el = box('passage');
    one.el.textContent = one.text;
    one.el.passage = one.id;
  }
  one.el.hidden = found;
  return one.el;
}

// One step towards: before = [0, low), after = [high, end). False when nothing is left to do.
function step() {
  const {low, high} = aim;
  if (kept.low > low || kept.low > kept.high) {
    if (kept.low > kept.first) before.lastChild.remove();
    kept.first = Math.min(kept.first, --kept.low);
  } else if (kept.high < high) {
    if (kept.high < kept.last) after.firstChild.remove();
    kept.last = Math.max(kept.last, ++kept.high);
  } else if (kept.low < low) before.append(element(kept.low++));
  else if (kept.high > high) after.prepend(element(--kept.high));
  else if (kept.last < order.length) after.append(element(kept.last++));
  else if (kept.first > 0) before.prepend(element(--kept.first));
  else return false;
  return true;
}

function steps(most) {
  for (let left = most; left > 0; left--) if (!step()) return;
  if (!later) later = whenIdle(() => {
    later = 0;
    steps(moves_max);
  });
}

// Nothing is kept that is far from what is drawn now: both sides are built anew from there.
function startAt(low, high) {
  before.replaceChildren();
  after.replaceChildren();
  kept = {first: low, low, high, last: high};
}

// After the plane has changed: which of them are drawn?
export function syncPassages(nodes, records) {
  const record = records.get(scroller);
  if (!record || !order.length) {
    before.remove();
    after.remove();
    return;
  }
  if (before.parentNode !== record.inner.parentNode) {
    record.inner.before(before);
    record.inner.after(after);
  }
  for (const side of [before, after]) if (side.hidden !== found) side.hidden = found;
  let low = order.length, high = 0;
  for (const node of nodes) {
    const place = node.record.parent === record ? placeOf(node.id) : -1;
    if (place >= 0) [low, high] = [Math.min(low, place), Math.max(high, place + 1)];
  }
  if (high <= low) low = high = order.length;
  aim = {low, high};
  if (low < kept.first || low > kept.low + moves_max || high > kept.last || high + moves_max < kept.high) startAt(low, high);
  steps(moves_max);
}

// The browser has found words in a hidden passage and is about to show them: the app brings the message into view at
// once, drawn, and the browser goes on to search there.
export function watchPassages() {
  document.addEventListener('beforematch', event => {
    const id = event.target.passage;
    if (id === undefined) return;
    emit(Kind.found, {node: id});
    frameNow();
  });
}
