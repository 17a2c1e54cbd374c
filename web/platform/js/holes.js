// Where a popup is drawn on the canvas, everything else of the plane is cut away: it is seen, and it gets the pointer.
import {Flag} from './element.js';

let cut = new Set();  // records whose elements carry a clip path now

function above(popup) {
  const all = new Set();
  for (let at = popup.record.parent; at && !all.has(at); at = at.parent) all.add(at);
  return all;
}

// The highest elements that hold no part of the popup itself; what pops up later lies over it.
function* below(popup, nodes) {
  const around = above(popup);
  let later = false;
  for (const node of nodes) {
    if (node === popup) later = true;
    else if (around.has(node.record.parent) && !around.has(node.record) && !(later && node.flags & Flag.popup)) yield node;
  }
}

function pathWith(holes, node) {
  let path = 'M-9999-9999H19999V19999H-9999Z';
  for (const {x, y, w, h} of holes) path += `M${x - node.x} ${y - node.y}h${w}v${h}h${-w}Z`;
  return `path(evenodd,"${path}")`;
}

function clip(record, path) {
  if (record.clip !== path) record.el.style.clipPath = record.clip = path;
}

export function punchHoles(nodes) {
  const popups = nodes.filter(node => node.flags & Flag.popup);
  if (!popups.length && !cut.size) return;
  const holes = new Map(), now = new Set();
  for (const popup of popups) {
    for (const node of below(popup, nodes)) {
      if (holes.has(node)) holes.get(node).push(popup);
      else holes.set(node, [popup]);
    }
  }
  for (const [node, list] of holes) {
    clip(node.record, pathWith(list, node));
    now.add(node.record);
  }
  for (const record of cut) if (!now.has(record)) clip(record, '');
  cut = now;
}
