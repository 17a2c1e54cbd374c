// The seam to WebAssembly: its memory, its text, and the one way events go in.
export const wasm = {};  // Emscripten's module object; boot.js fills it

const decoder = new TextDecoder();
const encoder = new TextEncoder();

export const readText = (at, size) => decoder.decode(wasm.HEAPU8.subarray(at, at + size));

export function answerBytes(bytes) {
  const at = wasm._platform_room(bytes.length);
  wasm.HEAPU8.set(bytes, at);
}
export const answerText = text => answerBytes(encoder.encode(text));

export const idOf = (high, low) => (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);

// Numbers of platform.h's EventKind, in its order (tests/web/platform compares the two).
export const Kind = Object.freeze(Object.fromEntries([
  'pointer_move', 'pointer_down', 'pointer_up', 'scrolled', 'adjusted', 'key', 'activated', 'field_changed', 'field_enter', 'field_escape',
  'focused', 'context', 'resized', 'theme_changed', 'fonts_changed', 'context_lost', 'context_restored', 'visible',
  'socket_opened', 'socket_text', 'socket_closed', 'fetched', 'went', 'online', 'image_ready', 'timer', 'words_arrived', 'found', 'dropped',
  'hidden_long', 'uploaded', 'dragging', 'kept', 'told', 'voice', 'permission', 'copied',
].map((name, number) => [name, number])));

// While WebAssembly runs, focus() and the like raise events at once; they wait until it has returned.
let busy = false;
const waiting = [];

export function inside(call) {
  busy = true;
  try {
    return call();
  } finally {
    busy = false;
  }
}

// The text of the event that WebAssembly is hearing now, for who would only hand it back.
let heard = '';
export const delivered = () => heard;

function deliver({kind, x = 0, y = 0, number = 0, status = 0, node = 0n, text = ''}) {
  heard = text;
  answerText(text);
  inside(() => wasm._platform_event(kind, x, y, number, status, Number(node >> 32n), Number(node & 0xffffffffn)));
}

export function deliverWaiting() {
  while (!busy && waiting.length) deliver(waiting.shift());
}

export function emit(kind, fields) {
  if (!wasm.started) return;
  waiting.push({kind, ...fields});
  deliverWaiting();
}
