// Focus is the DOM's. Lists, menus and tab lists have one tab stop and are walked with the arrow keys.
import {emit, Kind} from './heap.js';
import {kick} from './loop.js';
import {Flag, roleOf, takesPress} from './element.js';
import {moveBy} from './scroll.js';

const walked = {listitem: ['ArrowUp', 'ArrowDown'], row: ['ArrowUp', 'ArrowDown'], menuitem: ['ArrowUp', 'ArrowDown'], tab: ['ArrowLeft', 'ArrowRight'], radio: ['ArrowUp', 'ArrowDown']};
const sideways = {ArrowLeft: 'ArrowUp', ArrowRight: 'ArrowDown'};  // a group of radio buttons is walked either way
const mirrored = {ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft'};

// True while words are selected. It is asked for every element, and Chromium lays the page out to answer: so only when it changes.
let selecting = false;
export const anythingSelected = () => selecting;
document.addEventListener('selectionchange', () => { selecting = !getSelection().isCollapsed; });

// True while a person's focus or selection is in the element.
export function keepLooking(record) {
  if (record.el.contains(document.activeElement)) return true;
  const selection = getSelection();
  return anythingSelected() && (record.el.contains(selection.anchorNode) || record.el.contains(selection.focusNode));
}

// Null: as the element is by itself.
function setTab(record, index) {
  if ((record.tab ?? null) === index) return;
  record.tab = index;
  if (index === null) record.el.removeAttribute('tabindex');
  else record.el.tabIndex = index;
}

// One tab stop per list: where focus is, else the current item, else the first.
// What scrolls and holds nothing that takes the focus takes it itself, or no key would ever move it.
export function tabStops(nodes) {
  const groups = new Map(), focused = document.activeElement;
  for (const node of nodes) {
    if (!walked[roleOf(node)] || !takesPress(node)) continue;
    const {record} = node, group = groups.get(record.parent);
    if (group) group.push(record);
    else groups.set(record.parent, [record]);
  }
  for (const group of groups.values()) {
    const stop = group.find(one => one.el === focused) ?? group.find(one => one.node.flags & (Flag.current | Flag.selected | Flag.checked)) ?? group[0];
    for (const one of group) setTab(one, one === stop ? 0 : -1);
  }
  for (const node of nodes)
    if (node.flags & Flag.scroll_keys && roleOf(node) === 'region')
      setTab(node.record, node.record.inner.querySelector('button, a[href], input, textarea, [tabindex]') ? null : 0);
}

// Only what is in view has elements: the very first or last of a long list is scrolled to, and takes the focus once it
// is there.
let awaited = null;

const isEnd = (node, last) => node.position === (last ? node.size : 1);

function beyond(record, key, group) {
  if (key !== 'Home' && key !== 'End') return false;
  const last = key === 'End', s = record.parent.scroll, end = last ? group[group.length - 1] : group[0];
  if (!s || !record.node.size || isEnd(end.node, last)) return false;
  awaited = {parent: record.node.parent, last};
  moveBy(s, last ? s.largest - s.y : -s.y);
  return true;
}

export function focusAwaited(nodes) {
  if (!awaited) return;
  const node = nodes.find(one => one.parent === awaited.parent && isEnd(one, awaited.last) && takesPress(one));
  if (!node) return;
  awaited = null;
  node.record.el.focus({preventScroll: true});
}

function goTo(el) {
  el.focus({preventScroll: true});
  el.scrollIntoView({block: 'nearest'});
}

// Letters typed in a menu go to the next item that begins with them.
let typed = '', typedAt = 0;
function typeahead(record, key, group) {
  const now = performance.now();
  typed = now - typedAt < 700 ? typed + key : key;
  typedAt = now;
  const wanted = typed.toLocaleLowerCase(), at = group.indexOf(record), from = typed.length > 1 ? 0 : 1;
  const turned = group.map((_, index) => group[(at + from + index) % group.length]);
  const target = turned.find(one => one.node.name.toLocaleLowerCase().startsWith(wanted));
  if (target) goTo(target.el);
  return true;
}

// True when the key moved the focus; at the end of what is there, the app gets the key and may scroll.
export function walk(record, key, records) {
  const role = roleOf(record.node), keys = walked[role];
  if (document.dir === 'rtl') key = mirrored[key] ?? key;
  if (role === 'radio' && sideways[key]) key = sideways[key];
  const letter = role === 'menuitem' && [...key].length === 1 && key !== ' ';
  if (!keys || (!letter && !keys.includes(key) && key !== 'Home' && key !== 'End')) return false;
  const owners = new Map([...records.values()].map(one => [one.el, one]));
  const group = [...record.parent.inner.children].map(el => owners.get(el))
    .filter(r => r && r.node && roleOf(r.node) === role && takesPress(r.node));
  if (letter) return typeahead(record, key, group);
  if (beyond(record, key, group)) return true;
  const at = group.indexOf(record);
  const to = key === 'Home' ? 0 : key === 'End' ? group.length - 1 : at + (key === keys[0] ? -1 : 1);
  const target = group[role === 'menuitem' || role === 'tab' || role === 'radio' ? (to + group.length) % group.length : to];
  if (!target) return false;
  goTo(target.el);
  if (role === 'radio') target.el.click();  // the one with the focus is the one chosen
  return true;
}

export function watchFocus(plane, recordOf) {
  plane.addEventListener('focusin', event => {
    emit(Kind.focused, {node: recordOf(event.target)?.id ?? 0n});
    kick(2);
  });
  plane.addEventListener('focusout', event => {
    if (event.relatedTarget && plane.contains(event.relatedTarget)) return;
    emit(Kind.focused, {node: 0n});
    kick(2);
  });
}
