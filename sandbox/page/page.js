// The phones side by side. They change when the sandbox says so (/_ctl/events), never by asking again and again.
import { get, post } from './control.js';
import { ask, time } from './dom.js';
import { PhoneView } from './phone.js';

const room = document.getElementById('phones');
const status = document.getElementById('status');
const clock = document.getElementById('clock');
const views = new Map();
let wrongUntil = 0;

function say(text) {
  status.textContent = text;
  status.hidden = text === '';
}

async function run(action) {
  try {
    await action();
    if (Date.now() > wrongUntil) say('');
  } catch (error) {
    wrongUntil = Date.now() + 6000;
    say(error.message);
  }
}

async function showPhones() {
  const { phones } = await get('phones');
  const wanted = new Set(phones.map((phone) => phone.id));
  for (const [id, view] of views) {
    if (wanted.has(id)) continue;
    view.element.remove();
    views.delete(id);
  }
  for (const phone of phones) {
    const known = views.get(phone.id);
    if (known) { known.update(phone); continue; }
    const view = new PhoneView(phone, run);
    views.set(phone.id, view);
    room.append(view.element);
    view.refresh();
  }
  return phones;
}

async function showClock() {
  const state = await get('state');
  const hours = Math.round(state.clockOffsetMs / 3600000);
  clock.hidden = hours === 0;
  clock.textContent = `The clock is ${hours} h ahead: ${new Date(state.virtualNow).toLocaleDateString()} ${time(Date.parse(state.virtualNow))}`;
  document.getElementById('about').textContent = `Made-up customers. What they write to ${state.smsNumber} arrives in the inbox.`;
}

async function showAll() {
  await showPhones();
  await showClock();
  for (const view of views.values()) view.refresh();
}

async function addPhone() {
  const taken = new Set([...views.values()].map((view) => view.phone.number));
  let next = 101;
  while (taken.has(`+15550100${next}`)) ++next;
  await ask('Add phone', [
    { name: 'name', label: 'Name', value: '' },
    { name: 'number', label: 'Number', value: `+15550100${next}` },
    { name: 'channel', label: 'Channel', type: 'select', value: 'whatsapp', options: [['whatsapp', 'WhatsApp'], ['sms', 'SMS']] },
  ], 'Add', async (values) => {
    try {
      await post('phones', values);
      return null;
    } catch (error) {
      return error.message;
    }
  });
}

async function hear(events) {
  const kinds = new Set(events.map((event) => event.kind));
  if (kinds.has('reset')) return showAll();
  if (kinds.has('phones') || kinds.has('clock') || kinds.has('message')) await showPhones();
  if (kinds.has('clock')) await showClock();
  for (const id of new Set(events.filter((event) => event.kind === 'message').map((event) => event.phone))) views.get(id)?.refresh();
}

async function listen() {
  let after = -1;
  for (;;) {
    try {
      if (after < 0) {
        after = (await get('events?after=0&wait=0')).last;
        await showAll();
        say('');
      }
      const { events, last, missed } = await get(`events?after=${after}&wait=25000`);
      after = last;
      await (missed ? showAll() : hear(events));
    } catch {
      after = -1;
      say('The sandbox does not answer. Trying again…');
      await new Promise((done) => setTimeout(done, 1000));
    }
  }
}

document.getElementById('move-clock').addEventListener('click', () => run(() => post('clock', { addMs: 25 * 3600000 })));
document.getElementById('add-phone').addEventListener('click', () => run(addPhone));
setInterval(() => { for (const view of views.values()) view.tick(); }, 20000);
listen();
