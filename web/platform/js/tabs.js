// The other tabs of the same person: they hear what cannot be learnt from the relay, and only one of them speaks.
import {emit, Kind, readText} from './heap.js';
import {kick} from './loop.js';

const channel = 'BroadcastChannel' in self ? new BroadcastChannel('tributary') : null;

// what: platform.h's Told. Hears only the other tabs.
export function tellTabs(what, at, textAt, size) {
  channel?.postMessage({what, at, text: readText(textAt, size)});
}

// The voice goes to the tab that was looked at last; when it is closed, to one that waits.
let speaks = false;
function voice(now) {
  speaks = now;
  emit(Kind.voice, {number: +now});
  kick(1);
}

function hold() {
  voice(true);
  return new Promise(() => {});
}

function speak(steal) {
  if (speaks) return;
  if (!navigator.locks) return voice(true);
  navigator.locks.request('tributary-voice', {steal}, hold).catch(() => {
    voice(false);       // another tab took it …
    speak(false);       // … and may be closed before this one
  });
}

export function watchTabs() {
  channel?.addEventListener('message', ({data}) => {
    emit(Kind.told, {number: data.what, x: data.at, text: data.text});
    kick(2);
  });
  voice(false);
  speak(document.hasFocus());
  addEventListener('focus', () => speak(true));
}
