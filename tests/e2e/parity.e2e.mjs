// Text drawn on the canvas equals the same text as DOM, to the pixel.
import assert from 'node:assert/strict';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OUT } from './lib/stage.mjs';
import { test } from './lib/suite.mjs';

const CORPUS = ['Where is my parcel? It should have been here on Tuesday.', 'Größe „42“ – naïve façade, Œuvre, 1 000 €', 'Где моя посылка? Номер заказа 4217.',
  'مرحبا، أين طلبي رقم 4217؟', 'איפה החבילה שלי?', '荷物はどこですか。昨日届くはずでした。', '快递到哪里了？', '소포가 어디에 있나요?', 'मेरा पार्सल कहाँ है?', 'พัสดุของฉันอยู่ที่ไหน',
  'emoji 👩🏽‍💻 🎉 ❤️ 🇩🇪 in the middle', 'a very long line that has to be wrapped somewhere because no bubble is as wide as this, and a-word-with-hyphens-in-it as well, until it ends'];

async function shot(inbox, name) {
  await inbox.page.evaluate((ms) => window.__tributary.freezeTime(ms), Date.now());
  await inbox.settled();
  await inbox.page.evaluate(() => document.activeElement?.blur());
  await inbox.page.mouse.move(2, 2);
  await inbox.settled();
  const path = join(OUT, `parity-${name}.png`);
  return PNG.sync.read(await inbox.page.screenshot({ path, caret: 'hide', animations: 'disabled' }));
}

function differing(a, b, name) {
  assert.deepEqual([a.width, a.height], [b.width, b.height]);
  const diff = new PNG({ width: a.width, height: a.height });
  const count = pixelmatch(a.data, b.data, diff.data, a.width, a.height, { threshold: 0.1, includeAA: true });
  if (count > 0) writeFileSync(join(OUT, `parity-${name}-diff.png`), PNG.sync.write(diff));
  return count;
}

for (const dpr of [1, 2])
  for (const theme of ['light', 'dark'])
    test(`0 pixels differ at ${dpr}x, ${theme}`, async ({ phones, inbox }) => {
      let nour = await phones.find('+15550200221');
      if (!nour) {
        nour = await phones.add({ number: '+15550200221', name: 'Nour العلي', channel: 'whatsapp' });
        for (const text of CORPUS) await phones.write(nour, text);
        await phones.write(await phones.add({ number: '+15550200222', name: '佐藤', channel: 'whatsapp' }), 'こんにちは');
      }
      const pages = [];
      for (const text of ['canvas', 'dom']) {
        const you = await inbox('you', { text, dpr, theme, height: 1200 });
        await you.show('All');
        await you.open('Nour');
        await you.message('until it ends').waitFor();
        pages.push(you);
      }
      // Both have read everything before they are compared: the unread badge is gone in both.
      for (const you of pages) await you.page.waitForFunction(() => ![...document.querySelectorAll('[role=listitem]')].some((row) => /^Nour.*unread/.test(row.getAttribute('aria-label') ?? '')));
      const [canvas, dom] = [await shot(pages[0], `${dpr}x-${theme}-canvas`), await shot(pages[1], `${dpr}x-${theme}-dom`)];
      assert.equal(differing(canvas, dom, `${dpr}x-${theme}`), 0);
    });
