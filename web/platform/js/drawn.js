// What the last frame drew, as pieces that a page can show without the program: plain areas, words, icons. Pictures and
// shadows are left out.
import {css} from './colours.js';
import {page_base, vertex_bytes, white} from './gfx.js';
import {wasm} from './heap.js';
import {inkAt, lineIn} from './raster.js';
import {state} from './screen.js';

const most = 600;
const span = values => [Math.min(...values), Math.max(...values)];

// ImGui fills a convex area as a fan, and a rectangle as two triangles: they follow each other, begin at one corner and are of
// one colour.
function* fansOf(corners) {
  let fan = null;
  for (let k = 0; k < corners.length; k += 3) {
    const three = corners.slice(k, k + 3), [head] = three;
    const plain = head.colour >>> 24 > 0 && three.every(({colour}) => colour === head.colour);
    if (plain && fan && fan[0].place === head.place) fan.push(...three);
    else {
      if (fan) yield fan;
      fan = plain ? three : null;
    }
  }
  if (fan) yield fan;
}

const boxOf = corners => {
  const [left, right] = span(corners.map(({x}) => x)), [top, bottom] = span(corners.map(({y}) => y));
  return {x: left, y: top, w: right - left, h: bottom - top, colour: css(corners[0].colour)};
};

// An area where it is not cut off. How far its upper edge begins from its side is the radius of its corner.
function areaOf(fan, clip) {
  const box = boxOf(fan), radius = Math.min(...fan.filter(({y}) => y - box.y < 0.1).map(({x}) => x - box.x));
  const x = Math.max(box.x, clip.x), y = Math.max(box.y, clip.y);
  const w = Math.min(box.x + box.w, clip.x + clip.w) - x, h = Math.min(box.y + box.h, clip.y + clip.h) - y;
  return {...box, x, y, w, h, radius};
}

// Words and icons lie in the atlas where they were drawn to: a quad's own corner says which of them it shows.
function inkOf(quad, page, clip) {
  const box = boxOf(quad), [left, right] = span(quad.map(({u}) => u)), ink = inkAt(page, left, span(quad.map(({v}) => v))[0]);
  if (!ink) return null;
  const cut = [clip.y - box.y, box.x + box.w - clip.x - clip.w, box.y + box.h - clip.y - clip.h, clip.x - box.x].map(side => Math.max(0, side));
  return {...box, ...ink, colour: ink.fill || box.colour, line: ink.text && lineIn(box.h, ink.run.style), mirrored: quad[0].u === right, cut: cut.some(Boolean) && cut};
}

// `drawn`: what the last frame handed over (js/gfx.js). In px of the page.
export function piecesOf(drawn) {
  const view = new DataView(wasm.HEAPU8.buffer), pieces = [], scale = state.width / drawn.width;
  const corner = place => {
    const at = drawn.vertices + place * vertex_bytes, number = n => view.getFloat32(at + n * 4, true);
    return {place, x: number(0) * scale, y: number(1) * scale, u: number(2), v: number(3), colour: view.getUint32(at + 16, true)};
  };
  for (let k = 0; k < drawn.count; k++) {
    const number = n => view.getFloat32(drawn.commands + k * 32 + n * 4, true), word = n => view.getUint32(drawn.commands + k * 32 + n * 4, true);
    const clip = {x: number(0) * scale, y: number(1) * scale, w: number(2) * scale, h: number(3) * scale};
    const corners = Array.from({length: word(5)}, (_, n) => corner(word(7) + view.getUint16(drawn.indices + (word(6) + n) * 2, true)));
    if (word(4) === white) for (const fan of fansOf(corners)) pieces.push(areaOf(fan, clip));
    else for (let n = 0; n < corners.length; n += 6) pieces.push(inkOf(corners.slice(n, n + 6), word(4) - page_base, clip));
  }
  return pieces.filter(piece => piece && piece.w > 0 && piece.h > 0).slice(0, most);
}
