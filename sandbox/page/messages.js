// What stands on one phone's screen.
import { day, make, time } from './dom.js';

// [mark, words, class]
function state(message) {
  if (message.direction === 'out') {
    if (message.note === 'received') return ['✓✓', 'received by the inbox', ''];
    return message.note === 'sending' ? ['◷', 'on its way', ''] : ['!', message.note, 'bad'];
  }
  if (message.status === 'read') return ['✓✓', 'read', 'read'];
  if (message.status === 'delivered') return ['✓✓', 'delivered', ''];
  return message.status === 'sent' ? ['✓', 'sent', ''] : ['◷', message.status, ''];
}

function medium(item) {
  if (!item.url) return make('p', { class: 'caption' }, make('a', { href: item.name, rel: 'noreferrer', target: '_blank' }, item.name));
  if (item.type.startsWith('image/')) return make('img', { src: item.url, alt: item.name, loading: 'lazy' });
  if (item.type.startsWith('audio/')) return make('audio', { src: item.url, controls: true, preload: 'none', 'aria-label': item.name });
  if (item.type.startsWith('video/')) return make('video', { src: item.url, controls: true, preload: 'metadata', 'aria-label': item.name });
  return make('p', { class: 'caption' }, make('a', { href: item.url, download: item.name }, item.name));
}

const marks = { location: '📍 ', contact: '👤 ', call: '📞 ', button: '', list: '' };

function describe(message) {
  const words = [message.text, message.detail].filter(Boolean).join(', ');
  if (message.media.length === 0) return words;
  const things = message.media.map((item) => item.name).join(', ');
  return words ? `${things}: ${words}` : things;
}

function article(message, phone) {
  const own = message.direction === 'out';
  const [mark, words, look] = state(message);
  const said = `${marks[message.kind] ?? ''}${[message.text, message.detail].filter(Boolean).join('\n')}`;
  const bubble = make('div', { class: message.media.length ? 'bubble bare' : 'bubble', dir: 'auto' }, ...message.media.map(medium));
  if (message.media.length && said) bubble.append(make('div', { class: 'caption', dir: 'auto' }, said));
  else if (said) bubble.append(said);
  return make('article', { class: own ? 'message own' : 'message', 'aria-label': `${own ? phone.name : 'Business'}, ${describe(message)}, ${time(message.atMs)}, ${words}` },
    bubble,
    make('div', { class: 'meta' }, make('span', {}, time(message.atMs)), make('span', { class: `tick ${look}`, role: 'img', 'aria-label': words, title: words }, mark)));
}

// What did not arrive is told, but its words are not shown: the customer has not seen them.
function notice(message) {
  if (message.status === 'failed' || message.status === 'undelivered')
    return make('p', { class: 'notice bad' }, `A message did not arrive: ${message.status}${message.error ? ` ${message.error}` : ''}`);
  return message.held ? make('p', { class: 'notice' }, 'A message waits until this phone can be reached') : null;
}

// Keeps one node per message and changes only what differs, so that a reader's place and selection stay.
export class Log {
  constructor(element) {
    this.element = element;
    this.nodes = new Map();
    this.empty = make('p', { class: 'empty' }, 'Nothing yet. Write something, and it will arrive in the inbox.');
  }

  show(messages, phone) {
    const log = this.element;
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
    const wanted = [];
    const seen = new Set();
    let lastDay = null;
    for (const message of messages) {
      const node = this.node(message, phone);
      seen.add(message.sid);
      if (!node) continue;
      const today = day(message.atMs);
      if (today !== lastDay) wanted.push(this.dayNode(today));
      lastDay = today;
      wanted.push(node);
    }
    for (const sid of [...this.nodes.keys()]) if (!seen.has(sid) && !sid.startsWith('day ')) this.nodes.delete(sid);
    if (wanted.length === 0) wanted.push(this.empty);
    this.place(wanted);
    if (atEnd) log.scrollTop = log.scrollHeight;
  }

  place(wanted) {
    const keep = new Set(wanted);
    for (const node of [...this.element.children]) if (!keep.has(node)) node.remove();
    wanted.forEach((node, at) => {
      if (this.element.children[at] !== node) this.element.insertBefore(node, this.element.children[at] ?? null);
    });
  }

  node(message, phone) {
    const key = JSON.stringify(message) + phone.name;
    const known = this.nodes.get(message.sid);
    if (known?.key === key) return known.node;
    const node = message.shown ? article(message, phone) : notice(message);
    this.nodes.set(message.sid, { key, node });
    return node;
  }

  dayNode(text) {
    const key = `day ${text}`;
    if (!this.nodes.has(key)) this.nodes.set(key, { key, node: make('p', { class: 'day' }, text) });
    return this.nodes.get(key).node;
  }
}
