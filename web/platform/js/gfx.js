// WebGL2: one program, one upload of vertices and one of indices per frame, premultiplied blending.
import {emit, Kind, wasm} from './heap.js';
import {drawFlat, dropFlatImage, flatImage, flatPage, flatUpload, forgetFlat} from './flat.js';
import {forgetImages} from './images.js';
import {flush} from './raster.js';
import {canvasReplaced, state} from './screen.js';

export let canvas = document.getElementById('canvas');
const options = {alpha: false, antialias: false, depth: false, stencil: false, powerPreference: 'low-power', preserveDrawingBuffer: false};
const allowed = new URLSearchParams(location.search).get('webgl') !== 'off';
const contextOf = element => allowed ? element.getContext('webgl2', options) : null;
// As large as it will be, most likely: making it another size later is waited for.
[canvas.width, canvas.height] = [innerWidth, innerHeight].map(side => Math.round(side * devicePixelRatio));
let gl = contextOf(canvas);

// How a texture becomes colour: the vertex colour alone, the texture's alpha as a mask for it, or the texture itself.
const Mode = {shape: 0, mask: 1, colour: 2};
export const white = 1, page_base = 2, vertex_bytes = 20;
const image_base = 100000;
const vertex = `#version 300 es
layout(location=0) in vec2 position; layout(location=1) in vec2 uv; layout(location=2) in vec4 colour;
uniform vec2 scale; out vec2 at; out vec4 tint;
void main() { at = uv; tint = vec4(colour.rgb * colour.a, colour.a); gl_Position = vec4(position.x * scale.x - 1., 1. - position.y * scale.y, 0, 1); }`;
const fragment = `#version 300 es
precision mediump float; in vec2 at; in vec4 tint; uniform sampler2D image; uniform int mode; out vec4 result;
void main() {
  result = tint;
  if (mode == 0) return;
  vec4 texel = texture(image, at);
  result = mode == 1 ? tint * texel.a : texel * tint.a;
}`;

let program, scale, mode, buffers, next_image = image_base;
const textures = new Map();  // ImTextureID -> {texture, mode}

export const hasWebgl = () => gl !== null;

function shader(kind, source) {
  const made = gl.createShader(kind);
  gl.shaderSource(made, source);
  gl.compileShader(made);
  return made;
}

function newTexture(id, textureMode) {
  const old = textures.get(id);
  if (old) gl.deleteTexture(old.texture);
  const texture = gl.createTexture();
  textures.set(id, {texture, mode: textureMode});
  gl.bindTexture(gl.TEXTURE_2D, texture);
  for (const [name, value] of [['MIN_FILTER', gl.LINEAR], ['MAG_FILTER', gl.LINEAR], ['WRAP_S', gl.CLAMP_TO_EDGE], ['WRAP_T', gl.CLAMP_TO_EDGE]]) {
    gl.texParameteri(gl.TEXTURE_2D, gl['TEXTURE_' + name], value);
  }
}

function prepare() {
  textures.clear();
  program = gl.createProgram();
  gl.attachShader(program, shader(gl.VERTEX_SHADER, vertex));
  gl.attachShader(program, shader(gl.FRAGMENT_SHADER, fragment));
  gl.linkProgram(program);
  scale = null;
  buffers = {array: gl.createVertexArray(), vertices: gl.createBuffer(), indices: gl.createBuffer()};
  newTexture(white, Mode.shape);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 1, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array([255, 255, 255, 255]));
}

// No width: the page's memory goes back.
export function createPage(index, width, height, colour) {
  if (!width) return dropImage(page_base + index);
  if (!gl) return flatPage(page_base + index, width, height, colour);
  newTexture(page_base + index, colour ? Mode.colour : Mode.mask);
  const format = colour ? gl.RGBA : gl.ALPHA;
  gl.texImage2D(gl.TEXTURE_2D, 0, format, width, height, 0, format, gl.UNSIGNED_BYTE, null);
}

export function upload(source, page, fromX, fromY, x, y, w, h) {
  if (!gl) return flatUpload(source, page_base + page, fromX, fromY, x, y, w, h);
  const target = textures.get(page_base + page);
  if (!target) return;
  gl.bindTexture(gl.TEXTURE_2D, target.texture);
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
  gl.pixelStorei(gl.UNPACK_SKIP_PIXELS, fromX);
  gl.pixelStorei(gl.UNPACK_SKIP_ROWS, fromY);
  gl.texSubImage2D(gl.TEXTURE_2D, 0, x, y, w, h, target.mode === Mode.colour ? gl.RGBA : gl.ALPHA, gl.UNSIGNED_BYTE, source);
  gl.pixelStorei(gl.UNPACK_SKIP_PIXELS, 0);
  gl.pixelStorei(gl.UNPACK_SKIP_ROWS, 0);
}

export function addImage(bitmap) {
  const id = next_image++;
  if (!gl) {
    flatImage(id, bitmap);
    return id;
  }
  newTexture(id, Mode.colour);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, bitmap);
  return id;
}
export function dropImage(id) {
  if (!gl) return dropFlatImage(id);
  const known = textures.get(id);
  if (known) gl.deleteTexture(known.texture);
  textures.delete(id);
}

function begin(clear, vertices, vertexBytes, indices, indexBytes) {
  gl.viewport(0, 0, canvas.width, canvas.height);
  gl.disable(gl.SCISSOR_TEST);
  gl.clearColor((clear & 255) / 255, ((clear >> 8) & 255) / 255, ((clear >> 16) & 255) / 255, 1);
  gl.clear(gl.COLOR_BUFFER_BIT);
  gl.enable(gl.SCISSOR_TEST);
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  gl.useProgram(program);
  if (!scale) [scale, mode] = ['scale', 'mode'].map(name => gl.getUniformLocation(program, name));  // waits until it is linked
  gl.bindVertexArray(buffers.array);
  gl.bindBuffer(gl.ARRAY_BUFFER, buffers.vertices);
  gl.bufferData(gl.ARRAY_BUFFER, wasm.HEAPU8.subarray(vertices, vertices + vertexBytes), gl.STREAM_DRAW);
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, buffers.indices);
  gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, wasm.HEAPU8.subarray(indices, indices + indexBytes), gl.STREAM_DRAW);
  for (let i = 0; i < 3; i++) gl.enableVertexAttribArray(i);
}

function point(firstVertex) {
  const base = firstVertex * 20;
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 20, base);
  gl.vertexAttribPointer(1, 2, gl.FLOAT, false, 20, base + 8);
  gl.vertexAttribPointer(2, 4, gl.UNSIGNED_BYTE, true, 20, base + 16);
}

// `dpr`: device pixels per pixel of the app.
function clip(x, y, w, h, dpr) {
  const left = Math.floor(x * dpr), top = Math.floor(y * dpr);
  const width = Math.ceil((x + w) * dpr) - left, height = Math.ceil((y + h) * dpr) - top;
  gl.scissor(left, canvas.height - top - height, Math.max(0, width), Math.max(0, height));
}

export let lastDrawn = null;  // it lies in the program's memory until the next frame

export function draw(v, vBytes, i, iBytes, commands, count, width, height, clear) {
  lastDrawn = {vertices: v, indices: i, commands, count, width};
  flush();
  const scaled = state.dpr * state.width / width;  // the person's text size lies between the app's pixels and the page's
  if (!gl) return drawFlat(canvas, v, i, commands, count, clear, scaled);
  if (gl.isContextLost()) return;
  begin(clear, v, vBytes, i, iBytes);
  gl.uniform2f(scale, 2 * scaled / canvas.width, 2 * scaled / canvas.height);  // by the ratio: a size of 706.5 pixels was rounded
  const view = new DataView(wasm.HEAPU8.buffer, commands, count * 32);
  let vertexBase = -1, bound = -1;
  for (let k = 0; k < count; k++) {
    const number = n => view.getFloat32(k * 32 + n * 4, true), word = n => view.getUint32(k * 32 + n * 4, true);
    const id = word(4), known = textures.get(id);
    if (!known) continue;
    if (word(7) !== vertexBase) point(vertexBase = word(7));
    if (id !== bound) {
      gl.bindTexture(gl.TEXTURE_2D, known.texture);
      gl.uniform1i(mode, known.mode);
      bound = id;
    }
    clip(number(0), number(1), number(2), number(3), scaled);
    gl.drawElements(gl.TRIANGLES, word(5), gl.UNSIGNED_SHORT, word(6) * 2);
  }
}

// A lost context may be given back late or never (sleep, a driver that crashed). So nobody waits for it: a new canvas asks for
// a new one at once. Where there is none the page goes on without (flat.js, text in the DOM) and asks again now and then; the
// waits grow while contexts are refused or do not live long.
const waits_ms = [0, 2000, 10000, 60000], long_life_ms = 60000;
let tries = 0, born = 0, waiting = 0;

export function watchContext() {
  if (!gl) return;
  born = performance.now();
  const mine = gl;
  canvas.addEventListener('webglcontextlost', () => {
    if (mine !== gl) return;
    emit(Kind.context_lost, {});
    if (performance.now() - born > long_life_ms) tries = 0;
    again();
  });
}

function use(element, context) {
  canvas.replaceWith(element);
  [canvas, gl] = [element, context];
  textures.clear();
  forgetFlat();
  forgetImages();
  if (gl) prepare();
  watchContext();
  canvasReplaced();
  emit(Kind.context_restored, {});
}

function again() {
  const wait = waits_ms[Math.min(tries++, waits_ms.length - 1)];
  if (wait === 0) return renew();
  if (gl) use(canvas.cloneNode(), null);  // meanwhile
  waiting = setTimeout(renew, wait);
}

function renew() {
  clearTimeout(waiting);
  waiting = 0;
  const element = canvas.cloneNode(), context = contextOf(element);
  if (context && !context.isContextLost()) use(element, context);
  else again();
}

document.addEventListener('visibilitychange', () => { if (waiting && !document.hidden) renew(); });
if (gl) prepare();  // linked by the time something is drawn
