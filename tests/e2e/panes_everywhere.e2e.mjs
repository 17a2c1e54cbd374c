// What is opened beside the everyday, on a phone and from right to left: reached by the keyboard alone, all of it on the screen
// and large enough for a finger, nothing for axe to find, and the focus goes back where it came from.
import assert from 'node:assert/strict';
import { violations } from './lib/axe.mjs';
import { saidIn } from './lib/gallery.mjs';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

const phone = { width: 390, height: 844, touch: true };
const VARIANTS = { 'a phone': ['en', phone], 'a phone, Arabic': ['ar', { ...phone, locale: 'ar-EG' }], 'Arabic': ['ar', { locale: 'ar-EG' }] };

const dialog = (you) => you.page.getByRole('dialog');
const option = (you) => you.page.getByRole('option');
const roleOfFocus = (you) => you.page.evaluate(() => document.activeElement?.getAttribute('role') ?? document.activeElement?.tagName);
const press = async (you, ...keys) => {
  for (const key of keys) await you.page.keyboard.press(key);
  await you.settled();
};

const misplaced = (you, fingers) => you.page.evaluate((touched) => [...document.querySelectorAll('#plane .press, #plane .field:not(:disabled)')].map((one) => {
  const { x, right, width, height } = one.getBoundingClientRect(), least = touched ? 44 : 24;
  const wrong = x < -0.5 || right > innerWidth + 0.5 ? 'beside the screen' : width < least || height < least ? `${width} x ${height}` : null;
  return wrong && `${one.getAttribute('aria-label') ?? one.textContent}: ${wrong}`;
}).filter(Boolean), fingers);

async function stands(you, where) {
  await you.settled();
  assert.deepEqual(await misplaced(you, you.fingers), [], where);
  assert.equal(await you.page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, `${where}: nothing scrolls sideways`);
  for (const inPage of you.fingers ? [false] : [true, false]) {  // with the words in the page it sees their contrast too
    await you.page.evaluate((is) => document.documentElement.classList.toggle('translated-ltr', is), inPage);
    assert.deepEqual(await violations(you), [], `${where}${inPage ? ', sharper text' : ''}`);
  }
  if (you.tag !== 'ar') return;
  assert.equal(await you.page.evaluate(() => document.documentElement.dir), 'rtl');
  const box = await dialog(you).count() > 0 ? await dialog(you).boundingBox() : null;
  const close = box && await dialog(you).getByRole('button', { name: you.said('palette.close'), exact: true }).first().boundingBox();
  if (close) assert.ok(close.x + close.width / 2 < box.x + box.width / 2, `${where}: its cross is on the other side`);
}

// By its name, in the palette.
async function byName(you, word) {
  await press(you, 'Control+k');
  await you.page.getByRole('combobox').fill(you.said(word));
  await you.settled();
  const chosen = you.page.getByRole('option', { selected: true });
  await chosen.waitFor();
  for (let steps = 0; !((await chosen.getAttribute('aria-label')) ?? '').startsWith(you.said(word)); steps++) {
    assert.ok(steps < 30, `the palette knows "${you.said(word)}"`);
    await press(you, 'ArrowDown');
  }
  const palette = await dialog(you).getAttribute('aria-label');
  await press(you, 'Enter');
  await until('another dialog stands in its place', async () => (await dialog(you).count()) > 0 && (await dialog(you).getAttribute('aria-label')) !== palette);
}

async function left(you, where) {
  for (let more = 3; more > 0 && await dialog(you).count() > 0; more--) await press(you, 'Escape');
  await dialog(you).waitFor({ state: 'detached' });
  await until(`${where}: the focus is back in the conversation`, async () => ['log', 'textarea'].includes(String(await roleOfFocus(you)).toLowerCase()));
}

// Until the focus is on the button of this name, by Tab alone.
async function tabTo(you, name) {
  for (let steps = 0; steps < 60; steps++) {
    if (await you.page.evaluate(() => document.activeElement?.getAttribute('aria-label')) === name) return;
    await press(you, 'Tab');
  }
  assert.fail(`Tab does not reach "${name}"`);
}

const DIALOGS = {
  'new conversation': (you) => press(you, 'c'),
  'merging contacts': (you) => byName(you, 'people.merge_with'),
  'what merging means': async (you) => {
    await byName(you, 'people.merge_with');
    await you.page.getByRole('combobox').fill('muller');
    await option(you).first().waitFor();
    await press(you, 'Enter');
    await you.page.getByText(you.said('people.merge_keeps')).first().waitFor();
  },
  'finding a customer record': (you) => byName(you, 'people.customer_link'),
  'a new customer record': async (you) => {
    await byName(you, 'people.customer_link');
    await you.page.getByRole('combobox').fill('Northwind');
    await option(you).first().waitFor();
    await press(you, 'Enter');
    await dialog(you).getByRole('textbox', { name: you.said('people.customer_reference') }).waitFor();
  },
  'templates at the composer': (you) => byName(you, 'composer.templates'),
  'choices': (you) => byName(you, 'composer.choices'),
  'a date to snooze until': (you) => byName(you, 'people.act_snooze_date'),
  'one\'s password': (you) => byName(you, 'people.password_open'),
};

// Each page: its keys, and what makes a new thing there.
const PAGES = { replies: [['g', 'r'], 'library.reply_new'], templates: [['g', 't'], 'library.template_new'] };

async function arrive({ world, phones, blank }, [tag, options]) {
  if (!(await phones.find('+15550200551'))) {
    await phones.write(await phones.add({ number: '+15550200552', name: 'Jürgen Müller', channel: 'whatsapp' }), 'The red boots, please');
    await phones.write(await phones.add({ number: '+15550200551', name: 'Maya Lindqvist', channel: 'whatsapp' }), 'Where is my parcel?');
  }
  const you = await blank(options);
  await you.page.goto(await world.link('you@localhost'));
  await you.page.getByRole('listitem', { name: /^Maya/ }).first().waitFor();
  you.tag = tag;
  you.said = saidIn(tag);
  you.fingers = Boolean(options.touch);
  await you.page.evaluate(() => { location.hash = '#/all'; });
  await you.page.getByRole('listitem', { name: /^Maya/ }).first().focus();
  await press(you, 'Enter');
  await you.page.getByRole('article').first().waitFor();
  await you.page.evaluate(() => document.activeElement?.blur());
  await press(you, 'o');
  await until('the conversation has the focus', async () => await roleOfFocus(you) === 'log');
  return you;
}

for (const [name, variant] of Object.entries(VARIANTS)) {
  test(`D48 D52 D72 C15 ${name}: dialogs are reached and left by keys, fit and mirror`, async (stage) => {
    const you = await arrive(stage, variant), { picture } = stage;
    for (const [what, open] of Object.entries(DIALOGS)) {
      await open(you);
      await dialog(you).waitFor();
      await stands(you, what);
      await picture(you, `everywhere-${name}-${what}`);
      await left(you, what);
    }
  });

  test(`D72 D79 ${name}: the pages of templates and replies are reached, filled in and left by keys, fit and mirror`, async (stage) => {
    const you = await arrive(stage, variant), { picture } = stage;
    for (const [page, [keys, make]] of Object.entries(PAGES)) {
      await press(you, ...keys);
      await you.page.getByRole('radio').first().waitFor();
      await until('the part that is shown has the focus', async () => await you.page.evaluate(() => document.activeElement?.getAttribute('aria-checked')) === 'true');
      await stands(you, page);
      await picture(you, `everywhere-${name}-${page}`);
      await tabTo(you, you.said(make));
      await press(you, 'Enter');
      await dialog(you).waitFor();
      await stands(you, `${page}: a new one`);
      await picture(you, `everywhere-${name}-${page}-new`);
      await press(you, 'Escape');
      await dialog(you).waitFor({ state: 'detached' });
      await until('the focus is back at the button', async () => await you.page.evaluate(() => document.activeElement?.getAttribute('aria-label')) === you.said(make));
      await until('one goes back with Shift and Tab', async () => {
        await press(you, 'Shift+Tab');
        return (await you.page.evaluate(() => document.activeElement?.getAttribute('aria-label')) ?? '').includes('Maya Lindqvist');
      });
      await press(you, 'Enter');
      await until('in the conversation again', async () => await roleOfFocus(you) === 'log');
    }
  });
}
