// Writing: input methods, pasting, dropping and undoing in the real field.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

async function desk(phones, inbox, options) {
  let phone = await phones.find('+15550200411');
  if (!phone) {
    phone = await phones.add({ number: '+15550200411', name: 'Ida', channel: 'whatsapp' });
    await phones.write(phone, 'Wo ist mein Paket? Ich habe noch nichts bekommen.');
  }
  const you = await inbox('you', options);
  await you.show('All');
  await you.open('Ida');
  await you.message('Wo ist mein Paket').waitFor();
  await you.composer().click();
  return { you, phone, cdp: await you.page.context().newCDPSession(you.page) };
}

const compose = (cdp, text) => cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
const value = (you) => you.composer().inputValue();

test('composing: the order of events, the text, no sending and no shortcut, whatever happens meanwhile', async ({ phones, inbox }) => {
  const { you, phone, cdp } = await desk(phones, inbox);
  await you.composer().evaluate((field) => {
    window.events = [];
    for (const name of ['compositionstart', 'compositionend']) field.addEventListener(name, () => window.events.push(name));
    // Some browsers deliver the Enter or Escape that ends a composition just after its end: it is still the input method's.
    addEventListener('compositionend', () => {
      for (const key of ['Enter', 'Escape']) field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    });
    field.addEventListener('input', (event) => window.events.push(event.isComposing ? 'composing' : 'input'));
  });
  for (const text of ['に', 'にほ', 'にほん']) await compose(cdp, text);
  await you.page.keyboard.press('Enter');
  await phones.write(phone, 'Hallo?');
  await you.message('Hallo?').waitFor();
  const log = await you.log().boundingBox();
  await you.page.mouse.move(log.x + 100, log.y + 100);
  await you.page.mouse.wheel(0, -200);
  await compose(cdp, 'にほんご');
  await you.settled();
  assert.equal(await value(you), 'にほんご');
  await cdp.send('Input.insertText', { text: '日本語' });
  assert.equal(await value(you), '日本語');
  const events = await you.page.evaluate(() => window.events);
  assert.equal(events[0], 'compositionstart');
  assert.equal(events.filter((name) => name === 'compositionend').length, 1, events.join(' '));
  await compose(cdp, 'あ');
  await compose(cdp, '');
  assert.equal(await value(you), '日本語', 'a cancelled composition leaves nothing behind');
  await you.settled();
  assert.equal(await you.composer().evaluate((field) => document.activeElement === field), true, 'and the focus where it is');
  assert.equal((await phones.received(phone)).length, 0, 'nothing was sent');
  const ended = await you.page.evaluate(() => performance.now());
  // By the browser's clock: 50 ms, and the second after which the message that came meanwhile counts as seen.
  await you.page.waitForFunction((then) => performance.now() - then > 1100, ended);
  await cdp.send('Input.insertText', { text: ' 👩🏽‍💻' });
  await you.page.keyboard.press('Enter');
  await phones.untilShown(phone, '日本語 👩🏽‍💻');
});

test('the field speaks the customer\'s language and tells the keyboard what Enter does', async ({ phones, inbox }) => {
  const { you } = await desk(phones, inbox);
  const attributes = await you.composer().evaluate((field) => [field.lang, field.dir, field.spellcheck, field.autocapitalize, field.enterKeyHint, field.tagName]);
  assert.deepEqual(attributes, ['de', '', true, 'sentences', 'send', 'TEXTAREA'], 'before the first letter it runs as the page does');
});

test('formatted text is pasted as text that can be read, plain text as it is, and both can be undone', async ({ phones, inbox }) => {
  const { you } = await desk(phones, inbox);
  const put = (items) => you.page.evaluate((all) => navigator.clipboard.write([new ClipboardItem(Object.fromEntries(Object.entries(all).map(([type, text]) => [type, new Blob([text], { type })])))]), items);
  await you.page.keyboard.type('Hi ');
  await put({ 'text/plain': 'flat', 'text/html': '<h1>Title</h1><p>See <a href="https://example.com/x">here</a> and <a href="javascript:alert(1)">there</a>.</p><ul><li>one<li>two</ul><ol><li>first</li></ol><script>document.title="bad"</script>' });
  await you.page.keyboard.press('Control+v');
  assert.equal(await value(you), 'Hi Title\n\nSee here (https://example.com/x) and there.\n\n- one\n- two\n\n1. first');
  await you.page.keyboard.press('Control+z');
  assert.equal(await value(you), 'Hi ');
  const plain = '  two\tblanks \n<b>not bold</b> & "quotes" 😀';
  await put({ 'text/plain': plain });
  await you.page.keyboard.press('Control+v');
  assert.equal(await value(you), 'Hi ' + plain);
  const big = 'A rather long sentence, again and again. '.repeat(2500);
  await put({ 'text/plain': big });
  await you.page.keyboard.press('Control+a');
  await you.page.keyboard.press('Control+v');
  await you.settled();
  assert.equal((await value(you)).length, big.length);
  await you.composer().fill('');
  // What no clipboard would let through: still only text, and nothing of it runs or loads.
  await you.composer().evaluate((field) => {
    const data = new DataTransfer();
    data.setData('text/html', '<p>safe <img src="/x-not-loaded" onerror="document.title=1"><svg onload="document.title=2"></svg><a href="data:text/html,x">words</a></p>');
    data.setData('text/plain', 'plain');
    field.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data }));
  });
  await you.settled();
  assert.equal(await value(you), 'safe words');
  await you.composer().fill('');
  // As office programs put it: a paragraph in every item.
  await you.composer().evaluate((field) => {
    const data = new DataTransfer();
    data.setData('text/html', '<ul><li><p>one</p></li><li><p>two</p></li></ul><p>see <a href="https://example.com/?cost=$$5">https://example.com/?cost=$$5</a></p>');
    data.setData('text/plain', 'plain');
    field.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data }));
  });
  await you.settled();
  assert.equal(await value(you), '- one\n- two\n\nsee https://example.com/?cost=$$5');
  assert.ok(await you.page.evaluate(() => !performance.getEntriesByType('resource').some(({ name }) => name.includes('x-not-loaded'))));
  await you.composer().fill('');
});

test('dropped text lands in the field; a dropped file becomes an attachment and nothing is lost', async ({ phones, inbox }) => {
  const { you } = await desk(phones, inbox);
  await you.composer().fill('My answer');
  const drop = (selector) => you.page.evaluate((where) => {
    const data = new DataTransfer();
    data.items.add(new File(['x'], 'bill.pdf', { type: 'application/pdf' }));
    const target = document.querySelector(where);
    const over = new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer: data });
    target.dispatchEvent(over);
    const event = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data });
    target.dispatchEvent(event);
    return over.defaultPrevented && event.defaultPrevented;
  }, selector);
  for (const place of ['#canvas', '[role=log]', 'textarea']) assert.ok(await drop(place), `${place}: the browser does not open the file instead of the page`);
  const chips = you.page.getByRole('list', { name: 'Attached files' }).getByRole('listitem');
  await chips.nth(2).waitFor();
  assert.equal(await value(you), 'My answer');
  for (const off = you.page.getByRole('button', { name: /bill\.pdf$/ }); await off.count() > 0; await you.settled()) await off.first().click();
  await you.settled();
  const words = await you.log().locator('.line').filter({ hasText: 'Wo ist mein Paket' }).first().boundingBox();
  await you.page.mouse.dblclick(words.x + 8, words.y + 10);
  const field = await you.composer().boundingBox();
  await you.page.mouse.move(words.x + 8, words.y + 10);
  await you.page.mouse.down();
  await you.page.mouse.move(words.x + 40, words.y + 60, { steps: 4 });
  await you.page.mouse.move(field.x + field.width - 30, field.y + 10, { steps: 4 });
  await you.page.mouse.up();
  await until('it was dragged out of the message by the browser itself', async () => /Wo/.test(await value(you)));
});

test('with "Enter sends" off, Enter starts a line and Ctrl+Enter sends', async ({ phones, inbox }) => {
  const { you, phone } = await desk(phones, inbox);
  await you.page.evaluate(() => {
    const key = Object.keys(localStorage).find((name) => name.includes('preferences')) ?? 'preferences';
    localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key) ?? '{}'), enter_sends: false }));
  });
  await you.page.reload();
  await you.composer().waitFor();
  await you.settled();
  assert.equal(await you.composer().getAttribute('placeholder'), 'Write a reply… Ctrl+Enter sends');
  await you.composer().fill('');
  await you.composer().click();
  await you.page.keyboard.type('first');
  await you.page.keyboard.press('Enter');
  await you.page.keyboard.type('second');
  await you.settled();
  assert.equal(await value(you), 'first\nsecond');
  assert.equal(await you.composer().getAttribute('enterkeyhint'), 'enter');
  await you.page.keyboard.press('Control+Enter');
  await phones.untilShown(phone, 'first\nsecond');
});

test('where the caret stands is known, for what pops up beside it', async ({ phones, inbox }) => {
  const { you } = await desk(phones, inbox);
  await you.composer().fill('one line\nand a second');
  const caret = await you.page.evaluate(async () => {
    const { caretRect } = window.__tributary.pieces;
    const field = document.querySelector('textarea'), at = (n) => { field.setSelectionRange(n, n); return caretRect(field); };
    const box = field.getBoundingClientRect();
    return { box: { x: box.x, y: box.y }, start: at(0), later: at(4), below: at(field.value.length) };
  });
  assert.ok(Math.abs(caret.start.x - caret.box.x) < 2 && Math.abs(caret.start.y - caret.box.y) < 4, JSON.stringify(caret));
  assert.ok(caret.later.x > caret.start.x + 15 && caret.later.y === caret.start.y);
  assert.ok(caret.below.y > caret.start.y + 10 && caret.below.x > caret.later.x);
  await you.composer().fill('');
});
