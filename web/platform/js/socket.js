// The one socket and same-origin requests.
import {ask, askedEarly, newSocket, openedEarly} from './early.js';
import {emit, Kind, readText} from './heap.js';
import {kick} from './loop.js';

let socket = null;
let requests = 0;
export const isWaiting = () => requests > 0;

// What is said goes out in a task of its own: a key that says something is on the screen before.
const outbox = [], posted = new MessageChannel();
posted.port1.onmessage = sendOut;
addEventListener('pagehide', sendOut);

function sendOut() {
  const texts = outbox.splice(0);
  if (socket?.readyState === WebSocket.OPEN) for (const text of texts) socket.send(text);
}

function say(text) {
  if (socket?.readyState !== WebSocket.OPEN) return;
  if (!outbox.length) posted.port2.postMessage(0);
  outbox.push(text);
}

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
  say(here);
  repeating = setTimeout(sayHere, again_ms);
}

export function presence(at, size, repeats) {
  const text = readText(at, size);
  if (!repeats) return say(text);
  here = text;  // empty: no more of it
  sayHere();
}

export function openSocket() {
  closeSocket();
  here = '';
  const mine = socket = openedEarly() ?? newSocket();
  const current = handle => event => { if (socket === mine) handle(event); };
  const opened = current(() => raise(Kind.socket_opened, {}));
  if (mine.readyState === WebSocket.OPEN) queueMicrotask(opened);
  else mine.onopen = opened;
  mine.onmessage = current(event => { if (typeof event.data === 'string') raise(Kind.socket_text, {text: event.data}); });
  mine.onclose = current(event => {
    socket = null;
    raise(Kind.socket_closed, {number: event.code, text: event.reason});
  });
}

export function send(at, size) {
  say(readText(at, size));
}

// Nothing more is heard of a socket that the app closed itself.
export function closeSocket() {
  sendOut();
  const old = socket;
  socket = null;
  old?.close();
}

export async function request(tag, methodAt, methodSize, pathAt, pathSize, bodyAt, bodySize, onceAt, onceSize) {
  requests++;
  const method = readText(methodAt, methodSize), path = readText(pathAt, pathSize), body = readText(bodyAt, bodySize), once = readText(onceAt, onceSize);
  const {status, text} = await (askedEarly(path) ?? ask(method, path, body, once));
  requests--;
  raise(Kind.fetched, {number: tag, status, text});
}
