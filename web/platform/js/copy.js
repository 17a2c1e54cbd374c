// Copying gives the source text: soft line ends become the gap they stand for, messages become paragraphs.
import {Flag, roleOf} from './element.js';

// The selected part of one line's text, or null.
function selectedPart(record, range) {
  const text = record.text;
  if (!text || !range.intersectsNode(text)) return null;
  const from = range.startContainer === text ? range.startOffset : 0;
  const to = range.endContainer === text ? range.endOffset : text.data.length;
  return to > from ? text.data.slice(from, to) : null;
}

const inOrder = (a, b) => a.el.compareDocumentPosition(b.el) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;

export function copiedText(records, range) {
  const messages = new Map();  // parent -> {prefix, text}
  const lines = [...records.values()].filter(r => r.node && roleOf(r.node) === 'line').sort(inOrder);
  for (const record of lines) {
    const part = selectedPart(record, range);
    if (part === null) continue;
    const message = messages.get(record.parent) ?? {prefix: record.parent.node.description ?? '', text: '', gap: ''};
    const {flags, gap} = record.node;
    message.text += message.gap + part;
    message.gap = flags & Flag.newline ? '\n' : gap > 0 ? ' ' : '';
    messages.set(record.parent, message);
  }
  const many = messages.size > 1;
  return [...messages.values()].map(m => many && m.prefix ? `${m.prefix}: ${m.text}` : m.text).join('\n');
}

export function watchCopy(records) {
  document.addEventListener('copy', event => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const text = copiedText(records, selection.getRangeAt(0));
    if (!text) return;
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
  });
}
