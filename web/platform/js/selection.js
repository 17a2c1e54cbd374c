// Selecting is the browser's own. Three things it cannot know: that three clicks mean a message of several lines, that
// "select all" means the thread and not the page, and that beside a line's end the nearest words are meant.
import {isField} from './fields.js';
import {anythingSelected} from './focus.js';
import {kick} from './loop.js';
import {hiddenAfter, hiddenBefore} from './passages.js';
import {recordFor} from './plane.js';

const lineAt = target => target.closest?.('.line');
let dragging = null;  // the thread, or the person's pane, in which a selection is being drawn out
const staysWithin = target => dragging.contains(lineAt(target));

function selectMessage(line) {
  const lines = [...line.parentNode.children].filter(el => el.classList.contains('line'));
  const last = lines.at(-1);
  getSelection().setBaseAndExtent(lines[0], 0, last, last.childNodes.length);
}

function selectThread(log) {
  const lines = log.querySelectorAll('.line');
  if (!lines.length) return false;
  const from = hiddenBefore.parentNode && log.contains(hiddenBefore) ? hiddenBefore.parentNode : lines[0];
  getSelection().setBaseAndExtent(from, 0, from, from.childNodes.length);
  return true;
}

const distance = (low, v, high) => v < low ? low - v : v > high ? v - high : 0;

// The line nearest to a point that lies on none, above all by height.
function nearest(pane, x, y) {
  let best = null, least = Infinity;
  for (const line of pane.querySelectorAll('.line')) {
    const {left, right, top, bottom} = line.getBoundingClientRect();
    const far = distance(top, y, bottom) * 1000 + distance(left, x, right);
    if (far < least) [best, least] = [line, far];
  }
  return best;
}

function extendTo(line, x, y) {
  const {left, right, top, bottom} = line.getBoundingClientRect(), selection = getSelection();
  if (y < top) return selection.extend(line, 0);
  if (y > bottom) return selection.extend(line, line.childNodes.length);
  const at = document.caretPositionFromPoint?.(Math.min(Math.max(x, left + 0.5), right - 0.5), (top + bottom) / 2);
  if (at && line.contains(at.offsetNode)) selection.extend(at.offsetNode, at.offset);
  else selection.extend(line, x > (left + right) / 2 ? line.childNodes.length : 0);  // a hint lies over it
}

// The browser moves the end of the selection after this event; where it has no words under the pointer, ours counts
// before the next picture.
function drag(event) {
  if (!dragging || !(event.buttons & 1) || staysWithin(event.target)) return;
  const {clientX, clientY} = event;
  requestAnimationFrame(() => {
    const line = dragging && getSelection().anchorNode && nearest(dragging, clientX, clientY);
    if (line) extendTo(line, clientX, clientY);
  });
}

// platform.h's selected(). Words of which a part is selected would else be painted by two: what reaches over the edge of the
// selection would be seen twice, or not at all.
export function selected(high, low) {
  const el = recordFor(high, low)?.el;
  const is = Boolean(el) && anythingSelected() && getSelection().containsNode(el, true);
  el?.classList.toggle('selected', is);
  return is;
}

// By its letter; where the keyboard has no Latin ones, by its place.
const isA = event => event.key.toLowerCase() === 'a' || (event.code === 'KeyA' && event.key > '\u024F');

export function watchSelection(plane) {
  document.addEventListener('selectionchange', () => kick(1));
  plane.addEventListener('click', event => {
    const line = lineAt(event.target);
    if (line && event.detail === 3) selectMessage(line);
  });
  addEventListener('pointerdown', event => {
    const line = event.button === 0 && event.pointerType !== 'touch' ? lineAt(event.target) : null;
    dragging = line?.closest('[role=log], section') ?? null;
    document.documentElement.classList.toggle('selecting', Boolean(dragging));
  });
  // Where the drag ends counts, whichever of the two moved the selection last.
  addEventListener('pointerup', event => {
    const line = dragging && !staysWithin(event.target) && !getSelection().isCollapsed && nearest(dragging, event.clientX, event.clientY);
    if (line) extendTo(line, event.clientX, event.clientY);
  }, {capture: true});
  for (const end of ['pointerup', 'pointercancel', 'dragstart', 'blur']) addEventListener(end, () => {
    dragging = null;
    document.documentElement.classList.remove('selecting');
  });
  addEventListener('mousemove', drag);
  // Not what the app has taken (the rows of a list), nor what a dialog stands before.
  addEventListener('keydown', event => {
    if (!(event.ctrlKey || event.metaKey) || !isA(event) || event.altKey || event.shiftKey || event.defaultPrevented || isField(event.target)) return;
    const log = plane.querySelector('[role=log]');
    if (log && !log.closest('[inert]') && selectThread(log)) event.preventDefault();
  });
}
