// Working beside others: who looks, who types, a send on a stale view. Two browsers.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

const subtitle = (one) => one.page.getByText(/looking at this too|is typing/).first();

test('each sees that the other looks, then that they type; it ends with the connection', async ({ phones, inbox }) => {
  const maya = await phones.add({ number: '+15550200421', name: 'Maya', channel: 'whatsapp' });
  const you = await inbox('you');
  const sam = await inbox('sam');
  await phones.write(maya, 'Anybody?');
  for (const one of [you, sam]) {
    await one.page.bringToFront();
    await one.show('All');
    await one.open('Maya');
  }
  await subtitle(you).waitFor();
  assert.match(await you.row('Maya').getAttribute('aria-label'), /Sam.* is looking/);
  await sam.composer().fill('I will');
  await you.page.getByText(/Sam.* is typing…/).first().waitFor();
  await sam.page.close();
  await until('Sam is gone', async () => (await subtitle(you).count()) === 0);
});

test('two answers at the same moment: one goes, the other is stopped once and shows it', async ({ phones, inbox }) => {
  const you = await inbox('you');
  const sam = await inbox('sam');
  const maya = await phones.find('+15550200421');
  for (const one of [you, sam]) {
    await one.show('All');
    await one.open('Maya');
    await one.message('Anybody?').waitFor();
    await one.composer().fill(one === you ? 'You answers' : 'Sam answers');
  }
  // For a second of the page's clock a message is new to somebody who writes. The clock stands, however late Enter comes.
  const clocks = (ms) => Promise.all([you, sam].map((one) => one.page.evaluate((at) => window.__tributary.freezeTime(at), ms)));
  await clocks(Date.now());
  await Promise.all([you, sam].map((one) => one.composer().press('Enter')));
  const stopped = await Promise.race([you, sam].map(async (one) => {
    await one.page.getByRole('region', { name: /newer message arrived/ }).waitFor();
    return one;
  }));
  await clocks(null);
  const mine = stopped === you ? 'You answers' : 'Sam answers', theirs = stopped === you ? 'Sam answers' : 'You answers';
  await phones.untilShown(maya, theirs);
  assert.equal(await stopped.composer().inputValue(), mine);
  assert.match(await stopped.page.getByRole('region', { name: /newer message arrived/ }).innerText(), new RegExp(theirs));
  assert.ok(!(await phones.received(maya)).some((one) => (one.text ?? one.body) === mine));
  await stopped.press(stopped.button('Send anyway'));
  await phones.untilShown(maya, mine);
});

test('desktop notifications are asked for when switched on, tell a page nobody looks at, and lead to the conversation', async ({ world, phones, inbox }) => {
  const you = await inbox('you');
  const context = you.page.context();
  await context.grantPermissions(['notifications'], { origin: world.base });
  await you.page.evaluate(() => { location.hash = '#/preferences'; });
  const desktop = you.page.getByRole('switch', { name: 'Desktop notifications' });
  await desktop.scrollIntoViewIfNeeded();
  await you.press(desktop);
  await until('it is on', async () => (await desktop.getAttribute('aria-checked')) === 'true');
  await you.page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await you.show('All');
  await you.open('Maya');
  await you.press(you.button('Assign'));
  await you.press(you.page.getByRole('menuitem', { name: /^Assign to me/ }));
  await you.page.evaluate(() => dispatchEvent(new Event('blur')));
  await you.page.evaluate(() => { document.hasFocus = () => false; dispatchEvent(new Event('blur')); });
  await phones.write(await phones.find('+15550200421'), 'Are you still there?');
  await until('it is told', async () => (await you.page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map((one) => `${one.title}: ${one.body}`))).includes('Maya: Are you still there?'));
});
