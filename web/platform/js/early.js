// What the page will ask for first: its program, who is here, a ticket, the socket. It is on its way, and the program compiled
// by other threads, before anything else runs, for the first thing that runs, a graphics context, may keep the page waiting as
// long as all of these take.
const young_ms = 10_000;  // what has waited for longer (the page was opened where nobody looks) is asked anew: a ticket ages fast
const early = new Map();
let line = null;

export const bringProgram = () => WebAssembly.compileStreaming(fetch('/app.wasm', {credentials: 'same-origin'}));
export const firstProgram = bringProgram();
firstProgram.catch(() => {});  // whoever waits for it hears of it (later.js)

export async function ask(method, path, body, once) {
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

export function newSocket() {
  const address = new URL('/api/v1/socket', location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  return new WebSocket(address, 'tributary.v1');
}

// Whoever signed out without a network is signed out first (web/app/link.cpp): the old session may not answer before.
function signsOut() {
  try {
    return localStorage.getItem('signing_out') !== null;
  } catch {
    return false;
  }
}

// The answer to who is here, where it was asked for.
export let whoIsHere = null;

if (!location.hash.includes('link=') && !signsOut()) {
  whoIsHere = ask('GET', '/api/v1/me', '');
  early.set('/api/v1/me', whoIsHere);
  const path = '/api/v1/session/ticket', ticket = ask('POST', path, '');
  early.set(path, ticket);
  ticket.then(({status}) => {
    if (status === 200 && early.has(path)) line = newSocket();
    else early.delete(path);  // whoever signs in now gets one of their own
  });
}

const young = () => performance.now() < young_ms;

export function askedEarly(path) {
  const answer = young() ? early.get(path) : null;
  early.delete(path);
  return answer;
}

// The socket that is on its way already, once.
export function openedEarly() {
  const opened = line;
  line = null;
  if (opened && young() && opened.readyState <= WebSocket.OPEN) return opened;
  opened?.close();
  return null;
}
