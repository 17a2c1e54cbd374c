// The overlay scrollbar: an element above the pane, so that fading and hovering cost no frame of the app.
const shown_ms = 800, thumb_min = 32, first_wait_ms = 350, next_wait_ms = 80;

function setClass(s, name, on) {
  if (s.bar.classList.contains(name) !== on) s.bar.classList.toggle(name, on);
}

export function showBar(s) {
  setClass(s, 'moving', true);
  clearTimeout(s.fade);
  s.fade = setTimeout(() => setClass(s, 'moving', false), shown_ms);
}

function geometry(s) {
  const length = Math.min(s.view, Math.max(thumb_min, s.view * s.view / Math.max(1, s.view + s.largest)));
  return {length, travel: Math.max(1, s.view - length), at: s.largest > 0 ? (s.view - length) * s.y / s.largest : 0};
}

export function updateBar(s) {
  setClass(s, 'needed', s.largest > 0);
  if (s.largest <= 0) return;
  const {length, at} = geometry(s), height = Math.round(length), place = Math.round(at * 8) / 8;
  if (s.height !== height) s.thumb.style.height = `${s.height = height}px`;
  if (s.place !== place) s.thumb.style.transform = `translateY(${s.place = place}px)`;
}

const pointerY = (s, event) => event.clientY - s.bar.getBoundingClientRect().top;

function drag(s, event, moveBy) {
  const grab = pointerY(s, event) - geometry(s).at;
  setClass(s, 'dragged', true);
  s.bar.onpointermove = moved => {
    const {travel} = geometry(s);
    moveBy((pointerY(s, moved) - grab) / travel * s.largest - s.y);
  };
}

// A press on the track pages towards the pointer, and goes on while it is held.
function page(s, event, moveBy) {
  let wanted = pointerY(s, event);
  const down = wanted > geometry(s).at;
  s.bar.onpointermove = moved => { wanted = pointerY(s, moved); };
  const once = () => {
    const {at, length} = geometry(s);
    if (down ? at + length < wanted : at > wanted) moveBy((down ? 1 : -1) * Math.max(40, s.view - 40));
  };
  const again = () => {
    once();
    s.paging = setTimeout(again, next_wait_ms);
  };
  once();
  s.paging = setTimeout(again, first_wait_ms);
}

function release(s) {
  clearTimeout(s.paging);
  s.bar.onpointermove = null;
  setClass(s, 'dragged', false);
  showBar(s);
}

export function makeBar(s, moveBy) {
  s.bar = document.createElement('div');
  s.thumb = document.createElement('div');
  s.bar.className = 'bar';
  s.thumb.className = 'thumb';
  s.bar.setAttribute('aria-hidden', 'true');
  s.bar.append(s.thumb);
  s.bar.addEventListener('pointerdown', event => {
    if (event.button !== 0) return;
    event.preventDefault();   // no selection, and the focus stays where it is
    event.stopPropagation();  // the app has nothing here
    s.bar.setPointerCapture(event.pointerId);
    if (event.target === s.thumb) drag(s, event, moveBy);
    else page(s, event, moveBy);
  });
  s.bar.addEventListener('mousedown', event => event.preventDefault());
  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture']) s.bar.addEventListener(end, () => release(s));
  return s.bar;
}
