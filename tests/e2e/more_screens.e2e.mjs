// The pages of words and teams, what is done to a person, a row's menu, the list at the caret, a private note: beside how they
// were, as in screens.e2e.mjs.
import assert from 'node:assert/strict';
import { Gallery, VARIANTS, standingAt } from './lib/gallery.mjs';
import { MORE_SCREENS, furnishMore, steadyTemplates } from './lib/more_screens.mjs';
import { NOW } from './lib/screens.mjs';
import { test } from './lib/suite.mjs';

const gallery = new Gallery();
let furnished = false;

for (const variant of Object.keys(VARIANTS))
  test(`${variant}: pages of words and teams, merging, a password, a record, a row's menu, the list at the caret and a note say what they said`, async ({ world, blank }) => {
    if (!furnished) await furnishMore(world);
    furnished = true;
    const you = await standingAt(NOW, world, blank, variant), wrong = [];
    await steadyTemplates(you.page);
    await you.page.goto(await world.link('you@localhost'));
    await you.page.getByRole('navigation').first().waitFor();
    await you.settled();
    for (const screen of MORE_SCREENS) {
      await screen.reach(you);
      wrong.push(...await gallery.stop(you, variant, screen.name, screen.axe ?? {}));
      await screen.leave?.(you);
    }
    assert.deepEqual(wrong, []);
  });

gallery.compares(MORE_SCREENS.map(({ name }) => name));
