// Scrolling as the browser does it: wheel, touch, keys, the bar. The canvas and the tree follow.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';

const count = 160;  // more than one page of history

async function talk(phones) {
  const known = await phones.find('+15550200401');
  if (known) return known;
  const maya = await phones.add({ number: '+15550200401', name: 'Maya', channel: 'whatsapp' });
  await phones.burst(maya, 'Message number {n}.', count);
  return maya;
}

async function openTalk(phones, inbox, options) {
  await talk(phones);
  const you = await inbox('you', options);
  await you.show('All');
  await you.open('Maya');
  await you.articles().last().waitFor();
  await you.settled();
  return you;
}

// Where the open thread stands: the top of its newest shown message tells how far it is scrolled.
const scroller = (inbox) => inbox.log().evaluate((el) => ({ top: el.scrollTop, room: el.scrollHeight - el.clientHeight, view: el.clientHeight }));

// How far one message stands below the top of the pane. Heights above may still be estimates, so only this tells how
// far the view moved.
const placeOf = (inbox, text) => inbox.log().evaluate((log, wanted) => {
  const one = [...log.querySelectorAll('[role=article]')].find((el) => el.querySelector('.line')?.textContent === wanted);
  return one ? one.getBoundingClientRect().top - log.getBoundingClientRect().top : null;
}, text);

async function middleOne(inbox) {
  return inbox.log().evaluate((log) => {
    const box = log.getBoundingClientRect(), middle = box.top + box.height / 2;
    const near = (el) => Math.abs(el.getBoundingClientRect().top - middle);
    return [...log.querySelectorAll('[role=article]')].sort((a, b) => near(a) - near(b))[0].querySelector('.line').textContent;
  });
}

// By how much the thread moved down on the screen while something was done. It does move, as soon as the browser comes to it.
async function movedBy(inbox, what) {
  const { top } = await still(inbox);
  const text = await middleOne(inbox), before = await placeOf(inbox, text);
  await what();
  await inbox.page.waitForFunction(([el, from]) => el.scrollTop !== from, [await inbox.log().elementHandle(), top]);
  await still(inbox);
  return (await placeOf(inbox, text)) - before;
}

async function middle(locator) {
  const box = await locator.boundingBox();
  return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2), box };
}

const still = async (inbox, what = scroller) => {
  let last;
  for (let quiet = 0; quiet < 3;) {
    await inbox.settled();
    const now = JSON.stringify(await what(inbox));
    quiet = now === last ? quiet + 1 : 0;
    last = now;
    await inbox.page.evaluate(() => new Promise((done) => { setTimeout(done, 60); }));
  }
  return JSON.parse(last);
};

test('the wheel moves the thread by what it says, above text and beside it, and fractions add up', async ({ phones, inbox, picture }) => {
  const you = await openTalk(phones, inbox);
  const at = await middle(you.log());
  const before = await still(you);
  assert.ok(before.room > 2000, 'there is much to scroll');
  assert.ok(Math.abs(before.top - before.room) < 2, 'it opens at its end');
  for (const x of [at.x, at.box.x + 80]) {  // empty ground, and the text of a message
    await you.page.mouse.move(x, at.y);
    const moved = await movedBy(you, () => you.page.mouse.wheel(0, -120));
    assert.ok(Math.abs(moved - 120) <= 1, `moved by ${moved}`);
  }
  await picture(you, 'scroll-wheel');
  const moved = await movedBy(you, async () => { for (let i = 0; i < 20; i++) await you.page.mouse.wheel(0, -0.5); });
  assert.ok(Math.abs(moved - 10) <= 1, `twenty halves are ten: ${moved}`);
  const taken = await you.log().evaluate((log) => !log.dispatchEvent(new WheelEvent('wheel', { deltaY: -120, ctrlKey: true, cancelable: true, bubbles: true })));
  assert.equal(taken, false, 'zooming is the browser\'s');
});

// Touch as a device gives it: the finger goes down, moves and leaves; what follows is the browser's.
async function swipe(inbox, { x, y }, distance, steps = 10) {
  const cdp = await inbox.page.context().newCDPSession(inbox.page);
  const touch = (type, at) => cdp.send('Input.dispatchTouchEvent', { type, touchPoints: at === undefined ? [] : [{ x, y: at }] });
  await touch('touchStart', y);
  for (let step = 1; step <= steps; step++) await touch('touchMove', y + distance * step / steps);
  await touch('touchEnd');
}

test('a finger moves the thread, also from a text, and lets it run on; nothing stays pressed or hovered', async ({ phones, inbox, picture }) => {
  const you = await openTalk(phones, inbox, { touch: true, width: 390, height: 844, reduced: 'no-preference' });
  const at = await middle(you.log());
  const slow = await movedBy(you, () => swipe(you, at, 200, 40));
  assert.ok(slow >= 180, `moved by ${slow}`);
  const text = await middle(you.log().locator('.line').nth(3));
  const run = await movedBy(you, () => swipe(you, { x: text.x, y: at.y }, 150, 5));
  assert.ok(run >= 130, `moved by ${run}`);
  assert.equal(await you.page.evaluate(() => getSelection().isCollapsed), true);
  await picture(you, 'scroll-touch');
  await you.page.touchscreen.tap(30, 30);
  await you.list().waitFor();
  const row = await middle(you.row('Maya'));
  await swipe(you, row, -120);
  assert.equal(await you.log().count(), 0, 'a swipe over a row opens nothing');
  await you.page.touchscreen.tap(row.x, row.y);
  await you.log().waitFor();
});

test('Page Up, arrows, Space, Home and End move the pane with the focus, and the thread when nothing has it', async ({ phones, inbox }) => {
  const you = await openTalk(phones, inbox);
  const { keyboard } = you.page, view = (await scroller(you)).view;
  await you.page.evaluate(() => document.activeElement?.blur());
  const free = await movedBy(you, () => keyboard.press('PageUp'));
  assert.ok(free > view / 2 && free < view, `a page is ${free} of ${view}`);
  await you.log().focus();
  const page = await movedBy(you, () => keyboard.press('PageUp'));
  assert.ok(page > view / 2 && page < view, `a page is ${page} of ${view}`);
  const line = await movedBy(you, () => keyboard.press('ArrowDown'));
  assert.ok(line < 0 && line >= -60, `a line is ${line}`);
  await keyboard.press('End');
  const end = await still(you);
  assert.ok(Math.abs(end.top - end.room) < 2);
  await you.message(`Message number ${count}.`).waitFor();
  const space = await movedBy(you, () => keyboard.press('Shift+Space'));
  assert.ok(space > view / 2 && space < view, `a page is ${space} of ${view}`);
  for (let press = 0; press < 4 && await you.message('Message number 1.').count() === 0; press++) {
    await keyboard.press('Home');
    await still(you);
  }
  await you.message('Message number 1.').first().waitFor();
});

test('the bar shows where one is, pages where its track is pressed, is dragged, and fades without a frame', async ({ phones, inbox, picture }) => {
  const you = await openTalk(phones, inbox, { reduced: 'no-preference' });
  const bar = you.log().locator('.bar'), thumb = bar.locator('.thumb'), view = (await scroller(you)).view;
  const seen = () => bar.evaluate((el) => Number(getComputedStyle(el).opacity));
  const box = await bar.boundingBox(), at = await middle(thumb);
  assert.ok(Math.abs(at.box.y + at.box.height - box.y - box.height) < 2, 'at the end it lies at the end');
  const paged = await movedBy(you, () => you.page.mouse.click(at.x, box.y + box.height / 3));
  assert.ok(paged > view / 2 && paged < view, `a page is ${paged}`);
  await you.page.mouse.move(at.x, (await middle(thumb)).y);
  await you.page.waitForFunction((el) => el.getBoundingClientRect().width === 12, await thumb.elementHandle());
  await picture(you, 'scroll-bar');
  await you.page.mouse.down();
  await you.page.mouse.move(at.x, box.y + 40, { steps: 5 });
  await you.page.mouse.up();
  await still(you);
  const { top } = await scroller(you);
  assert.ok(top < (await scroller(you)).room / 2, 'dragged up');
  assert.equal(await you.page.evaluate(() => getSelection().isCollapsed), true);
  await you.page.mouse.move(600, 20);
  const frames = (await you.settled(), await you.stats()).frames;
  await you.page.waitForFunction((el) => Number(getComputedStyle(el).opacity) === 0, await bar.elementHandle());
  assert.equal(await seen(), 0);
  assert.equal((await you.stats()).frames, frames, 'fading draws nothing');
});

test('who chose less motion scrolls by leaps and sees nothing fade, whatever the system says', async ({ phones, inbox }) => {
  const you = await openTalk(phones, inbox, { reduced: 'no-preference' });
  const pageUp = async () => {
    await you.page.evaluate(() => {
      const plain = Element.prototype.scrollBy;
      Element.prototype.scrollBy = function (way) { window.way = way.behavior; return plain.call(this, way); };
      document.activeElement?.blur();
    });
    await you.page.keyboard.press('PageUp');
    return you.page.evaluate(() => window.way);
  };
  const fading = () => you.log().locator('.bar').evaluate((bar) => getComputedStyle(bar).transitionDuration);
  assert.deepEqual([await pageUp(), await fading()], ['smooth', '0.2s']);
  await you.page.evaluate(() => localStorage.setItem('preferences', JSON.stringify({ reduced_motion: 'on' })));
  await you.page.reload();
  await you.articles().last().waitFor();
  await you.settled();
  assert.deepEqual([await pageUp(), await fading()], ['instant', '0s']);
});

test('history that comes in above does not move what is read', async ({ phones, inbox }) => {
  const you = await openTalk(phones, inbox);
  const at = await middle(you.log());
  await you.page.mouse.move(at.x, at.y);
  for (let step = 0; step < 10; step++) {
    const moved = await movedBy(you, () => you.page.mouse.wheel(0, -400));
    if (await you.message('Message number 1.').count()) break;
    assert.ok(Math.abs(moved - 400) <= 1, `step ${step} moved by ${moved}`);
  }
});

test('a list of 7.6 million px moves as far as it is told everywhere, and both ends are reached', async ({ inbox }) => {
  const you = await inbox('you');
  const walked = await you.page.evaluate(async () => {
    const { makeScroller, follow, alignScrollers, settleScrollers, forgetScroller, moveBy } = window.__tributary.pieces;
    const el = document.createElement('div');
    document.getElementById('plane').append(el);
    el.style.cssText = 'width:300px;height:600px';
    const record = { id: 1n, el };
    makeScroller(record);
    const content = 7.6e6, s = record.scroll, painted = () => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
    const app = async () => {  // as the app would: it takes what it is told and shows it
      await painted();
      follow(record, { h: 600, content, scroll: s.y });
      alignScrollers();
      settleScrollers();  // which comes of itself behind a frame
    };
    follow(record, { h: 600, content, scroll: 0 });
    alignScrollers();
    const report = { steps: [], tall: el.scrollHeight, content: s.base };
    for (const place of [0, 5000, 3.8e6, 7.5e6]) {
      moveBy(s, place - s.y);
      await app();
      for (const by of [120, -40, 777]) {
        const before = s.y;
        el.scrollTop += by;
        await app();
        report.steps.push([by, s.y - before]);
      }
    }
    for (let fling = 0; fling < 60 && s.y > 0; fling++) {  // without a pause, all the way up
      el.scrollTop -= 400000;
      await app();
    }
    report.start = s.y;
    for (let fling = 0; fling < 60 && s.y < s.largest; fling++) {
      el.scrollTop += 400000;
      await app();
    }
    report.end = s.largest - s.y;
    report.base = Math.abs(s.base - s.y);
    forgetScroller(record);
    el.remove();
    return report;
  });
  for (const [by, moved] of walked.steps) assert.ok(Math.abs(moved - by) <= 1, `${by} moved ${moved}`);
  assert.ok(walked.tall < 4.2e6, `the container is ${walked.tall} px high`);
  assert.equal(walked.start, 0);
  assert.equal(walked.end, 0);
  assert.ok(walked.base < 7e4, 'places stay small enough to be exact');
});
