// The program comes in two parts (cmake/split.py, web/later.txt): what the first screen needs, and pages and dialogs that come when
// that stands. The first part calls the second through places in its table, which the second fills when it arrives. Its words
// (cmake/later_words.py) come with it and are there before it.
import {bringProgram, firstProgram} from './early.js';
import {answerText} from './heap.js';
import {bringRest, bringRestNow, rest, retry_ms} from './language.js';
import {kick} from './loop.js';

const later = '/later.wasm';
let code = null, coming = null, here = false, awaited = false;
export let surprises = 0;  // calls that came before their code, where nobody had thought of waiting

// A person waits for what has not come yet.
export const isAwaited = () => awaited && !whole();

// After a change of the language its words may still be on their way.
const whole = () => here && rest() !== '';

export const laterStands = () => whole() ? 1 : 0;

function arrived() {
  here = true;
  kick(awaited ? 2 : 1);
}

async function bringCode() {
  const [module] = await Promise.all([here ? null : WebAssembly.compileStreaming(fetch(later, {credentials: 'same-origin'})), bringRest()]);
  if (!here) await WebAssembly.instantiate(module, {first: code});
}

function bring() {
  if (!whole()) coming ??= bringCode().then(arrived, () => {
    if (awaited && !whole()) setTimeout(bring, retry_ms);
  }).finally(() => { coming = null; });
}

// The first screen stands: the rest may come when the browser has nothing better to do.
export function bringLater() {
  if (self.requestIdleCallback) requestIdleCallback(bring, {timeout: retry_ms});
  else setTimeout(bring, 0);
}

export function laterHere() {
  if (!whole()) {
    awaited = true;
    bring();
  }
  return whole() ? 1 : 0;
}

// In the middle of a call nobody can wait: the browser stands still until the code is here. A window gets bytes that way
// only as text, one sign each.
function bringNow() {
  if (here) return;
  surprises++;
  bringRestNow();
  const request = new XMLHttpRequest();
  request.open('GET', later, false);
  request.overrideMimeType('text/plain; charset=x-user-defined');
  request.send();
  const bytes = Uint8Array.from(request.responseText, sign => sign.charCodeAt(0) & 0xff);
  new WebAssembly.Instance(new WebAssembly.Module(bytes), {first: code});
  arrived();
}

// The second part's words for the app, all of them. Needed too early, they come like code that is called too early.
export function moreWords(needed) {
  if (needed && !rest()) {
    surprises++;
    bringRestNow();
  }
  answerText(rest());
}

const places = new Proxy({}, {
  get: (_, place) => (...values) => {
    bringNow();
    return Object.values(code).find(one => one instanceof WebAssembly.Table).get(Number(place))(...values);
  },
});

// Emscripten's own way in. Code that was cut off on the way is asked for again: nobody should have to reload.
export function instantiateWasm(imports, ready) {
  const start = async module => {
    const instance = await WebAssembly.instantiate(module, {...imports, placeholder: places});
    code = instance.exports;
    ready(instance, module);
  };
  const take = coming => coming.then(start, trouble => {
    if (!(trouble instanceof TypeError)) throw trouble;  // no network is one; what came and is no code stays none
    setTimeout(() => take(bringProgram()), retry_ms);
  });
  take(firstProgram);
  return {};
}
