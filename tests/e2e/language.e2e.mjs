// The interface in German and Arabic: chosen by the browser or by the person, mirrored, counted and dated as they do.
import assert from 'node:assert/strict';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { join } from 'node:path';
import { saidIn } from './lib/gallery.mjs';
import { opened } from './lib/screens.mjs';
import { OUT } from './lib/stage.mjs';
import { test } from './lib/suite.mjs';

const people = [['+15550200241', 'Maya Lindqvist', 'whatsapp', ['Hi! My order 4217 has not arrived.', 'It should have been here on Tuesday.', 'Hello?']],
  ['+15550200242', 'نور العلي', 'whatsapp', ['مرحبا، أين طلبي رقم 4217؟']], ['+15550200243', 'Tom Okafor', 'sms', ['Do you open on Sunday?']]];

async function furnish(phones) {
  if (await phones.find(people[0][0])) return;
  for (const [number, name, channel, texts] of people) {
    const phone = await phones.add({ number, name, channel });
    for (const text of texts) await phones.write(phone, text);
  }
}

// As a person's own choice is kept; the page reads it when it starts.
async function speak(you, language, waitFor) {
  await you.page.evaluate((tag) => {
    const kept = JSON.parse(localStorage.getItem('preferences') ?? '{}');
    localStorage.setItem('preferences', JSON.stringify({ ...kept, language: tag }));
  }, language);
  await you.page.evaluate(() => { location.hash = '#/all'; });
  await you.page.reload();
  await you.page.getByRole('list', { name: waitFor }).waitFor();
  await you.settled();
}

const german = (you) => speak(you, 'de', 'Gespräche');
const arabic = (you) => speak(you, 'ar', 'المحادثات');
const rowOf = (you, name) => you.page.getByRole('listitem', { name: new RegExp(`^${name}`) }).first();

async function openRow(you, name) {
  await you.press(rowOf(you, name));
  await you.heading(name).first().waitFor();
  await you.settled();
}

test('German: every name, the language of the page, and nothing cut off', async ({ phones, inbox, picture }) => {
  await furnish(phones);
  const you = await inbox('you');
  await german(you);
  assert.deepEqual(await you.page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]), ['de', 'ltr']);
  await openRow(you, 'Maya');
  for (const name of ['Zuweisen', 'Erledigen', 'Senden']) await you.button(name).waitFor();
  await you.page.getByRole('textbox', { name: 'Antwort' }).waitFor();
  const aria = await you.aria();
  assert.doesNotMatch(aria, /\b(Assign|Resolve|Send|Reply|unread|Today|Conversations)\b/, 'English is left over');
  await picture(you, 'language-de-thread');
  await you.press(you.button('Zuweisen'));
  await picture(you, 'language-de-menu');
});

test('Arabic: mirrored, every name, and the same pixels on the canvas and in the page', async ({ phones, inbox, picture }) => {
  await furnish(phones);
  const shots = [];
  for (const text of ['canvas', 'dom']) {
    const you = await inbox('you', { text, height: 1000 });
    if (text === 'dom') await you.page.evaluate(() => localStorage.setItem('text', 'dom'));
    await arabic(you);
    assert.deepEqual(await you.page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]), ['ar', 'rtl']);
    await openRow(you, 'Maya');
    const box = async (role, name) => you.page.getByRole(role, { name, exact: true }).first().boundingBox();
    const rail = await box('navigation', 'طرق العرض'), list = await box('list', 'المحادثات'), send = await box('button', 'إرسال');
    assert.equal(Math.round(rail.x + rail.width), 1440, 'the rail is at the right edge');
    assert.ok(list.x + list.width <= rail.x + 1, 'the list is left of it');
    assert.ok(send.x < 720, 'the button that sends is at the left');
    assert.doesNotMatch(await you.aria(), /\b(Assign|Resolve|Send|Reply|unread|Today|Conversations)\b/, 'English is left over');
    // A conversation counts as read after a while of the page's clock, so the clock stands still only afterwards.
    await you.page.waitForFunction(() => ![...document.querySelectorAll('[role=listitem]')].some((row) => /^Maya.*غير مقروءة/.test(row.getAttribute('aria-label') ?? '')));
    await you.page.evaluate((ms) => window.__tributary.freezeTime(ms), Date.now());
    await you.page.evaluate(() => document.activeElement?.blur());
    await you.page.mouse.move(2, 2);
    await you.settled();
    shots.push(PNG.sync.read(await you.page.screenshot({ path: join(OUT, `language-ar-${text}.png`), caret: 'hide', animations: 'disabled' })));
    if (text === 'canvas') await picture(you, 'language-ar-thread');
  }
  const [a, b] = shots, diff = new PNG({ width: a.width, height: a.height });
  assert.equal(pixelmatch(a.data, b.data, diff.data, a.width, a.height, { threshold: 0.1, includeAA: true }), 0, 'canvas and page differ');
});

test('Arabic counts in words of its own', async ({ phones, inbox }) => {
  const phone = await phones.add({ number: '+15550200244', name: 'Zed', channel: 'whatsapp' });
  const you = await inbox('you');
  await arabic(you);
  const expected = [[1, 'رسالة غير مقروءة'], [2, 'رسالتان غير مقروءتين'], [3, '3 رسائل غير مقروءة'], [11, '11 رسالة غير مقروءة']];
  let written = 0;
  for (const [count, words] of expected) {
    while (written < count) await phones.write(phone, `number ${++written}`);
    await you.page.waitForFunction((part) => [...document.querySelectorAll('[role=listitem]')]
      .some((row) => { const said = row.getAttribute('aria-label') ?? ''; return said.startsWith('Zed') && said.includes(part); }), words);
  }
});

test('Arabic: arrows go where they point, before the first letter a field runs as the page does, the list at the caret hangs in it, and a number is read from the left', async ({ phones, inbox }) => {
  await furnish(phones);
  const you = await inbox('you');
  await arabic(you);
  await openRow(you, 'Maya');
  const tabs = you.page.getByRole('tab');
  await tabs.first().focus();
  for (const [key, tab] of [['ArrowLeft', 1], ['ArrowRight', 0]]) {
    await you.page.keyboard.press(key);
    assert.ok(await tabs.nth(tab).evaluate((one) => one === document.activeElement), key);
  }
  const composer = you.page.getByRole('textbox', { name: 'رد', exact: true });
  const caret = () => you.page.evaluate(() => window.__tributary.pieces.caretRect(document.activeElement));
  await composer.click();
  const field = await composer.boundingBox(), middle = field.x + field.width / 2;
  assert.ok((await caret()).x > middle, 'empty');
  await you.page.keyboard.type('/');
  await you.page.getByRole('listbox').waitFor();
  await you.settled();
  assert.ok((await caret()).x > middle, 'a sign has no direction of its own');
  const list = await you.page.getByRole('listbox').boundingBox();
  assert.ok(list.x >= field.x - 16 && list.x + list.width <= field.x + field.width + 16, `the list hangs in the composer: ${JSON.stringify({ list, field })}`);
  await you.page.keyboard.press('Escape');
  await composer.fill('/way');
  assert.equal(await composer.getAttribute('dir'), 'auto');
  assert.ok((await caret()).x < middle, 'a letter has');
  await composer.fill('');
  assert.equal(await composer.getAttribute('dir'), null);

  await you.page.evaluate(() => document.activeElement.blur());
  await you.page.keyboard.press('Control+k');
  const palette = you.page.getByRole('combobox');
  await palette.fill('way (1)');
  assert.deepEqual(await palette.evaluate((one) => [one.dir, getComputedStyle(one).direction, getComputedStyle(one).textAlign]), ['auto', 'ltr', 'right'], 'one line of Latin letters');
  await you.page.keyboard.press('Escape');
  await you.page.getByRole('dialog').waitFor({ state: 'detached' });
  await you.page.keyboard.press('c');
  const number = you.page.getByRole('dialog').locator('input[type=tel]');
  await number.waitFor();
  const runs = () => number.evaluate((one) => [getComputedStyle(one).direction, getComputedStyle(one).textAlign]);
  assert.deepEqual(await runs(), ['ltr', 'right'], 'the hint');
  await number.fill('+49 30 123456');
  assert.deepEqual(await runs(), ['ltr', 'right'], 'and what is written');
});

test('English: Arabic runs from the right in a field of one line too, by its first letter; a number never does', async ({ phones, inbox }) => {
  await furnish(phones);
  const you = await inbox('you');
  const runs = async (field, text) => {
    await field.fill(text);
    return field.evaluate((one) => [one.dir, getComputedStyle(one).direction]);
  };
  await you.page.keyboard.press('Control+k');
  const palette = you.page.getByRole('combobox');
  assert.deepEqual(await runs(palette, '4217'), ['', 'ltr'], 'as the page does');
  assert.deepEqual(await runs(palette, '4217 طلبي'), ['auto', 'rtl']);
  assert.deepEqual(await runs(palette, 'order طلبي'), ['auto', 'ltr']);
  assert.deepEqual(await runs(palette, ''), ['', 'ltr']);
  await you.page.keyboard.press('Escape');
  await you.page.getByRole('dialog').waitFor({ state: 'detached' });
  await you.page.keyboard.press('c');
  const number = you.page.getByRole('dialog').locator('input[type=tel]');
  await number.waitFor();
  assert.deepEqual(await runs(number, 'نور'), ['', 'ltr']);
});

test('times are written as the person\'s region writes them, by twelve hours or by twenty-four', async ({ world, phones, blank }) => {
  await furnish(phones);
  const regions = {
    'en-US': [/^Tomorrow 9:00\sAM, /, /^10:00\sPM$/, /^\d{1,2}:\d\d\s[AP]M$/], 'en-GB': [/^Tomorrow 09:00, /, /^22:00$/, /^\d\d:\d\d$/],
    'de-DE': [/^Morgen 09:00 Uhr, /, /^22:00$/, /^\d\d:\d\d$/], 'ar-EG': [/^غدًا \u2068?٩:٠٠\sص\u2069?، /, /^١٠:٠٠\sم$/, /^[٠-٩]{1,2}:[٠-٩]{2}\s[صم]$/],
  };
  for (const [locale, [tomorrow, quiet, written]] of Object.entries(regions)) {
    await world.forgetPreferences('you@localhost');  // a language that was chosen before
    const you = await blank({ locale, timezone: 'Europe/Berlin' });
    await you.page.goto(await world.link('you@localhost'));
    await you.page.getByRole('navigation').first().waitFor();
    await opened(you, 'Maya');
    const times = await you.page.getByRole('article').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label').split(/[,،] /)[1]));
    assert.ok(times.length > 0 && times.every((one) => written.test(one)), `${locale}: ${times}`);
    await you.page.keyboard.press('b');
    await you.page.getByRole('menu').waitFor();
    await you.settled();
    assert.match(await you.page.getByRole('menuitem').nth(3).getAttribute('aria-label'), tomorrow, locale);
    await you.page.evaluate(() => {
      localStorage.setItem('preferences', JSON.stringify({ quiet_hours: true }));
      location.hash = '#/preferences';
    });
    await you.page.reload();
    const from = you.page.getByRole('slider', { name: saidIn(locale.slice(0, 2))('notify.quiet_from'), exact: true });
    await from.waitFor();
    assert.match(await from.getAttribute('aria-valuetext'), quiet, locale);
  }
});

test('narrow as a telephone, in both', async ({ phones, inbox, picture }) => {
  await furnish(phones);
  const you = await inbox('you', { width: 390, height: 844 });
  for (const [tag, choose] of [['de', german], ['ar', arabic]]) {
    await you.page.evaluate(() => { location.hash = '#/all'; });
    await choose(you);
    await picture(you, `language-${tag}-narrow-list`);
    await openRow(you, 'نور');
    await picture(you, `language-${tag}-narrow-thread`);
    await you.press(you.button(tag === 'de' ? 'Zurück' : 'رجوع'));
  }
});

const pixels = (a, b) => pixelmatch(a.data, b.data, null, a.width, a.height, { threshold: 0.1, includeAA: true });

// What the page says, how it looks from the canvas, and with its words in the page.
async function seen(you, moment) {
  const shot = async (inPage) => {
    await you.page.evaluate((on) => document.documentElement.classList.toggle('translated-ltr', on), inPage);
    await you.settled();
    return PNG.sync.read(await you.page.screenshot({ caret: 'hide', animations: 'disabled' }));
  };
  await you.page.evaluate((ms) => window.__tributary.freezeTime(ms), moment);
  await you.page.evaluate(() => document.activeElement?.blur());
  await you.page.mouse.move(2, 2);
  await you.settled();
  const says = await you.aria(), inPage = await shot(true), canvas = await shot(false);
  return { says, canvas, apart: pixels(canvas, inPage), root: await you.page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]) };
}

test('the language changes while the page stands: afterwards it is the page that would have been loaded', async ({ phones, inbox }) => {
  await furnish(phones);
  const you = await inbox('you'), fresh = await inbox('you');
  await openRow(you, 'Maya');
  await you.page.locator('[role=listitem][aria-label^="Maya"]:not([aria-label*="unread"])').waitFor();
  const [moment, address] = [Date.now(), await you.page.evaluate(() => { window.stands = true; return location.hash; })];
  const goes = (one, hash) => one.page.evaluate((to) => { location.hash = to; }, hash);
  for (const [tag, dir, name, list] of [['de', 'ltr', 'Deutsch', 'Gespräche'], ['ar', 'rtl', 'العربية', 'المحادثات'], ['en', 'ltr', 'English', 'Conversations']]) {
    await goes(you, '#/preferences');
    await you.page.getByRole('radio', { name, exact: true }).click();
    await you.page.waitForFunction((wanted) => document.documentElement.lang === wanted, tag);
    await speak(fresh, tag, list);
    for (const one of [you, fresh]) {
      await goes(one, address);
      await one.page.getByRole('log').waitFor();
    }
    const [live, loaded] = [await seen(you, moment), await seen(fresh, moment)];
    assert.deepEqual(live.root, [tag, dir]);
    assert.equal(live.says, loaded.says, `${tag}: every name`);
    assert.equal(pixels(live.canvas, loaded.canvas), 0, `${tag}: every pixel`);
    assert.equal(live.apart, 0, `${tag}: canvas and page`);
  }
  assert.ok(await you.page.evaluate(() => window.stands), 'the page was not loaded again');
});
