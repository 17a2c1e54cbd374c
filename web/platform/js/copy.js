// Copying gives the source text: what was selected of one message as it was written, of several each with its time
// and its author. As HTML it keeps the links.
import {Flag, roleOf} from './element.js';
import {emit, Kind} from './heap.js';
import {kick} from './loop.js';
import {toUnits} from './parts.js';
import {hiddenAfter, hiddenBefore, passageAt, passageCount, placeOf} from './passages.js';
import {timeWords} from './time.js';

const inOrder = (a, b) => a.el.compareDocumentPosition(b.el) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;

// The selected part of one line: {from, to} in its text, or null.
function selectedPart(record, range) {
  let from = -1, to = 0, at = 0;
  for (const text of record.texts ?? []) {
    if (range.intersectsNode(text)) {
      const begin = range.startContainer === text ? range.startOffset : 0, end = range.endContainer === text ? range.endOffset : text.data.length;
      if (end > begin) [from, to] = [from < 0 ? at + begin : from, at + end];
    }
    at += text.data.length;
  }
  return from < 0 ? null : {from, to};
}

// Messages whose elements are there: id -> {lines with their selected parts}.
function drawnMessages(records, range) {
  const messages = new Map();
  const lines = [...records.values()].filter(r => r.node && roleOf(r.node) === 'line').sort(inOrder);
  for (const record of lines) {
    const part = selectedPart(record, range);
    if (part) messages.set(record.parent.id, [...(messages.get(record.parent.id) ?? []), {record, ...part}]);
  }
  return messages;
}

// Where the selected part lies in the message as it was written.
function extent(passage, lines) {
  const first = lines[0], last = lines.at(-1);
  const offset = ({record}) => toUnits(passage.text, record.node.position);
  return {passage, from: offset(first) + first.from, to: offset(last) + last.to};
}

// Words that are no message's own text ("Attachment without words"), line by line.
function withoutPassage(lines) {
  let text = '', gap = '';
  for (const {record, from, to} of lines) {
    text += gap + record.texts.map(part => part.data).join('').slice(from, to);
    gap = record.node.flags & Flag.newline ? '\n' : record.node.gap > 0 ? ' ' : '';
  }
  return {passage: null, who: lines[0].record.parent.node.description, text};
}

// A note about a person is in no thread: its article has what was written.
function apart(lines) {
  const {value, description} = lines[0].record.parent.node;
  return value ? {...extent({text: value, links: ''}, lines), who: description} : withoutPassage(lines);
}

const whole = passage => ({passage, from: 0, to: passage.text.length});
const covers = (range, el) => el.isConnected && range.intersectsNode(el) && !el.contains(range.startContainer) && !el.contains(range.endContainer);

// Messages between the two ends of the selection may not be drawn; their words are known all the same.
export function selectedMessages(records, range) {
  const drawn = drawnMessages(records, range), list = [];
  let next = covers(range, hiddenBefore) ? 0 : -1;
  const upTo = end => { while (next >= 0 && next < end) list.push(whole(passageAt(next++))); };
  for (const [id, lines] of drawn) {
    const place = placeOf(id);
    if (place < 0) {
      list.push(apart(lines));
      continue;
    }
    upTo(place);
    list.push(extent(passageAt(place), lines));
    next = place + 1;
  }
  if (covers(range, hiddenAfter)) upTo(passageCount());
  return list;
}

const wordsOf = one => one.passage ? one.passage.text.slice(one.from, one.to) : one.text;
const whoOf = one => one.who ?? `[${timeWords(one.passage.at)}] ${one.passage.author}`;

export function plainText(messages) {
  if (messages.length === 1) return wordsOf(messages[0]);
  return messages.map(one => `${whoOf(one)}: ${wordsOf(one)}`).join('\n');
}

const escaped = text => text.replace(/[&<>"]/g, sign => ({'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'})[sign]);
const allowed = /^(https?:|mailto:|tel:)/i;

function linksOf(passage) {
  return passage.links.split('\n').filter(Boolean).map(row => {
    const [begin, end, , address] = row.split('\t');
    return {from: toUnits(passage.text, Number(begin)), to: toUnits(passage.text, Number(end)), address};
  });
}

function htmlOf(one) {
  if (!one.passage) return escaped(one.text);
  const {text} = one.passage;
  let html = '', at = one.from;
  for (const {from, to, address} of linksOf(one.passage)) {
    const begin = Math.max(at, from), end = Math.min(one.to, to);
    if (begin >= end || !allowed.test(address)) continue;
    html += `${escaped(text.slice(at, begin))}<a href="${escaped(address)}">${escaped(text.slice(begin, end))}</a>`;
    at = end;
  }
  return html + escaped(text.slice(at, one.to));
}

export function markup(messages) {
  const many = messages.length > 1;
  return messages.map(one => `<p>${many ? escaped(whoOf(one)) + ': ' : ''}${htmlOf(one).replace(/\n/g, '<br>')}</p>`).join('\n');
}

// True when words of messages are selected: then they are what goes along.
function give(records, data) {
  const selection = getSelection(), messages = selection.isCollapsed ? [] : selectedMessages(records, selection.getRangeAt(0));
  if (!messages.length) return false;
  data.setData('text/plain', plainText(messages));
  data.setData('text/html', markup(messages));
  return true;
}

// What is dragged away is what copying gives; a link, a file and a field's own words are the browser's and drag.js's.
export function watchCopy(records) {
  document.addEventListener('copy', event => {
    if (!event.target.closest?.('.field') && give(records, event.clipboardData)) event.preventDefault();
  });
  document.addEventListener('dragstart', event => {
    if (!event.target.closest?.('a, .field')) give(records, event.dataTransfer);
  });
}

// Without a permission to ask for: what a menu copies is a person's own wish.
export async function copyText(text) {
  let took = 1;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    took = 0;  // forbidden, or a browser that has none
  }
  emit(Kind.copied, {number: took});
  kick(2);
}
