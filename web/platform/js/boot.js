// Starts the page: hands WebAssembly what it may call, then listens to the browser.
import './early.js';
import './kept_store.js';
import createApp from './app.js';
import {announce} from './announce.js';
import {caretAt} from './caret.js';
import {copyText, watchCopy} from './copy.js';
import {watchDrag} from './drag.js';
import {fieldCaret, fieldText, focus, replaceInField, setFieldText, watchFields} from './fields.js';
import {watchFocus} from './focus.js';
import {chooseFiles, forgetFile, upload} from './files.js';
import {draw, watchContext} from './gfx.js';
import {readText, wasm} from './heap.js';
import {installHooks, report} from './hooks.js';
import {image} from './images.js';
import {appleKeys, takeKey, watchInput} from './input.js';
import {bringLater, instantiateWasm, laterHere, laterStands, moreWords} from './later.js';
import {breakLines, fit} from './lines.js';
import {dropCommand, forgetKept, keepCommand, keepReceived, openKept} from './kept.js';
import {showLastView} from './last_view.js';
import {kick, wakeAfter} from './loop.js';
import {askToNotify, chime, notify, notifyPermission, watchNotifications} from './notify.js';
import {plane, recordOf, records} from './plane.js';
import {lineParts} from './parts.js';
import {passages, watchPassages} from './passages.js';
import {watchPaste} from './paste.js';
import {icon, page, raster, shadow} from './raster.js';
import {preferTextInDom, readScreen, watchScreen} from './screen.js';
import {selected, watchSelection} from './selection.js';
import {pageColours, systemColours} from './colours.js';
import {bytes, number, numberText, percent, plural, readNumber, setLanguage, showWords, wantLanguage, wordsToStart} from './language.js';
import {watchSplitters} from './splitter.js';
import {closeSocket, openSocket, presence, request, send} from './socket.js';
import {buildId, download, go, goBack, random, reload, setTitle, store, stored, watchPage} from './store.js';
import {tellTabs, watchTabs} from './tabs.js';
import {measure, measureWhenIdle, setStyles, watchFonts} from './text.js';
import {dayNumber, format, now, utcOffset} from './time.js';
import {registerWorker} from './worker.js';

const element = document.getElementById('plane');

async function start() {
  const words = await wordsToStart();  // asked for while WebAssembly was on its way
  wasm.started = true;
  showWords(words);
  watchFields(element, recordOf);
  watchFocus(element, recordOf);
  watchSplitters(element, recordOf);
  watchInput(element);
  watchCopy(records);
  watchDrag(element);
  watchPassages();
  watchPaste();
  watchSelection(element);
  watchFonts();
  watchScreen();
  watchPage();
  watchTabs();
  watchNotifications();
  kick(2);
  // What the page needs comes first.
  if (document.readyState === 'complete') registerWorker();
  else addEventListener('load', registerWorker, {once: true});
}

wasm.platform = {
  start, kick, wakeAfter, report,
  styles: setStyles, measure, measureWhenIdle, breakLines, fit, lineParts, raster, icon, shadow, page, draw, image, pageColours, systemColours,
  plane, passages, selected, preferTextInDom, caretRect: caretAt, fieldCaret, replaceInField, fieldText, setFieldText, focus, announce, takeKey, appleKeys,
  copyText: (at, size) => copyText(readText(at, size)),
  now, format, dayNumber, utcOffset, wantLanguage, setLanguage, number, readNumber, numberText, percent, bytes, plural, setTitle, buildId, bringLater, laterHere, laterStands, moreWords, stored, store, openSocket, send, closeSocket, fetch: request, chooseFiles, upload, forgetFile,
  random: at => random(at, wasm), reload, go, goBack, download,
  openKept, keepReceived, keepCommand, dropCommand, forgetKept, tellTabs, presence, notify, askToNotify, notifyPermission, chime,
};
wasm.instantiateWasm = instantiateWasm;
// Before main(): the app may ask for the screen, for widths and for pages at once.
wasm.onRuntimeInitialized = () => {
  watchContext();
  readScreen();
};
installHooks();
showLastView();
createApp(wasm);
