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
