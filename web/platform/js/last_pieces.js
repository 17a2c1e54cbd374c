// Pieces of what was drawn (js/drawn.js) as elements, which only the eye finds.
import {classOf, kerningOf, languageOf} from './text.js';

const svg = name => document.createElementNS('http://www.w3.org/2000/svg', name);

function areaOf({radius, colour}) {
  const area = document.createElement('i');
  area.style.cssText = `border-radius:${radius}px;background:${colour}`;
  return area;
}

function wordsOf({text, run, line, colour}) {
  const words = document.createElement('i');
  words.textContent = text;
  [words.lang, words.dir] = [languageOf(run.language), run.rtl ? 'rtl' : 'ltr'];
  words.className = classOf(run.style);
  words.style.cssText = `color:${colour};padding:${line.y}px ${line.x}px;font-kerning:${kerningOf(text)}`;
  return words;
}

function iconOf({path, stroke, colour, mirrored}) {
  const icon = svg('svg'), line = svg('path');
  icon.setAttribute('viewBox', '0 0 24 24');
  line.setAttribute('d', path);
  line.style.cssText = stroke ? `fill:none;stroke:${colour};stroke-width:${stroke};stroke-linecap:round;stroke-linejoin:round` : `fill:${colour}`;
  if (mirrored) icon.style.transform = 'scaleX(-1)';
  icon.append(line);
  return icon;
}

export function elementOf(piece) {
  const {x, y, w, h, cut} = piece, made = piece.text ? wordsOf(piece) : piece.path ? iconOf(piece) : areaOf(piece);
  Object.assign(made.style, {left: `${x}px`, top: `${y}px`, width: `${w}px`, height: `${h}px`});
  if (cut) made.style.clipPath = `inset(${cut.map(side => `${side}px`).join(' ')})`;
  return made;
}
