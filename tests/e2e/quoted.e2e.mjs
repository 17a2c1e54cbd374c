// D17, D18, D19: what a customer answers to, where the new begins, and a stale view on which one goes on writing.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

test('D19 what the customer answers to stands above the answer and leads there', async ({ phones, inbox, picture }) => {
  const maya = await phones.add({ number: '+15550200471', name: 'Maya', channel: 'whatsapp' });
  await phones.write(maya, 'Do you have the blue one?');
  const you = await inbox('you');
  await you.show('All');
  await you.open('Maya');
  await you.reply('Yes. Which size?');
  const { sid } = await phones.untilShown(maya, 'Yes. Which size?');
  await phones.inbound(maya, { text: 'Large, please', replyTo: sid });
  await you.message('Large, please').waitFor();
  const quote = you.log().getByRole('button', { name: /^Answers .*: Yes\. Which size\?\. Show that message$/ });
  await quote.waitFor();
  await picture(you, 'quoted-reply');
  await you.press(quote);
  assert.ok(await you.message('Yes. Which size?').first().isVisible());
});

test('D18 a line says where the new messages of a conversation begin', async ({ phones, inbox }) => {
  const maya = await phones.find('+15550200471'), tom = await phones.add({ number: '+15550200472', name: 'Tom', channel: 'whatsapp' });
  await phones.write(tom, 'Hello');
  const you = await inbox('you');
  await you.show('All');
  await you.open('Maya');
  await until('Maya is read', async () => !(await you.row('Maya').getAttribute('aria-label')).includes('unread'));
  await you.open('Tom');
  await phones.write(maya, 'And in red?');
  await until('the row says it', async () => (await you.row('Maya').getAttribute('aria-label')).includes('And in red?'));
  await you.open('Maya');
  await you.message('And in red?').waitFor();
  const said = await you.log().ariaSnapshot();
  const [before, line, after] = ['Large, please', 'New messages', 'And in red?'].map((text) => said.indexOf(text));
  assert.ok(before >= 0 && before < line && line < after, said);
});

test('a send on a stale view is stopped once; who keeps editing keeps the words and sees the newer message', async ({ phones, inbox }) => {
  const you = await inbox('you'), maya = await phones.find('+15550200471');
  await you.show('All');
  await you.open('Maya');
  await you.message('And in red?').waitFor();
  await you.composer().fill('Only in blue');
  // For a second of the page's clock a message is new to somebody who writes: it stands while the next one comes.
  await you.page.evaluate((at) => window.__tributary.freezeTime(at), Date.now());
  await phones.write(maya, 'Forget the red one');
  await you.message('Forget the red one').waitFor();
  await you.composer().press('Enter');
  const notice = you.page.getByRole('region', { name: /newer message arrived/ });
  await notice.waitFor();
  await you.page.evaluate(() => window.__tributary.freezeTime(null));
  await you.press(you.button('Keep editing'));
  await until('the notice is gone', async () => (await notice.count()) === 0);
  assert.equal(await you.composer().inputValue(), 'Only in blue');
  assert.ok(await you.composer().evaluate((field) => field === document.activeElement), 'one goes on typing');
  assert.ok(!(await phones.received(maya)).some(({ text }) => text === 'Only in blue'));
});
