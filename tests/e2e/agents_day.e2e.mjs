// What an agent meets in the list, the thread and the composer, by the numbers of the requirements.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

const spoken = (you, name) => you.row(name).first().getAttribute('aria-label');
const option = (you, name) => you.page.getByRole('option', { name });
const dialog = (you, name) => you.page.getByRole('dialog', { name });

async function tag(you, name) {
  await you.press(you.button('Tags').first());
  await dialog(you, 'Tags').waitFor();
  await you.page.getByRole('combobox').fill(name);
  await option(you, new RegExp(`“?${name}`)).first().waitFor();
  await you.page.keyboard.press('Enter');
  await option(you, new RegExp(`^${name}, chosen`)).waitFor();
  await you.page.keyboard.press('Escape');
  await dialog(you, 'Tags').waitFor({ state: 'detached' });
}

test('D5 D7 D8 D9 D10 D11 D12 D31 D33 D82: a row says channel, name, tags, last words, time and state, and the list is filtered by a tag', async ({ phones, inbox, picture }) => {
  const maya = await phones.add({ number: '+15550200501', name: 'Maya', channel: 'whatsapp' });
  const tom = await phones.add({ number: '+15550200502', name: 'Tom', channel: 'sms' });
  await phones.write(maya, 'The lamp arrived broken');
  await phones.write(tom, 'Do you open on Sunday?');
  const you = await inbox('you');
  await you.show('All');
  await you.open('Maya');
  for (const name of ['Broken', 'Refund']) await tag(you, name);
  await until('tags, channel, words and time are in the row', async () => /^Maya, WhatsApp, The lamp arrived broken, \d{1,2}:\d\d/.test(await spoken(you, 'Maya')) && /Tag Broken/.test(await spoken(you, 'Maya')) && /Tag Refund/.test(await spoken(you, 'Maya')));
  assert.match(await spoken(you, phones.title(tom)), /, SMS, Do you open on Sunday\?/);
  await you.press(you.button('Filter'));
  await you.press(you.page.getByRole('menuitem', { name: 'Tags' }));
  await you.press(you.page.getByRole('menuitemcheckbox', { name: 'Broken' }));
  await until('only the tagged one', async () => (await you.list().getByRole('listitem').count()) === 1);
  await you.page.keyboard.press('Escape');
  await picture(you, 'agents-day-row');
  await you.page.goBack();
  await until('both again', async () => (await you.list().getByRole('listitem').count()) === 2);
});

test('D17 D18 D20 D21 D22 C13: messages say who, when and what became of them; Enter sends, unless one prefers it to break the line', async ({ phones, inbox }) => {
  const maya = await phones.find('+15550200501');
  const you = await inbox('you');
  await you.show('All');
  await you.open('Maya');
  assert.match(await you.nameOf('The lamp arrived broken'), /^Maya, \d{1,2}:\d\d/);
  await you.reply('We are sorry.');
  await phones.untilShown(maya, 'We are sorry.');
  await you.untilDelivery('We are sorry.', 'Read');
  assert.match(await you.nameOf('We are sorry.'), /^You, \d{1,2}:\d\d, Read/);
  await you.page.evaluate(() => localStorage.setItem('preferences', JSON.stringify({ enter_sends: false })));
  await you.page.reload();
  await you.views().waitFor();
  await you.show('All');
  await you.open('Maya');
  await you.composer().click();
  await you.page.keyboard.type('A new one');
  await you.page.keyboard.press('Enter');
  await you.page.keyboard.type('leaves today.');
  assert.equal(await you.composer().inputValue(), 'A new one\nleaves today.');
  await you.page.keyboard.press('Control+Enter');
  await phones.untilShown(maya, 'A new one\nleaves today.');
});

test('D29 D37 D38 D39: what is assigned moves to Mine of the other; what is resolved leaves the usual lists, is found, and opened again', async ({ phones, inbox }) => {
  const tom = phones.title(await phones.find('+15550200502'));
  const you = await inbox('you');
  const sam = await inbox('sam');
  await sam.show('Mine');
  await you.show('Unassigned');
  await you.open(tom);
  await you.press(you.button('Assign'));
  await you.press(you.page.getByRole('menuitem', { name: 'Sam' }));
  await sam.row(tom).waitFor();
  await until('it has left Unassigned', async () => (await you.row(tom).count()) === 0);
  await sam.open(tom);
  await sam.press(sam.button('Resolve'));
  await sam.button('Reopen').waitFor();
  await until('it has left Mine', async () => (await sam.row(tom).count()) === 0);
  await sam.press(sam.search());
  await sam.search().fill('status:resolved 0502');
  await option(sam, new RegExp(tom.replace('+', '\\+'))).first().waitFor();
  await sam.page.keyboard.press('Enter');
  await sam.press(sam.button('Reopen'));
  await sam.button('Resolve').waitFor();
  await sam.row(tom).waitFor();
});

test('D48 D49 D50 D51: a conversation is linked to a customer record, whose facts stand beside it and fill in what is written on the person\'s own page', async ({ phones, inbox }) => {
  const maya = await phones.find('+15550200501');
  const you = await inbox('you');
  await you.show('All');
  await you.open('Maya');
  await you.press(you.button('Link customer record'));
  await you.page.getByRole('combobox').fill('Northwind');
  await option(you, /New record “Northwind”/).waitFor();
  await you.page.keyboard.press('Enter');
  const record = you.page.getByRole('dialog');
  await record.getByRole('textbox', { name: 'Customer number' }).fill('4711');
  await record.getByRole('textbox', { name: 'Name', exact: true }).press('Enter');
  await you.page.getByRole('dialog').waitFor({ state: 'detached' });
  await you.page.getByText('Northwind', { exact: true }).first().waitFor();
  await you.page.getByText('4711', { exact: true }).first().waitFor();
  await you.press(you.button('Open contact page'));
  await you.page.getByRole('list', { name: 'All conversations' }).getByRole('listitem').first().waitFor();
  await you.message('The lamp arrived broken').waitFor();
  assert.match(you.page.url(), /#\/contact\/ctc_/);
  await you.page.getByText('4711', { exact: true }).first().waitFor();
  assert.ok(await you.page.evaluate(async (body) => (await fetch('/api/v1/saved-replies', {
    method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Requested-By': 'app' }, body: JSON.stringify(body),
  })).ok, { shortcut: 'record', title: 'Customer number', body: 'Your customer number is {{customer_number}}.' }));
  await you.composer().click();
  await you.page.keyboard.type('/record');
  await you.page.getByRole('option', { name: /^\/record/ }).waitFor();
  await you.page.keyboard.press('Enter');
  await until('the blank is filled in', async () => (await you.composer().inputValue()) === 'Your customer number is 4711.');
  await you.page.keyboard.press('Enter');
  await phones.untilShown(maya, 'Your customer number is 4711.');
  await you.untilDelivery('Your customer number is 4711.', 'Read');
});

test('bad input: what is too long, ours, unknown or refused each has its own sentence, and what was typed stays', async ({ phones, inbox }) => {
  const you = await inbox('you');
  await you.show('All');
  await you.open('Maya');
  await you.press(you.page.getByRole('tab', { name: 'Private note', exact: true }));
  const note = you.page.getByRole('textbox', { name: 'Private note' });
  await note.fill('n'.repeat(10_001));
  await note.press('Enter');
  await you.page.getByText(/longer than 10000 characters/).first().waitFor();
  assert.equal((await note.inputValue()).length, 10_001);
  await note.fill('');
  await you.press(you.page.getByRole('tab', { name: 'Reply', exact: true }));

  await you.press(you.button('Change name'));
  const name = you.page.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('M'.repeat(201));
  await name.press('Enter');
  await you.page.getByText(/longer than 200 characters/).first().waitFor();
  assert.equal((await name.inputValue()).length, 201);
  await name.press('Escape');

  await you.press(you.button('New conversation'));
  const form = dialog(you, 'New conversation');
  await form.waitFor();
  await you.press(form.getByRole('radio', { name: /^SMS/ }));
  await you.page.getByLabel("Recipient's number").fill('+15550100900');
  await form.getByRole('textbox', { name: 'Message', exact: true }).fill('To ourselves');
  await you.press(form.getByRole('button', { name: 'Send' }));
  await you.page.getByText(/one of your own numbers/).first().waitFor();
  assert.equal(await form.getByRole('textbox', { name: 'Message', exact: true }).inputValue(), 'To ourselves');
  await you.page.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });

  await you.press(you.search());
  await you.search().fill('before:yesterday lamp');
  await you.page.getByText(/write a date as/).first().waitFor();
  assert.equal(await you.search().inputValue(), 'before:yesterday lamp');
  await you.search().fill('-status:resolved -from:me lamp');
  await option(you, /lamp arrived broken/).first().waitFor();
  assert.ok(phones);
});
