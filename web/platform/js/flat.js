// Without WebGL2: the shapes' triangles with Canvas2D. Text is then in the DOM, pictures are absent.
import {wasm} from './heap.js';

const white = 1;
const css = c => `rgba(${c & 255},${(c >>> 8) & 255},${(c >>> 16) & 255},${(c >>> 24) / 255})`;

// Neighbouring triangles of one colour become one path, so that no seams show. Fringes (mixed alpha) are left out.
function fillTriangles(brush, view, vertices, indices, count, first, base) {
  let colour = null;
  const flush = () => {
    if (colour === null) return;
    brush.fillStyle = css(colour);
    brush.fill();
  };
  for (let k = 0; k < count; k += 3) {
    const corners = [0, 1, 2].map(n => vertices + (base + view.getUint16(indices + (first + k + n) * 2, true)) * 20);
    const colours = corners.map(at => view.getUint32(at + 16, true));
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

export function drawFlat(canvas, vertices, indices, commands, count, clear, dpr) {
  const brush = canvas.getContext('2d', {alpha: false});
  const view = new DataView(wasm.HEAPU8.buffer);
  brush.setTransform(dpr, 0, 0, dpr, 0, 0);
  brush.fillStyle = css(clear | 0xff000000);
  brush.fillRect(0, 0, canvas.width, canvas.height);
  for (let k = 0; k < count; k++) {
    const number = n => view.getFloat32(commands + k * 32 + n * 4, true), word = n => view.getUint32(commands + k * 32 + n * 4, true);
    if (word(4) !== white) continue;
    brush.save();
    brush.beginPath();
    brush.rect(number(0), number(1), number(2), number(3));
    brush.clip();
    fillTriangles(brush, view, vertices, indices, word(5), word(6), word(7));
    brush.restore();
  }
}
