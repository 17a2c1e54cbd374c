// Pointer and keys. An action is the click of an element of the plane, and nothing else; what goes to
// the canvas is for looks and for closing what a press outside closes. Scrolling is scroll.js.
import {emit, Kind} from './heap.js';
import {kick} from './loop.js';
import {Flag, roleOf, takesPress} from './element.js';
import {answerKey, isField, modifiers} from './fields.js';
import {walk} from './focus.js';
import {wrapTab} from './modal.js';
import {recordAt, recordOf, records} from './plane.js';
import {placeOf} from './screen.js';
import {scrollKey} from './scroll.js';
import {watchLongPress} from './long_press.js';
import {watchPress} from './press.js';

const far = -1e5;  // where the pointer is when it is nowhere
let pressed = false, pressedLine = false;

const native = target => target.closest?.('.line, .field, audio, video, a[target], .line a');

function pointer(kind, event) {
  emit(kind, {...placeOf(event), number: Math.max(0, event.button)});
  kick(2);
}

function pointerDown(event) {
  pressedLine = Boolean(event.target.closest?.('.line'));
  if (native(event.target)) return;
  pressed = true;
  pointer(Kind.pointer_down, event);
}

function nowhere() {
  emit(Kind.pointer_move, {x: far, y: far});
  kick(1);
}

function pointerUp(event) {
  // A press on a line that selected nothing was a click after all.
  if (pressedLine && getSelection().isCollapsed && event.target.closest?.('.line')) {
    pointer(Kind.pointer_down, event);
    pressed = true;
  }
  pressedLine = false;
  if (pressed) pointer(Kind.pointer_up, event);
  pressed = false;
  if (event.pointerType === 'touch') nowhere();  // a finger that left hovers nothing
}

function pointerMove(event) {
  pointer(Kind.pointer_move, event);
}

function click(event) {
  const record = recordOf(event.target.closest?.('.press, [role=searchbox]'));
  if (!record) return;
  const link = record.el.tagName === 'A';
  if (link && (record.node.flags & Flag.external || event.ctrlKey || event.metaKey || event.shiftKey)) return;
  if (link) event.preventDefault();
  if (record.node.flags & Flag.disabled) return;
  emit(Kind.activated, {node: record.id, ...placeOf(event), number: modifiers(event)});
  kick(2);
}

let taken = false;  // said by the app while it hears of a key
export const takeKey = () => { taken = true; };
const apple = /mac|iphone|ipad|ipod/i.test(navigator.userAgentData?.platform ?? navigator.platform ?? '');
export const appleKeys = () => +apple;

const slides = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End'];
const moves = ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown'];  // a field with a list keeps the focus while its list is walked

function tell(event, inField) {
  taken = false;
  const number = modifiers(event) | (event.repeat ? 16 : 0) | (inField ? 32 : 0) | (event.getModifierState('AltGraph') ? 64 : 0);
  emit(Kind.key, {text: `${event.key}\t${event.code}`, number, node: recordOf(event.target)?.id ?? 0n});
  kick(taken ? 1 : 2);  // what the app takes has happened before the next frame is drawn (App::take_keys)
  if (!taken) return;
  event.preventDefault();
  if (!event.repeat) answerKey();
}

// What a field does not need itself: combinations, and moving through the list that hangs below it.
function keyInField(event) {
  const combination = (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState('AltGraph');
  if (combination || (event.target.hasAttribute('aria-controls') && moves.includes(event.key))) tell(event, true);
}

function key(event) {
  if (event.key === 'Tab') return wrapTab(event);
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
  if (isField(event.target)) return keyInField(event);
  const record = recordOf(event.target);
  const plain = !(event.ctrlKey || event.altKey || event.metaKey);
  if (event.key === 'Enter' && event.target.matches?.('.line a')) return;  // followed by the browser
  if (record && record.node.flags & Flag.takes_keys) {
    event.preventDefault();
    return tell(event, false);
  }
  if (record && roleOf(record.node) === 'slider' && slides.includes(event.key)) {
    event.preventDefault();
    return tell(event, false);
  }
  const presses = event.key === 'Enter' || event.key === ' ';
  if (record && plain && presses && takesPress(record.node)) {
    if (event.target.tagName === 'BUTTON' || (event.target.tagName === 'A' && event.key === 'Enter')) return;  // clicks by itself
    event.preventDefault();
    event.target.click();
    return;
  }
  if (record && plain && walk(record, event.key, records)) return event.preventDefault();
  if (scrollKey(event, Boolean(record && takesPress(record.node)))) return;
  if (plain && (event.key === '/' || event.key === "'" || event.key === ' ')) event.preventDefault();  // else the browser's quick find, or a scroll
  tell(event, false);
}

// Text, fields, links and players have the browser's menu; so has a selection, wherever it is asked for.
function ownMenu(event) {
  if (native(event.target) || event.shiftKey && event.button === 2) return false;
  return event.target === document.body || event.target.closest?.('#plane, #canvas');
}

let byKey = false;  // what was pressed last was a key: a menu that a finger asks for looks the same
const askedByKey = event => byKey && event.button !== 2;

// Asked for by key, it opens at what has the focus.
function menuPlace(event) {
  const focused = document.activeElement;
  if (!askedByKey(event) || !focused || focused === document.body) return {x: event.clientX, y: event.clientY};
  const {left, top, width, height} = focused.getBoundingClientRect();
  return {x: left + Math.min(width / 2, 24), y: top + Math.min(height, 40)};
}

export function watchInput(plane) {
  watchLongPress(plane, native);
  watchPress(plane);
  addEventListener('pointermove', pointerMove);
  addEventListener('pointerdown', pointerDown);
  addEventListener('pointerup', pointerUp);
  addEventListener('pointercancel', pointerUp);
  document.documentElement.addEventListener('pointerleave', nowhere);
  addEventListener('keydown', key);
  for (const type of ['keydown', 'pointerdown']) addEventListener(type, () => { byKey = type === 'keydown'; }, true);
  plane.addEventListener('click', click);
  plane.addEventListener('mousedown', event => { if (event.target.closest?.('[role=option]')) event.preventDefault(); });  // the field keeps the focus
  addEventListener('contextmenu', event => {
    if (!ownMenu(event)) return;
    event.preventDefault();
    const place = menuPlace(event), item = event.target.closest('[role=listitem], [role=row], [role=article]');
    const record = item || askedByKey(event) ? recordOf(item ?? event.target) : recordAt(place.x, place.y);
    emit(Kind.context, {node: record?.id ?? 0n, ...placeOf({clientX: place.x, clientY: place.y})});
    kick(2);
  });
}
