// A finger that stays asks for the context menu. Where the browser says so itself (contextmenu) it is believed; some
// never do, so a timer says it for them. The click that would follow is not one. On words it selects: they are the browser's.
const wait_ms = 500, late_ms = 100, slop = 10;

// `native`: whether what is touched has the browser's own menu.
export function watchLongPress(plane, native) {
  let timer = 0, at = null, swallow = false, asked = false;
  const stop = () => {
    clearTimeout(timer);
    at = null;
  };
  plane.addEventListener('pointerdown', event => {
    stop();
    swallow = asked = false;
    const {target} = event;
    if (event.pointerType !== 'touch' || !event.isPrimary || native(target)) return;
    at = {x: event.clientX, y: event.clientY};
    const ask = due => {
      const now = performance.now();
      if (now > due + late_ms) timer = setTimeout(ask, late_ms, now + late_ms);  // the page stood still: that the finger has left may not be heard yet
      else target.dispatchEvent(new MouseEvent('contextmenu', {bubbles: true, cancelable: true, clientX: at.x, clientY: at.y}));
    };
    timer = setTimeout(ask, wait_ms, performance.now() + wait_ms);
  });
  addEventListener('pointermove', event => {
    if (at && Math.hypot(event.clientX - at.x, event.clientY - at.y) > slop) stop();
  });
  for (const end of ['pointerup', 'pointercancel']) addEventListener(end, stop);
  // Some browsers ask when the finger stays and once more when it leaves, then about the menu that lies under it.
  plane.addEventListener('contextmenu', event => {
    if (asked) {
      event.stopImmediatePropagation();
      event.preventDefault();
      return;
    }
    asked = swallow = at !== null;
    stop();
  }, true);
  addEventListener('keydown', () => { asked = false; }, true);
  plane.addEventListener('mousedown', event => { if (swallow) event.preventDefault(); }, true);  // the menu keeps the focus
  plane.addEventListener('click', event => {
    if (!swallow) return;
    swallow = false;
    event.stopImmediatePropagation();
    event.preventDefault();
  }, true);
}
