// Reading: selecting, copying, finding and following what customers wrote, by the browser's own means.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';

const LONG = 'The parcel went to the neighbour, who is away until Thursday,  and the note on the door says that the other neighbour has the key.\nSecond paragraph: see https://example.com/track/4217?x=1 (or www.example.org), mail ada@example.com, call +49 30 1234567.';
const clipboard = (you, type = 'text/plain') => you.page.evaluate(async (wanted) => {
  const [item] = await navigator.clipboard.read();
  return (await item.getType(wanted)).text();
}, type);

async function ada(phones, inbox, options) {
  let phone = await phones.find('+15550200401');
  if (!phone) {
    phone = await phones.add({ number: '+15550200401', name: 'Ada', channel: 'whatsapp' });
    for (let n = 1; n <= 40; n++) await phones.write(phone, `note ${n} about the order`);
    await phones.write(phone, 'السلام عليكم يا صديقي');
    await phones.write(phone, LONG);
    await phones.write(phone, 'A short one.');
  }
  const you = await inbox('you', options);
  await you.show('All');
  await you.open('Ada');
  await you.message('A short one.').waitFor();
  await you.settled();
  return you;
}

const line = (you, words) => you.log().locator('.line').filter({ hasText: words }).first();

test('a mouse drag selects across messages, and copying says who wrote what and when', async ({ phones, inbox, picture }) => {
  const you = await ada(phones, inbox, { height: 1300 });
  const first = await line(you, 'The parcel went').boundingBox(), last = await line(you, 'A short one.').boundingBox();
  await you.page.mouse.move(first.x + 1, first.y + 10);
  await you.page.mouse.down();
  await you.page.mouse.move(first.x + 60, first.y + 30, { steps: 3 });
  await you.page.mouse.move(last.x + last.width + 80, last.y + 10, { steps: 5 });  // beside the words, not on them
  await picture(you, 'selection-across-messages');
  await you.page.mouse.up();
  await you.page.keyboard.press('Control+c');
  const [one, two] = [LONG, 'A short one.'];
  assert.match(await clipboard(you), new RegExp(`^\\[\\d\\d:\\d\\d\\] Ada: ${one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\n\\[\\d\\d:\\d\\d\\] Ada: ${two}$`));
  const html = await clipboard(you, 'text/html');
  assert.match(html, /<a href="https:\/\/example\.com\/track\/4217\?x=1">/);
  assert.match(html, /<a href="mailto:ada@example\.com">ada@example\.com<\/a>/);
});

test('two clicks select a word, three a whole message, and copying gives the source to the blank', async ({ phones, inbox }) => {
  const you = await ada(phones, inbox);
  const box = await line(you, 'The parcel went').boundingBox();
  await you.page.mouse.dblclick(box.x + 45, box.y + 10);
  assert.equal((await you.page.evaluate(() => getSelection().toString())).trim(), 'parcel');
  await you.page.mouse.click(box.x + 45, box.y + 10, { clickCount: 3 });
  await you.page.keyboard.press('Control+c');
  assert.equal(await clipboard(you), LONG);
});

test('a selection stays while the thread scrolls away and new messages come, and knows what is not drawn', async ({ phones, inbox }) => {
  const you = await ada(phones, inbox);
  await line(you, 'A short one.').evaluate((end) => getSelection().setBaseAndExtent(end.firstChild, 0, end.firstChild, 7));
  const box = await you.log().boundingBox();
  await you.page.mouse.move(box.x + box.width / 2, box.y + 200);
  for (let n = 0; n < 8; n++) { await you.page.mouse.wheel(0, -600); await you.settled(); }
  await line(you, 'note 3 about').waitFor();
  await phones.write(await phones.find('+15550200401'), 'news from below');
  await you.page.getByRole('listitem', { name: /^Ada.*news from below/ }).first().waitFor();
  await you.settled();
  assert.equal(await you.page.evaluate(() => getSelection().toString()), 'A short');
  await line(you, 'note 3 about').evaluate((start) => {
    const { focusNode, focusOffset } = getSelection();
    getSelection().setBaseAndExtent(start.firstChild, 0, focusNode, focusOffset);
  });
  await you.page.keyboard.press('Control+c');
  const copied = (await clipboard(you)).split('\n').filter((row) => row.startsWith('['));
  assert.match(copied[0], /Ada: note 3 about the order$/);
  assert.equal(copied.length, 38 + 3, 'every message between the two ends, drawn or not');
  assert.match(copied.at(-1), /Ada: A short$/);
  await you.log().focus();  // where a row has the focus, all the rows are meant
  await you.page.keyboard.press('Control+a');
  await you.page.keyboard.press('Control+c');
  assert.equal((await clipboard(you)).split('\n').filter((row) => row.startsWith('[')).length, 44, 'all of the thread');
});

test('everything means the rows while one has the focus, the thread otherwise on any keyboard, and nothing behind a dialog', async ({ phones, inbox }) => {
  const you = await ada(phones, inbox);
  const selected = () => you.page.evaluate(() => getSelection().toString() !== '');
  const arabic = () => you.log().dispatchEvent('keydown', { key: 'ش', code: 'KeyA', ctrlKey: true });
  const bar = you.page.getByRole('toolbar', { name: 'Actions for the selection' });
  await you.row('Ada').first().focus();
  await you.page.keyboard.press('Control+a');
  await bar.waitFor();
  assert.equal(await selected(), false, 'the rows alone');
  await you.page.keyboard.press('Escape');
  await bar.waitFor({ state: 'detached' });
  await you.log().focus();
  await arabic();
  assert.equal(await selected(), true, 'a keyboard without Latin letters');
  await you.page.evaluate(() => getSelection().empty());
  await you.page.keyboard.press('Control+k');
  await you.page.getByRole('dialog').waitFor();
  await you.settled();
  await you.page.locator('[role=log]').dispatchEvent('keydown', { key: 'a', code: 'KeyA', ctrlKey: true });
  assert.equal(await selected(), false, 'what lies behind the dialog');
});

test('the browser finds words of messages that are not drawn, and they come into view', async ({ phones, inbox }) => {
  const you = await ada(phones, inbox);
  assert.equal(await you.message('note 2 about').count(), 0, 'far above, not drawn');
  const find = (words) => you.page.evaluate((wanted) => { getSelection().empty(); return window.find(wanted, false, false, true); }, words);
  assert.ok(await find('صديقي'), 'Arabic, drawn');
  assert.ok(await find('other neighbour'), 'Latin, drawn');
  const hidden = (words) => you.page.evaluate((wanted) => {
    const passage = [...document.querySelectorAll('[hidden="until-found"]')].find((one) => one.childElementCount === 0 && one.textContent.includes(wanted));
    passage.dispatchEvent(new Event('beforematch', { bubbles: true }));
    // The browser goes on searching at once: the words must be there, drawn, when the event is over.
    return [...document.querySelectorAll('.line')].some((one) => one.textContent.includes(wanted));
  }, words);
  assert.ok(await hidden('note 2 about'));
  await you.settled();
  const [log, found] = [await you.log().boundingBox(), await line(you, 'note 2 about').boundingBox()];
  assert.ok(found.y > log.y && found.y + found.height < log.y + log.height, 'inside the view');
  assert.ok(await hidden('السلام عليكم'), 'and back down again');
  const double = await you.page.evaluate(() => {
    const drawn = new Set([...document.querySelectorAll('.line')].map((one) => one.textContent));
    return [...document.querySelectorAll('.passage')].filter((one) => drawn.has(one.textContent)).length;
  });
  assert.equal(double, 0, 'nothing is found twice');
});

test('addresses in messages are links that lead where they say, and only by schemes that do no harm', async ({ phones, inbox }) => {
  const you = await ada(phones, inbox);
  const links = await you.log().getByRole('link').evaluateAll((all) => all.map((a) => [a.href, a.target, a.rel]));
  const rel = 'noopener noreferrer nofollow';
  assert.deepEqual(links, [['https://example.com/track/4217?x=1', '_blank', rel], ['https://www.example.org/', '_blank', rel], ['mailto:ada@example.com', '', rel], ['tel:+49301234567', '', rel]]);
  const inks = await you.log().getByRole('link').first().evaluate((a) => [a, a.closest('.line')].map((one) => getComputedStyle(one, '::selection').color));
  assert.equal(inks[0], inks[1], 'selected, a link has the ink of the words around it: its own is too faint there (theme_test.cpp)');
  await you.page.context().route('https://example.com/**', (route) => route.fulfill({ body: 'there' }));
  const [opened] = await Promise.all([you.page.context().waitForEvent('page'), you.log().getByRole('link').first().click()]);
  await opened.waitForURL('https://example.com/track/4217?x=1');
  assert.equal(await opened.evaluate(() => window.opener), null);
  await opened.close();
  await you.log().getByRole('link').first().focus();
  const [byKey] = await Promise.all([you.page.context().waitForEvent('page'), you.page.keyboard.press('Enter')]);
  await byKey.close();
  const menu = you.page.evaluate(() => new Promise((done) => addEventListener('contextmenu', (event) => setTimeout(() => done(event.defaultPrevented)), { once: true })));
  await line(you, 'A short one.').click({ button: 'right' });
  assert.equal(await menu, false, 'text has the browser\'s own menu');
});

test('a private note is selected and copied like a message, its links lead somewhere, and the copy says that it is private', async ({ phones, inbox }) => {
  const nora = await phones.add({ number: '+15550200403', name: 'Nora', channel: 'whatsapp' });
  await phones.write(nora, 'Where is it?');
  const you = await inbox('you');
  await you.show('All');
  await you.open('Nora');
  await you.press(you.page.getByRole('tab', { name: 'Private note', exact: true }));
  const note = you.page.getByRole('textbox', { name: 'Private note' });
  await note.fill('It went to the house beside, see https://example.com/track/9 and the letter of Monday, please');
  await note.press('Enter');
  await line(you, 'It went to').waitFor();
  assert.equal(await you.log().getByRole('link').first().getAttribute('href'), 'https://example.com/track/9');
  await phones.write(nora, 'Hello?');
  await line(you, 'Hello?').waitFor();
  await you.settled();
  const first = await line(you, 'Where is it?').boundingBox(), last = await line(you, 'Hello?').boundingBox();
  await you.page.mouse.move(first.x + 1, first.y + 10);
  await you.page.mouse.down();
  await you.page.mouse.move(first.x + 40, first.y + 30, { steps: 3 });
  await you.page.mouse.move(last.x + last.width + 80, last.y + 10, { steps: 5 });
  await you.page.mouse.up();
  await you.page.keyboard.press('Control+c');
  const copied = 'Nora: Where is it?|(Private note) You: It went to the house beside, see https://example.com/track/9 and the letter of Monday, please|Nora: Hello?';
  assert.deepEqual((await clipboard(you)).split('\n').map((row) => row.replace(/^\[\d\d:\d\d\] /, '')), copied.split('|'));
});

test('a note about a person is selected and copied as it was written, and a drag out of it stays among such notes', async ({ phones, inbox }) => {
  const otto = await phones.add({ number: '+15550200409', name: 'Otto', channel: 'whatsapp' });
  await phones.write(otto, 'Call me back.');
  const you = await inbox('you', { height: 1300 });
  await you.show('All');
  await you.open('Otto');
  const written = 'Prefers calls  in the morning, and hands over to https://example.com/otto when he is away for longer\n\nNever before nine.';
  await you.press(you.button('Add a note'));
  await you.page.getByRole('textbox', { name: 'Note about the person' }).fill(written);
  await you.press(you.button('Save'));
  const row = (words) => you.page.locator('.line').filter({ hasText: words }).first();
  await row('Never before nine.').waitFor();
  await you.settled();
  const first = await row('Prefers calls').boundingBox(), message = await row('Call me back.').boundingBox();
  await you.page.mouse.click(first.x + 10, first.y + 8, { clickCount: 3 });
  await you.page.keyboard.press('Control+c');
  assert.equal(await clipboard(you), written);
  await you.page.mouse.move(first.x + 1, first.y + 8);
  await you.page.mouse.down();
  await you.page.mouse.move(first.x + 60, first.y + 8, { steps: 3 });
  await you.page.mouse.move(message.x + 5, message.y + 5, { steps: 5 });
  await you.page.mouse.up();
  await you.page.keyboard.press('Control+c');
  assert.ok(written.includes(await clipboard(you)), 'nothing of the thread');
});

// What the browser carries when this is dragged away, by kind of data. The window hears of it last.
async function draggedOut(you, locator) {
  await you.page.evaluate(() => { window.dragged = null; });
  await you.page.evaluate(() => addEventListener('dragstart', (event) => {
    window.dragged = Object.fromEntries(['text/uri-list', 'text/plain', 'DownloadURL'].map((type) => [type, event.dataTransfer.getData(type)]));
  }, { once: true }));
  const box = await locator.boundingBox();
  await you.page.mouse.move(box.x + 10, box.y + box.height / 2);
  await you.page.mouse.down();
  await you.page.mouse.move(box.x + 60, box.y + 60, { steps: 5 });
  await you.page.waitForFunction(() => window.dragged);
  await you.page.mouse.up();
  await you.settled();
  return you.page.evaluate(() => window.dragged);
}

test('words that are dragged out of a message are the words that were written, its lines joined', async ({ phones, inbox }) => {
  const you = await ada(phones, inbox, { height: 1300 });
  const words = line(you, 'The parcel went'), box = await words.boundingBox();
  await you.page.mouse.click(box.x + 45, box.y + 10, { clickCount: 3 });
  await you.settled();
  assert.equal((await draggedOut(you, words))['text/plain'], LONG);
});

test('links and pictures are dragged out of a message, words on the canvas or in the page', async ({ world, phones, inbox }) => {
  const lena = await phones.add({ number: '+15550200402', name: 'Lena', channel: 'whatsapp' });
  await phones.pictures(lena, 1, 'the lamp is broken');
  for (const text of ['canvas', 'dom']) {
    const you = await ada(phones, inbox, { text });
    const link = await draggedOut(you, you.log().getByRole('link', { name: /example\.com\/track/ }).first());
    assert.equal(link['text/uri-list'], 'https://example.com/track/4217?x=1');
    await you.open('Lena');
    const shot = you.log().getByRole('button', { name: /^Open Picture/ });
    await shot.waitFor();
    await you.settled();
    const { 'text/uri-list': address, DownloadURL: file } = await draggedOut(you, shot);
    assert.match(address, new RegExp(`^${world.base.replaceAll('.', '\\.')}/api/v1/media/msg_\\w+/0$`));
    assert.match(file, /^image\/\w+:[^:/]+\.\w+:http/);
    assert.ok(file.endsWith(address));
    assert.equal(await you.page.getByRole('dialog').count(), 0, 'dragging is not pressing');
    await you.press(shot);
    await you.page.getByRole('dialog').waitFor();
    const save = await draggedOut(you, you.page.getByRole('dialog').getByRole('link'));
    assert.equal(save.DownloadURL, file);
  }
});

test('a host that only looks like a known one is shown as it is asked for', async ({ phones, inbox }) => {
  const you = await ada(phones, inbox);
  await phones.write(await phones.find('+15550200401'), 'log in at https://bаnk.example now');  // a Cyrillic letter
  await line(you, 'log in at').waitFor();
  assert.equal(await line(you, 'log in at').getByRole('link').getAttribute('title'), 'xn--bnk-6cd.example');
});
