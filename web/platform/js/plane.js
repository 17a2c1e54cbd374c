// The DOM plane: the frame's nodes become elements, changed in place by id, in reading order.
import {idOf, readText, wasm} from './heap.js';
import {counts, kick} from './loop.js';
import {create, describe, Flag, roleOf} from './element.js';
import {focusPending, forgetField} from './fields.js';
import {punchHoles} from './holes.js';
import {state} from './screen.js';
import {anythingSelected, focusAwaited, keepLooking, tabStops} from './focus.js';
import {syncPassages} from './passages.js';
import {keepInside, nameOptions} from './modal.js';
import {alignScrollers, follow, forgetScroller, snap} from './scroll.js';

const node_bytes = 128;
const root = {id: 0n, inner: document.getElementById('plane'), node: {x: 0, y: 0, scroll: 0, flags: 0}};
export const records = new Map();  // id -> {id, el, inner, node, next, parent, applied}; next: its node of this frame until it is settled
const owners = new WeakMap();      // element -> record

export function recordOf(element) {
  for (let at = element; at; at = at.parentElement) if (owners.has(at)) return owners.get(at);
  return null;
}

// platform.h's Node, as browser_plane.cpp packs it. One that is what it was in the frame before, by its print, is the same object
// here: only where it is may be new.
function decode(at, count, textAt) {
  const view = new DataView(wasm.HEAPU8.buffer, at, count * node_bytes), nodes = [];
  const u = n => view.getUint32(n, true), i = n => view.getInt32(n, true), f = n => view.getFloat32(n, true), d = n => view.getFloat64(n, true);
  const text = n => u(n + 4) ? readText(textAt + u(n), u(n + 4)) : '';
  let scrolls = false;
  for (let b = 0; b < count * node_bytes; b += node_bytes) {
    const id = view.getBigUint64(b, true), print = d(b + 88), scroll = d(b + 56), record = records.get(id), before = record?.node;
    const node = before?.print === print ? before : {
      id, print, record: null, parent: view.getBigUint64(b + 8, true), role: u(b + 16), flags: u(b + 20), style: i(b + 24), rgba: u(b + 28),
      level: i(b + 32), position: i(b + 36), size: i(b + 40), gap: i(b + 44), linkRgba: u(b + 48), selected: u(b + 52), scroll, content: 0, x: 0, y: 0, w: 0, h: 0,
      name: text(b + 96), value: text(b + 104), description: text(b + 112), language: text(b + 120),
    };
    if (record) record.next = node;
    scrolls ||= Boolean(before && node.flags & Flag.scroller && before.scroll !== scroll);
    node.scroll = scroll;
    node.content = d(b + 64);
    node.x = f(b + 72);
    node.y = f(b + 76);
    node.w = f(b + 80);
    node.h = f(b + 84);
    nodes.push(node);
  }
  return {nodes, scrolls};
}

function discard(record) {
  if (!record.parent.gone) record.el.remove();  // else it went with what it lies in
  record.gone = true;
  record.pinned = false;
  records.delete(record.id);
  forgetField(record.id);
  forgetScroller(record);
}

// An element that someone reads or has selected stays while its list scrolls, with all that lies in it; it goes when
// they look elsewhere. True when there is one.
function removeMissing() {
  let pinned = false;
  for (const record of records.values()) {
    if (record.next) continue;
    const {node, parent} = record, above = parent.next;
    record.pinned = above ? above.flags & Flag.scroller && above.name === parent.node.name && node.parent === above.id && keepLooking(record) : parent.pinned;
    if (record.pinned) pinned = true;
    else discard(record);
  }
  return pinned;
}

// Whoever was in one of them may have been led away by this very frame, and the next may be long in coming.
function letGoOfPinned() {
  for (const record of records.values())
    if (record.pinned && !record.parent.pinned && !keepLooking(record)) discard(record);
}

let displaced = false;  // in this frame a scroller went elsewhere that stood already

const standsAbove = (other, y) => other?.pinned && other.applied.y < y;

// Puts the element after the one placed before it; pinned ones keep the place that their height on the page gives
// them. The focused element itself is never moved: others step aside.
function place(record, lastPlaced) {
  const {parent, applied: {y}} = record, before = lastPlaced.get(parent) ?? null;
  lastPlaced.set(parent, record.el);
  let next = before ? before.nextSibling : parent.inner.firstChild;
  while (next && next !== record.el && standsAbove(owners.get(next), y)) next = next.nextSibling;
  if (next === record.el) return;
  displaced ||= record.el.isConnected && Boolean(record.scroll || record.el.querySelector('.scroller'));
  if (record.el.parentNode === parent.inner && record.el.contains(document.activeElement)) {
    displaced = true;
    while (record.el.previousSibling && record.el.previousSibling !== before) parent.inner.insertBefore(record.el.previousSibling, record.el.nextSibling);
    return;
  }
  parent.inner.insertBefore(record.el, next);
}

// Everything stands on device pixels, as drawn text does. The difference of two such places is cleaned of the last
// bits, so that what merely scrolled comes out unchanged.
const clean = v => Math.round(v * 65536) / 65536;

function placeIn(node, parent) {
  const above = parent.node, scrolled = parent.scroll ? snap(above.scroll) - parent.scroll.base : 0;
  const x = clean(snap(node.x) - snap(above.x)), y = clean(snap(node.y) - snap(above.y) + scrolled);
  return {x, y};
}

function move(record, node, {x, y}) {
  const done = record.applied;
  if (done.x !== x || done.y !== y) record.el.style.transform = `translate(${done.x = x}px,${done.y = y}px)`;
  if (record.sized && (done.w !== node.w || done.h !== node.h)) {
    record.el.style.width = `${done.w = node.w}px`;
    record.el.style.height = `${done.h = node.h}px`;
  }
  if (record.scroll) follow(record, node, Boolean(node.flags & Flag.scroll_keys));
}

// What is new is told everything before it stands in the page, and is put there with all that lies in it as soon as a node
// comes that lies elsewhere: the page need not follow each step. `fresh` lie in one another.
function placeFresh(fresh, lastPlaced, within = null) {
  while (fresh.length && fresh.at(-1) !== within) place(fresh.pop(), lastPlaced);
}

function settle(node, lastPlaced, fresh) {
  const parent = records.get(node.parent) ?? root;
  let record = records.get(node.id);
  if (record && record.node !== node && record.shape !== create.shapeOf(node)) {
    discard(record);
    record = undefined;
  }
  placeFresh(fresh, lastPlaced, parent);
  const isNew = !record;
  if (isNew) {
    record = create(node);
    records.set(node.id, record);
    if (anythingSelected()) kick(1);  // it may lie within what is selected (js/selection.js)
    owners.set(record.el, record);
  }
  const at = placeIn(node, parent);
  node.record = record;
  record.parent = parent;
  record.next = null;
  record.pinned = false;
  move(record, node, at);
  if (isNew) fresh.push(record);
  else place(record, lastPlaced);
  if (record.node === node) return;
  if (record.node && late.holds(node)) late.records.add(record);
  else describe(record, node);
  record.node = node;
}

// While something scrolls, what was already there need not be told anew in every frame: ten times a second is enough
// for the ear. Words that are seen are never late.
const names_ms = 100;
const late = {records: new Set(), until: 0, timer: 0, holds: node => late.timer && performance.now() < late.until && !state.textInDom && roleOf(node) !== 'textbox'};

function catchUp() {
  late.timer = late.until = 0;
  for (const record of late.records) if (records.get(record.id) === record) describe(record, record.node);
  late.records.clear();
}

function noticeScrolling(scrolls) {
  if (!scrolls) return late.timer && performance.now() >= late.until ? catchUp() : undefined;
  if (late.timer) return;
  late.until = performance.now() + names_ms;
  late.timer = setTimeout(catchUp, names_ms);
}

let shown = [];
export const nodesNow = () => shown;

export function plane(at, count, textAt) {
  counts.planes++;
  settlePlane(decode(at, count, textAt));
}

export function settlePlane({nodes, scrolls}) {
  shown = nodes;
  const pinned = removeMissing();
  noticeScrolling(scrolls);
  const lastPlaced = new Map(), fresh = [];
  for (const node of nodes) settle(node, lastPlaced, fresh);
  placeFresh(fresh, lastPlaced);
  alignScrollers(displaced);
  displaced = false;
  punchHoles(nodes);
  syncPassages(nodes, records);
  tabStops(nodes);
  nameOptions(nodes);
  keepInside(nodes, root.inner);
  focusPending(records);
  focusAwaited(nodes);
  if (pinned) letGoOfPinned();
}

export const recordFor = (high, low) => records.get(idOf(high, low));

// What of the plane lies at a point of the screen: the deepest element whose box holds it.
export function recordAt(x, y) {
  let best = null;
  for (const record of records.values()) {
    if (!record.sized || record.pinned || !record.node) continue;
    const {left, right, top, bottom} = record.el.getBoundingClientRect();
    const inside = x >= left && x < right && y >= top && y < bottom && withinScroller(record, x, y);
    if (inside && (!best || !record.el.contains(best.el))) best = record;
  }
  return best;
}

function withinScroller(record, x, y) {
  const scroller = record.el.parentElement?.closest('.scroller');
  if (!scroller) return true;
  const {left, right, top, bottom} = scroller.getBoundingClientRect();
  return x >= left && x < right && y >= top && y < bottom;
}
