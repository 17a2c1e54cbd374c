// The attach menu: everything a customer can do besides typing.
import { base64, post } from './control.js';
import { ask, make } from './dom.js';

const number = (name, label, value, min, max) => ({ name, label, type: 'number', value, min, max, step: 'any' });

async function pictures(phone) {
  const wanted = await ask('Pictures', [
    number('count', 'How many', 1, 1, 10),
    { name: 'files', label: 'Or your own', type: 'file', accept: 'image/*', multiple: true },
    { name: 'text', label: 'Caption' },
  ], 'Send pictures', ({ count, files }) => (files.length > 10 || count < 1 || count > 10 ? 'One to ten pictures, please.' : null));
  if (!wanted) return;
  const media = wanted.files.length
    ? await Promise.all(wanted.files.map(async (file) => ({ type: file.type, name: file.name, base64: await base64(file) })))
    : Array.from({ length: wanted.count }, (_, at) => ({ sample: `picture${at + 1}` }));
  await post('inbound', { phone, media, text: wanted.text });
}

async function location(phone) {
  const place = await ask('Location', [
    number('latitude', 'Latitude', 52.520008, -90, 90), number('longitude', 'Longitude', 13.404954, -180, 180),
    { name: 'label', label: 'Label', value: 'The shop' }, { name: 'address', label: 'Address', value: 'Marktplatz 1, Berlin' },
  ], 'Send location');
  if (place) await post('inbound', { phone, location: place });
}

async function contact(phone) {
  const card = await ask('Contact card', [{ name: 'name', label: 'Name', value: 'Ada Fixture' }, { name: 'number', label: 'Number', value: '+15550100199' }], 'Send contact card');
  if (card) await post('inbound', { phone, contact: card });
}

async function button(phone) {
  const tap = await ask('Tap a button', [{ name: 'text', label: 'Button', value: 'Yes, confirm' }, { name: 'payload', label: 'Payload', value: 'confirm:42' }], 'Tap');
  if (tap) await post('inbound', { phone, button: tap });
}

async function list(phone) {
  const choice = await ask('Pick from a list', [{ name: 'title', label: 'Item', value: 'Morning' }, { name: 'id', label: 'Id', value: 'slot_am' }], 'Pick');
  if (choice) await post('inbound', { phone, list: choice });
}

async function call(phone) {
  const wanted = await ask('Call', [
    { name: 'kind', label: 'Outcome', type: 'select', value: 'answered', options: [['answered', 'Answered'], ['missed', 'Missed'], ['busy', 'Busy']] },
    number('seconds', 'Seconds', 42, 0, 86400), { name: 'withheld', label: 'Withhold the number', type: 'checkbox' },
  ], 'Call now');
  if (wanted) await post('call', { phone, ...wanted });
}

const always = [
  ['Pictures', pictures],
  ['Voice note', (phone) => post('inbound', { phone, media: [{ sample: 'voice' }] })],
  ['Contact card', contact],
];
const whatsapp = [['Location', location], ['Tap a button', button], ['Pick from a list', list]];
const last = [
  ['Send STOP', (phone) => post('inbound', { phone, stop: true })],
  ['Call', call],
  ['Missed call', (phone) => post('call', { phone, kind: 'missed' })],
];

// A button and its menu, with the arrow keys. `run` shows what goes wrong.
export function attachMenu(phone, trigger, run) {
  const items = [...always, ...(phone.channel === 'whatsapp' ? whatsapp : []), ...last].map(([name, action]) =>
    make('button', { role: 'menuitem', type: 'button', tabindex: '-1', onclick: () => { close(); run(() => action(phone.id)); } }, name));
  const menu = make('div', { class: 'menu', role: 'menu', 'aria-label': 'Attach', hidden: true }, ...items);

  function close() {
    menu.hidden = true;
    trigger.setAttribute('aria-expanded', 'false');
    trigger.focus();
  }
  trigger.setAttribute('aria-haspopup', 'menu');
  trigger.setAttribute('aria-expanded', 'false');
  trigger.addEventListener('click', () => {
    if (!menu.hidden) return close();
    menu.hidden = false;
    trigger.setAttribute('aria-expanded', 'true');
    items[0].focus();
  });
  menu.addEventListener('keydown', (event) => {
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) items[(to + items.length) % items.length].focus();
    else if (event.key === 'Escape' || event.key === 'Tab') close();
    else return;
    event.preventDefault();
  });
  menu.addEventListener('focusout', (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget) && event.relatedTarget !== trigger) {
      menu.hidden = true;
      trigger.setAttribute('aria-expanded', 'false');
    }
  });
  return menu;
}
