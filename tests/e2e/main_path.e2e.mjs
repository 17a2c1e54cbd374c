// The main job: a customer's text reaches an agent's browser, and the reply reaches the customer.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

test('a WhatsApp text appears without reloading, the answer arrives on the phone, and its ticks go up to read', async ({ phones, inbox }) => {
  const maya = await phones.add({ number: '+15550200101', name: 'Maya Lindqvist', channel: 'whatsapp' });
  const you = await inbox('you');
  await you.page.evaluate(() => { window.sameDocument = true; });
  await you.show('All');

  await phones.write(maya, 'Where is my parcel?');
  await you.row('Maya Lindqvist').waitFor();
  const name = await you.row('Maya Lindqvist').getAttribute('aria-label');
  for (const part of ['WhatsApp', 'Where is my parcel?', 'unread']) assert.ok(name.includes(part), `"${name}" says "${part}"`);

  await you.open('Maya Lindqvist');
  await you.message('Where is my parcel?').waitFor();
  await you.reply('It left today, and arrives on Friday.');
  await you.message('It left today').waitFor();
  assert.equal(await you.composer().inputValue(), '');
  await phones.untilShown(maya, 'It left today, and arrives on Friday.');
  await you.untilDelivery('It left today', 'Read');
  assert.match(await you.nameOf('It left today'), /\bYou\b/);
  assert.equal(await you.page.evaluate(() => window.sameDocument), true);
});

test('an SMS does the same up to delivered', async ({ phones, inbox }) => {
  const tom = await phones.add({ number: '+15550200102', name: 'Tom', channel: 'sms' });
  const you = await inbox('you');
  await you.show('All');
  await phones.write(tom, 'Do you open on Sunday?');
  await you.open(phones.title(tom));
  assert.ok((await you.row(phones.title(tom)).getAttribute('aria-label')).includes('SMS'));
  await you.reply('From ten to four.');
  await phones.untilShown(tom, 'From ten to four.');
  await you.untilDelivery('From ten to four.', 'Delivered');
});

test('Enter sends, Shift and Enter starts a new line, and what is unsent stays', async ({ phones, inbox }) => {
  const tom = await phones.find('+15550200102');
  const you = await inbox('you');
  await you.show('All');
  await you.open(phones.title(tom));
  await you.composer().click();
  await you.page.keyboard.type('First line');
  await you.page.keyboard.press('Shift+Enter');
  await you.page.keyboard.type('second line');
  assert.equal(await you.composer().inputValue(), 'First line\nsecond line');
  await you.page.keyboard.press('Enter');
  await phones.untilShown(tom, 'First line\nsecond line');
  assert.equal(await you.composer().inputValue(), '');

  await you.composer().fill('not yet');
  await phones.write(tom, 'Thanks!');
  await you.message('Thanks!').waitFor();
  assert.equal(await you.composer().inputValue(), 'not yet');
});

test('the unread count goes away once the thread has been seen', async ({ phones, inbox }) => {
  const ada = await phones.add({ number: '+15550200103', name: 'Ada', channel: 'whatsapp' });
  const you = await inbox('you');
  await you.show('All');
  await phones.write(ada, 'one');
  await phones.write(ada, 'two');
  await until('two are unread', async () => (await you.row('Ada').getAttribute('aria-label')).includes('2 unread'));
  await you.open('Ada');
  await until('none is unread', async () => !(await you.row('Ada').getAttribute('aria-label')).includes('unread'));
  assert.equal(await you.row('Ada').getAttribute('aria-current'), 'true');
});

test('a message in Arabic, Japanese, Hindi and emoji arrives as it was written', async ({ phones, inbox }) => {
  const nour = await phones.add({ number: '+15550200104', name: 'نور', channel: 'whatsapp' });
  const you = await inbox('you');
  await you.show('All');
  const text = 'مرحبا، أين طلبي رقم 4217؟ 日本語のメッセージ नमस्ते 👩🏽‍💻';
  await phones.write(nour, text);
  await you.open('نور');
  await you.message('4217').waitFor();
  const shown = (await you.message('4217').innerText()).replace(/\s+/g, ' ');
  for (const part of ['مرحبا', '日本語', 'नमस्ते', '👩🏽‍💻']) assert.ok(shown.includes(part), `shows ${part}`);
});

test('a sign-in link works once', async ({ world, blank }) => {
  const link = await world.link('you@localhost');
  const first = await blank();
  await first.arrive(link);
  const second = await blank();
  await second.page.goto(link);
  await second.page.getByRole('textbox', { name: 'Email' }).waitFor();
  await second.page.getByRole('textbox', { name: 'Password' }).waitFor();
  await second.button('Sign in').waitFor();
  assert.ok(!(await second.page.url()).includes('link='), 'the secret does not stay in the address');
});
