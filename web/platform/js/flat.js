// Without WebGL2: shapes, icons, shadows and pictures with Canvas2D. Text is then in the page itself.
import {css} from './colours.js';
import {wasm} from './heap.js';

const white = 1, vertex_bytes = 20;

// Where WebGL2 is missing there is no graphics card to speak of: drawn by the processor from the start, not after a detour.
const onCpu = {willReadFrequently: true};
const textures = new Map();  // ImTextureID -> {source, mask}
const stencil = document.createElement('canvas');

export function flatPage(id, width, height, colour) {
  const source = document.createElement('canvas');
  [source.width, source.height] = [width, height];
  textures.set(id, {source, mask: !colour});
}

export function flatUpload(from, id, fromX, fromY, x, y, w, h) {
  const brush = textures.get(id)?.source.getContext('2d', onCpu);
  brush?.clearRect(x, y, w, h);
  brush?.drawImage(from, fromX, fromY, w, h, x, y, w, h);
}

export function flatImage(id, bitmap) {  // the bitmap itself is closed when it has been taken over
  flatPage(id, bitmap.width, bitmap.height, true);
  flatUpload(bitmap, id, 0, 0, 0, 0, bitmap.width, bitmap.height);
}
export const dropFlatImage = id => textures.delete(id);
export const forgetFlat = () => textures.clear();

function cornersOf(view, vertices, indices, base, first, count) {
  return Array.from({length: count}, (_, n) => vertices + (base + view.getUint16(indices + (first + n) * 2, true)) * vertex_bytes);
}

// Neighbouring triangles of one colour become one path, so that no seams show. Fringes (mixed alpha) are left out.
function fillTriangles(brush, view, vertices, indices, count, first, base) {
  let colour = null;
  const flush = () => {
    if (colour === null) return;
    brush.fillStyle = css(colour);
    brush.fill();
  };
  for (let k = 0; k < count; k += 3) {
    const corners = cornersOf(view, vertices, indices, base, first + k, 3), colours = corners.map(at => view.getUint32(at + 16, true));
    if (colours[0] !== colours[1] || colours[1] !== colours[2]) continue;
    if (colours[0] !== colour) {
      flush();
      brush.beginPath();
      colour = colours[0];
    }
    corners.forEach((at, n) => brush[n ? 'lineTo' : 'moveTo'](view.getFloat32(at, true), view.getFloat32(at + 4, true)));
    brush.closePath();
  }
  flush();
}

// The box around some corners, on the screen and in the texture.
function boxOf(view, corners, {width, height}) {
  const range = offset => {
    const values = corners.map(at => view.getFloat32(at + offset, true)), low = Math.min(...values);
    return [low, Math.max(...values) - low];
  };
  const [x, w] = range(0), [y, h] = range(4), [u, uw] = range(8), [v, vh] = range(12);
  return {x, y, w, h, from: [u * width, v * height, uw * width, vh * height]};
}

// A mask takes the colour it is drawn in.
function tinted(source, [x, y, w, h], colour) {
  stencil.width = Math.max(1, Math.ceil(w));
  stencil.height = Math.max(1, Math.ceil(h));
  const brush = stencil.getContext('2d', onCpu);
  brush.drawImage(source, x, y, w, h, 0, 0, w, h);
  brush.globalCompositeOperation = 'source-in';
  brush.fillStyle = css(colour);
  brush.fillRect(0, 0, w, h);
  return [stencil, 0, 0, w, h];
}

function fillTexture(brush, view, {source, mask}, vertices, indices, count, first, base) {
  const step = mask ? 6 : count;  // masks are quads; a picture with round corners is one shape of many triangles
  for (let k = 0; k < count; k += step) {
    const corners = cornersOf(view, vertices, indices, base, first + k, Math.min(step, count - k)), box = boxOf(view, corners, source);
    if (box.from[2] <= 0 || box.from[3] <= 0) continue;
    const image = mask ? tinted(source, box.from, view.getUint32(corners[0] + 16, true)) : [source, ...box.from];
    brush.save();
    if (!mask && count > 6) {
      brush.beginPath();
      brush.roundRect(box.x, box.y, box.w, box.h, 12);
      brush.clip();
    }
    brush.drawImage(...image, box.x, box.y, box.w, box.h);
    brush.restore();
  }
}

export function drawFlat(canvas, vertices, indices, commands, count, clear, dpr) {
  const brush = canvas.getContext('2d', {alpha: false, ...onCpu});
  const view = new DataView(wasm.HEAPU8.buffer);
  brush.setTransform(dpr, 0, 0, dpr, 0, 0);
  brush.fillStyle = css(clear | 0xff000000);
  brush.fillRect(0, 0, canvas.width, canvas.height);
  for (let k = 0; k < count; k++) {
    const number = n => view.getFloat32(commands + k * 32 + n * 4, true), word = n => view.getUint32(commands + k * 32 + n * 4, true);
    const texture = textures.get(word(4));
    if (word(4) !== white && !texture) continue;
    brush.save();
    brush.beginPath();
    brush.rect(number(0), number(1), number(2), number(3));
    brush.clip();
    if (texture) fillTexture(brush, view, texture, vertices, indices, word(5), word(6), word(7));
    else fillTriangles(brush, view, vertices, indices, word(5), word(6), word(7));
    brush.restore();
  }
}
