// The look in numbers: densities, text size, high contrast, what the pointer warms, hints, and nothing drawn when nothing moves.
import assert from 'node:assert/strict';
import { violations } from './lib/axe.mjs';
import { textInPage } from './lib/gallery.mjs';
import { test } from './lib/suite.mjs';

const idleFor = (inbox, ms) => inbox.page.evaluate((time) => new Promise((done) => { setTimeout(done, time); }), ms);

const rows = (you) => you.page.getByRole('listitem');  // in any language

async function choose(you, preferences) {
  await you.page.evaluate((text) => localStorage.setItem('preferences', text), JSON.stringify(preferences));
  await you.page.reload();
  await rows(you).first().waitFor();
  await you.settled();
}

const height = async (locator) => Math.round((await locator.boundingBox()).height);
const overlaps = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

test('densities, text size and high contrast are what they promise', async ({ phones, inbox, picture }) => {
  const maya = await phones.add({ number: '+15550200251', name: 'Maya Lindqvist', channel: 'whatsapp' });
  await phones.write(maya, 'Hi! My order 4217 has not arrived.');
  const you = await inbox('you');
  await you.open('Maya Lindqvist');
  for (const [density, row] of [['comfortable', 76], ['cosy', 60], ['compact', 36]]) {
    await choose(you, { density });
    assert.equal(await height(you.row('Maya')) + 2, row, density);
  }
  await choose(you, { text_percent: 150, language: 'de' });
  assert.equal(await height(rows(you).first()), Math.round(74 * 1.5));
  const size = await you.composer().or(you.page.getByRole('textbox')).first().evaluate((el) => getComputedStyle(el).fontSize);
  assert.equal(size, '22.5px', 'the field is written in the larger size too');
  const buttons = await you.page.getByRole('button').all();
  const boxes = (await Promise.all(buttons.map((one) => one.boundingBox()))).filter((box) => box && box.width > 2);
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => assert.ok(!overlaps(a, b), 'no button covers another')));
  for (const box of boxes) assert.ok(box.x >= 0 && box.x + box.width <= 1440, 'every button is on the page');
  await picture(you, 'look-150-german');
  await choose(you, { theme: 'contrast' });
  await you.page.getByRole('article').first().waitFor();
  for (const scheme of ['light', 'dark']) {
    await you.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await you.page.waitForFunction((theme) => document.documentElement.matches(`[data-strong][data-theme=${theme}]`), scheme);
    await textInPage(you, true);  // where axe sees the colours of the words
    assert.deepEqual(await violations(you), [], `high contrast, ${scheme}`);
    await textInPage(you, false);
    await picture(you, `look-contrast-${scheme}`);
  }
});

test('the pointer shows what a row offers and what an icon means, and then nothing is drawn any more', async ({ phones, inbox, picture }) => {
  const maya = await phones.add({ number: '+15550200252', name: 'Olena', channel: 'whatsapp' });
  await phones.write(maya, 'Anybody there?');
  const you = await inbox('you', { reduced: 'no-preference' });
  await you.show('All');
  const row = await you.row('Olena').boundingBox();
  await you.page.mouse.move(row.x + 30, row.y + 20);
  const take = you.page.getByRole('button', { name: /^Assign to me, Olena/ });
  await take.waitFor();
  const place = await take.boundingBox();
  await you.page.mouse.move(place.x + place.width / 2, place.y + place.height / 2);
  await idleFor(you, 1200);  // staying is what brings the hint
  await you.still();
  await picture(you, 'look-hover');
  const before = (await you.stats()).frames;
  await idleFor(you, 1500);
  assert.equal((await you.stats()).frames - before, 0, 'nothing is drawn while the pointer rests');
  await you.press(take);
  await you.show('Mine');
  await you.row('Olena').waitFor();
  assert.match(await you.page.locator('link[rel=icon]').getAttribute('href'), /icon_unread/, 'the icon carries a dot while something is unread');
});

test('forced colours are the system’s own', async ({ inbox, picture }) => {
  const you = await inbox('you');
  await you.page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await you.settled();
  await picture(you, 'look-forced');
  const [ground, canvas] = await you.page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = 'Canvas';
    const wanted = getComputedStyle(probe).color;
    probe.style.color = getComputedStyle(document.documentElement).getPropertyValue('--ground');
    probe.style.forcedColorAdjust = 'none';
    const shown = getComputedStyle(probe).color;
    probe.remove();
    return [shown, wanted];
  });
  assert.equal(ground, canvas);
});
