// Without a network: what was loaded stays, what is done waits, a reload works.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { kept, workerReady } from './lib/kept.mjs';
import { until } from './lib/until.mjs';

test('the service worker keeps the page\'s files under one address, checked every time', async ({ world, inbox }) => {
  const answer = await fetch(`${world.base}/sw.js`);
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('cache-control'), /no-cache/);
  assert.match(await answer.text(), /boot\.[0-9a-f]{12}\.js/);
  const you = await inbox('you');
  assert.equal(await workerReady(you.page), 1);
});

test('a reload without the relay shows the list and the thread, and what is written then goes out once on return', async ({ world, phones, inbox }) => {
  const maya = await phones.add({ number: '+15550200411', name: 'Maya', channel: 'whatsapp' });
  const you = await inbox('you');
  await phones.write(maya, 'Where is my order?');
  await you.show('All');
  await you.open('Maya');
  await you.message('Where is my order?').waitFor();
  await workerReady(you.page);
  await world.stopRelay();
  await you.page.getByText(/Reconnecting/).first().waitFor();
  await you.reply('Before the reload.');
  await you.message('Before the reload.').waitFor();
  await you.settled();
  await you.page.reload();
  await you.views().waitFor();
  await you.message('Where is my order?').waitFor();
  await you.message('Before the reload.').waitFor();
  await you.reply('After the reload.');
  await you.press(you.button('Resolve'));
  await until('the banner says exactly what waits', async () => /2 replies and 1 change wait\./.test(await you.page.getByRole('region', { name: 'Connection' }).innerText().catch(() => '')));
  await world.startRelay();
  await phones.untilShown(maya, 'After the reload.');
  assert.deepEqual((await phones.received(maya)).map((one) => one.text ?? one.body), ['Before the reload.', 'After the reload.']);
  await you.button('Reopen').waitFor();
  await until('no command waits any more', async () => (await kept(you.page, 'commands')) === 0);
});

test('a browser that says late which tab may write keeps what came before it said so', async ({ world, phones, blank }) => {
  const maya = await phones.add({ number: '+15550200415', name: 'Mara', channel: 'whatsapp' });
  await phones.write(maya, 'Do you keep this?');
  const you = await blank();
  await you.page.addInitScript(() => {  // granted when the test says so, as on a machine that has too much to do
    const ask = LockManager.prototype.request;
    const late = new Promise((done) => { window.grantLocks = done; });
    LockManager.prototype.request = async function (...given) {
      await late;
      return ask.apply(this, given);
    };
  });
  await you.arrive(await world.link('you@localhost'));
  await you.show('All');
  await you.open('Mara');
  await you.message('Do you keep this?').waitFor();
  await workerReady(you.page);
  assert.equal(await kept(you.page, 'frames'), 0, 'written without leave');
  await you.page.evaluate(() => window.grantLocks());
  await until('what was held back is kept', async () => (await kept(you.page, 'frames')) > 0 && (await kept(you.page, 'pages')) > 0);
  await world.stopRelay();
  await you.page.reload();
  await you.page.evaluate(() => window.grantLocks());
  await you.views().waitFor();
  await you.message('Do you keep this?').waitFor();
  await world.startRelay();
});

test('a storage of the browser that does not answer keeps nobody waiting, and keeps what came meanwhile once it does', async ({ world, phones, blank }) => {
  const mika = await phones.add({ number: '+15550200416', name: 'Mika', channel: 'whatsapp' });
  await phones.write(mika, 'Is your disk asleep?');
  const you = await blank();
  await you.page.addInitScript(() => {
    const ask = IDBFactory.prototype.open;
    const asleep = new Promise((done) => { window.wakeStorage = done; });
    IDBFactory.prototype.open = function (...given) {
      const waiting = {};
      asleep.then(() => {
        const request = ask.apply(this, given);
        for (const name of ['onsuccess', 'onerror', 'onblocked', 'onupgradeneeded']) request[name] = (event) => {
          waiting.result = request.result;
          waiting[name]?.(event);
        };
      });
      return waiting;
    };
  });
  await you.arrive(await world.link('you@localhost'));
  await you.show('All');
  await you.open('Mika');
  await you.message('Is your disk asleep?').waitFor();
  await workerReady(you.page);
  await you.page.evaluate(() => window.wakeStorage());
  await until('what was held back is kept', async () => (await kept(you.page, 'frames')) > 0 && (await kept(you.page, 'pages')) > 0);
  await world.stopRelay();
  await you.page.addInitScript(() => window.wakeStorage());
  await you.page.reload();
  await you.views().waitFor();
  await you.message('Is your disk asleep?').waitFor();
  await world.startRelay();
});

test('more replies than the relay takes at once go out all, in order', async ({ phones, inbox }) => {
  const kim = await phones.add({ number: '+15550200412', name: 'Kim', channel: 'whatsapp' });
  const you = await inbox('you');
  await phones.write(kim, 'Count for me');
  await you.show('All');
  await you.open('Kim');
  await you.message('Count for me').waitFor();
  await you.page.context().setOffline(true);
  const texts = Array.from({ length: 24 }, (_, i) => `number ${i + 1}`);
  for (const text of texts) await you.reply(text);
  await you.page.getByText(/24 replies wait/).first().waitFor();
  await you.page.context().setOffline(false);
  await phones.untilShown(kim, 'number 24');
  assert.deepEqual((await phones.received(kim)).map((one) => one.text ?? one.body), texts);
});

test('signing out in one tab signs the other out with a sentence, keeps its text and leaves nothing in the browser', async ({ phones, inbox }) => {
  const ada = await phones.add({ number: '+15550200413', name: 'Ada', channel: 'whatsapp' });
  const you = await inbox('you');
  const password = 'correct horse battery';  // to come back with, in the tab that was left
  assert.ok(await you.page.evaluate(async (wanted) => (await fetch('/api/v1/me/password', {
    method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Requested-By': 'app' }, body: JSON.stringify({ password: wanted }),
  })).ok, password));
  await you.page.reload();
  await you.views().waitFor();
  await phones.write(ada, 'Two tabs?');
  await you.show('All');
  await you.open('Ada');
  const other = await you.page.context().newPage();
  await other.goto(you.page.url());
  await other.getByRole('textbox', { name: 'Reply' }).fill('half a sentence');
  await you.press(you.button('Sign out'));
  await other.getByText(/You signed out in another tab\./).first().waitFor();
  await you.page.getByRole('textbox', { name: 'Email' }).waitFor();
  await until('nothing is left in the browser', async () => (await kept(you.page, 'frames')) === 0);
  await other.bringToFront();  // a page in the background draws nothing
  await other.getByLabel('Email', { exact: true }).fill('you@localhost');
  await other.getByLabel('Password', { exact: true }).fill(password);
  await other.getByLabel('Password', { exact: true }).press('Enter');
  await other.getByRole('listitem', { name: /^Ada/ }).first().click();
  await until('what was typed there is there again', async () => (await other.getByRole('textbox', { name: 'Reply' }).inputValue()) === 'half a sentence');
  await other.close();
});
