// Notifications of the system, and one soft sound. Nothing is asked of the person before they switch it on.
import {emit, Kind, readText} from './heap.js';
import {kick} from './loop.js';

const states = {default: 0, granted: 1, denied: 2};  // platform.h's Permission
const state = () => 'Notification' in self ? states[Notification.permission] : 2;
export const notifyPermission = state;

export async function askToNotify() {
  try {
    await Notification.requestPermission();
  } catch {}  // a browser without notifications
  emit(Kind.permission, {number: state()});
  kick(2);
}

function goThere(path) {
  focus();
  location.hash = path;
}

// One of the same tag takes the place of the one before. The service worker shows it where it can: only it may on phones.
export async function notify(title, titleSize, body, bodySize, path, pathSize, silent) {
  const words = readText(title, titleSize), address = readText(path, pathSize);
  if (state() !== 1) return;
  const options = {body: readText(body, bodySize), tag: address, silent: !!silent, renotify: true, data: address,
    icon: document.querySelector('link[rel=icon]').href};
  const worker = await navigator.serviceWorker?.getRegistration();
  try {
    if (worker?.active) return await worker.showNotification(words, options);
    const shown = new Notification(words, options);
    shown.onclick = () => { goThere(address); shown.close(); };
  } catch {}  // the system refuses: the title and the sound remain
}

// Two soft notes. The browser plays them only after the person has touched the page.
let audio = null;
export function chime() {
  try {
    audio ??= new AudioContext();
    if (audio.state === 'suspended') audio.resume();
    [[880, 0], [1174.7, 0.12]].forEach(([frequency, after]) => {
      const tone = audio.createOscillator(), loudness = audio.createGain(), from = audio.currentTime + after;
      tone.frequency.value = frequency;
      loudness.gain.setValueAtTime(0.0001, from);
      loudness.gain.exponentialRampToValueAtTime(0.12, from + 0.02);
      loudness.gain.exponentialRampToValueAtTime(0.0001, from + 0.5);
      tone.connect(loudness).connect(audio.destination);
      tone.start(from);
      tone.stop(from + 0.55);
    });
  } catch {}
}

// A notification was pressed: the service worker brought this page to the front.
export function watchNotifications() {
  navigator.serviceWorker?.addEventListener('message', ({data}) => { if (typeof data?.go === 'string') goThere(data.go); });
}
