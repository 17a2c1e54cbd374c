// Runs and icons into atlas pages: drawn into a small CPU canvas, then uploaded from it. Never read back: privacy
// settings blur or blank what getImageData returns.
import {readText} from './heap.js';
import {createPage, upload} from './gfx.js';
import {state} from './screen.js';
import {isInParts, partsOf} from './bidi.js';
import {baselineOf, enlarged, figuresOf, lineHeightOf, ready, runOf} from './text.js';

const overhang = 3;  // CSS px that a run's ink may reach over its ends (run_atlas.cpp)
const ink = {dark: 0, light: 1, colour: 2};
const inkColours = ['#171c24', '#ffffff'];
const strip = document.createElement('canvas');
strip.width = 1024;
strip.height = 64;  // small: some browsers copy the whole canvas at each upload
let brush = strip.getContext('2d', {willReadFrequently: true});
brush.clearRect(0, 0, 1, 1);  // the first stroke opens a line to the process that draws, which answers at once as long as it has nothing to do
let jobs = [];
export const counts = {uploads: 0};

// As much as below, in device pixels.
const roomAbove = (h, style, scale) => Math.floor((h - lineHeightOf(style) * scale) / 2 + 0.001);
const roomAside = scale => Math.ceil(overhang * scale);
// Where in the quad of a run its line begins, in CSS px.
export const lineIn = (h, style) => ({x: roomAside(state.dpr) / state.dpr, y: roomAbove(h * state.dpr, style, state.dpr) / state.dpr});

const cssColour = rgba => `rgb(${rgba & 255},${(rgba >>> 8) & 255},${(rgba >>> 16) & 255})`;

// What lies where in the pages, for who reads them again without the program (js/drawn.js).
const inked = new Map();  // page -> {width, height, places: corner -> what was drawn there}
const cornerOf = (x, y) => y * 65536 + x;
const remember = (page, x, y, what) => inked.get(page)?.places.set(cornerOf(x, y), what);
export function inkAt(page, u, v) {
  const {width, height, places} = inked.get(page) ?? {places: new Map()};
  return places.get(cornerOf(Math.round(u * width), Math.round(v * height)));
}

export function page(index, width, height, colour) {
  jobs = jobs.filter(job => job.page !== index);
  if (width) inked.set(index, {width, height, places: new Map()});
  else inked.delete(index);
  createPage(index, width, height, colour !== 0);
}

// What a run takes, learned from the last ones: milliseconds per thousand device pixels, with its upload.
let cost = 0.02;
const learn = (ms, pixels) => { cost += (Math.min(0.5, ms * 1000 / Math.max(1000, pixels)) - cost) * 0.2; };

export function raster(at, size, style, language, languageSize, rtl, kind, rgba, page, x, y, w, h) {
  const text = readText(at, size), run = runOf(style, language, languageSize, rtl), scale = state.dpr;
  const fill = kind === ink.colour ? cssColour(rgba) : inkColours[kind];
  remember(page, x, y, {text, run, fill: kind === ink.colour ? fill : ''});
  jobs.push({page, x, y, w, h, line: {text, run}, paint(left, top) {
    brush.textBaseline = 'alphabetic';
    brush.textAlign = 'left';
    brush.fillStyle = fill;
    // Set at the size at which the page sets its own: then every glyph falls on the same fraction.
    const above = roomAbove(h, style, scale);
    brush.setTransform(scale / enlarged, 0, 0, scale / enlarged, left + roomAside(scale), Math.round(top + above + baselineOf(style) * scale));
    for (const part of this.parts) {
      ready(brush, text, {...run, rtl: part.rtl ?? run.rtl}, enlarged);
      brush.fillText(part.text, part.x * enlarged, 0);
    }
  }});
  return 0.05 + cost * w * h / 1000;
}

export function icon(at, size, stroke, page, x, y, px) {
  const words = readText(at, size), path = new Path2D(words);
  remember(page, x, y, {path: words, stroke: stroke / 100});
  jobs.push({page, x, y, w: px, h: px, paint(left, top) {
    brush.translate(left, top);
    brush.scale(px / 24, px / 24);
    brush.fillStyle = brush.strokeStyle = inkColours[ink.dark];
    brush.lineWidth = stroke / 100;
    brush.lineCap = brush.lineJoin = 'round';
    if (stroke === 0) brush.fill(path);
    else brush.stroke(path);
  }});
}

// The box itself lies outside what is uploaded: only its shadow falls in.
export function shadow(page, x, y, px, radius, blur) {
  jobs.push({page, x, y, w: px, h: px, paint(left, top) {
    const away = 4096;
    brush.shadowColor = '#000';
    brush.shadowBlur = blur;
    brush.shadowOffsetX = away;
    brush.fillStyle = '#000';
    brush.beginPath();
    brush.roundRect(left + blur - away, top + blur, px - 2 * blur, px - 2 * blur, radius);
    brush.fill();
  }});
}

function growStrip(w, h) {
  if (w <= strip.width && h <= strip.height) return;
  strip.width = Math.max(strip.width, w);
  strip.height = Math.max(strip.height, h);
  brush = strip.getContext('2d', {willReadFrequently: true});
}

// Where the parts of each line stand.
function layOut() {
  const unknown = [];
  for (const job of jobs) {
    if (!job.line) continue;
    const {text, run} = job.line;
    job.parts = figuresOf(text, run);
    if (!job.parts && isInParts(text, run)) unknown.push(job);
    job.parts ??= [{text, x: 0}];
  }
  if (unknown.length) partsOf(unknown.map(job => job.line)).forEach((parts, index) => { unknown[index].parts = parts; });
}

function paintAt(job, left, top) {
  brush.save();
  brush.beginPath();
  brush.rect(left, top, job.w, job.h);
  brush.clip();
  job.paint(left, top);
  brush.restore();
}

// Fills the strip from the queue, left to right and in rows, and uploads what it holds.
function oneStrip() {
  let x = 0, y = 0, row = 0;
  const placed = [];
  brush.clearRect(0, 0, strip.width, strip.height);
  while (jobs.length) {
    const job = jobs[0];
    if (x + job.w > strip.width) [x, y, row] = [0, y + row, 0];
    if (y + job.h > strip.height) break;
    placed.push({job: jobs.shift(), x, y});
    paintAt(job, x, y);
    x += job.w;
    row = Math.max(row, job.h);
  }
  for (const {job, x, y} of placed) upload(strip, job.page, x, y, job.x, job.y, job.w, job.h);
  counts.uploads += placed.length;
}

export function flush() {
  if (!jobs.length) return;
  const begun = performance.now(), pixels = jobs.reduce((sum, job) => sum + job.w * job.h, 0);
  layOut();
  growStrip(Math.max(...jobs.map(job => job.w)), Math.max(...jobs.map(job => job.h)));
  while (jobs.length) oneStrip();
  learn(performance.now() - begun, pixels);
}
