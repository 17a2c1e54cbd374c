// Spoken once: two live regions outside the plane. What comes within a moment is said together.
import {readText} from './heap.js';

const together_ms = 120;
const waiting = new Map();  // region id -> sentences

function say(region) {
  const text = waiting.get(region).join(' ');
  waiting.delete(region);
  const el = document.getElementById(region);
  el.textContent = el.textContent === text ? text + '\u00A0' : text;  // the same words again must still be a change
}

export function announce(at, size, assertive) {
  const region = assertive ? 'assertive' : 'polite';
  if (!waiting.has(region)) {
    waiting.set(region, []);
    setTimeout(() => say(region), together_ms);
  }
  waiting.get(region).push(readText(at, size));
}
