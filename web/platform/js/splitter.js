// Edges between panes: pointer and keys become the width that is wanted; the app decides what fits.
import {emit, Kind} from './heap.js';
import {kick} from './loop.js';

const step = 16, large_step = 64;

// Where a larger x means a larger value: not in right-to-left, and not where the pane lies behind the edge.
const sign = node => (document.documentElement.dir === 'rtl' ? -1 : 1) * (node.gap < 0 ? -1 : 1);

function want(record, value, reset = false) {
  emit(Kind.adjusted, {node: record.id, x: value, number: +reset});
  kick(2);
}

function drag(record, down) {
  const {el} = record, from = record.node.position;
  el.setPointerCapture(down.pointerId);  // also outside the window; and the cursor stays
  const move = event => want(record, from + sign(record.node) * (event.clientX - down.clientX));
  const end = () => {
    el.removeEventListener('pointermove', move);
    el.classList.remove('dragged');
  };
  el.classList.add('dragged');
  el.addEventListener('pointermove', move);
  for (const name of ['pointerup', 'pointercancel', 'lostpointercapture']) el.addEventListener(name, end, {once: true});
}

function key(record, event) {
  const {level: least, position: now, size: most} = record.node, by = event.shiftKey ? large_step : step;
  const to = {ArrowLeft: now - sign(record.node) * by, ArrowRight: now + sign(record.node) * by, Home: least, End: most}[event.key];
  if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  event.stopPropagation();
  want(record, to);
}

export function watchSplitters(plane, recordOf) {
  const on = (name, handle) => plane.addEventListener(name, event => {
    const el = event.target.closest?.('.splitter');
    if (el) handle(recordOf(el), event);
  });
  on('pointerdown', (record, event) => { if (event.button === 0) drag(record, event); });
  on('mousedown', (record, event) => event.preventDefault());  // no selection, no focus by pointer
  on('dblclick', record => want(record, 0, true));
  on('keydown', key);
}
