// A press belongs to what it began on. Where that stands elsewhere by the time the button is let go (a message came and the list is
// sorted anew, another part of the page went before it) the browser makes no click of it, or one of what holds both: then it is made
// here, as long as the pointer has stayed. A finger's press is looked for where it ends, by the browser itself.
import {recordOf, records} from './plane.js';

const slop = 6;
let press = null;  // {id, x, y}

export function watchPress(plane) {
  addEventListener('pointerdown', event => {
    const record = event.button === 0 && event.pointerType !== 'touch' ? recordOf(event.target.closest?.('.press')) : null;
    press = record && {id: record.id, x: event.clientX, y: event.clientY};
  });
  plane.addEventListener('click', event => { if (event.target.closest('.press')) press = null; }, true);
  addEventListener('pointercancel', () => { press = null; });
  addEventListener('pointerup', event => {
    const begun = press;
    if (begun) setTimeout(() => {  // the browser's own click comes in the same task as this
      if (press !== begun) return;
      press = null;
      const stayed = Math.hypot(event.clientX - begun.x, event.clientY - begun.y) <= slop;
      if (stayed) records.get(begun.id)?.el.dispatchEvent(new MouseEvent('click', event));  // with its place and its keys
    });
  });
}
