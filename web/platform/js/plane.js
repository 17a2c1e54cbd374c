// The DOM plane: the frame's nodes become elements, changed in place by id, in reading order (ui.md 2.3.2).
import {idOf, readText, wasm} from './heap.js';
import {counts} from './loop.js';
import {create, describe, Flag} from './element.js';
import {focusPending, forgetField} from './fields.js';
import {punchHoles} from './holes.js';
import {focusAwaited, keepLooking, tabStops} from './focus.js';
import {alignScrollers, follow, forgetScroller, snap} from './scroll.js';

const node_bytes = 120;
const root = {id: 0n, inner: document.getElementById('plane'), node: {x: 0, y: 0, scroll: 0, flags: 0}};
export const records = new Map();  // id -> {id, el, inner, node, parent, applied}
const owners = new WeakMap();      // element -> record

export function recordOf(element) {
  for (let at = element; at; at = at.parentElement) if (owners.has(at)) return owners.get(at);
  return null;
}

// platform.h's Node, as browser_plane.cpp packs it.
function decode(at, count, textAt) {
  const view = new DataView(wasm.HEAPU8.buffer, at, count * node_bytes);
  const nodes = [];
  for (let base = 0; base < count * node_bytes; base += node_bytes) {
    const u = n => view.getUint32(base + n, true), i = n => view.getInt32(base + n, true), f = n => view.getFloat32(base + n, true);
    const d = n => view.getFloat64(base + n, true);
    const text = n => u(n + 4) ? readText(textAt + u(n), u(n + 4)) : '';
    nodes.push({
      id: view.getBigUint64(base, true), parent: view.getBigUint64(base + 8, true), scroll: d(16), content: d(24), role: u(32), flags: u(36),
      x: f(40), y: f(44), w: f(48), h: f(52), style: i(56), rgba: u(60),
      level: i(64), position: i(68), size: i(72), gap: i(76), name: text(80), value: text(88), description: text(96),
      language: text(104), linkRgba: u(112),
    });
  }
  return nodes;
}

function discard(record) {
  record.el.remove();
  records.delete(record.id);
  forgetField(record.id);
  forgetScroller(record);
}

// An element that someone reads or has selected stays while its list scrolls; it goes when they look elsewhere.
function removeMissing(byId) {
  for (const record of [...records.values()]) {
    if (byId.has(record.id)) continue;
    const above = byId.get(record.parent.id);
    const scrolls = above && (above.flags & Flag.scroller) && above.name === record.parent.node.name;
    record.pinned = Boolean(scrolls && record.node.parent === above.id && keepLooking(record));
    if (!record.pinned && records.has(record.id)) discard(record);
  }
}

// Puts the element after the one placed before it. The focused element itself is never moved: others step aside.
function place(record, parent, lastPlaced) {
  const before = lastPlaced.get(parent) ?? null;
  lastPlaced.set(parent, record.el);
  let next = before ? before.nextSibling : parent.inner.firstChild;
  while (next && next !== record.el && owners.get(next)?.pinned) next = next.nextSibling;
  if (next === record.el) return;
  if (record.el.parentNode === parent.inner && record.el.contains(document.activeElement)) {
    while (record.el.previousSibling && record.el.previousSibling !== before) parent.inner.insertBefore(record.el.previousSibling, record.el.nextSibling);
    return;
  }
  parent.inner.insertBefore(record.el, next);
}

// Everything stands on device pixels, as drawn text does. The difference of two such places is cleaned of the last
// bits, so that what merely scrolled comes out unchanged.
const clean = v => Math.round(v * 65536) / 65536;

function move(record, node, parent) {
  const above = parent.node, scrolled = parent.scroll ? snap(above.scroll) - parent.scroll.base : 0;
  const x = clean(snap(node.x) - snap(above.x)), y = clean(snap(node.y) - snap(above.y) + scrolled);
  const done = record.applied;
  if (done.x !== x || done.y !== y) record.el.style.transform = `translate(${done.x = x}px,${done.y = y}px)`;
  if (record.sized && (done.w !== node.w || done.h !== node.h)) {
    record.el.style.width = `${done.w = node.w}px`;
    record.el.style.height = `${done.h = node.h}px`;
  }
  if (record.scroll) follow(record, node, Boolean(node.flags & Flag.scroll_keys));
}

function settle(node, lastPlaced) {
  const parent = records.get(node.parent) ?? root;
  let record = records.get(node.id);
  if (record && record.shape !== create.shapeOf(node)) {
    discard(record);
    record = undefined;
  }
  if (!record) {
    record = create(node);
    records.set(node.id, record);
    owners.set(record.el, record);
  }
  record.parent = parent;
  record.pinned = false;
  place(record, parent, lastPlaced);
  move(record, node, parent);
  describe(record, node);
  record.node = node;
}

export function plane(at, count, textAt) {
  const nodes = decode(at, count, textAt);
  const byId = new Map(nodes.map(node => [node.id, node]));
  counts.planes++;
  removeMissing(byId);
  const lastPlaced = new Map();
  for (const node of nodes) settle(node, lastPlaced);
  alignScrollers();
  punchHoles(nodes, records);
  tabStops(nodes, records);
  focusPending(records);
  focusAwaited(nodes, records);
}

export const recordFor = (high, low) => records.get(idOf(high, low));
