// Files a person chose, pasted or dropped: kept here, known to the app by number, uploaded with progress.
import {emit, Kind, readText} from './heap.js';
import {kick} from './loop.js';

const files = new Map();  // number -> {file, request}
let last = 0;
let uploads = 0;
export const isUploading = () => uploads > 0;

function tell(kind, fields) {
  emit(kind, fields);
  kick(2);
}

export function takeFiles(list) {
  for (const file of list) {
    files.set(++last, {file, request: null});
    tell(Kind.dropped, {number: last, text: `${file.size}\t${file.type}\t${file.name}`});
  }
}

// The browser opens its chooser only while a press is fresh, which it is: this runs in the frame after it.
let chooser = null;
export function chooseFiles(several) {
  chooser?.remove();
  chooser = document.createElement('input');
  Object.assign(chooser, {type: 'file', multiple: Boolean(several), hidden: true, tabIndex: -1});
  chooser.setAttribute('aria-hidden', 'true');
  chooser.addEventListener('change', () => takeFiles(chooser.files));
  document.body.append(chooser);
  chooser.click();
}

// fetch() tells no progress of what it sends; the older way does.
export function upload(number, at, size) {
  const entry = files.get(number), url = new URL(readText(at, size), location.href);
  if (!entry || entry.request || url.origin !== location.origin) return tell(Kind.uploaded, {number, status: -1});
  url.searchParams.set('name', entry.file.name);
  const request = entry.request = new XMLHttpRequest();
  let shown = 0;
  const over = (status, text) => {
    if (entry.request !== request) return;  // cancelled, or begun anew
    entry.request = null;
    uploads--;
    tell(Kind.uploaded, {number, status, text});
  };
  request.upload.onprogress = event => {
    const percent = event.lengthComputable && event.total ? Math.floor(event.loaded * 100 / event.total) : 0;
    if (entry.request === request && percent !== shown) tell(Kind.uploaded, {number, status: 0, text: String(shown = percent)});
  };
  request.onload = () => over(request.status, request.responseText);
  request.onerror = request.ontimeout = () => over(-1, '');
  request.open('POST', url);
  request.setRequestHeader('X-Requested-By', 'app');
  request.setRequestHeader('Content-Type', 'application/octet-stream');
  uploads++;
  request.send(entry.file);
}

export function forgetFile(number) {
  const entry = files.get(number);
  files.delete(number);
  if (!entry?.request) return;
  const request = entry.request;
  entry.request = null;
  uploads--;
  request.abort();
}

// "file:7" as a picture's address means that file.
export const fileOf = address => files.get(Number(/^file:(\d+)$/.exec(address)?.[1]))?.file ?? null;

// Files over the page: the app shows where they would go.
let over = false;
export function hovering(now) {
  if (now === over) return;
  over = now;
  tell(Kind.dragging, {number: +now});
}
