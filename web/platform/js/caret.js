// Where the caret of a field stands: the browser does not tell, so the same text is set in an element of the same shape.
import {idOf, wasm} from './heap.js';
import {fieldOf} from './fields.js';

const copied = ['fontFamily', 'fontSize', 'fontWeight', 'fontStyle', 'fontKerning', 'lineHeight', 'letterSpacing', 'textIndent', 'direction',
  'paddingTop', 'paddingRight', 'paddingBottom', 'paddingLeft', 'tabSize', 'textAlign'];

function mirrorOf(el) {
  const mirror = document.createElement('div'), style = getComputedStyle(el);
  mirror.className = 'mirror';
  for (const name of copied) mirror.style[name] = style[name];
  mirror.style.width = `${el.clientWidth}px`;
  mirror.style.whiteSpace = el instanceof HTMLTextAreaElement ? 'pre-wrap' : 'pre';
  return mirror;
}

// {x, y, h} on the screen, in CSS px.
export function caretRect(el) {
  const mirror = mirrorOf(el), before = document.createTextNode(el.value.slice(0, el.selectionEnd)), range = document.createRange();
  const mark = document.createTextNode('\u200B');  // has a place also after a line feed
  mirror.append(before, mark, el.value.slice(el.selectionEnd) || ' ');
  document.body.append(mirror);
  range.selectNodeContents(mark);
  const at = range.getClientRects()[0] ?? mirror.getBoundingClientRect(), origin = mirror.getBoundingClientRect(), box = el.getBoundingClientRect();
  mirror.remove();
  return {x: box.left + el.clientLeft + at.left - origin.left - el.scrollLeft, y: box.top + el.clientTop + at.top - origin.top - el.scrollTop, h: at.height};
}

export function caretAt(high, low, out) {
  const el = fieldOf(idOf(high, low)), view = new DataView(wasm.HEAPU8.buffer, out, 12);
  const {x, y, h} = el && document.activeElement === el ? caretRect(el) : {x: 0, y: 0, h: 0};
  [x, y, h].forEach((value, i) => view.setFloat32(i * 4, value, true));
}
