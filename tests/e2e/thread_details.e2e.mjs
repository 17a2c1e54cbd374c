// D17, D19: a picture over the page, by pointer and keys; changes in a row that fold.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

test('D19 a picture opens over the page, steps to its neighbours, zooms and closes; the focus comes back', async ({ phones, inbox, picture }) => {
  const maya = await phones.add({ number: '+15550200195', name: 'Maya', channel: 'whatsapp' });
  const you = await inbox('you');
  await you.show('All');
  await phones.pictures(maya, 1, 'one');
  await phones.pictures(maya, 1, 'two');
  await you.open('Maya');
  const shots = you.log().getByRole('button', { name: /^Open Picture/ });
  await until('two pictures', async () => (await shots.count()) === 2);
  await shots.first().click();
  const dialog = you.page.getByRole('dialog');
  await dialog.waitFor();
  await you.settled();
  await picture(you, 'lightbox');
  assert.match(await dialog.getAttribute('aria-label'), /1\/2/);
  await you.page.keyboard.press('ArrowRight');
  await until('the next one', async () => /2\/2/.test(await dialog.getAttribute('aria-label')));
  const img = dialog.getByRole('img');
  const before = await img.boundingBox();
  await you.page.keyboard.press('+');
  await until('it is larger', async () => (await img.boundingBox()).width > before.width || (await img.boundingBox()).height > before.height);
  await you.page.keyboard.press('Escape');
  await until('it is closed', async () => (await dialog.count()) === 0);
  await until('the focus is back', async () => /^Open Picture/.test(await you.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')));
});

test('changes in a row fold into one line that opens', async ({ inbox, picture }) => {
  const you = await inbox('you');
  await you.show('All');
  await you.open('Maya');
  for (const name of ['Resolve', 'Reopen', 'Resolve', 'Reopen']) {
    await you.button(name).first().click();
    await you.settled();
  }
  const fold = you.log().getByRole('button', { name: /^\d+ changes$/ });
  await fold.waitFor();
  assert.equal(await fold.getAttribute('aria-expanded'), 'false');
  await picture(you, 'fold-closed');
  await fold.click();
  await you.log().getByRole('button', { name: /^Hide \d+ changes$/ }).waitFor();
  await picture(you, 'fold-open');
});
