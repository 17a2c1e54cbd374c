// Where a popup is drawn on the canvas, everything else of the plane is cut away: it is seen, and it gets the pointer.
import {Flag} from './element.js';

let cut = new Set();  // elements that carry a clip path now

function ancestors(node, byId) {
  const above = new Set();
  for (let at = byId.get(node.parent); at && !above.has(at); at = byId.get(at.parent)) above.add(at);
  return above;
}

// The highest elements that hold no part of the popup itself.
function below(popup, parent, children, above, found) {
  for (const child of children.get(parent) ?? []) {
    if (child === popup || (child.flags & Flag.popup && child.order > popup.order)) continue;
    if (above.has(child)) below(popup, child.id, children, above, found);
    else found.push(child);
  }
  return found;
}

function pathWith(holes, node) {
  let path = 'M-9999-9999H19999V19999H-9999Z';
  for (const {x, y, w, h} of holes) path += `M${x - node.x} ${y - node.y}h${w}v${h}h${-w}Z`;
  return `path(evenodd,"${path}")`;
}

export function punchHoles(nodes, records) {
  const popups = nodes.filter(node => node.flags & Flag.popup);
  if (!popups.length && !cut.size) return;
  const byId = new Map(), children = new Map(), holes = new Map();
  nodes.forEach((node, order) => {
    node.order = order;
    byId.set(node.id, node);
    const parent = records.has(node.parent) ? node.parent : 0n;
    children.set(parent, [...(children.get(parent) ?? []), node]);
  });
  for (const popup of popups) {
    for (const node of below(popup, 0n, children, ancestors(popup, byId), [])) holes.set(node, [...(holes.get(node) ?? []), popup]);
  }
  const now = new Set();
  for (const [node, list] of holes) {
    const {el} = records.get(node.id);
    el.style.clipPath = pathWith(list, node);
    now.add(el);
  }
  for (const el of cut) if (!now.has(el)) el.style.clipPath = '';
  cut = now;
}
