// What comes in by paste or drop becomes plain text. Formatted text keeps its lists, links and paragraphs in signs that
// everybody can read; it is parsed into a document that runs nothing and loads nothing.
import {hovering, takeFiles} from './files.js';

const blocks = /^(ADDRESS|ARTICLE|ASIDE|BLOCKQUOTE|DD|DIV|DL|DT|FIGURE|FOOTER|FORM|H[1-6]|HEADER|HR|LI|MAIN|NAV|OL|P|PRE|SECTION|TABLE|TBODY|THEAD|TR|UL)$/;
const silent = /^(SCRIPT|STYLE|TEMPLATE|NOSCRIPT|HEAD|TITLE|IFRAME|OBJECT|SVG|MATH|SELECT|TEXTAREA)$/i;
const allowed = /^(https?:|mailto:|tel:)/i;
const depth_max = 200;

// Handlers would be refused by the page's policy, loudly; nothing of a tag but its name and its address is read.
const withoutHandlers = html => html.replace(/<[a-z][^>]*>/gi, tag => tag.replace(/[\s/"']on[a-z]+\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, ' '));

function inert(source) {
  const html = withoutHandlers(source);
  try {
    return Document.parseHTML ? Document.parseHTML(html) : new DOMParser().parseFromString(html, 'text/html');
  } catch {
    return null;  // the page's policy forbids it: the plain text that came along serves
  }
}

// Text grows at the end; a block begins on a line of its own.
class Sheet {
  text = '';
  begun = 0;  // the end of the sign that begins an item: what follows goes beside it
  fresh() { if (this.text.length !== this.begun && !this.text.endsWith('\n')) this.text += '\n'; }
  gap() {
    this.fresh();
    if (this.text.length !== this.begun && !this.text.endsWith('\n\n')) this.text += '\n';
  }
  words(text) {
    const plain = text.replace(/[\t\n\f\r ]+/g, ' ');
    this.text += !this.text || /\s$/.test(this.text) ? plain.trimStart() : plain;
  }
}

function link(sheet, el, depth) {
  const start = sheet.text.length, address = el.getAttribute('href') ?? '';
  children(sheet, el, depth);
  const words = sheet.text.slice(start).trim();
  if (!allowed.test(address) || !words) return;
  const same = [address, address.replace(/^(https?:\/\/|mailto:|tel:)/i, ''), address.replace(/\/$/, '')].includes(words);
  if (words !== address && !same) sheet.text = `${sheet.text.trimEnd()} (${address})`;
  else sheet.text = sheet.text.slice(0, start) + sheet.text.slice(start).replace(words, () => address.replace(/^(mailto|tel):/i, ''));  // a $ is no sign of its own
}

function item(sheet, el, depth) {
  const list = el.parentElement, nested = list?.parentElement?.closest('ul, ol') ? '  ' : '';
  sheet.begun = 0;
  sheet.fresh();
  sheet.text += nested + (list?.tagName === 'OL' ? `${[...list.children].indexOf(el) + (list.start || 1)}. ` : '- ');
  sheet.begun = sheet.text.length;
  children(sheet, el, depth);
}

function element(sheet, el, depth) {
  const tag = el.tagName.toUpperCase();
  if (silent.test(tag) || el.hidden) return;
  if (tag === 'BR') sheet.text += '\n';
  else if (tag === 'HR') { sheet.fresh(); sheet.text += '---\n'; }
  else if (tag === 'IMG') sheet.words(el.getAttribute('alt') ?? '');
  else if (tag === 'A') link(sheet, el, depth);
  else if (tag === 'LI') item(sheet, el, depth);
  else if (tag === 'PRE') { sheet.fresh(); sheet.text += el.textContent; sheet.fresh(); }
  else if (tag === 'TD' || tag === 'TH') { children(sheet, el, depth); if (el.nextElementSibling) sheet.text = sheet.text.trimEnd() + '\t'; }
  else if (blocks.test(tag)) {
    const apart = /^(P|H[1-6]|BLOCKQUOTE|TABLE)$/.test(tag) && el.parentElement?.tagName !== 'LI';  // office programs put a paragraph into every item
    if (apart || (/^(UL|OL)$/.test(tag) && !el.parentElement?.closest('li'))) sheet.gap(); else sheet.fresh();
    children(sheet, el, depth);
    if (apart) sheet.gap(); else sheet.fresh();
  } else children(sheet, el, depth);
}

function children(sheet, el, depth) {
  if (depth > depth_max) return;
  for (const node of el.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) sheet.words(node.data);
    else if (node.nodeType === Node.ELEMENT_NODE) element(sheet, node, depth + 1);
  }
}

export function textOfHtml(html) {
  const page = inert(html);
  if (!page?.body) return null;
  const sheet = new Sheet();
  children(sheet, page.body, 0);
  return sheet.text.replace(/\u00A0/g, ' ').replace(/[ \t]+\n/g, '\n').replace(/\n{3,}/g, '\n\n').trim();
}

// By the editing command, so that it can be undone as one step.
export function insert(el, text) {
  const {selectionStart, selectionEnd} = el;
  el.setSelectionRange(0, 0);  // what was typed before is a step of its own
  el.setSelectionRange(selectionStart, selectionEnd);
  const done = document.execCommand('insertText', false, text);
  if (!done) el.setRangeText(text, el.selectionStart, el.selectionEnd, 'end');
  if (!done) el.dispatchEvent(new InputEvent('input', {bubbles: true, inputType: 'insertText'}));
}

const html_bytes_max = 2e6;

function paste(event) {
  const el = event.target, data = event.clipboardData;
  if (!(el instanceof HTMLTextAreaElement) || el.disabled) return filesOnly(event, data);
  const html = data.getData('text/html'), plain = data.getData('text/plain');
  if (!plain && (!html || data.files.length)) return filesOnly(event, data);  // a picture copied from a page brings its markup along
  if (!html || html.length > html_bytes_max || !/<(a|li|ul|ol|p|br|div|h\d|td|table|pre|blockquote)\b/i.test(html)) return;  // as it is
  const text = textOfHtml(html);
  if (!text || text === plain) return;
  event.preventDefault();
  insert(el, text);
}

function filesOnly(event, data) {
  if (!data.files.length) return;
  event.preventDefault();
  takeFiles(data.files);
}

const holdsFiles = event => [...event.dataTransfer?.types ?? []].includes('Files');
const ontoField = event => event.target.closest?.('.field');

function over(event) {
  if (holdsFiles(event)) event.dataTransfer.dropEffect = 'copy';
  hovering(holdsFiles(event));
  if (holdsFiles(event) || !ontoField(event)) event.preventDefault();
}

function drop(event) {
  if (ontoField(event) && !holdsFiles(event)) return;  // text, by the browser, at the caret
  event.preventDefault();  // or the browser would open the file instead, and what is typed would be lost
  hovering(false);
  if (event.dataTransfer?.files.length) takeFiles(event.dataTransfer.files);
}

const left = event => { if (!event.relatedTarget) hovering(false); };

export function watchPaste() {
  document.addEventListener('paste', paste);
  document.addEventListener('dragover', over);
  document.addEventListener('drop', drop);
  document.addEventListener('dragleave', left);
  document.addEventListener('dragend', () => hovering(false));
}
