// The one socket and same-origin requests.
import {emit, Kind, readText} from './heap.js';
import {kick} from './loop.js';

let socket = null;
let requests = 0;
export const isWaiting = () => requests > 0;

function raise(kind, fields) {
  emit(kind, fields);
  kick(2);
}

// Looking at a conversation lasts thirty seconds at the relay: it is said again while somebody does, without a frame drawn.
const again_ms = 20_000;
let here = '', repeating = 0;
function sayHere() {
  clearTimeout(repeating);
  if (!here || socket?.readyState !== WebSocket.OPEN) return;
  socket.send(here);
  repeating = setTimeout(sayHere, again_ms);
}

export function presence(at, size, repeats) {
  const text = readText(at, size);
  if (!repeats) {
    if (socket?.readyState === WebSocket.OPEN) socket.send(text);
    return;
  }
  here = text;  // empty: no more of it
  sayHere();
}

export function openSocket() {
  closeSocket();
  here = '';
  const address = new URL('/api/v1/socket', location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const mine = socket = new WebSocket(address, 'tributary.v1');
  const current = handle => event => { if (socket === mine) handle(event); };
  mine.onopen = current(() => raise(Kind.socket_opened, {}));
  mine.onmessage = current(event => { if (typeof event.data === 'string') raise(Kind.socket_text, {text: event.data}); });
  mine.onclose = current(event => {
    socket = null;
    raise(Kind.socket_closed, {number: event.code, text: event.reason});
  });
}

export function send(at, size) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(readText(at, size));
}

// Nothing more is heard of a socket that the app closed itself.
export function closeSocket() {
  const old = socket;
  socket = null;
  old?.close();
}

async function ask(method, path, body, once) {
  const url = new URL(path, location.href);
  if (url.origin !== location.origin) return {status: 0, text: ''};
  const headers = {'X-Requested-By': 'app', ...(body ? {'Content-Type': 'application/json'} : {}), ...(once ? {'Idempotency-Key': once} : {})};
  try {
    const answer = await fetch(url, {method, headers, body: body || undefined, credentials: 'same-origin', cache: 'no-store'});
    return {status: answer.status, text: await answer.text()};
  } catch {
    return {status: 0, text: ''};  // no network: the app sees status 0
  }
}

// Who is here, and then a ticket: asked for while WebAssembly is on its way. What has waited for long (the page was
// opened where nobody looks) is asked anew, for a ticket ages fast.
const early = new Map(), young_ms = 10_000;
// Whoever signed out without a network is signed out first (web/app/link.cpp): the old session may not answer before.
function signsOut() {
  try {
    return localStorage.getItem('signing_out') !== null;
  } catch {
    return false;
  }
}
if (!location.hash.includes('link=') && !signsOut()) {
  const me = ask('GET', '/api/v1/me', '');
  early.set('/api/v1/me', me);
  early.set('/api/v1/session/ticket', me.then(answer => {
    if (answer.status === 200) return ask('POST', '/api/v1/session/ticket', '');
    early.clear();  // whoever signs in now gets one of their own
    return answer;
  }));
}

function askedEarly(path) {
  const answer = performance.now() < young_ms ? early.get(path) : null;
  early.delete(path);
  return answer;
}

export async function request(tag, methodAt, methodSize, pathAt, pathSize, bodyAt, bodySize, onceAt, onceSize) {
  requests++;
  const method = readText(methodAt, methodSize), path = readText(pathAt, pathSize), body = readText(bodyAt, bodySize), once = readText(onceAt, onceSize);
  const {status, text} = await (askedEarly(path) ?? ask(method, path, body, once));
  requests--;
  raise(Kind.fetched, {number: tag, status, text});
}
