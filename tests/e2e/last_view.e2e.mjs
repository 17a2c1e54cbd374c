// What stood on the page when it was left stands there at once when it is opened again, before the program has come.
import assert from 'node:assert/strict';
import { PNG } from 'pngjs';
import { test } from './lib/suite.mjs';
import { differing } from './lib/pictures.mjs';
import { kept as framesKept } from './lib/kept.mjs';
import { until } from './lib/until.mjs';

const kept = (you) => you.page.evaluate(() => localStorage.getItem('last_view'));
const standsAlone = (you) => you.page.evaluate(() => document.querySelector('#last-view') !== null);
const shot = async (you) => PNG.sync.read(await you.page.screenshot({ caret: 'hide' }));

// Opens the page again, with the program held back until it is let in.
async function again(you, open = () => you.page.reload({ waitUntil: 'commit' })) {
  let letIn;
  const gate = new Promise((done) => { letIn = done; });
  await you.page.route('**/app.*.wasm', async (route) => {
    await gate;
    await route.continue().catch(() => {});
  });
  await open();
  return async () => {
    letIn();
    await you.page.waitForFunction(() => document.querySelector('#last-view') === null);
    await you.settled();
  };
}

let talks = 0;
async function talk(phones, inbox, options = {}) {
  const names = ['Maya', 'عمر'].map((name) => `${name} ${'ABCDEFG'[talks]}`), numbers = [711, 731].map((last) => `+15550200${last + talks}`);
  talks += 1;
  const [maya, omar] = await Promise.all(names.map((name, index) => phones.add({ number: numbers[index], name, channel: 'whatsapp' })));
  await phones.write(omar, 'هل وصل طلبي؟');
  await phones.write(maya, 'Where is my order?\nIt should have been here on Monday 🙂');
  const you = await inbox('you', { workers: 'block', ...options });
  await you.show('All');
  await you.open(names[0]);
  await you.message('Where is my order?').waitFor();
  await until('the browser keeps the conversations', async () => (await framesKept(you.page, 'frames')) > 0);
  return { you, maya: names[0], omar: names[1] };
}

for (const theme of ['light', 'dark']) {
  test(`opened again, the page shows what stood on it before its program has come, ${theme}`, async ({ phones, inbox }) => {
    const { you, maya, omar } = await talk(phones, inbox, { theme });
    await you.page.mouse.move(1400, 500);
    await you.page.evaluate(() => document.activeElement.blur());
    await you.settled();
    const before = await shot(you);
    const letIn = await again(you);
    await you.row(maya).waitFor();
    await you.row(omar).waitFor();
    assert.ok(await standsAlone(you));
    assert.match(await you.page.locator('#last-view').innerText(), /هل وصل طلبي؟/);
    const early = await shot(you);
    const off = differing(before, early) / (before.width * before.height);
    assert.ok(off < 0.01, `${(100 * off).toFixed(2)} % of its pixels are others`);
    await letIn();
    assert.equal(await standsAlone(you), false);
    await you.message('Where is my order?').waitFor();
  });
}

test('what is pressed before the program has come is done when it can be', async ({ phones, inbox }) => {
  const { you, maya, omar } = await talk(phones, inbox);
  const letIn = await again(you);
  await you.row(omar).click();
  await you.button('Resolve').waitFor();
  await letIn();
  await you.message('هل وصل طلبي؟').waitFor();
  const then = await again(you);
  await you.row(maya).waitFor();
  for (const key of ['j', 'e']) await you.page.keyboard.press(key);  // E would resolve: nobody sees yet what
  await then();
  await you.settled();
  assert.equal(await you.button('Reopen').count(), 0);
});

test('nothing of it stays where somebody signs out, and nothing is shown to who is signed out', async ({ phones, inbox, world }) => {
  const { you, maya } = await talk(phones, inbox);
  const letIn = await again(you);
  assert.match(await kept(you), /Maya/);
  await you.row(maya).waitFor();
  await letIn();
  await you.page.context().clearCookies();
  const out = await again(you);
  await out();
  await you.button('Sign in').waitFor();
  assert.equal(await kept(you), null);
  await you.arrive(await world.link('you@localhost'));
  await you.show('All');
  await you.settled();
  await (await again(you))();
  assert.match(await kept(you), /Maya/);
  await you.page.evaluate(() => {  // the page is left in the moment in which it is signed out, before anything else is drawn
    const remove = Storage.prototype.removeItem;
    let leaving = false;
    Storage.prototype.removeItem = function (name) {
      remove.call(this, name);
      if (name !== 'last_view' || leaving) return;
      leaving = true;
      dispatchEvent(new Event('pagehide'));
      leaving = false;
    };
  });
  await you.press(you.button('Sign out'));
  await you.button('Sign in').waitFor();
  assert.equal(await kept(you), null);
});

test('a page of another size, or what is no view at all, begins as always', async ({ phones, inbox, world }) => {
  const { you } = await talk(phones, inbox);
  const address = you.page.url();
  for (const change of [(view) => ({ ...view, frame: 'another' }), (view) => ({ ...view, pieces: 7 }), () => 'no view']) {
    await you.page.goto(`${world.base}/healthz`);  // a page of the same site without a program
    await until('what stood there is kept', () => kept(you));  // the page before may be put away after this one has come
    const view = JSON.parse(await kept(you));
    await you.page.evaluate((text) => localStorage.setItem('last_view', text), JSON.stringify(change(view)));
    const letIn = await again(you, () => you.page.goto(address));
    await you.page.waitForFunction(() => window.__tributary !== undefined);
    assert.equal(await standsAlone(you), false);
    assert.equal(await you.list().count(), 0);
    await letIn();
    await you.message('Where is my order?').waitFor();
  }
});
