// What stood on the page when it was left, shown at once the next time, before the program has come: the elements of its plane,
// and below them a picture of what was drawn, made of plain elements. The program's first frame takes the plane over by its ids. It is
// as old as what kept.js tells, and goes when that goes.
import {whoIsHere} from './early.js';
import {piecesOf} from './drawn.js';
import {Flag, roleOf} from './element.js';
import {lastDrawn} from './gfx.js';
import {elementOf} from './last_pieces.js';
import {goOn, holdFrames} from './loop.js';
import {nodesNow, recordOf, records, settlePlane} from './plane.js';
import {state} from './screen.js';
import {textStyles, useStyles} from './text.js';

const key = 'last_view', age_max_ms = 12 * 3600 * 1000;  // a session that nobody uses ends by then
const without = new Set(['textbox', 'searchbox', 'combobox', 'media_audio', 'media_video', 'status', 'alert']);
const page = document.documentElement, element = document.getElementById('plane');
const dark = matchMedia('(prefers-color-scheme: dark)');

// What must be the same for it to fit.
const frameOf = () => [document.querySelector('meta[name=build]').content, location.href, innerWidth, innerHeight, devicePixelRatio, dark.matches].join(' ');

let keptOf = null;  // of which drawing it is, or which one is to be forgotten: what somebody signs out of is not kept once more

export function forgetView() {
  keptOf = lastDrawn;
  try {
    localStorage.removeItem(key);
  } catch {}  // storage may be forbidden: then nothing was kept
}

function viewNow() {
  const nodes = nodesNow();
  if (!/#\/(mine|unassigned|all)\b/.test(location.href)) return null;
  if (nodes.some(node => node.flags & Flag.popup) || !nodes.some(node => roleOf(node) === 'listitem')) return null;
  return {
    frame: frameOf(), at: Date.now(), lang: page.lang, dir: page.dir, look: page.style.cssText, theme: page.dataset.theme, styles: textStyles(),
    nodes: nodes.filter(node => !without.has(roleOf(node))).map(({record, ...node}) => node), pieces: piecesOf(lastDrawn), shown: state.textInDom,
  };
}

function keepView() {
  if (lastDrawn === keptOf) return;  // nothing was drawn since; before the program has drawn at all, what was kept is what stands there
  const view = viewNow();
  if (!view) return forgetView();
  keptOf = lastDrawn;
  try {
    localStorage.setItem(key, JSON.stringify(view, (_, value) => typeof value === 'bigint' ? String(value) : value));
  } catch {
    forgetView();
  }
}

function keptView() {
  try {
    const view = JSON.parse(localStorage.getItem(key));
    return view?.frame === frameOf() && Date.now() - view.at < age_max_ms && localStorage.getItem('signing_out') === null ? view : null;
  } catch {
    return null;
  }
}

// ---- what somebody does meanwhile is done when the program can hear of it: presses, and keys that only move

const moving = /^(j|k|Arrow(Up|Down)|[/?])$/;
let waiting = [];

function pressed(event) {
  const record = recordOf(event.target);
  if (!record || event.target.closest('.line a')) return;
  event.preventDefault();
  event.stopPropagation();
  const {id, node: {name}} = record;
  waiting.push(() => {
    const now = records.get(id);
    if (now && (now.node.name === name || roleOf(now.node) === 'listitem')) now.el.click();  // Resolve may be Reopen by now
  });
}

function keyed(event) {
  const {key, code, shiftKey} = event;
  if (event.ctrlKey || event.altKey || event.metaKey || !moving.test(key)) return;
  event.preventDefault();
  waiting.push(() => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key, code, shiftKey, bubbles: true, cancelable: true})));
}

// ---- showing it

function over(picture) {
  picture.remove();
  removeEventListener('click', pressed, true);
  removeEventListener('keydown', keyed, true);
  setTimeout(() => { for (const act of waiting.splice(0)) act(); }, 0);
}

function stand(view, picture) {
  [page.lang, page.dir, page.dataset.theme, page.style.cssText] = [view.lang, view.dir, view.theme, view.look];
  useStyles(view.styles);
  picture.append(...view.pieces.map(elementOf));
  settlePlane({nodes: view.nodes.map(node => ({...node, id: BigInt(node.id), parent: BigInt(node.parent)})), scrolls: false});
  element.classList.toggle('shown', view.shown);
}

export function showLastView() {
  const view = keptView(), picture = document.createElement('div');
  if (!view) return;
  [picture.id, picture.ariaHidden, picture.translate] = ['last-view', 'true', false];
  element.before(picture);
  try {
    stand(view, picture);
  } catch {  // what somebody else has written there is no view
    forgetView();
    return picture.remove();
  }
  addEventListener('click', pressed, true);
  addEventListener('keydown', keyed, true);
  holdFrames(() => over(picture));
  // Who is signed out sees so at once.
  whoIsHere?.then(({status}) => { if (status === 401 || status === 403) goOn(); });
}

addEventListener('pagehide', keepView);
document.addEventListener('visibilitychange', () => { if (document.hidden) keepView(); });
