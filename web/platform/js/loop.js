// Frames on demand: one runs only when something asked for it, and none while the page is hidden.
import {deliverWaiting, emit, inside, Kind, wasm} from './heap.js';
import {applySize} from './screen.js';

let pending = 0, scheduled = 0, last = 0, timer = 0, due = Infinity;
let held = false, first = null, patience = 0;
const patience_ms = 1500;
const times = [];  // script milliseconds of the last frames
export const counts = {frames: 0, planes: 0};

export const isIdle = () => wasm.started && pending <= 0 && !scheduled && later.size === 0;

function schedule() {
  if (held && wasm.started) patience ||= setTimeout(goOn, patience_ms);
  else if (wasm.started && !scheduled && pending > 0 && !document.hidden) scheduled = requestAnimationFrame(tick);
}

// While something else stands on the page (js/last_view.js) the first frame waits for what it is to show: until goOn(), not
// for long. `then` is called within that frame.
export function holdFrames(then) { [held, first] = [true, then]; }

export function goOn() {
  held = false;
  schedule();
}

export function kick(frames) {
  pending = Math.max(pending, frames);
  schedule();
}

// What no pixel of the frame depends on: done in a task of its own once the browser has laid out and painted, however
// often it was asked for. A layout asked for in the midst of a frame, or an address written there, would be waited for.
const later = new Set(), painted = new MessageChannel();
painted.port1.onmessage = () => {
  const tasks = [...later];
  later.clear();
  for (const task of tasks) task();
};
export const afterFrame = task => later.add(task);

// A task of its own, when the browser has nothing better to do; Safari does not say when that is.
export const whenIdle = task => self.requestIdleCallback ? requestIdleCallback(task) : setTimeout(task, 50);

function tick(now) {
  scheduled = 0;
  pending--;
  const started = performance.now();
  applySize();
  const seconds = Math.min(0.1, Math.max(0.001, (now - last) / 1000));
  last = now;
  pending = Math.max(pending, inside(() => wasm._platform_frame(seconds)));
  first = first?.() ?? null;
  deliverWaiting();
  counts.frames++;
  times.push(performance.now() - started);
  if (times.length > 256) times.shift();
  if (later.size > 0) painted.port2.postMessage(0);
  schedule();
}

// A frame now, for what cannot wait: the browser goes on at once with what it finds in the page.
export function frameNow() {
  cancelAnimationFrame(scheduled);
  pending = Math.max(pending, 1);
  tick(performance.now());
}

// Timers are data: the app names the earliest moment it cares about, and only that one is kept.
export function wakeAfter(ms) {
  const at = performance.now() + ms;
  if (at >= due) return;
  clearTimeout(timer);
  due = at;
  timer = setTimeout(() => {
    due = Infinity;
    emit(Kind.timer, {});
    kick(1);
  }, Math.min(Math.max(0, ms), 0x7fffffff));
}

export function scriptTimes() {
  const sorted = [...times].sort((a, b) => a - b);
  const at = share => sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] : 0;
  return {p50: at(0.5), p95: at(0.95)};
}

// Nobody looks for a while: the memory of drawn text can go back. The next frame draws it anew.
const long_ms = 5 * 60 * 1000;
let hiding = 0;
document.addEventListener('visibilitychange', () => {
  clearTimeout(hiding);
  if (document.hidden) hiding = setTimeout(() => emit(Kind.hidden_long, {}), long_ms);
  else kick(1);
});
