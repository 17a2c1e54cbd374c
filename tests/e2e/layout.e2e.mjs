// Which panes are where at every width, and how a person changes it: edges, drawer, Back, on-screen keyboard, fingers.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

async function furnish(phones) {
  const known = await phones.find('+15550200451');
  if (known) return;
  for (const [number, name] of [['+15550200451', 'Maya Lindqvist'], ['+15550200452', 'Tom Okafor'], ['+15550200453', 'نور العلي']]) {
    const phone = await phones.add({ number, name, channel: 'whatsapp' });
    await phones.write(phone, `Hello, this is ${name}. Has my order been sent yet? It should have been here on Tuesday.`);
  }
}

const details = (inbox) => inbox.page.getByRole('region', { name: 'Contact' });
const edge = (inbox, name) => inbox.page.getByRole('separator', { name });
const width = async (locator) => (await locator.boundingBox()).width;
const focused = (inbox) => inbox.page.evaluate(() => document.activeElement.getAttribute('aria-label'));
const overflows = (inbox) => inbox.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);

// Everything that can be pressed, with its box: what a finger must be able to hit.
const targets = (inbox) => inbox.page.evaluate(() => [...document.querySelectorAll('#plane .press, #plane .field, #plane .splitter')]
  .map((el) => ({ name: el.getAttribute('aria-label') ?? el.textContent, box: el.getBoundingClientRect() }))
  .map(({ name, box }) => ({ name, x: box.x, y: box.y, w: box.width, h: box.height })));

async function fitsFingers(inbox, where) {
  await inbox.settled();
  for (const one of await targets(inbox)) {
    assert.ok(one.w >= 44 && one.h >= 44, `${where}: "${one.name}" is ${one.w} x ${one.h}`);
    assert.ok(one.x >= 0 && one.x + one.w <= inbox.page.viewportSize().width + 0.5, `${where}: "${one.name}" lies on the screen`);
  }
  assert.equal(await overflows(inbox), false, `${where}: nothing scrolls sideways`);
}

test('four columns, a drawer, two panes, one pane: each width has its own', async ({ phones, inbox, picture }) => {
  await furnish(phones);
  for (const theme of ['light', 'dark']) {
    const you = await inbox('you', { theme });
    await you.show('All');
    await you.open('Maya');
    for (const [wide, high] of [[1440, 900], [1180, 800], [900, 700], [600, 800], [390, 844], [320, 568]]) {
      await you.page.setViewportSize({ width: wide, height: high });
      await you.settled();
      await picture(you, `layout-${wide}-${theme}`);
      assert.equal(await overflows(you), false, `${wide}`);
      if (theme === 'dark') continue;
      assert.equal(await details(you).count(), wide >= 1280 ? 1 : 0, `details at ${wide}`);
      assert.equal(await you.list().count(), wide >= 720 ? 1 : 0, `list at ${wide}`);
      assert.equal(await you.log().count(), 1, `thread at ${wide}`);
      if (wide >= 720) assert.equal((await width(you.views())) > 56, wide >= 1024, `words in the rail at ${wide}`);
      if (wide >= 800) assert.ok(await width(you.log()) >= 479, `room for the thread at ${wide}`);
      assert.ok(await you.composer().isVisible());
    }
  }
});

test('the edges between panes follow mouse and keys, keep their limits, come back after a reload, and reset', async ({ phones, inbox }) => {
  await furnish(phones);
  const you = await inbox('you');
  await you.show('All');
  await you.open('Maya');
  const list = edge(you, 'Width of the list'), value = (of) => of.getAttribute('aria-valuenow').then(Number);
  assert.equal(await list.getAttribute('aria-orientation'), 'vertical');
  const before = await width(you.list()), box = await list.boundingBox();
  assert.equal(await list.evaluate((el) => getComputedStyle(el).cursor), 'col-resize');
  await you.page.mouse.move(box.x + 3, 400);
  await you.page.mouse.down();
  await you.page.mouse.move(box.x + 53, 420, { steps: 4 });
  await you.page.mouse.up();
  await you.settled();
  assert.equal(await width(you.list()), before + 50);
  assert.equal(await you.page.evaluate(() => getSelection().isCollapsed), true);
  await list.focus();
  const press = async (keys) => { await you.page.keyboard.press(keys); await you.settled(); return value(list); };
  assert.equal(await press('ArrowRight'), before + 66);
  assert.equal(await press('Shift+ArrowLeft'), before + 2);
  assert.equal(await press('Home'), Number(await list.getAttribute('aria-valuemin')));
  assert.equal(await press('End'), Number(await list.getAttribute('aria-valuemax')));
  assert.ok(await width(you.log()) >= 479, 'the thread keeps its room');
  assert.equal(await focused(you), 'Width of the list');
  const kept = await width(you.list());
  await you.page.reload();
  await you.list().waitFor();
  await you.settled();
  assert.equal(await width(you.list()), kept, 'kept by the browser');
  const again = await edge(you, 'Width of the list').boundingBox();
  await you.page.mouse.dblclick(again.x + 3, 400);
  await you.settled();
  assert.equal(await width(you.list()), before, 'as it was');
  // The pane behind its edge grows the other way; the rail folds.
  const right = edge(you, 'Width of the details'), was = await width(details(you));
  await right.focus();
  await you.page.keyboard.press('ArrowLeft');
  await you.settled();
  assert.equal(await width(details(you)), was + 16);
  await you.press(you.button('Fold the views'));
  assert.equal(await width(you.views()), 56);
  await you.press(you.button('Unfold the views'));
  assert.equal(await width(you.views()), 208);
});

test('the details are a drawer where there is no room: button, Escape and focus', async ({ phones, inbox, picture }) => {
  await furnish(phones);
  const you = await inbox('you', { width: 1180, height: 800 });
  await you.show('All');
  await you.open('Tom');
  const button = you.button('Details');
  assert.equal(await button.getAttribute('aria-expanded'), 'false');
  await you.press(button);
  await details(you).waitFor();
  assert.equal(await focused(you), 'Close details');
  assert.equal(await button.getAttribute('aria-expanded'), 'true');
  await picture(you, 'layout-drawer');
  await you.page.keyboard.press('Escape');
  await details(you).waitFor({ state: 'detached' });
  await you.settled();
  assert.equal(await focused(you), 'Details');
  await you.press(button);
  await you.press(you.button('Close details'));
  assert.equal(await details(you).count(), 0);
  await you.page.setViewportSize({ width: 1440, height: 900 });
  await you.press(you.button('Details'));
  assert.equal(await details(you).count(), 0, 'the column goes');
  await you.press(you.button('Details'));
  assert.equal(await details(you).count(), 1, 'and comes');
});

test('beside the list the browser\'s Back leaves a conversation and Forward opens it again, with what was begun in it', async ({ phones, inbox }) => {
  await furnish(phones);
  const you = await inbox('you');
  await you.show('All');
  await you.open('Maya');
  await you.composer().fill('half a sentence');
  await you.page.goBack();
  await you.log().waitFor({ state: 'detached' });
  assert.equal(await you.page.evaluate(() => location.hash), '#/all');
  await you.page.goForward();
  await you.log().waitFor();
  await until('what was begun stands there', async () => await you.composer().inputValue() === 'half a sentence');
});

test('on a phone Back leads to the list, by the button and by the browser, and forward again', async ({ phones, inbox }) => {
  await furnish(phones);
  const you = await inbox('you', { width: 390, height: 844, touch: true });
  await you.show('All');
  await you.open('Maya');
  await you.page.goBack();
  await you.list().waitFor();
  assert.equal(await you.log().count(), 0);
  await you.page.goForward();
  await you.log().waitFor();
  const entries = await you.page.evaluate(() => history.length);
  await you.press(you.button('Back'));
  await you.list().waitFor();
  await you.settled();
  assert.match(await focused(you), /^Maya/);
  assert.match(you.page.url(), /#\/all$/);
  assert.equal(await you.page.evaluate(() => history.length), entries, 'going back adds no entry');
  await you.open('Tom');
  assert.equal(await you.heading('Tom Okafor').count(), 1);
});

test('every target is 44 px or more where fingers are at work, at 390 and at 320 px', async ({ phones, inbox, picture }) => {
  await furnish(phones);
  for (const [wide, high] of [[390, 844], [320, 568]]) {
    const you = await inbox('you', { width: wide, height: high, touch: true, dpr: 2 });
    await you.show('All');
    await fitsFingers(you, `list at ${wide}`);
    await picture(you, `phone-list-${wide}`);
    await you.open('Maya');
    await fitsFingers(you, `thread at ${wide}`);
    await picture(you, `phone-thread-${wide}`);
    await you.press(you.button('More actions'));
    await fitsFingers(you, `menu at ${wide}`);
    await picture(you, `phone-menu-${wide}`);
    await you.page.keyboard.press('Escape');
    await you.press(you.button('Details'));
    await details(you).waitFor();
    await fitsFingers(you, `details at ${wide}`);
    await picture(you, `phone-details-${wide}`);
    await you.press(you.button('Close details'));
    const size = await you.composer().evaluate((el) => parseFloat(getComputedStyle(el).fontSize));
    assert.ok(size >= 16, `a field of ${size} px makes a phone zoom`);
    await you.press(you.button('Back'));
    await you.show('Admin');
    await fitsFingers(you, `admin at ${wide}`);
  }
  const tablet = await inbox('you', { width: 1024, height: 768, touch: true });
  await tablet.show('All');
  await tablet.open('Maya');
  await tablet.settled();
  for (const one of await targets(tablet)) if (!/^Width/.test(one.name)) assert.ok(one.h >= 44 && one.w >= 44, `tablet: "${one.name}" is ${one.w} x ${one.h}`);
  await picture(tablet, 'tablet');
});

test('the foot of the admin page fits fingers too, at 390 and at 320 px, in English and in German', async ({ phones, inbox, picture }) => {
  await furnish(phones);
  for (const [wide, high] of [[390, 844], [320, 568]]) {
    const you = await inbox('you', { width: wide, height: high, touch: true, dpr: 2 });
    for (const language of ['en', 'de']) {
      await you.page.evaluate((tag) => {  // as a person's own choice is kept; the page reads it when it starts
        localStorage.setItem('preferences', JSON.stringify({ ...JSON.parse(localStorage.getItem('preferences') ?? '{}'), language: tag }));
        location.hash = '#/admin';
      }, language);
      await you.page.reload();
      const sam = you.page.getByRole('listitem', { name: /^Sam/ });
      await sam.waitFor();
      await you.page.evaluate(() => document.activeElement?.blur());
      await you.page.keyboard.press('End');
      await fitsFingers(you, `people at ${wide} in ${language}`);
      await picture(you, `phone-people-${wide}-${language}`);
      const card = await sam.boundingBox(), buttons = await sam.getByRole('button').all();
      assert.equal(buttons.length, 3);
      for (const button of buttons) {
        const box = await button.boundingBox();
        assert.ok(box.x >= card.x + 15.5 && box.x + box.width <= card.x + card.width - 15.5, `${language} at ${wide}: "${await button.getAttribute('aria-label')}" keeps off the edge`);
      }
    }
  }
});

test('the on-screen keyboard does not cover the composer, and turning the phone keeps the end in view', async ({ phones, inbox, picture }) => {
  await furnish(phones);
  const maya = await phones.find('+15550200451');
  await phones.burst(maya, 'Are you there? ({n})', 30);
  const you = await inbox('you', { width: 390, height: 844, touch: true });
  await you.show('All');
  await you.open('Maya');
  await you.message('Are you there? (30)').waitFor();
  await you.composer().tap();
  // As iOS does it: the page keeps its size, and only the part that is seen gets smaller and moves.
  const keyboard = (height, top) => you.page.evaluate(([h, y]) => {
    Object.defineProperty(visualViewport, 'height', { configurable: true, get: () => h });
    Object.defineProperty(visualViewport, 'offsetTop', { configurable: true, get: () => y });
    visualViewport.dispatchEvent(new Event('resize'));
  }, [height, top]);
  await keyboard(508, 60);
  await you.settled();
  const covered = async (what) => {
    const box = await what.boundingBox();
    return box.y < 59 || box.y + box.height > 569;
  };
  assert.equal(await covered(you.composer()), false);
  assert.equal(await covered(you.button('Send')), false);
  assert.equal(await covered(you.heading('Maya Lindqvist')), false, 'and the head is seen');
  const log = await you.log().boundingBox(), last = await you.message('Are you there? (30)').boundingBox();
  assert.ok(last.y + last.height <= log.y + log.height + 1, 'the newest message is in view');
  await picture(you, 'phone-keyboard');
  const before = you.button('More actions');
  await you.press(before);  // a press lands where things are drawn, below the offset
  await you.page.getByRole('menu').waitFor();
  await you.page.keyboard.press('Escape');
  await keyboard(844, 0);
  await you.settled();
  assert.equal((await you.log().boundingBox()).y, 61);
  // Where the browser makes the page itself smaller, the same holds.
  await you.page.setViewportSize({ width: 390, height: 430 });
  await you.settled();
  assert.ok((await you.button('Send').boundingBox()).y < 430 - 44);
  await you.page.setViewportSize({ width: 844, height: 390 });
  await you.settled();
  await you.message('Are you there? (30)').waitFor();
  await picture(you, 'phone-turned');
});

test('at 1180 px Tab goes through the panes in reading order, their edges between them', async ({ phones, inbox }) => {
  await furnish(phones);
  const you = await inbox('you', { width: 1180, height: 800 });
  await you.show('All');
  await you.open('Maya');
  await you.view('Mine').focus();
  const seen = [];
  for (let step = 0; step < 30; step++) {
    seen.push(await focused(you) ?? '');
    await you.page.keyboard.press('Tab');
  }
  const order = [/^Mine/, /^Width of the views/, /^Maya/, /^Width of the list/, /^Details/, /^Assign$/, /^Resolve$/, /^Messages/, /^Reply/].map((name) => seen.findIndex((one) => name.test(one)));
  assert.ok(order.every((place) => place >= 0), seen.join(' > '));
  assert.deepEqual(order, [...order].sort((a, b) => a - b), seen.join(' > '));
});

test('a finger that stays on a conversation asks for its menu, and leaving opens nothing', async ({ phones, inbox }) => {
  await furnish(phones);
  const you = await inbox('you', { width: 390, height: 844, touch: true });
  await you.show('All');
  await you.row('Maya').first().focus();  // whatever has the focus, the menu hangs at the finger
  const { x, y, width: wide, height } = await you.row('Tom').boundingBox();
  const cdp = await you.page.context().newCDPSession(you.page);
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: x + wide / 2, y: y + height / 2 }] });
  await you.page.getByRole('menuitem', { name: 'Resolve' }).waitFor();
  await you.settled();
  const menu = await you.page.getByRole('menu').boundingBox(), finger = y + height / 2;
  assert.ok([menu.y, menu.y + menu.height].some((edge) => Math.abs(edge - finger) < 2), JSON.stringify({ menu, finger }));
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await you.settled();
  assert.equal(await you.page.getByRole('menuitem', { name: 'Resolve' }).count(), 1, 'the menu stays');
  assert.match(you.page.url(), /#\/all$/, 'the conversation was not opened');
  await you.press(you.page.getByRole('menuitem', { name: 'Copy name' }));
  assert.equal(await you.page.evaluate(() => navigator.clipboard.readText()), 'Tom Okafor');
});
