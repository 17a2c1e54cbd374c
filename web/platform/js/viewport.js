// The part of the page that can be seen. An on-screen keyboard covers the rest: some browsers make the page smaller
// (interactive-widget=resizes-content), others only say so in visualViewport. Either way canvas and plane end above it.
const root = document.documentElement.style;
const seen = window.visualViewport;
const little = 1;

function set(name, value) {
  if (root.getPropertyValue(name) === value) return;
  if (value) root.setProperty(name, value);
  else root.removeProperty(name);
}

function fit(changed) {
  const zoomed = Math.abs(seen.scale - 1) > 0.01;  // pinched: the part seen says nothing about a keyboard
  const covered = !zoomed && (innerHeight - seen.height > little || seen.offsetTop > little);
  set('--seen-top', covered ? `${seen.offsetTop}px` : '');
  set('--seen-height', covered ? `${seen.height}px` : '');
  set('--bottom', covered ? '0px' : '');  // the device's own inset lies below the keyboard
  changed();
}

export function watchViewport(changed) {
  if (!seen) return;
  for (const name of ['resize', 'scroll']) seen.addEventListener(name, () => fit(changed));
}
