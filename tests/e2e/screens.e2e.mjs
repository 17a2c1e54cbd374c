// Every screen: what it says to assistive technology and how it looks, as recorded in tests/golden/screens, and nothing for axe
// to find, with the words on the canvas and with the words in the page. Themes, German, Arabic and a phone.
// UPDATE_GOLDEN=1 records anew, here and in state_screens.e2e.mjs.
import assert from 'node:assert/strict';
import { MORE_CONTRAST, violations } from './lib/axe.mjs';
import { weakWords } from './lib/contrast.mjs';
import { Gallery, VARIANTS, rest, shotOf, standingAt, unseenGrounds, unseenMoves } from './lib/gallery.mjs';
import { asItLooked, strange } from './lib/pictures.mjs';
import { NOW, SCREENS, furnish } from './lib/screens.mjs';
import { test } from './lib/suite.mjs';

const gallery = new Gallery();
let furnished = false;

async function arrive(world, blank, variant) {
  if (!furnished) await furnish(world);
  furnished = true;
  const you = await standingAt(NOW, world, blank, variant);
  // What is measured is another number each time; the pages show a relay that is well.
  await you.page.route('**/api/v1/admin/health', async (route) => {
    const response = await route.fetch(), json = await response.json();
    json.level = 'ok';
    for (const one of json.values) Object.assign(one, { level: 'ok', value: one.value === null ? null : 0 });
    await route.fulfill({ response, json });
  });
  await you.page.goto(await world.link('you@localhost'));
  await you.page.getByRole('navigation').first().waitFor();
  await you.settled();
  return you;
}

for (const variant of Object.keys(VARIANTS))
  test(`${variant}: every screen says what it said, within 400 elements, and axe finds nothing`, async ({ world, blank }) => {
    const you = await arrive(world, blank, variant), wrong = [];
    for (const screen of SCREENS) {
      await screen.reach(you);
      wrong.push(...await gallery.stop(you, variant, screen.name));
      await screen.leave?.(you);
    }
    assert.deepEqual(wrong, []);
  });

gallery.compares(SCREENS.map(({ name }) => name));

test('a button that stands two pixels beside its place is noticed', async ({ world, blank }) => {
  const you = await arrive(world, blank, 'light');
  await SCREENS.find(({ name }) => name === 'thread').reach(you);
  assert.deepEqual(await unseenMoves(you), []);
});

test('a pale ground that is missing is noticed', async ({ world, blank }) => {
  const you = await arrive(world, blank, 'light');
  await SCREENS.find(({ name }) => name === 'thread').reach(you);
  const grounds = { 'the page': [0xf6, 0xf7, 0xf9], 'a bubble': [0xf0, 0xf2, 0xf5], 'the chosen row': [0xe8, 0xee, 0xfc] };
  assert.deepEqual(await unseenGrounds(you, grounds), []);
});

// Whom the system says to want more contrast gets that theme, and the words in the page.
for (const look of ['light', 'dark'])
  test(`high contrast, ${look}: every word stands out seven to one, and a conversation looks as it looked`, async ({ world, blank, browser }) => {
    const you = await arrive(world, blank, 'light'), wrong = [];
    await you.page.emulateMedia({ colorScheme: look, contrast: 'more', reducedMotion: 'reduce' });
    await you.page.waitForFunction((theme) => document.documentElement.matches(`[data-strong][data-theme=${theme}]`), look);
    for (const name of ['list', 'arabic', 'thread', 'contact', 'preferences', 'admin']) {
      const screen = SCREENS.find((one) => one.name === name);
      await screen.reach(you);
      await rest(you);
      for (const rules of [undefined, MORE_CONTRAST]) wrong.push(...(await violations(you, rules)).map((one) => `${name}: ${one}`));
      wrong.push(...(await weakWords(you, 7)).map((one) => `${name}: ${one}`));
      if (name === 'thread' && !strange(browser)) wrong.push(asItLooked(await shotOf(you), `contrast_${look}/thread`));
      await screen.leave?.(you);
    }
    assert.deepEqual(wrong.filter(Boolean), []);
  });
