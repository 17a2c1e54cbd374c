// One node as one element: which tag, which role, which attributes. Names go in as text or attributes, never as HTML.
import {tint} from './colours.js';
import {classOf, kerningOf} from './text.js';
import {prepareField} from './fields.js';
import {makeScroller} from './scroll.js';
import {toUnits} from './parts.js';

// Bits of platform.h's node flags (tests/web/platform compares the two).
export const Flag = Object.freeze({
  current: 1 << 0, disabled: 1 << 1, rtl: 1 << 2, multiline: 1 << 3, password: 1 << 4, expanded: 1 << 5, collapsed: 1 << 6,
  selected: 1 << 7, last_line: 1 << 8, popup: 1 << 9, scroller: 1 << 10, hidden_text: 1 << 11, checked: 1 << 12, email: 1 << 13,
  external: 1 << 14, focus_ring_inset: 1 << 15, static: 1 << 16, newline: 1 << 17, scroll_keys: 1 << 18,
  takes_keys: 1 << 19, enter_breaks: 1 << 20, local_time: 1 << 21, phone: 1 << 22, new_password: 1 << 23, invalid: 1 << 24,
  has_menu: 1 << 25, checkable: 1 << 26,
});

// platform.h's Role, in its order: [name, tag, role attribute, ways].
// press: an action; text: its name is its text; spoken: its text is announced, not seen; bare: it has no name.
const kinds = [
  ['none', 'div', '', 'bare'], ['region', 'section', ''], ['navigation', 'nav', ''], ['link', 'a', '', 'press'], ['list', 'div', 'list'],
  ['listitem', 'div', 'listitem', 'press'], ['button', 'button', '', 'press'], ['heading', 'div', 'heading'], ['log', 'div', 'log'],
  ['article', 'div', 'article'], ['line', 'span', '', 'text'], ['textbox', 'textarea', '', 'field'], ['tablist', 'div', 'tablist'],
  ['tab', 'button', 'tab', 'press'], ['menu', 'div', 'menu'], ['menuitem', 'button', 'menuitem', 'press'],
  ['status', 'div', 'status', 'spoken'], ['alert', 'div', 'alert', 'spoken'], ['img', 'div', 'img'], ['separator', 'div', 'separator'],
  ['toolbar', 'div', 'toolbar'], ['form', 'form', ''], ['banner', 'header', 'banner'], ['dialog', 'div', 'dialog'],
  ['label', 'span', '', 'text'], ['checkbox', 'button', 'checkbox', 'press'], ['media_audio', 'audio', ''], ['media_video', 'video', ''],
  ['table', 'div', 'table'], ['row', 'div', 'row', 'press'], ['cell', 'div', 'cell'], ['group', 'div', 'group'], ['main', 'main', ''],
  ['combobox', 'input', 'combobox', 'field'], ['listbox', 'div', 'listbox'], ['option', 'div', 'option', 'press'],
  ['radiogroup', 'div', 'radiogroup'], ['radio', 'button', 'radio', 'press'], ['toggle', 'button', 'switch', 'press'], ['slider', 'div', 'slider'],
  ['searchbox', 'input', 'searchbox', 'field'],
].map(([name, tag, role, way = '']) => ({name, tag, role, way}));

const kindOf = node => kinds[node.role] ?? kinds[0];
export const roleOf = node => kindOf(node).name;
export const takesPress = node => kindOf(node).way === 'press' && !(node.flags & Flag.static);

// A button that shows a file is a link for the browser: it can be dragged out, and opened beside the page.
const holdsFile = node => kindOf(node).name === 'button' && Boolean(node.description);

function tagOf(node, kind) {
  if (holdsFile(node)) return 'a';
  return kind.way === 'field' && !(node.flags & Flag.multiline) ? 'input' : kind.tag;
}

export function create(node) {
  const kind = kindOf(node);
  const el = document.createElement(tagOf(node, kind));
  const checkable = node.flags & Flag.checkable ? 'checkbox' : '';
  if (kind.role || holdsFile(node)) el.setAttribute('role', kind.role + checkable || 'button');
  if (kind.way === 'spoken') el.className = 'spoken-text';
  if (takesPress(node)) el.className = 'press';
  if (el.tagName === 'BUTTON') el.type = 'button';
  if (kind.name === 'log') {
    el.setAttribute('aria-live', 'off');  // history scrolled in is no news; announce() tells what is new
    el.tabIndex = 0;
  }
  if (kind.name === 'slider') el.tabIndex = 0;
  if (kind.name === 'option' || kind.name === 'listbox') el.id = `n${node.id}`;  // a combobox names them
  if (kind.name === 'dialog') el.setAttribute('aria-modal', 'true');
  if (kind.name === 'article') el.tabIndex = -1;  // the app walks through messages
  if (kind.name === 'media_audio' || kind.name === 'media_video') [el.controls, el.preload] = [true, 'metadata'];
  if (kind.name === 'separator' && node.size) [el.className, el.tabIndex] = ['splitter', 0];
  if (kind.way === 'field') prepareField(el, node);
  const record = {id: node.id, el, inner: el, node: null, parent: null, shape: create.shapeOf(node), sized: kind.way !== 'text', applied: {}, text: null, texts: null};
  if (node.flags & Flag.scroller) record.inner = makeScroller(record);
  return record;
}
// What cannot be changed in place.
create.shapeOf = node => node.role << 4 | (node.flags & Flag.multiline ? 1 : 0) | (node.flags & Flag.scroller ? 2 : 0) | (takesPress(node) ? 4 : 0) | (holdsFile(node) ? 8 : 0) | (node.flags & Flag.checkable ? 1 << 10 : 0);

function attribute(record, name, value) {
  if ((record.applied[name] ?? null) === value) return;
  record.applied[name] = value;
  if (value === null) record.el.removeAttribute(name);
  else record.el.setAttribute(name, value);
}

// A text node of its own, so that children of the same element are left alone. A translator may have put another in
// its place: what it wrote goes when the words change.
function setText(record, text) {
  if (record.text && record.text.parentNode !== record.el && record.text.data !== text) {
    for (const node of [...record.el.childNodes]) if (node.nodeType === Node.TEXT_NODE || node.tagName === 'FONT') node.remove();
    record.text = null;
  }
  if (!record.text) record.el.prepend(record.text = document.createTextNode(text));
  else if (record.text.data !== text) record.text.data = text;
}

// Font and colours, by the classes of all that look like it.
function dress(record, node, name, more = '') {
  const {el, applied} = record;
  const look = `${name} ${classOf(node.style)}${tint(el, 'ink', node.rgba)}${node.selected ? tint(el, 'chosen', node.selected) : ''}${more}`;
  attribute(record, 'lang', node.language || null);
  if (applied.look === look) return;
  el.className = applied.look && el.classList.contains('selected') ? `${look} selected` : look;  // js/selection.js
  applied.look = look;
}

const allowed = /^(https?:|mailto:|tel:|#|\/(?!\/))/i;
const leadsAway = /^(https?:|mailto:|tel:)/i;
const ours = /^\/(?!\/).*$/;

// One row of a line's value: what lies at these bytes leads there.
function linkOf(row, name) {
  const [begin, end, begins, address, whole] = row.split('\t');
  return {begin: toUnits(name, Number(begin)), end: toUnits(name, Number(end)), begins: begins === '1', address, whole};
}

// A link of two lines is one to the ear: its first part says it all, the others are only for the eye and the pointer.
function anchorOf(link, words) {
  const a = document.createElement('a');
  a.append(words);
  if (!leadsAway.test(link.address)) return a;
  a.href = link.address;
  a.rel = 'noopener noreferrer nofollow';
  if (a.protocol.startsWith('http')) a.target = '_blank';
  if (!link.begins) [a.tabIndex, a.ariaHidden] = [-1, 'true'];
  else if (link.whole !== words.data) a.setAttribute('aria-label', link.whole);
  // The host as it is asked for: letters of other scripts may look like those of a well-known name.
  if (a.hostname && !link.whole.toLowerCase().includes(a.hostname)) a.title = a.hostname;
  return a;
}

// The line's own text with anchors in it; made anew only when the words or the links are others.
function setLinkedText(record, node, text) {
  const key = `${text}\n${node.value}`;
  if (record.applied.linked === key) return;
  record.applied.linked = key;
  const links = node.value.split('\n').filter(Boolean).map(row => linkOf(row, node.name));
  record.texts = [];
  const parts = [];
  const part = (from, to) => {
    const words = document.createTextNode(text.slice(from, to));
    record.texts.push(words);
    return words;
  };
  let at = 0;
  for (const link of links) {
    if (link.begin > at) parts.push(part(at, link.begin));
    parts.push(anchorOf(link, part(link.begin, link.end)));
    at = link.end;
  }
  if (at < text.length || !parts.length) parts.push(part(at, text.length));
  record.el.replaceChildren(...parts);
}

function describeLink(record, node) {
  const external = Boolean(node.flags & Flag.external);
  attribute(record, 'href', allowed.test(node.value) ? node.value : null);
  attribute(record, 'target', external ? '_blank' : null);
  attribute(record, 'rel', external ? 'noopener noreferrer nofollow' : null);
}

// The canvas draws any white space as a blank: so does the element.
function describeText(record, node, kind) {
  const text = node.name.replace(/[\t\n\f\r]/g, ' ');
  if (kind.name === 'line') setLinkedText(record, node, text);
  else setText(record, text);
  dress(record, node, kind.name, node.value ? tint(record.el, 'link', node.linkRgba) : '');
  const kerning = kerningOf(node.name);
  if ((record.applied.kerning ?? 'auto') !== kerning) record.el.style.fontKerning = record.applied.kerning = kerning;
  attribute(record, 'dir', node.flags & Flag.rtl ? 'rtl' : 'ltr');
  if (kind.name === 'label') attribute(record, 'aria-hidden', node.flags & Flag.hidden_text ? 'true' : null);
}

function describeField(record, node) {
  dress(record, node, 'field');
  attribute(record, 'aria-label', node.name);
  const [hint, more] = node.description.split('\t');
  attribute(record, 'placeholder', hint || null);
  attribute(record, 'aria-description', more || null);
  attribute(record, 'aria-invalid', node.flags & Flag.invalid ? 'true' : null);
  attribute(record, 'lang', node.language || null);
  if (node.flags & Flag.multiline) {
    const breaks = Boolean(node.flags & Flag.enter_breaks);
    attribute(record, 'enterkeyhint', breaks ? 'enter' : 'send');
    attribute(record, 'data-enter', breaks ? 'breaks' : 'sends');
  }
  if (record.el.disabled !== Boolean(node.flags & Flag.disabled)) record.el.disabled = !record.el.disabled;
}

function describeSplitter(record, node) {
  attribute(record, 'aria-orientation', 'vertical');
  attribute(record, 'aria-valuemin', String(node.level));
  attribute(record, 'aria-valuenow', String(node.position));
  attribute(record, 'aria-valuemax', String(node.size));
}

function describeSlider(record, node) {
  attribute(record, 'aria-valuenow', String(node.level));
  attribute(record, 'aria-valuemin', String(node.position));
  attribute(record, 'aria-valuemax', String(node.size));
  attribute(record, 'aria-valuetext', node.value || null);
}

function describeStates(record, node, kind) {
  const has = flag => Boolean(node.flags & flag);
  attribute(record, 'aria-current', has(Flag.current) ? (kind.name === 'link' ? 'page' : 'true') : null);
  attribute(record, 'aria-disabled', has(Flag.disabled) ? 'true' : null);
  attribute(record, 'aria-expanded', has(Flag.expanded) ? 'true' : has(Flag.collapsed) ? 'false' : null);
  if (kind.name === 'tab' || kind.name === 'option') attribute(record, 'aria-selected', String(has(Flag.selected)));
  attribute(record, 'aria-haspopup', has(Flag.has_menu) ? 'menu' : null);
  if (['checkbox', 'radio', 'toggle'].includes(kind.name) || has(Flag.checkable)) attribute(record, 'aria-checked', String(has(Flag.checked)));
  if (kind.name === 'heading') attribute(record, 'aria-level', String(Math.max(1, node.level)));
  if (kind.name === 'slider') return describeSlider(record, node);
  attribute(record, 'aria-posinset', node.position > 0 ? String(node.position) : null);
  attribute(record, 'aria-setsize', node.size > 0 && node.position > 0 ? String(node.size) : null);
  const inside = has(Flag.focus_ring_inset), {applied} = record;
  if ((applied.inside ?? false) !== inside) record.el.classList.toggle('ring-inside', applied.inside = inside);
}

export function describe(record, node) {
  const kind = kindOf(node);
  if (kind.way === 'text') return describeText(record, node, kind);
  if (kind.way === 'field') return describeField(record, node);
  if (kind.way === 'spoken') setText(record, node.name);
  else if (kind.way !== 'bare') attribute(record, 'aria-label', node.name || null);
  if (kind.name === 'link') describeLink(record, node);
  if (holdsFile(node)) attribute(record, 'href', node.description.split('\t')[2]?.match(ours)?.[0] ?? null);
  if (kind.name === 'media_audio' || kind.name === 'media_video') attribute(record, 'src', /^(blob:|\/(?!\/))/.test(node.value) ? node.value : null);
  if (kind.name === 'separator' && node.size) describeSplitter(record, node);
  else describeStates(record, node, kind);
}
