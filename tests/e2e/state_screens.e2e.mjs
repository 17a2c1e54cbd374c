// What is wrong, missing or still on its way has a screen of its own, each designed: beside how it was, as in screens.e2e.mjs.
import assert from 'node:assert/strict';
import { Gallery, VARIANTS, standingAt } from './lib/gallery.mjs';
import { NOW, furnish } from './lib/screens.mjs';
import { Door, STATES } from './lib/states.mjs';
import { test } from './lib/suite.mjs';

const gallery = new Gallery();
let furnished = false;

for (const variant of Object.keys(VARIANTS))
  test(`${variant}: signing in, loading, gone, failed, offline, reconnecting, a new version and the end of a session are said and drawn as agreed`, async ({ world, blank }) => {
    if (!furnished) await furnish(world);
    furnished = true;
    const you = await standingAt(NOW, world, blank, variant), door = new Door(), wrong = [];
    await door.stand(you.page);
    await you.page.route('**/api/v1/admin/health', (route) => route.abort());  // its numbers are another screen's
    for (const state of STATES) {
      await state.reach(you, door, world);
      wrong.push(...await gallery.stop(you, variant, state.name));
    }
    assert.deepEqual(wrong, []);
  });

gallery.compares(STATES.map(({ name }) => name));
