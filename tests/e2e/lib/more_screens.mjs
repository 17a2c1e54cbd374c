// Screens of a house that has words, tags and teams of its own, and what is done to a person: another day than that of
// screens.mjs, whose lists stay short. Nothing here has a time, an order or a number that is another one in the next run.
import assert from 'node:assert/strict';
import { NOW, at, away, byName, dialog, escape, escaped, named, opened, row } from './screens.mjs';
import { until } from './until.mjs';

const moment = (time) => `2031-03-12T${time}:30Z`;

// Signed in without a page: what other tests do by hand is only furniture here.
async function signedIn(world, email) {
  const headers = { origin: world.base, 'x-requested-by': 'app', 'content-type': 'application/json' };
  const send = async (method, path, body) => {
    const answer = await fetch(`${world.base}/api/v1/${path}`, { method, headers, body: body && JSON.stringify(body) });
    assert.ok(answer.ok, `${method} ${path}: ${answer.status}`);
    return answer;
  };
  const link = new URL(await world.link(email)), entered = await send('POST', 'session/link', { secret: link.hash.replace('#link=', '') });
  headers.cookie = entered.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
  return async (...what) => {
    const text = await (await send(...what)).text();
    return text === '' ? null : JSON.parse(text);
  };
}

// Handed in, and decided by WhatsApp.
async function decided({ phones }, ask, what, status, reason = '') {
  await ask('POST', 'message-templates', { channel: 'whatsapp', ...what });
  const known = async () => (await ask('GET', 'message-templates')).items.find((one) => one.name === what.name);
  await until(`"${what.name}" has been handed in`, async () => (await known()).approval === 'received');
  await phones.call('POST', 'template', { sid: (await known()).contentSid, status, reason });
}

async function furnishLibrary(world, ask, sam) {
  for (const reply of [{ title: 'On its way', shortcut: 'way', folder: 'Parcels', body: 'Good news, {{first_name|there}}: your parcel is on its way.' },
    { title: 'Opening hours', shortcut: 'hours', body: 'We are open from nine to six, Monday to Saturday.' },
    { title: 'العنوان', body: 'عنواننا: شارع الورد 14.' }]) await ask('POST', 'saved-replies', reply);
  await ask('POST', 'tags', { name: 'Refund', colour: '#16a34a' });
  const archived = await ask('POST', 'tags', { name: 'Christmas', description: 'Of last year', colour: '#dc2626' });
  await ask('DELETE', `tags/${archived.id}`);
  await ask('POST', 'teams', { name: 'Parcels', memberIds: [sam] });  // of several the order is that of their ids
  await ask('POST', 'teams', { name: 'Returns', memberIds: [] });
  await decided(world, ask, { name: 'Order update', body: 'Hello {{customer_name}}, your order {{order}} is ready.' }, 'approved');
  await decided(world, ask, { name: 'Parcel ready', body: 'Hello {{customer_name}}, parcel {{order}} is ready.' }, 'rejected', 'TAG_CONTENT_MISMATCH');
  await ask('POST', 'message-templates/refresh');
}

export async function furnishMore(world) {
  const { phones } = world;
  const says = async (time, phone, text) => {
    await world.at(moment(time));
    await phones.write(phone, text);
  };
  await world.at(moment('12:55'));
  const ask = await signedIn(world, 'you@localhost');
  const conversation = async (name) => (await ask('GET', 'conversations?limit=10')).items.find((one) => one.contactName === name).id;
  const sam = (await ask('GET', 'agents')).items.find((one) => one.name === 'Sam').id;
  await furnishLibrary(world, ask, sam);
  await says('13:05', await phones.add({ number: '+15550200247', name: 'Priya Nair', channel: 'whatsapp' }), 'Can I change the address?');
  const urgent = await ask('POST', 'tags', { name: 'Urgent', description: 'Today, whatever it is', colour: '#ea580c' });
  await ask('PUT', `conversations/${await conversation('Priya Nair')}/tags/${urgent.id}`);
  const maya = await phones.add({ number: '+15550200245', name: 'Maya Lindqvist', channel: 'whatsapp' });
  await says('13:20', maya, 'Hi! My order 4217 has not arrived.');
  await world.at(moment('13:24'));
  await ask('POST', `conversations/${await conversation('Maya Lindqvist')}/notes`, { text: '@Sam please ask the driver, she has been waiting since Tuesday.', mentions: [sam] });
  await says('13:31', maya, 'It should have been here on Tuesday.');
  await says('13:40', await phones.add({ number: '+15550200246', name: 'Maya L.', channel: 'whatsapp' }), 'It is me again, this is my new number.');
}

// The relay reads the provider's templates when it starts, and every few minutes: when that was is another moment each time.
export const steadyTemplates = (page) => page.route('**/api/v1/message-templates', async (route) => {
  const response = await route.fetch(), json = await response.json();
  await route.fulfill({ response, json: { ...json, readAt: NOW } });
});

async function rowMenu(you) {
  await at(you, '#/all');
  await row(you, 'Priya Nair').click({ button: 'right' });
  await you.page.getByRole('menu').waitFor();
}

async function noted(you) {
  await opened(you, 'Maya Lindqvist');
  await you.page.getByRole('article').filter({ hasText: '@Sam' }).waitFor();
}

const field = (you) => you.page.locator('textarea').first();

async function atTheCaret(you) {
  await field(you).click();
  await you.page.keyboard.type('/');
  await you.page.getByRole('option').first().waitFor();
}

async function caretLeft(you) {
  await escape(you);
  await field(you).fill('');
  await you.settled();
}

async function merging(you) {
  await byName(you, 'people.merge_with', dialog(you));
  await you.page.getByRole('combobox').fill('Maya');
  await you.page.getByRole('option', { name: /^Maya L\./ }).waitFor();
}

async function mergeMeant(you) {
  await you.page.keyboard.press('Enter');
  await you.page.getByText(you.said('people.merge_keeps')).first().waitFor();
}

async function newRecord(you) {
  await byName(you, 'people.customer_link', dialog(you));
  await you.page.getByRole('option').first().waitFor();
  await you.page.keyboard.press('Enter');
  await dialog(you).getByRole('textbox', { name: you.said('people.customer_reference') }).waitFor();
}

async function part(you, hash, first) {
  await at(you, hash);
  await row(you, first).waitFor();
  await away(you);
}

async function templates(you) {
  await part(you, '#/templates', '^Parcel ready');
  await you.page.getByText(you.said('library.templates_read').split('{')[0].trim()).first().waitFor();  // the relay has answered
}

// Its addresses have a port of this run's own.
async function channels(you) {
  await you.page.route('**/api/v1/admin/accounts', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'https://inbox.example.com') });
  });
  await part(you, '#/channels', '^Twilio');
}

// The others are seen by axe, with their words in the page too, in panes_everywhere.e2e.mjs.
const axe = { light: [true] };

// In the order one page goes through: the menu before anything is open, the rest in one conversation, then the pages.
export const MORE_SCREENS = [
  { name: 'row_menu', reach: rowMenu, leave: escape, axe },
  { name: 'noted', reach: noted, axe },
  { name: 'at_the_caret', reach: atTheCaret, leave: caretLeft, axe },
  { name: 'merge', reach: merging },
  { name: 'merge_preview', reach: mergeMeant, leave: escaped },
  { name: 'customer_new', reach: newRecord, leave: escaped },
  named('password', 'people.password_open'),
  { name: 'page_replies', reach: (you) => part(you, '#/replies', '^On its way') },
  { name: 'page_tags', reach: (you) => part(you, '#/tags', '^Urgent'), axe },
  { name: 'page_teams', reach: (you) => part(you, '#/teams', '^Parcels'), axe },
  { name: 'page_templates', reach: templates },
  { name: 'page_channels', reach: channels, axe },
];
