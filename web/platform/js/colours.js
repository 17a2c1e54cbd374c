// Colours that cross the seam: those of the theme for what the page draws itself, and those the system insists on.
import {wasm} from './heap.js';

export const css = rgba => `rgba(${rgba & 255},${(rgba >>> 8) & 255},${(rgba >>> 16) & 255},${(rgba >>> 24) / 255})`;

// A colour of text is a class, for the same reason as its font (js/text.js). On its way to another a colour takes many shades:
// past so many an element has its own.
const sheet = new CSSStyleSheet(), known = new Set(), known_max = 200;
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

// The class for a variable of page.css; none where the element has been given the colour itself.
export function tint(el, name, rgba) {
  const variable = `--${name}`, one = name + rgba, full = known.size >= known_max;
  if (!known.has(one)) {
    if (full) {
      el.style.setProperty(variable, css(rgba));
      return '';
    }
    sheet.insertRule(`#plane .${one}{${variable}:${css(rgba)}}`);
    known.add(one);
  }
  if (full) el.style.removeProperty(variable);
  return ` ${one}`;
}

// platform.h's PageColours, in its order.
const names = ['--ground', '--focus', '--selection', '--ink-of-page', '--thumb'];

export function pageColours(at, dark, strong, calm) {
  const view = new DataView(wasm.HEAPU8.buffer, at, names.length * 4), root = document.documentElement;
  names.forEach((name, i) => root.style.setProperty(name, css(view.getUint32(i * 4, true))));
  root.dataset.theme = dark ? 'dark' : 'light';
  root.toggleAttribute('data-strong', strong !== 0);
  root.toggleAttribute('data-calm', calm !== 0);
  document.querySelector('meta[name=theme-color]').content = css(view.getUint32(0, true));
}

// The system's colours as it resolves them: asked of an element that wears them.
export function systemColours(out) {
  const probe = document.createElement('div');
  probe.className = 'probe';
  document.body.append(probe);
  const view = new DataView(wasm.HEAPU8.buffer, out, 20);
  ['Canvas', 'CanvasText', 'Highlight', 'HighlightText', 'LinkText'].forEach((name, i) => {
    probe.style.color = name;
    const [r, g, b] = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
    view.setUint32(i * 4, (0xff000000 | b << 16 | g << 8 | r) >>> 0, true);
  });
  probe.remove();
}
