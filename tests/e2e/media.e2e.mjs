// Pictures, voice notes, places and cards: what is not text is shown for what it is.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

test('a picture is fetched, shown and named', async ({ phones, inbox, picture }) => {
  const maya = await phones.add({ number: '+15550200161', name: 'Maya', channel: 'whatsapp' });
  const you = await inbox('you');
  await you.show('All');
  await phones.pictures(maya, 1, 'Look at this');
  await you.open('Maya');
  await you.message('Look at this').waitFor();
  await you.log().getByRole('img').first().waitFor();
  await picture(you, 'media-picture');
});

test('ten pictures in one message are ten pictures', async ({ phones, inbox }) => {
  const ten = await phones.add({ number: '+15550200162', name: 'Ten', channel: 'sms' });
  const you = await inbox('you', { height: 2400 });
  await you.show('All');
  await phones.pictures(ten, 10, 'all of them');
  await you.open(phones.title(ten));
  await until('ten pictures', async () => (await you.log().getByRole('img').count()) === 10);
});

test('a picture is asked for again while the relay has no time for it and somebody looks, and never after another failure', async ({ phones, inbox }) => {
  const three = await phones.add({ number: '+15550200163', name: 'Three', channel: 'sms' });
  const you = await inbox('you', { workers: 'block' });
  await you.show('All');
  await phones.pictures(three, 3, 'when there is time');
  await you.open(phones.title(three));
  const shots = you.log().getByRole('button', { name: /^Open Picture/ }), dialog = you.page.getByRole('dialog');
  await until('three pictures', async () => (await shots.count()) === 3);
  await you.settled();
  let asked = 0, answers = [];
  await you.page.route('**/api/v1/media/**', (route) => {
    asked += 1;
    const answer = answers.shift();
    return answer ? route.fulfill({ body: '{}', ...answer }) : route.continue();
  });
  const from = (...those) => { asked = 0; answers = those; };

  from({ status: 503, headers: { 'Retry-After': '1' } }, { status: 429 });
  await shots.first().click();
  await dialog.getByRole('img').waitFor();
  assert.equal(asked, 3);

  from({ status: 404 });
  await you.page.keyboard.press('ArrowRight');
  await dialog.getByText('Not available').first().waitFor();
  await you.settled();
  assert.equal(asked, 1, 'what cannot be had is asked for once');

  from({ status: 503, headers: { 'Retry-After': '15' } });  // long enough to leave it
  await you.page.keyboard.press('ArrowRight');
  await until('it was asked for', () => asked === 1);
  await you.page.keyboard.press('Escape');
  await until('it is closed', async () => (await dialog.count()) === 0);
  await you.settled();
  assert.equal(asked, 1, 'nobody looks at it');
  await shots.last().click();
  await dialog.getByRole('img').waitFor();
  assert.equal(asked, 2);
});

test('a voice note can be played', async ({ phones, inbox }) => {
  const maya = await phones.find('+15550200161');
  const you = await inbox('you');
  await you.show('All');
  await phones.voice(maya);
  await you.open('Maya');
  await you.log().locator('audio').waitFor({ state: 'attached' });
  await until('the sound has arrived', async () => (await you.log().locator('audio').evaluate((audio) => audio.readyState)) > 0
    || (await you.log().locator('audio').evaluate((audio) => { audio.load(); return 0; })));
});

test('a place, a contact card and a tapped button say what they are', async ({ phones, inbox, picture }) => {
  const maya = await phones.find('+15550200161');
  const you = await inbox('you', { height: 1600 });
  await you.show('All');
  await phones.location(maya);
  await phones.card(maya);
  await phones.tap(maya, 'Yes, please');
  await you.open('Maya');
  await you.articles().filter({ hasText: /Location|Open map/ }).first().waitFor();
  await you.articles().filter({ hasText: /Contact card/ }).first().waitFor();
  await you.articles().filter({ hasText: /Tapped/ }).first().waitFor();
  await picture(you, 'media-kinds');
});

test('a picture comes from our own origin, for those who are signed in only', async ({ world }) => {
  const token = await world.token('conversations:read');
  const headers = { authorization: `Bearer ${token}` };
  const { items } = await (await fetch(`${world.base}/api/v1/conversations?limit=50`, { headers })).json();
  const maya = items.find((one) => one.contactName === 'Maya');
  const messages = (await (await fetch(`${world.base}/api/v1/conversations/${maya.id}/messages?limit=50`, { headers })).json()).items;
  const withPicture = messages.find((message) => message.media.some((item) => item.type.startsWith('image/')));
  const url = `${world.base}/api/v1/media/${withPicture.id}/0`;
  assert.equal((await fetch(url)).status, 401);
  const answer = await fetch(url, { headers });
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type'), /^image\//);
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
  assert.ok((await answer.arrayBuffer()).byteLength > 50);
});
