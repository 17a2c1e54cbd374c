// For tests only; tells nothing that the page does not show.
import {caretRect} from './caret.js';
import {wasm} from './heap.js';
import {counts, isIdle, kick, scriptTimes} from './loop.js';
import {counts as raster} from './raster.js';
import {firstWords} from './language.js';
import {isLoading} from './images.js';
import {breakText} from './lines.js';
import {alignScrollers, follow, forgetScroller, makeScroller, moveBy, settleScrollers} from './scroll.js';
import {isUploading} from './files.js';
import {isAwaited, surprises} from './later.js';
import {isRestoring} from './kept.js';
import {isWaiting} from './socket.js';
import {cssFontOf, fontOf, kerningOf} from './text.js';
import {freeze} from './time.js';

// Pieces that are measured by themselves against the browser's own; bundling leaves them no address to be imported from.
const pieces = Object.freeze({alignScrollers, breakText, caretRect, cssFontOf, follow, fontOf, forgetScroller, kerningOf, makeScroller, moveBy, settleScrollers});

let reported = {};
export function report(frames, runs, uploads, nodes, pages, evictions, pageMib, compactions, measured, placed) {
  reported = {runs, nodes, pages, evictions, pageMib, compactions, measured, placed};
}

const nextFrame = () => new Promise(done => requestAnimationFrame(done));

// Resolves when no frame is wanted, nothing is loading, and that held for two frames of the browser.
async function settled() {
  await firstWords;
  await document.fonts.ready;
  for (let quiet = 0; quiet < 2;) {
    await nextFrame();
    quiet = isIdle() && !isLoading() && !isWaiting() && !isUploading() && !isRestoring() && !isAwaited() ? quiet + 1 : 0;
  }
}

function stats() {
  const {p50, p95} = scriptTimes();
  return {frames: counts.frames, planes: counts.planes, uploads: raster.uploads, surprises, ...reported, heapBytes: wasm.HEAPU8?.length ?? 0, p50, p95};
}

function freezeTime(ms) {
  freeze(ms ?? null);
  kick(2);
}

export function installHooks() {
  Object.defineProperty(window, '__tributary', {value: Object.freeze({settled, stats, freezeTime, pieces})});
}
