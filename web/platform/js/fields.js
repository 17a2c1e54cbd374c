// Fields are real elements for as long as they are on the screen: the browser edits, undoes, checks spelling and composes.
import {answerText, emit, idOf, Kind, readText} from './heap.js';
import {frameNow, kick} from './loop.js';
import {Flag} from './element.js';
import {toUnits} from './parts.js';

const fields = new Map();       // id -> element
const waitingTexts = new Map(); // id -> text set before the field was there
let waitingFocus = null, focusedThen = null;  // what the app wants focused, and what had the focus when it said so
let composedAt = -Infinity;

export const isField = el => el instanceof HTMLTextAreaElement || el instanceof HTMLInputElement;

function kindOfInput(el, flags) {
  el.type = flags & Flag.password ? 'password' : flags & Flag.email ? 'email' : flags & Flag.local_time ? 'datetime-local' : flags & Flag.phone ? 'tel' : 'text';
  el.autocomplete = flags & Flag.new_password ? 'new-password' : flags & Flag.password ? 'current-password' : flags & Flag.email ? 'username' : 'off';
  el.spellcheck = !(flags & (Flag.password | Flag.email | Flag.phone));
}

function kindOfArea(el) {
  el.spellcheck = true;
  el.setAttribute('autocapitalize', 'sentences');
}

// What is written decides where it is read from; signs and digits decide nothing, so before the first letter the page does.
// Addresses, numbers, times and passwords have a direction of their own.
function follow(el) {
  if (!el.type.startsWith('text')) return;
  if (!/\p{L}/u.test(el.value)) el.removeAttribute('dir');
  else if (el.dir !== 'auto') el.dir = 'auto';
}

export function prepareField(el, node) {
  el.className = 'field';
  if (node.flags & Flag.multiline) kindOfArea(el);
  else kindOfInput(el, node.flags);
  el.value = waitingTexts.get(node.id) ?? node.value;
  follow(el);
  waitingTexts.delete(node.id);
  fields.set(node.id, el);
}

export function forgetField(id) { fields.delete(id); }
export const fieldOf = id => fields.get(id);

export function fieldText(high, low) {
  const id = idOf(high, low);
  answerText(fields.get(id)?.value ?? waitingTexts.get(id) ?? '');
}

let ours = false;  // a change the app made is no news to it

// Through the editing command, so that the person can undo it; a field without focus has none.
function replaceAll(el, text) {
  ours = true;
  el.select();
  const holder = document.activeElement, away = holder !== el && !el.disabled && matchMedia('(pointer: fine)').matches;
  if (away) el.focus({preventScroll: true});  // the command works where the focus is
  const done = document.activeElement === el && document.execCommand(text ? 'insertText' : 'delete', false, text);
  if (!done || el.value !== text) el.value = text;
  follow(el);
  if (away) holder?.focus?.({preventScroll: true});
  ours = false;
}

export function setFieldText(high, low, at, size) {
  const id = idOf(high, low), text = readText(at, size), el = fields.get(id);
  if (!el) waitingTexts.set(id, text);
  else if (el.value !== text) replaceAll(el, text);
}

export function fieldCaret(high, low) {
  const el = fields.get(idOf(high, low));
  return el ? new TextEncoder().encode(el.value.slice(0, el.selectionEnd ?? el.value.length)).length : 0;
}

export function replaceInField(high, low, begin, end, at, size) {
  const el = fields.get(idOf(high, low)), words = readText(at, size);
  if (!el) return;
  const from = toUnits(el.value, begin), to = toUnits(el.value, end);
  ours = true;
  el.focus({preventScroll: true});
  el.setSelectionRange(from, to);
  const done = document.activeElement === el && document.execCommand(words ? 'insertText' : 'delete', false, words);
  if (!done) el.setRangeText(words, from, to, 'end');
  follow(el);
  ours = false;
}

export function focus(high, low) {
  waitingFocus = idOf(high, low);
  focusedThen = document.activeElement;
}

// What is to be focused may have left the page and come back much later: whoever has moved on by then, with a press, with Tab
// or by focusing something else, is not called back. A window that is looked at again says anew what had the focus already.
function moveOn({type, key, target}) {
  if (type === 'focusin' ? !ours && target !== focusedThen : type === 'pointerdown' || key === 'Tab') waitingFocus = null;
}

// Who types fast presses the next key before the next frame: what a key does to the focus is done at once.
export function answerKey() {
  frameNow();
  if (waitingFocus !== null) frameNow();
}

// After the elements are there: the app may ask for focus in the frame that first shows the field.
export function focusPending(records) {
  if (waitingFocus === null) return;
  if (waitingFocus === 0n) document.activeElement?.blur?.();
  else {
    const record = records.get(waitingFocus);
    if (!record) return;
    record.el.focus({preventScroll: true});
  }
  waitingFocus = null;
}

const modifiers = e => (e.shiftKey ? 1 : 0) | (e.ctrlKey ? 2 : 0) | (e.altKey ? 4 : 0) | (e.metaKey ? 8 : 0);

// Enter sends, Shift+Enter is a new line; but an Enter that ends a composition belongs to the input method and does
// neither. Some browsers deliver it just after the composition's end; the Escape that gives one up too.
// With Ctrl or Meta it is an action with a key of its own (keymap.h).
const isEnter = event => event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey && event.target.dataset.enter !== 'breaks';
const isComposing = event => event.isComposing || event.keyCode === 229 || performance.now() - composedAt < 50;

export function watchFields(plane, recordOf) {
  const report = (kind, event, number = 0) => {
    emit(kind, {node: recordOf(event.target).id, text: event.target.value, number});
    kick(2);
  };
  // What is typed may lead into another field, which hears the next letter.
  const typed = event => {
    report(Kind.field_changed, event, event.isComposing ? 1 : 0);
    if (waitingFocus !== null) answerKey();
  };
  for (const type of ['pointerdown', 'keydown', 'focusin']) addEventListener(type, moveOn, true);  // before anybody asks for another
  plane.addEventListener('input', event => {
    if (!isField(event.target)) return;
    follow(event.target);
    if (!ours) typed(event);
  });
  plane.addEventListener('compositionend', event => {
    composedAt = performance.now();
    if (event.target.matches('[role=searchbox]')) typed(event);
  });
  plane.addEventListener('submit', event => event.preventDefault());
  plane.addEventListener('keydown', event => {
    if (!isField(event.target)) return;
    if (isEnter(event) && !(recordOf(event.target)?.node.flags & Flag.enter_breaks)) {
      event.preventDefault();
      if (!isComposing(event)) report(Kind.field_enter, event, modifiers(event));
    } else if (event.key === 'Escape' && !isComposing(event)) {
      report(Kind.field_escape, event);
      answerKey();
    }
  });
}

export {modifiers};
