// While a dialog is open everything else is inert, Tab goes round inside it; a combobox names its list and its choice.
import {Flag, roleOf} from './element.js';

let asleep = new Set();
let modal = null;

export function keepInside(nodes, plane) {
  modal = nodes.findLast(node => roleOf(node) === 'dialog')?.record.el ?? null;
  if (!modal && !asleep.size) return;
  const now = new Set();
  for (let at = modal; at && at !== plane; at = at.parentElement)
    for (const other of at.parentElement.children) if (other !== at) now.add(other);
  for (const el of now) if (!asleep.has(el)) el.inert = true;
  for (const el of asleep) if (!now.has(el)) el.inert = false;
  asleep = now;
}

function hasList(node) {
  const role = roleOf(node);
  return role === 'combobox' || (role === 'textbox' || role === 'searchbox') && node.flags & Flag.expanded;
}
let owner = null;

export function nameOptions(nodes) {
  const field = nodes.findLast(hasList), el = field?.record.el ?? null;
  if (owner && owner !== el) for (const name of ['aria-autocomplete', 'aria-controls', 'aria-activedescendant']) owner.removeAttribute(name);
  owner = el;
  if (!field) return;
  const list = nodes.find(node => roleOf(node) === 'listbox'), chosen = nodes.find(node => roleOf(node) === 'option' && node.flags & Flag.selected);
  const set = (name, value) => { if (value === null) el.removeAttribute(name); else if (el.getAttribute(name) !== value) el.setAttribute(name, value); };
  set('aria-autocomplete', 'list');
  if (roleOf(field) === 'combobox') set('aria-expanded', String(Boolean(list)));
  set('aria-controls', list ? `n${list.id}` : null);
  set('aria-activedescendant', chosen ? `n${chosen.id}` : null);
}

export function wrapTab(event) {
  if (!modal) return;
  const stops = [...modal.querySelectorAll('button, input, textarea, a[href], [tabindex]')].filter(el => el.tabIndex >= 0 && !el.disabled);
  const at = stops.indexOf(document.activeElement), edge = event.shiftKey ? 0 : stops.length - 1;
  if (!stops.length || (at >= 0 && at !== edge)) return;
  event.preventDefault();
  stops[event.shiftKey ? stops.length - 1 : 0].focus();
}
