// The program's second part (web/later.txt): it comes after the first screen, and what needs it waits for it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from './lib/suite.mjs';
import { untilKept } from './lib/kept.mjs';
import { until } from './lib/until.mjs';

const part = '**/later.*.wasm';
const coming = (you) => you.page.getByRole('status').filter({ hasText: 'Loading' }).first();
const surprises = async (you) => (await you.stats()).surprises;

// A browser in which the second part stays away until it is let in.
async function without(blank, world) {
  const you = await blank({ workers: 'block' });
  let letIn;
  const gate = new Promise((done) => { letIn = done; });
  let asked = 0;
  await you.page.route(part, async (route) => {
    asked += 1;
    await gate;
    await route.continue().catch(() => {});
  });
  await you.arrive(await world.link('you@localhost'));
  return { you, letIn, asked: () => asked };
}

test('reading and answering need the first part alone, and the settings open although their code came later', async ({ world, phones, blank, picture }) => {
  const maya = await phones.add({ number: '+15550200611', name: 'Maya', channel: 'whatsapp' });
  await phones.write(maya, 'Is anybody there?');
  const { you, letIn, asked } = await without(blank, world);
  await until('the second part is asked for by itself', async () => asked() === 1);
  await you.show('All');
  await you.open('Maya');
  await you.message('Is anybody there?').waitFor();
  await you.reply('Yes, at once.');
  await phones.untilShown(maya, 'Yes, at once.');
  await you.press(you.button('Resolve'));
  await you.button('Reopen').waitFor();
  assert.equal(await surprises(you), 0);

  await you.view('Preferences').click();
  await coming(you).waitFor();
  assert.equal(await you.page.getByRole('radiogroup', { name: 'Theme' }).count(), 0);
  letIn();
  await you.page.getByRole('radiogroup', { name: 'Theme' }).waitFor();
  await you.settled();
  await picture(you, 'later-preferences');
  assert.equal(asked(), 1);
  assert.equal(await surprises(you), 0);
});

test('the palette opens with the focus in its field although its code came later', async ({ world, blank }) => {
  const { you, letIn } = await without(blank, world);
  await you.page.keyboard.press('Control+k');
  await coming(you).waitFor();
  letIn();
  await you.page.getByRole('dialog', { name: 'Command palette' }).waitFor();
  await you.page.keyboard.type('pref');
  await until('what is typed finds it', async () => (await you.page.getByRole('option').first().getAttribute('aria-label') ?? '').startsWith('Preferences'));
  assert.equal(await surprises(you), 0);
});

test('Escape takes back what waits for its code', async ({ world, blank }) => {
  const { you, letIn } = await without(blank, world);
  await you.page.keyboard.press('Control+k');
  await coming(you).waitFor();
  await you.page.keyboard.press('Escape');
  await coming(you).waitFor({ state: 'detached' });
  letIn();
  await you.view('Preferences').click();  // of the same part: when it stands, the palette would too
  await you.page.getByRole('radiogroup', { name: 'Theme' }).waitFor();
  assert.equal(await you.page.getByRole('dialog', { name: 'Command palette' }).count(), 0);
});

test('after a failed attempt it is asked for again while somebody waits', async ({ world, blank }) => {
  const you = await blank({ workers: 'block' });
  let asked = 0;
  await you.page.route(part, (route) => ((asked += 1) < 3 ? route.abort() : route.continue()));
  await you.arrive(await world.link('you@localhost'));
  await you.view('Preferences').click();
  await you.page.getByRole('radiogroup', { name: 'Theme' }).waitFor();
  assert.ok(asked >= 3, String(asked));
});

test('a page whose program, words and sign-in were cut off on the way stands all the same', async ({ world, blank }) => {
  const you = await blank({ workers: 'block', locale: 'de-DE' });
  const refuse = { code: (route) => route.abort(), words: (route) => route.fulfill({ status: 503 }), link: (route) => route.fulfill({ status: 503, body: '{}' }) };
  const asked = {};
  for (const [what, path] of [['code', '**/app.*.wasm'], ['words', /\/de\.[0-9a-f]+\.json$/], ['link', '**/api/v1/session/link']]) {
    asked[what] = 0;
    await you.page.route(path, (route) => ((asked[what] += 1) < 3 ? refuse[what](route) : route.continue()));
  }
  await you.page.goto(await world.link('you@localhost'));
  await you.page.getByRole('navigation', { name: wordsOf('de')['rail.rail'] }).waitFor();
  for (const [what, times] of Object.entries(asked)) assert.ok(times >= 3, `${what} was asked for ${times} times`);
});

test('words that came at the second attempt, before the program did, are the words it begins with', async ({ world, blank }) => {
  const you = await blank({ workers: 'block', locale: 'de-DE' });
  let wordsCame;
  const came = new Promise((done) => { wordsCame = done; });
  let asked = 0;
  await you.page.route('**/app.*.wasm', async (route) => {
    await came;
    await route.continue();
  });
  await you.page.route(/\/de\.[0-9a-f]+\.json$/, (route) => ((asked += 1) < 2 ? route.fulfill({ status: 503 }) : route.continue()));
  you.page.on('requestfinished', (request) => { if (asked === 2 && request.url().includes('/de.')) setTimeout(wordsCame, 500); });  // heard by the page too
  await you.page.goto(await world.link('you@localhost'));
  await you.page.getByRole('navigation', { name: wordsOf('de')['rail.rail'] }).waitFor();
  assert.equal(asked, 2);
});

// Above the thread of a snoozed conversation stands until when, in words of the second part.
async function snoozed(you, phones, name, number) {
  const phone = await phones.add({ number, name, channel: 'whatsapp' });
  await phones.write(phone, 'Next month, please.');
  await you.show('All');
  await you.open(name);
  await you.page.evaluate(async () => {
    const conversation = location.hash.split('/').at(-1).split('?')[0];
    const put = await fetch(`/api/v1/conversations/${conversation}/snooze`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Requested-By': 'app' }, body: JSON.stringify({ until: new Date(Date.now() + 86_400_000).toISOString() }) });
    if (!put.ok) throw new Error(await put.text());
  });
  await you.page.getByText('Snoozed until').first().waitFor();
}

// Its first request finds no answer, the one that nobody can wait for does.
test('a call that comes before its code finds it all the same', async ({ world, phones, blank, inbox }) => {
  await snoozed(await inbox('you'), phones, 'Noor', '+15550200612');
  const you = await blank({ workers: 'block' });
  let asked = 0;
  await you.page.route(part, (route) => ((asked += 1) === 1 ? undefined : route.continue()));
  await you.arrive(await world.link('you@localhost'));
  await you.show('All');
  await until('the second part is asked for by itself', async () => asked === 1);
  await you.open('Noor');
  await you.page.getByText('Snoozed until').first().waitFor();
  assert.equal(await surprises(you), 1);
  assert.equal(asked, 2);
});

// Every sentence of a page and a dialog, of which the second part alone says most.
const names = (you) => you.page.evaluate(() => [...document.querySelectorAll('#plane *')].flatMap((one) => [one.getAttribute('aria-label'), one.childElementCount === 0 ? one.textContent : '']).filter(Boolean));
const missing = /missing = "([^"]+)"/.exec(readFileSync(new URL('../../web/app/word.h', import.meta.url), 'utf8'))[1];
const noneMissing = async (you) => assert.deepEqual((await names(you)).filter((name) => name.includes(missing)), [], 'words that are missing');
const wordsOf = (tag) => JSON.parse(readFileSync(new URL(`../../assets/locale/${tag}.json`, import.meta.url), 'utf8'));
const link = (you, name) => you.page.getByRole('link', { name: new RegExp(`^${name}`) }).first();
const group = (you, tag) => you.page.getByRole('radiogroup', { name: wordsOf(tag)['preferences.pref_theme'] });

test('in German its words come with it and not before, and a change of the language brings those of the other', async ({ world, blank }) => {
  const you = await blank({ workers: 'block', locale: 'de-DE' });
  let letIn;
  const gate = new Promise((done) => { letIn = done; });
  const asked = [];
  await you.page.route('**/*.later.*.json', async (route) => {
    asked.push(new URL(route.request().url()).pathname.slice(1, 3));
    await gate;
    await route.continue();
  });
  await you.page.goto(await world.link('you@localhost'));
  await link(you, wordsOf('de')['preferences.preferences']).click();
  await until('its words are asked for', async () => asked.length > 0);
  await you.page.getByRole('status').filter({ hasText: wordsOf('de')['sign_in.loading'] }).first().waitFor();
  assert.equal(await group(you, 'de').count(), 0, 'code without its words');
  letIn();
  await group(you, 'de').waitFor();
  await you.settled();
  await noneMissing(you);
  assert.deepEqual(asked, ['de']);

  await you.page.getByRole('radio', { name: 'العربية', exact: true }).click();
  await group(you, 'ar').waitFor();
  await you.settled();
  await noneMissing(you);
  assert.deepEqual(asked, ['de', 'ar']);
  await you.page.keyboard.press('Control+k');
  await you.page.getByRole('dialog', { name: wordsOf('ar')['action.palette'] }).waitFor();
  await noneMissing(you);
  assert.equal(await surprises(you), 0);
});

test('without a network German settings open after a reload', async ({ world, blank }) => {
  await world.forgetPreferences('you@localhost');  // the language chosen above
  const you = await blank({ locale: 'de-DE' });
  await you.page.goto(await world.link('you@localhost'));
  await link(you, wordsOf('de')['preferences.preferences']).waitFor();
  await you.settled();
  await untilKept(you.page);
  await world.stopRelay();
  await you.page.reload();
  await link(you, wordsOf('de')['preferences.preferences']).click();
  await group(you, 'de').waitFor();
  await you.settled();
  await noneMissing(you);
  assert.equal(await surprises(you), 0);
  await world.startRelay();
});

test('without a network the settings open too, and a call that comes too early finds its code', async ({ world, phones, inbox }) => {
  const you = await inbox('you');
  await snoozed(you, phones, 'Ines', '+15550200613');
  await untilKept(you.page);
  await world.stopRelay();
  await you.page.reload();
  await you.settled();  // what stood there before stands there again before the program does
  await you.page.getByText('Snoozed until').first().waitFor();
  assert.equal(await surprises(you), 1);
  await you.view('Preferences').click();
  await you.page.getByRole('radiogroup', { name: 'Theme' }).waitFor();
  await world.startRelay();
});
