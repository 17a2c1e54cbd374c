// Scrolling as the browser does it: wheel, touch, keys, the bar. The canvas and the tree follow.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';

const count = 90;

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

// By how much the thread moved down on the screen while something was done.
async function movedBy(inbox, what) {
  await still(inbox);
  const text = await middleOne(inbox), before = await placeOf(inbox, text);
  await what();
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
