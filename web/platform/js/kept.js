// What the browser keeps for when there is no network: what the relay said, frame by frame as it came, so that another
// page can be told the same again; and the commands that were not answered. One person's at a time. Frames are written by
// the tab that holds the lock, commands by every tab.
import {delivered, emit, Kind, readText} from './heap.js';
import {beginning, database, done, mayWrite, readBefore, whenWriter, writer} from './kept_store.js';
import {forgetView} from './last_view.js';
import {goOn, kick} from './loop.js';

const Kept = Object.freeze({welcome: 0, piece: 1, lines: 2, page: 3, command: 4, done: 5, stale: 6});  // platform.h's Kept
const pieces_bytes_max = 64 << 20, lines_max = 20_000, pages_max = 400, flush_ms = 300, flush_bytes = 4 << 20, held_bytes_max = 8 << 20;
const stale_after_lines = 5_000;

let owner = '';       // whose page this is
let appending = false;  // what is kept ends where this page is: frames may be added
let hung = false;        // the storage has not answered for a while
let waiting = [], waitingBytes = 0, timer = 0;
let pieceBytes = 0, lineCount = 0, pageCount = 0;
let restoring = 0;
export const isRestoring = () => restoring > 0;

// All of one piece of writing or nothing of it. Handed over at once: the page may be gone in a moment.
async function write(change) {
  const db = await database;
  if (!db) return;
  try {
    const all = db.transaction(['meta', 'frames', 'pages', 'commands'], 'readwrite');
    all.onabort = all.onerror = () => { appending = false; };  // the disk is full: what is kept ends here
    change(name => all.objectStore(name));
    all.commit?.();
  } catch {
    appending = false;
  }
}

function forgetFrames(store) {
  store('frames').clear();
  store('pages').clear();
}

function flush() {
  clearTimeout(timer);
  timer = 0;
  if (!writer || hung || !waiting.length) return;
  const changes = waiting;
  waiting = [];
  waitingBytes = 0;
  write(store => { for (const change of changes) change(store); });
}

// What comes before the lock does, or while the storage says nothing, is held back as far as a whole snapshot may need.
function later(change, bytes) {
  waiting.push(change);
  waitingBytes += bytes;
  if (writer && !hung && waitingBytes > flush_bytes) flush();
  else if (waitingBytes > held_bytes_max) letGo();
  else timer ||= setTimeout(flush, flush_ms);
}

function letGo() {
  waiting = [];
  waitingBytes = 0;
  appending = false;
}

// Rising, also over a reload.
let ordinal = 0;
const next = () => Date.now() * 1000 + ordinal++ % 1000;

function keepPage(text, thread, first) {
  const key = [thread, next()], full = ++pageCount > pages_max;
  if (full) pageCount = 1;
  later(store => {
    if (full) store('pages').clear();
    if (first) store('pages').delete(IDBKeyRange.bound([thread], [thread, []]));
    store('pages').put({text}, key);
  }, text.length);
}

function stale() {
  emit(Kind.kept, {number: Kept.stale});
}

function keepLines(text) {
  if (++lineCount > lines_max) {
    appending = false;
    return stale();
  }
  if (lineCount === stale_after_lines) {
    if (!writer) return letGo();
    stale();
  }
  later(store => store('frames').add({kind: Kept.lines, text}), text.length);
}

function keepPiece(text, first) {
  if (first) {
    pieceBytes = lineCount = pageCount = 0;
    appending = owner !== '';
    const whose = owner;
    if (appending) later(store => { forgetFrames(store); store('meta').put(whose, 'frames'); }, 0);
  }
  pieceBytes += text.length;
  if (!appending || pieceBytes > pieces_bytes_max) return;  // the newest conversations came first
  later(store => store('frames').add({kind: Kept.piece, text}), text.length);
}

function keepWelcome(text, whose) {
  later(store => { store('meta').put(text, 'welcome'); store('meta').put(whose, 'owner'); }, text.length);
}

// The frame that is being delivered right now. `begins`: the first piece of a snapshot, the first page of a thread.
export function keepReceived(kind, begins, at, size) {
  const text = delivered(), thread = readText(at, size);
  if (!owner || !text) return;
  if (kind === Kept.piece) return keepPiece(text, begins);
  if (kind === Kept.welcome) return keepWelcome(text, owner);
  if (!appending || pieceBytes > pieces_bytes_max) return;
  if (kind === Kept.lines) keepLines(text);
  else keepPage(text, thread, begins);
}

export function keepCommand(id, idSize, at, textAt, textSize) {
  const row = {id: readText(id, idSize), who: owner, at, order: next(), text: readText(textAt, textSize)};
  if (owner) write(store => store('commands').put(row));
}

export function dropCommand(at, size) {
  const id = readText(at, size);
  write(store => store('commands').delete(id));
}

export function forgetKept(commandsToo) {
  clearTimeout(timer);
  timer = 0;
  letGo();
  ahead = null;
  forgetView();
  write(store => {
    forgetFrames(store);
    store('meta').clear();
    if (commandsToo) store('commands').clear();
  });
}

// ---- reading

let ahead = readBefore;  // for the first who asks

const batch = 16;
async function* all(db, name, {keys = [], rows: first = []} = {}) {
  yield* first;
  for (let after = keys.at(-1) ?? 0;;) {
    const store = db.transaction(name).objectStore(name), range = IDBKeyRange.lowerBound(after, true);
    const keys = store.getAllKeys(range, batch), rows = store.getAll(range, batch);
    await done(rows);
    if (!rows.result.length) return;
    yield* rows.result;
    after = keys.result.at(-1);
  }
}

const breath = () => new Promise(resume => setTimeout(resume, 0));
// What was told stands on the screen; where nobody looks there are no frames.
const shown = () => new Promise(resume => {
  requestAnimationFrame(() => setTimeout(resume, 0));
  setTimeout(resume, 100);
});
let spoken = 0, turn = 0, steps = 0;  // turn: of what is being told; steps: how often something came
async function tell(mine, kind, fields) {
  if (mine !== turn) throw new Error('nobody waits for it any more');
  steps++;
  emit(Kind.kept, {number: kind, ...fields});
  kick(2);
  if (kind === Kept.piece) goOn();
  if (performance.now() - spoken < 12) return;
  await breath();
  spoken = performance.now();
}

// Pieces, then pages, then lines: as the session must hear them again.
async function tellFrames(mine, db, begun) {
  let paged = false;
  const tellPages = async () => {
    paged = true;
    for await (const page of all(db, 'pages')) {
      await tell(mine, Kept.page, {text: page.text});
      pageCount++;
    }
  };
  for await (const {kind, text} of all(db, 'frames', begun)) {
    if (kind === Kept.lines && !paged) await tellPages();
    await tell(mine, kind, {text});
    if (kind === Kept.lines) lineCount++;
    else if ((pieceBytes += text.length) === text.length) await shown();
  }
  if (!paged) await tellPages();
}

async function tellEverything(mine, db, asked) {
  const read = ahead;
  ahead = null;
  const begun = await read ?? await beginning(db), who = asked || begun.before || '';
  if (!who || mine !== turn) return '';
  const welcome = begun.before === who ? begun.welcome : '', theirs = begun.whose === who;
  if (!asked && (!welcome || !theirs)) return '';
  owner = who;
  pieceBytes = lineCount = pageCount = 0;
  spoken = performance.now();
  if (welcome) await tell(mine, Kept.welcome, {text: welcome});
  if (theirs && welcome) await tellFrames(mine, db, begun);
  else if (writer) await write(forgetFrames);
  const commands = await done(db.transaction('commands').objectStore('commands').getAll());
  for (const one of commands.filter(row => row.who === who).sort((a, b) => a.order - b.order)) await tell(mine, Kept.command, {x: one.at, text: one.text});
  if (lineCount > stale_after_lines) await tell(mine, Kept.stale, {});
  if (mine === turn) appending = writer && theirs && pieceBytes <= pieces_bytes_max;
  return who;
}

async function readKept(mine, asked) {
  const [db] = await Promise.all([database, mayWrite]);
  return db ? tellEverything(mine, db, asked) : asked;
}

// A storage that answers nothing, as on a disk that stands still, keeps nobody from the relay. Counted in beats, so that a page
// that was itself kept waiting does not take that for it.
const beat_ms = 1000, beats_max = 6;
function whenStuck() {
  let beats = 0, before = steps, timer = 0;
  const stuck = new Promise(resolve => {
    timer = setInterval(() => {
      beats = steps === before ? beats + 1 : 0;
      before = steps;
      if (beats >= beats_max) resolve();
    }, beat_ms);
  });
  return {stuck, over: () => clearInterval(timer)};
}

function answersAgain() {
  hung = false;
  if (appending) flush();
  else stale();
}

// Whose things are asked for: of the person signed in, or of whoever was here last, for whom there is nothing else.
export async function openKept(at, size) {
  const asked = readText(at, size);
  restoring++;
  if (asked) owner = asked;
  const reading = readKept(++turn, asked), {stuck, over} = whenStuck();
  let who = asked;
  try {
    who = await (asked ? Promise.race([reading, stuck.then(() => { hung = true; })]) : reading) ?? asked;
  } catch {
    appending = false;  // what cannot be read is fetched from the relay
  }
  over();
  turn++;
  if (hung) reading.catch(() => {}).then(answersAgain);
  restoring--;
  emit(Kind.kept, {number: Kept.done, text: who});
  kick(2);
  goOn();
}

// Given the right to write late, it writes what it held back since its own snapshot, or begins with the next one.
whenWriter(late => {
  if (appending) flush();
  else if (late) stale();
});
addEventListener('pagehide', flush);
document.addEventListener('visibilitychange', () => { if (document.hidden) flush(); });
