// A day without a mouse: every key of the sheet that matters, the palette, the preferences.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { violations } from './lib/axe.mjs';

const focused = (you) => you.page.evaluate(() => {
  const at = document.activeElement;
  return `${at.getAttribute('role') ?? at.tagName.toLowerCase()} ${at.getAttribute('aria-label') ?? ''}`.trim();
});
// Keys of a sequence belong together for a second and a half of the page's clock: between them it stands.
const press = async (you, ...keys) => {
  const clock = (ms) => you.page.evaluate((at) => window.__tributary.freezeTime(at), ms);
  if (keys.length > 1) await clock(Date.now());
  for (const key of keys) await you.page.keyboard.press(key);
  if (keys.length > 1) await clock(null);
  await you.settled();
};
const dialog = (you, name) => you.page.getByRole('dialog', { name });
const palette = (you) => you.page.getByRole('combobox', { name: 'Type a command or a name' });
const chosen = (you) => palette(you).evaluate((el) => document.getElementById(el.getAttribute('aria-activedescendant'))?.getAttribute('aria-label') ?? '');
const prefer = (you, wanted) => you.page.evaluate((text) => localStorage.setItem('preferences', text), JSON.stringify(wanted));
const kept = (you) => you.page.evaluate(() => JSON.parse(localStorage.getItem('preferences') ?? '{}'));

test('a day with the keyboard alone: walk, open, answer, resolve, take back, reopen, assign', async ({ phones, inbox }) => {
  const you = await inbox('you');
  const people = [];
  for (const [index, name] of ['Maya Lindqvist', 'Noor Haddad', 'Olena Koval'].entries()) {
    const phone = await phones.add({ number: `+1555020030${index}`, name, channel: 'whatsapp' });
    await phones.write(phone, `hello from ${name}`);
    people.push(phone);
    await you.row(name).waitFor();
  }
  await press(you, 'g', 'i', 'j');
  await you.heading('Olena Koval').waitFor();
  await press(you, 'j');
  await you.heading('Noor Haddad').waitFor();
  await press(you, 'k');
  await you.heading('Olena Koval').waitFor();

  await press(you, 'r');
  assert.equal(await focused(you), 'textarea Reply');
  await you.page.keyboard.type('je? gi!');  // in a field these are letters
  assert.equal(await you.composer().inputValue(), 'je? gi!');
  assert.equal(await dialog(you, 'Keyboard shortcuts').count(), 0);
  await press(you, 'Control+Enter');
  await phones.untilShown(people[2], 'je? gi!');
  await press(you, 'Escape');
  await press(you, 'o');
  assert.match(await focused(you), /^log/);
  await press(you, 'p');
  assert.match(await focused(you), /^article You/);
  await press(you, 'p');
  assert.match(await focused(you), /^article Olena Koval/);
  await press(you, 'n');
  assert.match(await focused(you), /^article You/);

  await you.holdTime();
  await press(you, 'e');
  await you.heading('Noor Haddad').waitFor();
  await you.page.locator('[role=listitem][aria-label^="Olena Koval"][aria-label*="Resolved"]').waitFor();
  await press(you, 'z');
  await you.page.locator('[role=listitem][aria-label^="Olena Koval"]:not([aria-label*="Resolved"])').waitFor();
  await you.letTimeGo();
  await press(you, 'e');
  await you.heading('Maya Lindqvist').waitFor();  // down the list, to the next that waits
  await press(you, 'e');
  await press(you, 'Shift+E');
  await you.heading('Olena Koval').waitFor();

  await press(you, 'i');
  await you.page.getByText('Assigned to you').first().waitFor();
  await press(you, 'a');
  await you.page.getByRole('menu').waitFor();
  await press(you, 'Escape');
  await you.page.getByRole('menu').waitFor({ state: 'detached' });
  await press(you, 'u');
  assert.match(await focused(you), /^listitem Olena Koval/);
  await press(you, 'g', 'm');
  assert.match(you.page.url(), /#\/mine/);
  await press(you, ']');
  assert.match(you.page.url(), /#\/unassigned/);
  await press(you, 'Alt+3');
  assert.match(you.page.url(), /#\/all/);
});

// A slow machine: whatever is pressed comes before the next frame.
const holdFrames = (you) => you.page.evaluate(() => {
  const plain = window.requestAnimationFrame, held = [];
  window.requestAnimationFrame = (then) => held.push(then);
  window.releaseFrames = () => {
    window.requestAnimationFrame = plain;
    held.forEach((then) => plain(then));
  };
});

test('a key pressed before the next frame goes where the last one has led', async ({ inbox }) => {
  const you = await inbox('you');
  await you.row('Maya Lindqvist').waitFor();
  await press(you, 'j', 'r');
  await you.page.keyboard.type('abc');
  await you.settled();
  await holdFrames(you);
  for (const key of ['Escape', 'x']) await you.page.keyboard.press(key);
  assert.equal(await you.composer().inputValue(), 'abc', 'what follows Escape is no text');
  for (const key of ['r', 'd', '!']) await you.page.keyboard.press(key);
  assert.equal(await you.composer().inputValue(), 'abcd!', 'what follows "reply" is text');
  for (const key of ['Control+k', 'l', 'i']) await you.page.keyboard.press(key);
  assert.equal(await palette(you).inputValue(), 'li');
  for (const key of ['Escape', 'e']) await you.page.keyboard.press(key);
  assert.equal(await you.composer().inputValue(), 'abcd!e', 'the focus is back where it was');
  await you.page.evaluate(() => window.releaseFrames());
  await you.settled();
});

test('the palette finds commands and people, says where it stands, and gives the focus back', async ({ inbox, picture }) => {
  const you = await inbox('you');
  await you.row('Maya Lindqvist').waitFor();
  await press(you, 'j', 'r');
  await press(you, 'Control+k');
  await palette(you).waitFor();
  assert.equal(await focused(you), 'combobox Type a command or a name');
  assert.equal(await dialog(you, 'Command palette').getAttribute('aria-modal'), 'true');
  await picture(you, 'keys-palette-light');
  assert.deepEqual(await violations(you), []);
  await you.page.keyboard.type('archive');
  await you.settled();
  assert.match(await chosen(you), /^Resolve/);
  await press(you, 'ArrowDown');
  assert.match(await chosen(you), /^Resolve and go to the next, E/);
  assert.match(await you.page.locator('#polite').textContent(), /result/);
  await press(you, 'Tab');  // goes round inside
  assert.match(await focused(you), /^button Close/);
  await press(you, 'Tab');
  assert.match(await focused(you), /^combobox/);
  await press(you, 'Escape');
  assert.equal(await dialog(you, 'Command palette').count(), 0);
  assert.equal(await focused(you), 'textarea Reply');
  await press(you, 'Control+k');
  await you.page.keyboard.type('lindq');
  await you.settled();
  assert.equal(await chosen(you), 'Go to Maya Lindqvist');
  await press(you, 'Enter');
  await you.heading('Maya Lindqvist').waitFor();
  await press(you, 'Control+k');
  await you.page.keyboard.type('compact');
  await you.settled();
  const box = await you.page.getByRole('option', { name: 'Density: compact' }).boundingBox();
  await you.page.mouse.click(box.x + 40, box.y + box.height / 2);
  await you.settled();
  assert.equal((await kept(you)).density, 'compact');
  assert.equal(await dialog(you, 'Command palette').count(), 0);
});

test('the sheet lists every key, is searched, and any script of keyboard reaches it', async ({ inbox, picture }) => {
  const you = await inbox('you', { theme: 'dark' });
  await you.row('Maya Lindqvist').waitFor();
  await press(you, 'Shift+Slash');
  await dialog(you, 'Keyboard shortcuts').waitFor();
  await picture(you, 'keys-sheet-dark');
  assert.deepEqual(await violations(you), []);
  await you.page.keyboard.type('done');
  await you.settled();
  await you.page.getByRole('listitem', { name: 'Resolve and go to the next, E' }).waitFor();
  assert.equal(await you.page.getByRole('listitem', { name: 'Next view' }).count(), 0);
  await press(you, 'Escape');
  assert.equal(await dialog(you, 'Keyboard shortcuts').count(), 0);
  const type = (key, code, more = {}) => you.page.evaluate(([k, c, m]) =>
    !document.body.dispatchEvent(new KeyboardEvent('keydown', { key: k, code: c, bubbles: true, cancelable: true, ...m })), [key, code, more]);
  await type('о', 'KeyJ');  // Russian j
  await you.settled();
  const first = await you.list().locator('[aria-current=true]').getAttribute('aria-label');
  await type('ת', 'Comma');
  await type('ح', 'KeyJ');  // Arabic
  await you.settled();
  assert.notEqual(await you.list().locator('[aria-current=true]').getAttribute('aria-label'), first);
  assert.equal(await type('л', 'KeyK', { ctrlKey: true }), true);
  await palette(you).waitFor();
  await picture(you, 'keys-palette-dark');
  await press(you, 'Escape');
  for (const key of ['w', 't', 'n', 'l', 'r', 'f', 'p', '+', '-']) assert.equal(await type(key, '', { ctrlKey: true }), false, `Ctrl+${key} is the browser's`);
});

test('preferences are set, keys chosen anew and conflicts settled without a mouse', async ({ inbox, picture }) => {
  const you = await inbox('you');
  await press(you, 'g', ',');
  await you.heading('Preferences').waitFor();
  await picture(you, 'keys-preferences-light');
  assert.deepEqual(await violations(you), []);
  await you.page.getByRole('radio', { name: 'As the system' }).focus();
  await press(you, 'ArrowDown', 'ArrowRight');
  assert.equal((await kept(you)).theme, 'dark');
  assert.match(await focused(you), /^radio Dark/);
  await you.page.getByRole('slider', { name: 'Text size' }).focus();
  await press(you, 'ArrowUp', 'ArrowUp');
  assert.equal(await you.page.getByRole('slider', { name: 'Text size' }).getAttribute('aria-valuenow'), '120');
  await press(you, 'Home', 'ArrowUp');
  assert.equal((await kept(you)).text_percent, 100);
  await you.page.getByRole('switch', { name: 'Enter sends the reply' }).focus();
  await press(you, 'Space');
  assert.equal((await kept(you)).enter_sends, false);

  await you.page.getByRole('button', { name: /^Change keys of Reply, now R/ }).focus();
  await press(you, 'Enter');
  await press(you, 'j');
  await you.page.getByText('J already means').first().waitFor();
  await picture(you, 'keys-conflict-dark');
  await you.button('Use it here').focus();
  await press(you, 'Enter');
  assert.deepEqual((await kept(you)).keys, { next: 'ArrowDown', reply: 'j' });
  await you.button('Reset all keys').focus();
  await press(you, 'Enter');
  assert.deepEqual((await kept(you)).keys, {});

  await press(you, 'Escape');
  await press(you, 'g', 'i');
  await you.row('Maya Lindqvist').waitFor();
  await press(you, 'j', 'r');
  await you.page.keyboard.type('one');
  await press(you, 'Enter');
  await you.page.keyboard.type('two');
  assert.equal(await you.composer().inputValue(), 'one\ntwo');
  const sent = (await you.articles().count());
  await press(you, 'Control+Enter');
  assert.equal(await you.articles().count(), sent + 1);
});

test('the preferences fit 320 px', async ({ inbox, picture }) => {
  const you = await inbox('you', { width: 320, height: 700 });
  await prefer(you, { text_percent: 100 });
  await you.page.goto(you.page.url().replace(/#.*/, '#/preferences'));
  await you.heading('Preferences').waitFor();
  await picture(you, 'keys-preferences-narrow');
  const wide = await you.page.evaluate(() => [...document.querySelectorAll('#plane [role=radio], #plane [role=switch], #plane button')]
    .map((el) => el.getBoundingClientRect()).filter((box) => box.right > 320.5 || box.left < -0.5).length);
  assert.equal(wide, 0);
  await press(you, 'Shift+Slash');
  await dialog(you, 'Keyboard shortcuts').waitFor();
  await picture(you, 'keys-sheet-narrow');
});
