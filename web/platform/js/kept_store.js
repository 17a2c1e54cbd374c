// Where the browser keeps what kept.js tells again, and which tab may write there. Both are asked for before anything else runs:
// by the time the program is there they have been answered, and what the person looks at has been read.
export const done = request => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

function makeStores({target}) {
  const db = target.result;
  db.createObjectStore('meta');
  db.createObjectStore('frames', {autoIncrement: true});
  db.createObjectStore('pages');  // by [thread, number]
  db.createObjectStore('commands', {keyPath: 'id'});
}

// The database, or null where the browser keeps nothing.
export const database = new Promise(resolve => {
  try {
    const request = indexedDB.open('tributary', 1);
    request.onupgradeneeded = makeStores;
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = request.onblocked = () => resolve(null);
  } catch {
    resolve(null);  // forbidden: private windows of some browsers
  }
});

// One tab writes frames. One that is given the lock later than it was opened does not know what the other had written.
const patience_ms = 150;
export let writer = false;
let given = () => {};
export function whenWriter(then) { given = then; }  // hears whether it was late

export const mayWrite = new Promise(resolve => {
  let late = false;
  if (!navigator.locks) return resolve(writer = true);
  setTimeout(() => { late = true; resolve(); }, patience_ms);
  navigator.locks.request('tributary-writer', () => {
    writer = true;
    resolve();
    given(late);
    return new Promise(() => {});  // until this tab is closed
  }).catch(() => resolve());
});

// Whose it all is, and the first piece, which has what the person looks at.
export async function beginning(db) {
  const reading = db.transaction(['meta', 'frames']), meta = reading.objectStore('meta'), frames = reading.objectStore('frames');
  const [before, welcome, whose, keys, rows] = await Promise.all([...['owner', 'welcome', 'frames'].map(name => done(meta.get(name))), done(frames.getAllKeys(null, 1)), done(frames.getAll(null, 1))]);
  return {before, welcome, whose, keys, rows};
}

// Read while WebAssembly is on its way and nobody knows yet who is here; not where another tab may write meanwhile.
async function readAhead() {
  const [db] = await Promise.all([database, mayWrite]);
  return db && writer ? beginning(db) : null;
}
export const readBefore = readAhead().catch(() => null);
