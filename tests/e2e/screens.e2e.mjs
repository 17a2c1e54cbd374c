// Every screen: what it says to assistive technology, as recorded in tests/golden/screens, and nothing for axe to find.
// Themes, German, Arabic and a phone. UPDATE_GOLDEN=1 records anew.
import assert from 'node:assert/strict';
import { violations } from './lib/axe.mjs';
import { sameWords } from './lib/goldens.mjs';
import { NOW, SCREENS, furnish } from './lib/screens.mjs';
import { test } from './lib/suite.mjs';

const VARIANTS = {
  light: {}, dark: { theme: 'dark' }, de: { locale: 'de-DE' }, ar: { locale: 'ar-EG' }, phone: { width: 390, height: 844 },
};
let furnished = false;

async function arrive(world, blank, options) {
  await world.at(NOW);
  const you = await blank(options);
  await you.page.clock.setFixedTime(NOW);
  await you.page.goto(await world.link('you@localhost'));
  await you.page.getByRole('navigation').first().waitFor();
  await you.settled();
  return you;
}

for (const [variant, options] of Object.entries(VARIANTS))
  test(`${variant}: every screen says what it said, and axe finds nothing`, async ({ world, blank, picture }) => {
    if (!furnished) await furnish(world);
    furnished = true;
    const you = await arrive(world, blank, options);
    const wrong = [];
    for (const screen of SCREENS) {
      await screen.reach(you);
      await you.page.mouse.move(1, 1);
      await you.settled();
      if (variant !== 'dark') await sameWords(you.page, `${variant}/${screen.name}`);
      await picture(you, `screen-${variant}-${screen.name}`);
      for (const one of await violations(you)) wrong.push(`${screen.name}: ${one}`);
      await screen.leave?.(you);
    }
    assert.deepEqual(wrong, []);
  });
