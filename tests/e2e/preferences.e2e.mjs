// Saved views and settings follow their person to every device; what belongs to a device stays on it.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

const kept = (you) => you.page.evaluate(async () => (await (await fetch('/api/v1/me/preferences')).json()).values);
const untilKept = (you, what, holds) => until(`the relay keeps ${what}`, async () => holds(await kept(you)));

async function saveView(you, address, name) {
  await you.page.evaluate((to) => { location.hash = to; }, address);
  await you.settled();
  await you.press(you.button('Filter'));
  await you.press(you.page.getByRole('menuitem', { name: 'Save this view' }));
  await you.page.getByRole('textbox', { name: 'Name of the view' }).fill(name);
  await you.page.keyboard.press('Enter');
  await you.view(name).waitFor();
}

test('a view saved in one browser stands in the other after a reload, and is gone from both once it is removed', async ({ inbox }) => {
  const desk = await inbox('you'), phone = await inbox('you', { preferences: 'kept' }), sam = await inbox('sam');
  await saveView(desk, '#/all?channel=whatsapp', 'WhatsApp people');
  await untilKept(desk, 'the view', (values) => values['view/WhatsApp people'] === '#/all?channel=whatsapp');
  await phone.page.reload();
  await phone.view('WhatsApp people').waitFor();
  await phone.show('WhatsApp people');
  assert.equal(new URL(phone.page.url()).hash, '#/all?channel=whatsapp');
  await sam.page.reload();
  await sam.views().waitFor();
  await sam.settled();
  assert.equal(await sam.view('WhatsApp people').count(), 0, 'it is nobody else\'s');
  await phone.press(phone.button('Remove the view “WhatsApp people”'));
  await untilKept(phone, 'it no longer', (values) => !('view/WhatsApp people' in values));
  await desk.page.reload();
  await desk.views().waitFor();
  await until('it is gone here too', async () => (await desk.view('WhatsApp people').count()) === 0);
});

test('what was saved without a network is told with the next one, beside what the other browser has saved meanwhile', async ({ inbox }) => {
  const desk = await inbox('you'), phone = await inbox('you', { preferences: 'kept' });
  await desk.page.context().setOffline(true);
  await saveView(desk, '#/all?sort=oldest', 'In a tunnel');
  await saveView(phone, '#/all?channel=sms', 'Texts');
  await untilKept(phone, 'the one', (values) => 'view/Texts' in values);
  await desk.page.context().setOffline(false);
  await untilKept(phone, 'both', (values) => 'view/Texts' in values && 'view/In a tunnel' in values);
  await desk.view('Texts').waitFor();
});

test('what is chosen in one browser stands in the other that is open, and in nobody else\'s', async ({ inbox }) => {
  const desk = await inbox('you'), phone = await inbox('you', { preferences: 'kept' }), sam = await inbox('sam');
  await saveView(desk, '#/all?channel=sms', 'Texts of today');
  await phone.view('Texts of today').waitFor();
  await desk.press(desk.button('Dark theme'));
  await phone.button('Light theme').waitFor();
  assert.equal(await sam.view('Texts of today').count(), 0);
});

test('another tab of the same browser hears of a saved view at once', async ({ inbox }) => {
  const you = await inbox('you');
  const other = await you.page.context().newPage();
  const about = (answer) => new URL(answer.url()).pathname === '/api/v1/me/preferences';
  const first = other.waitForResponse(about);
  await other.goto(you.page.url());
  await first;
  await you.page.bringToFront();
  const asked = other.waitForRequest(about);
  await saveView(you, '#/all?channel=sms', 'Seen in both');
  await asked;
  await other.bringToFront();
  await other.getByRole('link', { name: /^Seen in both/ }).first().waitFor();
  await other.close();
});

test('the theme follows, the width of a pane does not', async ({ inbox }) => {
  const desk = await inbox('you'), phone = await inbox('you', { preferences: 'kept' });
  await desk.press(desk.button('Dark theme'));
  await untilKept(desk, 'the theme', (values) => values.theme === 'dark');
  assert.ok(!Object.keys(await kept(desk)).some((name) => name.endsWith('_width')));
  await phone.page.reload();
  await phone.button('Light theme').waitFor();
});
