// The sandbox's phones, through the same /_ctl calls as its page (docs/sandbox.md).
import assert from 'node:assert/strict';
import { until } from './until.mjs';

export class Phones {
  constructor(base) {
    this.base = base;
  }

  async call(method, path, body) {
    const answer = await fetch(`${this.base}/_ctl/${path}`, {
      method, headers: { 'content-type': 'application/json' }, body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`/_ctl/${path}: ${answer.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }

  add({ number, name, channel }) { return this.call('POST', 'phones', { number, name, channel }); }

  async find(number) {
    return (await this.call('GET', 'phones')).phones.find((phone) => phone.number === number);
  }

  // What the inbox calls them before anybody gave them a name: an SMS carries none, and its number stands there as people write it.
  title(phone) { return phone.channel === 'whatsapp' ? phone.name : phone.number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '+1 $1 $2 $3'); }

  // The customer does something; done when the relay has answered every webhook with yes.
  async inbound(phone, what) {
    const { sent } = await this.call('POST', 'inbound', { phone: phone.id, ...what });
    for (const one of sent) assert.ok(one.taken, `the relay takes the message: ${JSON.stringify(one)}`);
    return sent;
  }

  write(phone, text) { return this.inbound(phone, { text }); }
  burst(phone, text, count) { return this.inbound(phone, { text, count, retry: true }); }
  pictures(phone, count, text) {
    return this.inbound(phone, { text, media: Array.from({ length: count }, (_, n) => ({ sample: `picture${n + 1}` })) });
  }
  voice(phone) { return this.inbound(phone, { text: '', media: [{ sample: 'voice' }] }); }
  location(phone) { return this.inbound(phone, { location: { latitude: 52.52, longitude: 13.405, label: 'The shop', address: 'Marktplatz 1, Berlin' } }); }
  card(phone) { return this.inbound(phone, { contact: { name: 'Ada Fixture', number: '+15550200299' } }); }
  tap(phone, text) { return this.inbound(phone, { button: { text, payload: 'yes' } }); }

  dial(phone, what) { return this.call('POST', 'call', { phone: phone.id, ...what }); }
  switches(phone, what) { return this.call('POST', 'switch', { phone: phone.id, ...what }); }
  clock(addMs) { return this.call('POST', 'clock', { addMs }); }

  // What the phone shows of ours.
  async received(phone) {
    const { messages } = await this.call('GET', `messages?phone=${phone.id}`);
    return messages.filter((message) => message.direction === 'in');
  }

  untilShown(phone, text) {
    return until(`the phone shows "${text}"`, async () => (await this.received(phone)).find((message) => message.text === text));
  }
}
