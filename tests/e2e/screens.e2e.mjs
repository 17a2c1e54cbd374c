// Every screen: what it says to assistive technology and how it looks, as recorded in tests/golden/screens, and nothing for axe
// to find, with the words on the canvas and with the words in the page. Themes, German, Arabic and a phone.
// UPDATE_GOLDEN=1 records anew.
import assert from 'node:assert/strict';
import { PNG } from 'pngjs';
import { violations } from './lib/axe.mjs';
import { sameWords } from './lib/goldens.mjs';
import { PIXELS_MAX, asItLooked, differing, rounded, strange } from './lib/pictures.mjs';
import { NOW, SCREENS, furnish } from './lib/screens.mjs';
import { skip, test } from './lib/suite.mjs';

const VARIANTS = {
  light: {}, dark: { theme: 'dark' }, de: { locale: 'de-DE' }, ar: { locale: 'ar-EG' }, phone: { width: 390, height: 844 },
};
// Which modes of text axe sees: contrast, which a theme decides, it can only tell of words in the page.
const AXE = { light: [false, true], dark: [true] };
let furnished = false;

async function arrive(world, blank, options) {
  await world.at(NOW);
  const you = await blank(options);
  await you.page.clock.setFixedTime(NOW);
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

// As a browser's translator does.
const textInPage = (you, on) => you.page.evaluate((is) => document.documentElement.classList.toggle('translated-ltr', is), on);
const shotOf = (you) => you.page.screenshot({ caret: 'hide', animations: 'disabled' });
const shots = new Map();

for (const [variant, options] of Object.entries(VARIANTS)) {
  test(`${variant}: every screen says what it said, and axe finds nothing`, async ({ world, blank }) => {
    if (!furnished) await furnish(world);
    furnished = true;
    const you = await arrive(world, blank, options);
    const wrong = [];
    for (const screen of SCREENS) {
      await screen.reach(you);
      await you.page.mouse.move(1, 1);
      await you.settled();
      if (variant !== 'dark') await sameWords(you.page, `${variant}/${screen.name}`);
      shots.set(`${variant}/${screen.name}`, await shotOf(you));
      for (const inPage of AXE[variant] ?? [false]) {
        await textInPage(you, inPage);
        for (const one of await violations(you)) wrong.push(`${screen.name}${inPage ? ', sharper text' : ''}: ${one}`);
      }
      await textInPage(you, false);
      await screen.leave?.(you);
    }
    assert.deepEqual(wrong, []);
  });

  test(`${variant}: every screen looks as it looked`, ({ browser }) => {
    const reason = strange(browser);
    if (reason) skip(reason);
    assert.deepEqual(SCREENS.map(({ name }) => `${variant}/${name}`).map((name) => asItLooked(shots.get(name), name)).filter(Boolean), []);
  });
}

// The picture as it would be, were everything in the box two pixels further on.
function moved(picture, { x, y, width, height }) {
  const other = new PNG({ width: picture.width, height: picture.height });
  picture.data.copy(other.data);
  for (let row = Math.floor(y); row < Math.ceil(y + height); row++) {
    const at = (column) => 4 * (row * picture.width + column);
    other.data.copyWithin(at(Math.floor(x) + 2), at(Math.floor(x)), at(Math.ceil(x + width)));
  }
  return other;
}

test('a button that stands two pixels beside its place is noticed', async ({ world, blank }) => {
  const you = await arrive(world, blank, {});
  await SCREENS.find(({ name }) => name === 'thread').reach(you);
  await you.page.mouse.move(1, 1);
  await you.settled();
  const picture = PNG.sync.read(await shotOf(you)), kept = rounded(picture);
  assert.ok(differing(kept, picture) <= PIXELS_MAX, 'rounding the colours is not a difference');
  const unseen = [];
  for (const button of await you.page.getByRole('button').all()) {
    const count = differing(kept, moved(picture, await button.boundingBox()));
    if (count <= PIXELS_MAX) unseen.push(`${await button.getAttribute('aria-label')}: ${count} pixels`);
  }
  assert.deepEqual(unseen, []);
});
