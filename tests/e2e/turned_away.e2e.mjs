// What is refused from outside: a permission of the browser, a session that an admin ended while the page had no network. Each is
// said where it is met, with what to do, and what was typed stays.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

test('bad input: notifications that the browser forbids stay off, and the page says where to allow them', async ({ inbox }) => {
  const you = await inbox('you');
  await you.page.addInitScript(() => {
    Object.defineProperty(Notification, 'permission', { get: () => 'denied' });
    Notification.requestPermission = async () => 'denied';
  });
  await you.page.evaluate(() => { location.hash = '#/preferences'; });
  await you.page.reload();
  const desktop = you.page.getByRole('switch', { name: 'Desktop notifications' });
  await desktop.waitFor();
  await desktop.scrollIntoViewIfNeeded();
  await you.press(desktop);
  await you.page.getByText(/does not let this page show notifications/).first().waitFor();
  assert.equal(await desktop.getAttribute('aria-checked'), 'false');
});

test('a session that an admin ended while the page had no network is told as soon as it has one, and what was typed stays', async ({ world, phones, inbox }) => {
  const ada = await phones.add({ number: '+15550200561', name: 'Ada', channel: 'whatsapp' });
  await phones.write(ada, 'Are you there?');
  await world.person('ben@localhost', 'Ben', 'agent');
  const you = await inbox('you'), ben = await inbox('ben');
  await ben.show('All');
  await ben.open('Ada');
  await ben.page.context().setOffline(true);
  await ben.page.getByText(/You are offline/).first().waitFor();
  await ben.composer().fill('half a sentence');
  await you.press(you.view('Admin'));
  await you.heading('People').waitFor();
  const deactivate = you.page.getByRole('button', { name: 'Deactivate: Ben' });
  await deactivate.scrollIntoViewIfNeeded();
  await you.press(deactivate);
  const back = you.page.getByRole('button', { name: 'Activate: Ben' });
  await back.waitFor();
  assert.equal(await ben.message('Are you there?').count(), 1, 'what was there can be read');

  await ben.page.context().setOffline(false);
  await ben.page.getByText('You have been signed out. Sign in to go on; what you typed is kept.').first().waitFor();
  await ben.page.getByRole('textbox', { name: 'Email' }).waitFor();
  await you.press(back);
  await deactivate.waitFor();
  await ben.page.goto('about:blank');
  await ben.arrive(await world.link('ben@localhost'));
  await ben.show('All');
  await ben.open('Ada');
  await until('the words are there', async () => (await ben.composer().inputValue()) === 'half a sentence');
});
