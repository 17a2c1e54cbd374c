// What keys do once the page stands: the order of the focus, Enter and Space, a menu, an input method, selecting and copying. What
// leads there may be a click; a day without a mouse is in keys.e2e.mjs.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

// Role and name of what has the focus, as assistive technology hears it.
const focused = (inbox) => inbox.page.evaluate(() => {
  const element = document.activeElement;
  const role = element.getAttribute('role') ?? { A: 'link', BUTTON: 'button', TEXTAREA: 'textbox', INPUT: 'textbox' }[element.tagName] ?? element.tagName;
  return `${role} ${element.getAttribute('aria-label') ?? element.textContent ?? ''}`.trim();
});

// From the first thing that takes the focus until it leaves the page.
async function tabThrough(inbox, most) {
  await inbox.view('Mine').focus();
  const seen = [await focused(inbox)];
  while (seen.length < most) {
    await inbox.page.keyboard.press('Tab');
    const now = await focused(inbox);
    if (now.startsWith('BODY') || now === seen[0]) break;
    seen.push(now);
  }
  return seen;
}

test('Tab goes through views, list, actions and composer in reading order', async ({ phones, inbox, keep }) => {
  const maya = await phones.add({ number: '+15550200201', name: 'Maya', channel: 'whatsapp' });
  const you = await inbox('you');
  await phones.write(maya, 'by keyboard, please');
  await you.show('All');
  await you.open('Maya');
  const order = await tabThrough(you, 40);
  keep('tab-order.txt', order.join('\n') + '\n');
  const place = (pattern) => order.findIndex((one) => pattern.test(one));
  const wanted = [/^link Mine/, /^link All/, /^\w+ Maya/, /^button Assign/, /^button Resolve/, /^textbox Reply/, /^button Send/];
  const places = wanted.map(place);
  places.forEach((at, index) => assert.ok(at >= 0, `${wanted[index]} can be reached: ${order.join(' > ')}`));
  assert.deepEqual(places, [...places].sort((a, b) => a - b), order.join(' > '));
});

test('a conversation is opened with Enter, answered, and resolved with Space', async ({ phones, inbox }) => {
  const kim = await phones.add({ number: '+15550200202', name: 'Kim', channel: 'whatsapp' });
  const you = await inbox('you');
  await phones.write(kim, 'no mouse here');
  await you.show('All');
  await you.row('Kim').waitFor();
  await you.row('Kim').focus();
  await you.page.keyboard.press('Enter');
  await you.message('no mouse here').waitFor();
  await you.composer().focus();
  await you.page.keyboard.type('None needed.');
  await you.page.keyboard.press('Enter');
  await phones.untilShown(kim, 'None needed.');
  await you.button('Resolve').focus();
  await you.page.keyboard.press('Space');
  await you.button('Reopen').waitFor();
});

test('the assign menu opens with Enter, is walked with arrows and left with Escape', async ({ phones, inbox }) => {
  const lee = await phones.add({ number: '+15550200203', name: 'Lee', channel: 'whatsapp' });
  const you = await inbox('you');
  await phones.write(lee, 'menu');
  await you.show('All');
  await you.open('Lee');
  await you.button('Assign').focus();
  await you.page.keyboard.press('Enter');
  await you.page.getByRole('menu').waitFor();
  await you.page.keyboard.press('ArrowDown');
  await you.settled();
  assert.match(await focused(you), /^menuitem /);
  await you.page.keyboard.press('Escape');
  await you.page.getByRole('menu').waitFor({ state: 'detached' });
  await you.settled();
  assert.match(await focused(you), /^button Assign/);
});

test('on a low page the menu beside Send scrolls, and arrows and letters bring into view what they come to', async ({ phones, inbox }) => {
  const pat = await phones.add({ number: '+15550200209', name: 'Pat', channel: 'whatsapp' });
  await phones.write(pat, 'in the evening, please');
  const you = await inbox('you', { width: 844, height: 700 });
  await you.show('All');
  await you.open('Pat');
  await you.composer().fill('As you like.');
  await you.page.setViewportSize({ width: 844, height: 300 });
  await you.settled();
  await you.press(you.button('More ways to send'));
  await you.press(you.page.getByRole('menuitem', { name: /^Send later/ }));
  const { y, height } = await you.page.getByRole('menu').boundingBox();
  assert.ok(y >= 0 && y + height <= 300, `from ${y}, ${height} px high`);
  for (const [key, item] of [['End', /^menuitem Another time/], ['Home', /^menuitem In 1 hour/], ['ArrowUp', /^menuitem Another time/], ['ArrowDown', /^menuitem In 1 hour/], ['a', /^menuitem Another time/]]) {
    await you.page.keyboard.press(key);
    await until(`${key} leads to what is seen`, async () => {
      const box = await you.page.evaluate(() => { const { top, bottom } = document.activeElement.getBoundingClientRect(); return { top, bottom }; });
      return item.test(await focused(you)) && box.top >= y - 1 && box.bottom <= y + height + 1;
    });
  }
});

test('Enter while composing Japanese does not send', async ({ phones, inbox }) => {
  const lee = await phones.find('+15550200203');
  const you = await inbox('you');
  await you.show('All');
  await you.open('Lee');
  await you.composer().click();
  const cdp = await you.page.context().newCDPSession(you.page);
  for (const text of ['に', 'にほ', 'にほん']) await cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  await you.page.keyboard.press('Enter');
  await cdp.send('Input.insertText', { text: '日本' });
  await you.settled();
  const composed = await you.composer().inputValue(), ended = await you.page.evaluate(() => performance.now());
  assert.match(composed, /日本/);
  // By the browser's clock the composition is over and what came meanwhile counts as seen; what is sent now arrives last.
  await you.page.waitForFunction((then) => performance.now() - then > 1100, ended);
  await you.page.keyboard.press('Enter');
  await phones.untilShown(lee, composed);
  assert.deepEqual((await phones.received(lee)).map((one) => one.text), [composed], 'once, and nothing before it');
});

test('text of a message can be selected across lines and copied as it was written', async ({ phones, inbox }) => {
  const ada = await phones.add({ number: '+15550200204', name: 'Ada', channel: 'whatsapp' });
  const text = 'The parcel went to the neighbour, who is away until Thursday, and the note on the door says that the other neighbour has the key to the shed.';
  const you = await inbox('you');
  await phones.write(ada, text);
  await you.show('All');
  await you.open('Ada');
  await you.message('The parcel').waitFor();
  await you.settled();
  await you.page.evaluate(() => {
    const article = [...document.querySelectorAll('[role=log] [role=article]')].at(-1);
    const lines = document.createTreeWalker(article, NodeFilter.SHOW_TEXT, (node) => (node.data.trim() && !node.parentElement.closest('[aria-hidden=true]') ? 1 : 2));
    let first = null, last = null;
    while (lines.nextNode()) {
      if (!first && lines.currentNode.data.startsWith('The parcel')) first = lines.currentNode;
      if (lines.currentNode.data.includes('shed.')) last = lines.currentNode;
    }
    getSelection().setBaseAndExtent(first, 0, last, last.data.length);
  });
  await you.page.keyboard.press('Control+c');
  assert.equal((await you.page.evaluate(() => navigator.clipboard.readText())).trim(), text);
});
