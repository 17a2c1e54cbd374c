// One phone: its frame, its screen, its typing box and its switches.
import { attachMenu } from './attach.js';
import { get, post, remove } from './control.js';
import { ask, avatar, icon, make, time } from './dom.js';
import { Log } from './messages.js';

const plus = 'M12 5v14M5 12h14';
const arrow = 'M12 19V5M5 12l7-7 7 7';

// [name, what the switch says about the phone's switches, what it asks for when turned]
const switches = [
  ['Unreachable', (on) => on.unreachable, (value) => ({ unreachable: value })],
  ['Delay', (on) => on.delayMs > 0, (value) => ({ delayMs: value ? 3000 : 0 })],
  ['Duplicate', (on) => on.duplicate, (value) => ({ duplicate: value })],
  ['Out of order', (on) => on.outOfOrder, (value) => ({ outOfOrder: value })],
  ['Refuse 30003', (on) => on.refuse === 30003, (value) => ({ refuse: value ? 30003 : 0 })],
  ['Refuse 63016', (on) => on.refuse === 63016, (value) => ({ refuse: value ? 63016 : 0 })],
  ['Lose the delivered tick', (on) => on.dropDelivered, (value) => ({ dropDelivered: value })],
  ['Never read', (on) => on.noRead, (value) => ({ noRead: value })],
];

const meanings = {
  'Unreachable': 'Messages wait until the phone is back',
  'Delay': 'Every webhook about this phone leaves three seconds late',
  'Duplicate': 'Every webhook about this phone is sent twice',
  'Out of order': 'Later messages and ticks overtake earlier ones',
  'Refuse 30003': 'Messages end as undelivered: unreachable handset',
  'Refuse 63016': 'Messages end as failed: outside the 24 hours',
  'Lose the delivered tick': 'The callback that says delivered never comes',
  'Never read': 'The person never looks',
};

export class PhoneView {
  constructor(phone, run) {
    this.phone = phone;
    this.run = run;
    this.busy = false;
    this.stale = false;
    this.log = new Log(make('div', { class: 'log', role: 'log', tabindex: '0' }));
    this.element = make('section', { class: 'phone', role: 'region' }, this.device(), this.panel());
    this.update(phone);
  }

  device() {
    this.clock = make('span', {});
    this.name = make('h2', { dir: 'auto' });
    this.number = make('p', { class: 'muted' });
    this.state = make('span', { class: 'badge state' });
    const whatsapp = this.phone.channel === 'whatsapp';
    return make('div', { class: 'device' }, make('div', { class: 'screen' },
      make('div', { class: 'top', 'aria-hidden': 'true' }, this.clock, make('span', { class: 'camera' }), this.state),
      make('div', { class: 'who' }, avatar(this.phone.name, this.phone.id), make('div', { class: 'names' }, this.name, this.number),
        make('span', { class: whatsapp ? 'badge whatsapp' : 'badge' }, whatsapp ? 'WhatsApp' : 'SMS')),
      this.log.element, this.composer()));
  }

  composer() {
    this.text = make('textarea', { 'aria-label': 'Message', rows: '1', placeholder: 'Message', dir: 'auto', maxlength: '4096' });
    const attach = make('button', { class: 'round', type: 'button', 'aria-label': 'Attach', title: 'Attach' }, icon(plus));
    const send = make('button', { class: 'round send', type: 'button', 'aria-label': 'Send', title: 'Send', onclick: () => this.send() }, icon(arrow));
    this.text.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.send();
    });
    return make('div', { class: 'composer' }, attachMenu(this.phone, attach, this.run), attach, this.text, send);
  }

  send() {
    const text = this.text.value;
    if (text.trim() === '') return;
    this.text.value = '';
    this.text.focus();
    // The bubble shows how it goes; the typing box is free at once.
    this.run(() => post('inbound', { phone: this.phone.id, text, wait: false }));
  }

  panel() {
    const mine = switches.filter(([name]) => this.phone.channel === 'whatsapp' || !['Refuse 63016', 'Never read'].includes(name));
    this.switches = mine.map(([name, isOn, change]) => {
      const input = make('input', { type: 'checkbox', role: 'switch' });
      input.addEventListener('change', () => this.run(() => post('switch', { phone: this.phone.id, ...change(input.checked) })));
      return { input, isOn, row: make('label', { class: 'switch', title: meanings[name] }, name, input) };
    });
    const gone = make('button', { class: 'danger', type: 'button', onclick: () => this.run(() => this.discard()) }, 'Remove phone');
    this.group = make('div', { class: 'rows', role: 'group' }, ...this.switches.map(({ row }) => row), gone);
    return make('details', { class: 'panel', open: true }, make('summary', {}, 'Switches'), this.group);
  }

  async discard() {
    if (await ask(`Remove the phone of ${this.phone.name}?`, [], 'Remove')) await remove(`phones/${this.phone.id}`);
  }

  update(phone) {
    const renamed = phone.name !== this.phone.name;
    this.phone = phone;
    this.element.setAttribute('aria-label', `Phone of ${phone.name}`);
    this.log.element.setAttribute('aria-label', `Messages on ${phone.name}'s phone`);
    this.group.setAttribute('aria-label', `Switches of ${phone.name}'s phone`);
    this.name.textContent = phone.name;
    this.number.textContent = phone.number;
    this.element.classList.toggle('offline', phone.switches.unreachable);
    this.state.textContent = phone.switches.unreachable ? 'No signal' : phone.stopped ? 'STOP sent' : phone.windowOpen ? '5G' : 'Window closed';
    for (const { input, isOn } of this.switches) input.checked = isOn(phone.switches);
    this.tick();
    if (renamed) this.refresh();
  }

  tick() { this.clock.textContent = time(Date.now()); }

  // One request at a time; what happens meanwhile asks for one more.
  async refresh() {
    this.stale = true;
    if (this.busy) return;
    this.busy = true;
    try {
      while (this.stale) {
        this.stale = false;
        const { messages } = await get(`messages?phone=${encodeURIComponent(this.phone.id)}&all=1&limit=200`);
        this.log.show(messages, this.phone);
      }
    } finally {
      this.busy = false;
    }
  }
}
