// Nothing changes, so nothing is drawn.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

const idleFor = (inbox, ms) => inbox.page.evaluate((time) => new Promise((done) => { setTimeout(done, time); }), ms);

for (const dpr of [1, 2])
  test(`no frame in 8 idle seconds at ${dpr}x, with a thread open`, async ({ phones, inbox }) => {
    const number = `+1555020019${dpr}`;
    const maya = await phones.add({ number, name: `Maya ${dpr}`, channel: 'whatsapp' });
    const you = await inbox('you', { dpr });
    await you.show('All');
    await phones.write(maya, 'and then silence');
    await you.open(`Maya ${dpr}`);
    await you.message('and then silence').waitFor();
    // Reading it is work: a second in view marks it, and the relay answers. Then there is nothing more to do.
    await until('it is read', async () => !/unread/.test(await you.row(`Maya ${dpr}`).getAttribute('aria-label')));
    await you.still();
    const before = await you.stats();
    await idleFor(you, 8000);
    const after = await you.stats();
    assert.equal(after.frames - before.frames, 0);
    await phones.write(maya, 'still there?');
    await you.message('still there?').waitFor();
    assert.ok((await you.stats()).frames > after.frames, 'and it wakes up');
  });

// The first text in a script loads its font, which is longer than a letter of the search may wait for its hits.
test('a name in another script is measured between frames while the search waits for its first letter, and the page rests again', async ({ phones, inbox }) => {
  const name = 'ليلى حداد';
  const layla = await phones.add({ number: '+15550200193', name, channel: 'whatsapp' });
  const you = await inbox('you');
  await you.show('All');
  await phones.write(layla, 'good morning');
  await you.list().getByRole('listitem', { name: new RegExp(name) }).first().waitFor();
  await you.still();
  await you.page.evaluate(() => {
    window.__between = [];
    let inFrame = false;
    const ask = window.requestAnimationFrame.bind(window), measure = CanvasRenderingContext2D.prototype.measureText;
    window.requestAnimationFrame = (draw) => ask((now) => {
      inFrame = true;
      draw(now);
      inFrame = false;
    });
    CanvasRenderingContext2D.prototype.measureText = function (text) {
      if (!inFrame) window.__between.push(text);
      return measure.call(this, text);
    };
  });
  await you.page.keyboard.press('/');
  await you.page.getByRole('dialog', { name: 'Search' }).waitFor();
  await until('it is measured', () => you.page.evaluate((text) => window.__between.includes(text), name));
  await you.still();
  const { frames } = await you.stats();
  await idleFor(you, 2000);
  assert.equal((await you.stats()).frames, frames);
});
