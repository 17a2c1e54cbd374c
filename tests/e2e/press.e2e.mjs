// A press means what it began on, whatever the list does before the button is let go.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

const first = (you) => you.list().getByRole('listitem').first();

async function pressedWhileItMoves({ phones, inbox }, text) {
  const people = {};
  for (const [name, number] of [['Pia', '+15550200481'], ['Quinn', '+15550200482']]) {
    people[name] = await phones.find(number) ?? await phones.add({ number, name, channel: 'whatsapp' });
    await phones.write(people[name], `hello from ${name}, ${text}`);
  }
  const you = await inbox('you', { text });
  await you.show('All');
  await until('Quinn stands above Pia', async () => /^Quinn/.test(await first(you).getAttribute('aria-label')));
  const row = you.row('Pia').first();
  await row.waitFor();
  await you.settled();
  const { x, y, width, height } = await row.boundingBox();
  await you.page.mouse.move(x + width / 2, y + height / 2);
  await you.page.mouse.down();
  await phones.write(people.Pia, `news, ${text}`);
  await until('Pia stands above Quinn', async () => /^Pia.*news/.test(await first(you).getAttribute('aria-label')));
  await you.settled();
  return you;
}

for (const text of ['canvas', 'dom'])
  test(`a row that moves away under the pointer is opened by the press that began on it, text=${text}`, async (stage) => {
    const you = await pressedWhileItMoves(stage, text);
    await you.page.mouse.up();
    await you.heading('Pia').first().waitFor();
    await you.message(`news, ${text}`).waitFor();
  });

test('a press that is let go elsewhere is none, even where its row has gone', async (stage) => {
  const you = await pressedWhileItMoves(stage, 'canvas');
  const box = await you.row('Quinn').first().boundingBox();
  await you.page.mouse.move(box.x + 20, box.y + box.height - 6, { steps: 3 });
  await you.page.mouse.up();
  await you.settled();
  assert.equal(await you.heading('Pia').count(), 0);
  assert.equal(await you.heading('Quinn').count(), 0);
});

test('a short touch on a page that stands still for a moment is no long one', async ({ phones, inbox }) => {
  await phones.write(await phones.find('+15550200481') ?? await phones.add({ number: '+15550200481', name: 'Pia', channel: 'whatsapp' }), 'hello');
  const you = await inbox('you', { width: 390, height: 844, touch: true });
  await you.show('All');
  await you.row('Pia').first().waitFor();
  await you.settled();
  const touched = (standing) => you.row('Pia').first().evaluate((row, ms) => new Promise((done) => {
    let asked = false;
    row.addEventListener('contextmenu', (event) => { asked = true; event.stopPropagation(); }, { once: true });
    const touch = (kind) => row.dispatchEvent(new PointerEvent(kind, { bubbles: true, pointerType: 'touch', isPrimary: true, clientX: 100, clientY: 100 }));
    touch('pointerdown');
    for (const until = performance.now() + ms; performance.now() < until;);
    setTimeout(() => {  // behind every timer that is due by now
      if (ms > 0) touch('pointerup');
      const limit = performance.now() + (ms > 0 ? 800 : 20_000);
      const look = () => {
        if (!asked && performance.now() < limit) return setTimeout(look, 50);
        touch('pointerup');
        return done(asked);
      };
      look();
    });
  }), standing);
  assert.equal(await touched(700), false, 'the finger had left');
  assert.equal(await touched(0), true, 'a finger that stays asks');
});

test('a finger that stays on a message beside its words asks for its menu once, also where the browser never says so; on the words it selects', async ({ phones, inbox }) => {
  const rae = await phones.add({ number: '+15550200483', name: 'Rae', channel: 'whatsapp' });
  await phones.write(rae, 'Where do I find it?');
  const you = await inbox('you', { width: 390, height: 844, touch: true });
  await you.show('All');
  await you.open('Rae');
  const { x, y, height } = await you.log().locator('.line', { hasText: 'Where do I' }).boundingBox();
  const words = { x: x + 20, y: y + height / 2 }, beside = { x: x - 5, y: words.y };
  // How often a menu was asked for: the touch is the page's own, so the browser says nothing before the end, when it does so for the same touch.
  const asked = (at, then = []) => you.page.evaluate(([point, deeds]) => new Promise((done) => {
    const target = document.elementFromPoint(point.x, point.y), about = { bubbles: true, cancelable: true, clientX: point.x, clientY: point.y };
    const touch = (kind, more) => target.dispatchEvent(new PointerEvent(kind, { ...about, pointerType: 'touch', isPrimary: true, ...more }));
    const over = new AbortController();
    let times = 0;
    addEventListener('contextmenu', () => { times++; }, { signal: over.signal });
    touch('pointerdown', {});
    for (const [kind, more] of deeds) touch(kind, more);
    const moved = deeds.length > 0 || target.closest('.line'), limit = performance.now() + (moved ? 900 : 20_000);
    const look = () => {
      if (!times && performance.now() < limit) return setTimeout(look, 50);
      if (times) target.dispatchEvent(new MouseEvent('contextmenu', about));
      touch('pointerup', {});
      over.abort();
      return done(times);
    };
    look();
  }), [at, then]);
  const item = you.page.getByRole('menuitem', { name: 'Copy text' });
  assert.equal(await asked(beside), 1);
  await item.waitFor();
  await you.page.keyboard.press('Escape');
  await item.waitFor({ state: 'detached' });
  await you.settled();
  assert.equal(await asked(beside, [['pointermove', { clientX: beside.x + 11 }]]), 0, 'it moves');
  assert.equal(await asked(beside, [['pointerdown', { pointerId: 2, isPrimary: false }]]), 0, 'it is one of two');
  assert.equal(await asked(beside, [['pointerup', {}]]), 0, 'it has left');
  assert.equal(await asked(words), 0, 'the words are the browser\'s');
  await you.settled();
  assert.equal(await item.count(), 0);
});
