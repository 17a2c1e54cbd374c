// The DOM plane: menus, focus, few and quiet elements, and text by the page itself when somebody needs it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
async function violations(you) {
  await you.settled();
  await you.page.evaluate(AXE);
  const found = await you.page.evaluate((rules) => window.axe.run(document, { runOnly: rules }), RULES);
  return found.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 2).map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

async function crowd(phones, inbox, options) {
  if (!(await phones.find('+15550200421'))) {
    for (let n = 1; n <= 24; n++) await phones.write(await phones.add({ number: `+155502005${String(n).padStart(2, '0')}`, name: `Guest ${n}`, channel: 'whatsapp' }), `hello from ${n}`);
    const nia = await phones.add({ number: '+15550200421', name: 'Nia', channel: 'whatsapp' });
    for (let n = 1; n <= 60; n++) await phones.write(nia, `message ${n}, long enough to be read`);
    await phones.write(nia, 'the last, with https://example.com in it');
  }
  const you = await inbox('you', options);
  await you.show('All');
  await you.open('Nia');
  await you.message('the last').waitFor();
  await you.settled();
  return you;
}

const focused = (you) => you.page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent);
const menu = (you) => you.page.getByRole('menu');
const items = (you) => menu(you).getByRole('menuitem').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));

test('a row has a menu, by mouse and by key, that is walked, typed into and left, and the focus returns', async ({ phones, inbox, picture }) => {
  const you = await crowd(phones, inbox);
  await you.row('Guest 20').click({ button: 'right' });
  await menu(you).waitFor();
  await picture(you, 'context-menu-row');
  assert.deepEqual(await items(you), ['Open', 'Select', 'Mark as read', 'Assign to me', 'Resolve', 'Copy name', 'Copy address', 'Open contact page']);
  assert.deepEqual(await violations(you), []);
  await you.settled();
  assert.equal(await focused(you), 'Open');
  await you.page.keyboard.press('ArrowDown');
  assert.equal(await focused(you), 'Select');
  await you.page.keyboard.type('cop');
  assert.equal(await focused(you), 'Copy name');
  await you.page.keyboard.press('ArrowDown');
  await you.page.keyboard.press('Enter');
  await menu(you).waitFor({ state: 'detached' });
  await you.settled();
  assert.equal(await you.page.evaluate(() => navigator.clipboard.readText()), '+15550200520');
  assert.match(await focused(you), /^Guest 20/);
  await you.page.keyboard.press('Shift+F10');
  await menu(you).waitFor();
  await you.page.keyboard.press('Escape');
  await menu(you).waitFor({ state: 'detached' });
  await you.settled();
  assert.match(await focused(you), /^Guest 20/);
  await you.page.keyboard.press('ContextMenu');
  await menu(you).getByRole('menuitem', { name: 'Assign to me' }).click();
  await menu(you).waitFor({ state: 'detached' });
  await you.page.getByRole('listitem', { name: /^Guest 20/ }).click({ button: 'right' });
  await menu(you).getByRole('menuitem', { name: 'Unassign' }).waitFor();
  await you.page.mouse.click(900, 300);
  await menu(you).waitFor({ state: 'detached' });
});

test('a message has a menu beside its words, a person at their picture; text keeps the browser\'s own', async ({ phones, inbox }) => {
  const you = await crowd(phones, inbox, { theme: 'dark' });
  const box = await you.message('the last').boundingBox();
  await you.page.mouse.click(box.x + 4, box.y + 4, { button: 'right' });
  await menu(you).waitFor();
  assert.deepEqual(await items(you), ['Copy text', 'Copy address']);
  const hole = await menu(you).boundingBox();
  const under = await you.page.evaluate(([x, y]) => document.elementFromPoint(x, y).closest('[role=menu]') !== null, [hole.x + 30, hole.y + 20]);
  assert.ok(under, 'nothing of the thread lies over the menu');
  await menu(you).getByRole('menuitem', { name: 'Copy text' }).click();
  await menu(you).waitFor({ state: 'detached' });
  assert.equal(await you.page.evaluate(() => navigator.clipboard.readText()), 'the last, with https://example.com in it');
  const heading = await you.heading('Nia').first().boundingBox();
  await you.page.mouse.click(heading.x - 25, heading.y + 10, { button: 'right' });
  await menu(you).waitFor();
  assert.deepEqual(await items(you), ['Copy name', 'Copy address', 'Open contact page']);
  await you.page.keyboard.press('Escape');
});

test('scrolling moves one element, keeps the focused one, and never shows more than 400', async ({ phones, inbox }) => {
  const you = await crowd(phones, inbox);
  const list = await you.list().boundingBox();
  await until('the open one is read', async () => !/unread/.test(await you.row('Nia').first().getAttribute('aria-label')));  // that changes its row
  await you.settled();
  await you.row('Guest 20').focus();
  await you.page.evaluate(() => {
    window.changes = [];
    const there = new Set(document.querySelectorAll('[role=list] *'));
    new MutationObserver((all) => { for (const one of all) if (there.has(one.target)) window.changes.push(one.target.className); })
      .observe(document.querySelector('[role=list]'), { attributes: true, attributeFilter: ['style'], subtree: true });
  });
  await you.page.mouse.move(list.x + 100, list.y + 200);
  await you.page.mouse.wheel(0, 30);
  await you.page.waitForFunction(() => window.changes.length > 0);
  await you.settled();
  const moved = await you.page.evaluate(() => window.changes.filter((name) => !/thumb|bar|track|room/.test(name)));
  assert.ok(moved.length > 0 && moved.every((name) => name === 'moved'), `only the container: ${moved.join(', ')}`);
  for (let n = 0; n < 6; n++) { await you.page.mouse.wheel(0, 600); await you.settled(); }
  assert.match(await focused(you), /^Guest 20/, 'out of view, still there, still focused');
  const log = await you.log().boundingBox();
  await you.page.mouse.move(log.x + 100, log.y + 100);
  await you.page.mouse.wheel(0, -900);
  await you.settled();
  const counts = await you.page.evaluate(() => ({
    nodes: document.querySelectorAll('#plane *:not(.passage, .passages)').length,
    sizes: [...document.querySelectorAll('[role=listitem][aria-posinset]')].map((row) => [row.getAttribute('aria-posinset'), row.getAttribute('aria-setsize')]),
    live: document.querySelector('[role=log]').getAttribute('aria-live'),
    regions: ['polite', 'assertive'].map((id) => document.getElementById(id).getAttribute('role')),
  }));
  assert.ok(counts.nodes <= 400, `${counts.nodes} elements`);
  assert.ok(counts.sizes.every(([position, size]) => size === '25' && Number(position) >= 1 && Number(position) <= 25));
  assert.equal(counts.live, 'off');
  assert.deepEqual(counts.regions, ['status', 'alert']);
});

test('what has the focus wears a ring of two pixels with a gap, in both themes', async ({ phones, inbox }) => {
  for (const [theme, colour] of [['light', 'rgb(47, 95, 219)'], ['dark', 'rgb(154, 184, 255)']]) {
    const you = await crowd(phones, inbox, { theme });
    await you.view('Mine').focus();
    for (let n = 0; n < 30 && (await focused(you)) !== 'Assign'; n++) await you.page.keyboard.press('Tab');
    const ring = await you.page.evaluate(() => {
      const style = getComputedStyle(document.activeElement);
      return [style.outlineStyle, style.outlineWidth, style.outlineOffset, style.outlineColor];
    });
    assert.deepEqual(ring, ['solid', '2px', '2px', colour]);
  }
});

const visibleText = (you) => you.page.evaluate(() => getComputedStyle([...document.querySelectorAll('.line')].at(-1)).color !== 'rgba(0, 0, 0, 0)');

test('text is the page\'s own as soon as somebody needs it, without a reload', async ({ phones, inbox, picture }) => {
  const you = await crowd(phones, inbox);
  assert.equal(await visibleText(you), false);
  await you.page.emulateMedia({ forcedColors: 'active' });
  await you.settled();
  assert.equal(await visibleText(you), true, 'forced colours');
  await picture(you, 'sharper-forced-colours');
  await you.page.emulateMedia({ forcedColors: 'none' });
  await you.settled();
  assert.equal(await visibleText(you), false);
  await you.page.emulateMedia({ contrast: 'more' });
  await you.settled();
  assert.equal(await visibleText(you), true, 'more contrast');
  await you.page.emulateMedia({ contrast: 'no-preference' });
  for (const [name, value] of [['class', 'translated-ltr'], ['class', 'translated-rtl'], ['data-darkreader-scheme', 'dark']]) {
    await you.page.evaluate(([key, text]) => document.documentElement.setAttribute(key, text), [name, value]);
    await you.page.waitForFunction(() => document.getElementById('plane').classList.contains('shown'));
    await you.settled();
    if (value === 'translated-ltr') await picture(you, 'sharper-translated');
    await you.page.evaluate((key) => document.documentElement.removeAttribute(key), name);
    await you.page.waitForFunction(() => !document.getElementById('plane').classList.contains('shown'));
  }
});

test('the switch of the settings wins over what the system asks', async ({ phones, inbox }) => {
  const you = await crowd(phones, inbox);
  const choose = async (value) => {
    await you.page.evaluate((choice) => {
      const key = Object.keys(localStorage).find((name) => name.includes('preferences')) ?? 'preferences';
      localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key) ?? '{}'), sharper_text: choice }));
    }, value);
    await you.page.reload();
    await you.message('the last').waitFor();
    await you.settled();
  };
  await choose('on');
  assert.equal(await visibleText(you), true);
  assert.deepEqual(await violations(you), []);
  await choose('off');
  await you.page.emulateMedia({ contrast: 'more' });
  await you.settled();
  assert.equal(await visibleText(you), false);
});

test('without WebGL2 everything is there: words, shapes, icons, focus, menus', async ({ phones, inbox, blank, world, picture }) => {
  await crowd(phones, inbox);
  const you = await blank();
  await you.page.addInitScript(() => {
    const real = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...more) { return kind === 'webgl2' ? null : real.call(this, kind, ...more); };
  });
  await you.arrive(await world.link('you@localhost'));
  await you.show('All');
  await you.open('Nia');
  await you.message('the last').waitFor();
  assert.equal(await visibleText(you), true);
  await you.row('Guest 20').click({ button: 'right' });
  await menu(you).waitFor();
  await picture(you, 'without-webgl2');
  assert.deepEqual(await violations(you), []);
  await you.page.keyboard.press('Escape');
  await menu(you).waitFor({ state: 'detached' });
  await you.reply('sent from a remote desktop');
  await phones.untilShown(await phones.find('+15550200421'), 'sent from a remote desktop');
  const colours = await you.page.evaluate(() => {
    const canvas = document.getElementById('canvas'), small = document.createElement('canvas');
    [small.width, small.height] = [canvas.width, canvas.height];
    const brush = small.getContext('2d');
    brush.drawImage(canvas, 0, 0);
    const data = brush.getImageData(0, 0, small.width, small.height).data, seen = new Set();
    for (let at = 0; at < data.length; at += 400) seen.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
    return seen.size;
  });
  assert.ok(colours > 10, `bubbles, pictures and buttons are painted: ${colours} colours`);
});

test('what is new comes into the page dressed', async ({ phones, inbox }) => {
  const you = await crowd(phones, inbox);
  await you.open('Guest 20');
  await you.message('hello from 20').waitFor();
  await you.settled();
  await you.page.evaluate(() => {
    window.seen = { lines: 0, later: [] };
    new MutationObserver((all) => {
      const left = new Set(all.flatMap((one) => [...one.removedNodes]));
      const added = all.flatMap((one) => [...one.addedNodes]).filter((node) => node.nodeType === Node.ELEMENT_NODE && !left.has(node));
      for (const node of added) window.seen.lines += (node.matches('.line') ? 1 : 0) + node.querySelectorAll('.line').length;
      for (const { type, target, attributeName } of all)
        if (type === 'attributes' && target.matches('.line') && added.some((node) => node.contains(target))) window.seen.later.push(`${attributeName} of ${target.textContent}`);
    }).observe(document.getElementById('plane'), { attributes: true, childList: true, subtree: true });
  });
  await you.open('Nia');
  await you.message('the last').waitFor();
  await you.settled();
  const seen = await you.page.evaluate(() => window.seen);
  assert.ok(seen.lines > 0, 'the lines of the other thread came');
  assert.deepEqual(seen.later, []);
});

test('words have their font and their ink by what they are, not each of its own', async ({ phones, inbox }) => {
  const you = await crowd(phones, inbox);
  const words = await you.page.evaluate(() => [...document.querySelectorAll('#plane .line, #plane .field')].map((el) => {
    const style = getComputedStyle(el);
    return { size: parseFloat(style.fontSize), ink: style.getPropertyValue('--ink').trim(), own: el.style.font + el.style.getPropertyValue('--ink') };
  }));
  assert.ok(words.length > 2, `${words.length} lines and fields`);
  for (const { size, ink, own } of words) {
    assert.ok(size >= 12, `${size} px`);
    assert.match(ink, /^rgba\(/);
    assert.equal(own, '');
  }
});
