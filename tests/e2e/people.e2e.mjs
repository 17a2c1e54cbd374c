// An agent's actions beside answering: tags, snoozing, search, writing first, knowing the person. One page for all of it.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { violations } from './lib/axe.mjs';
import { until } from './lib/until.mjs';

const press = async (you, ...keys) => {
  for (const key of keys) await you.page.keyboard.press(key);
  await you.settled();
};
const type = async (you, text) => {
  await you.page.keyboard.type(text);
  await you.settled();
};
const dialog = (you, name) => you.page.getByRole('dialog', { name });
const option = (you, name) => you.page.getByRole('option', { name });
const gone = (you) => you.page.getByRole('dialog').waitFor({ state: 'detached' });
const focused = (you) => you.page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? '');

test('D28 D32 D35 D79 C12 A44: a conversation is tagged, snoozed, found again, its person known, and somebody written to first', async ({ phones, inbox, picture }) => {
  const maya = await phones.add({ number: '+15550200401', name: 'Maya Lindqvist', channel: 'whatsapp' });
  const jurgen = await phones.add({ number: '+15550200402', name: 'Jürgen Müller', channel: 'whatsapp' });
  await phones.write(maya, 'Where is my parcel with the green lamp?');
  await phones.write(jurgen, 'The red boots, please');
  const you = await inbox('you', { timezone: 'Europe/Berlin' });
  await you.open('Maya Lindqvist');

  await press(you, 'l');  // D32: created where it is searched
  await dialog(you, 'Tags').waitFor();
  await type(you, 'Urgent');
  await press(you, 'Enter');
  await option(you, /^Urgent, chosen/).waitFor();
  await picture(you, 'people-tags');
  assert.deepEqual(await violations(you), []);
  await press(you, 'Escape');
  await gone(you);
  await you.page.getByText('You added the tag Urgent').first().waitFor();

  await press(you, 'b');  // D35
  const names = await you.page.getByRole('menuitem').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
  assert.equal(names.length, 6, names.join());
  for (const [index, name] of ['1 hour', '2 hours', '4 hours', 'Tomorrow 09:00', 'Next Monday 09:00', 'Until a date and time'].entries())
    assert.ok(names[index].startsWith(name), names[index]);
  assert.match(names[3], /, 09:00$/, 'nine o\'clock on this wall');
  await picture(you, 'people-snooze');
  await press(you, 'End', 'Enter');
  await dialog(you, 'Until a date and time').waitFor();
  const when = you.page.getByRole('textbox', { name: 'Date and time' });
  await when.fill('2020-01-01T09:00');
  await press(you, 'Enter');
  await you.page.getByRole('alert').filter({ hasText: 'That time has already passed' }).waitFor();
  assert.equal(await when.inputValue(), '2020-01-01T09:00');
  await press(you, 'Escape');
  await press(you, 'b');  // the menu has the focus by then
  await press(you, 'Enter');
  await you.page.getByText(/Snoozed until/).first().waitFor();

  await press(you, '/');  // as one types, without accents; what is snoozed too
  await type(you, 'muller');
  await option(you, /^Jürgen Müller/).first().waitFor();
  await you.search().fill('status:snoozed');
  await option(you, /^Maya Lindqvist/).first().waitFor();
  await until('the relay has indexed the message', async () => {
    await you.search().fill('');
    await you.search().fill('green lamp');
    await option(you, /green lamp/).first().waitFor({ timeout: 15_000 });
    return true;
  });
  await picture(you, 'people-search');
  assert.deepEqual(await violations(you), []);
  await press(you, 'Enter');
  await gone(you);
  await you.heading('Maya Lindqvist').first().waitFor();
  await until('the message has the focus', async () => (await focused(you)).startsWith('Maya Lindqvist'));

  await you.press(you.button('Edit attributes'));  // in place
  await you.page.getByRole('textbox', { name: 'Attribute', exact: true }).fill('Plan');
  await you.page.getByRole('textbox', { name: 'Value', exact: true }).fill('Gold');
  await press(you, 'Enter');
  await you.page.getByText('Gold', { exact: true }).first().waitFor();

  await press(you, 'c');  // D52, A44
  await dialog(you, 'New conversation').waitFor();
  await you.press(you.page.getByRole('radio', { name: /^SMS/ }));
  await you.page.getByLabel("Recipient's number").fill('nobody');
  await you.page.getByText('This is not a phone number').waitFor();
  await you.page.getByLabel("Recipient's number").fill('(555) 020-0409');
  await you.page.getByText('nobody has written with this number yet').waitFor();
  await you.page.getByRole('textbox', { name: 'Message', exact: true }).fill('Good morning, we have news');
  await picture(you, 'people-new');
  assert.deepEqual(await violations(you), []);
  await you.press(dialog(you, 'New conversation').getByRole('button', { name: 'Send' }));
  await gone(you);
  await you.message('Good morning, we have news').waitFor();

  await you.open('Maya Lindqvist');  // C12: the same conversation on the person's own page
  await you.press(you.button('Open contact page'));
  assert.match(you.page.url(), /#\/contact\/ctc_/);
  await you.message('green lamp').first().waitFor();
  await you.composer().waitFor();
  await picture(you, 'people-contact-page');
  assert.deepEqual(await violations(you), []);
  await you.press(you.button('Merge with another contact…'));
  await type(you, 'muller');
  await press(you, 'Enter');
  await dialog(you, 'Merge contacts').getByText('Name and details stay').waitFor();
  await you.holdTime();
  await press(you, 'Enter');
  await you.button('Set Jürgen Müller apart again').waitFor();
  await press(you, 'z');
  await you.button('Set Jürgen Müller apart again').waitFor({ state: 'detached' });
});

test('what is typed into the field above the list goes on in the search, and leaving that leads back to it', async ({ phones, inbox }) => {
  const maya = await phones.add({ number: '+15550200421', name: 'Maya Sorensen', channel: 'whatsapp' });
  await phones.write(maya, 'Is the shop open?');
  const you = await inbox('you');
  await you.show('All');
  await you.row('Maya Sorensen').waitFor();
  await you.search().focus();
  await you.settled();
  assert.equal(await you.page.getByRole('dialog').count(), 0, 'the focus alone opens nothing');
  assert.deepEqual(await violations(you), []);
  await you.search().fill('Maya Sorensen');
  await dialog(you, 'Search').waitFor();
  assert.equal(await you.search().count(), 1, 'there is one field to search in');
  assert.equal(await you.search().inputValue(), 'Maya Sorensen');
  await option(you, /^Maya Sorensen/).first().waitFor();
  assert.deepEqual(await violations(you), []);
  await press(you, 'Escape');
  await gone(you);
  await until('the field has the focus again', async () => (await focused(you)) === 'Search conversations');
  assert.equal(await you.search().inputValue(), '');
  await type(you, 'Maya Sorensen');  // as fast as keys come
  await dialog(you, 'Search').waitFor();
  assert.equal(await you.search().inputValue(), 'Maya Sorensen');
  await option(you, /^Maya Sorensen/).first().waitFor();
  await press(you, 'Enter');
  await gone(you);
  await you.heading('Maya Sorensen').first().waitFor();
  assert.notEqual(await focused(you), 'Search conversations', 'keys are for what was found');
});

test('the same in Arabic and on a phone: every dialog fits and mirrors', async ({ inbox, picture }) => {
  const you = await inbox('you', { width: 390, height: 844, touch: true });
  await you.page.evaluate(() => localStorage.setItem('preferences', JSON.stringify({ language: 'ar' })));
  await you.page.reload();
  const search = you.page.getByRole('searchbox', { name: 'ابحث في المحادثات', exact: true });
  await you.press(search);
  await you.page.getByRole('dialog').waitFor();
  await search.fill('maya');
  await you.page.getByRole('option').first().waitFor();
  await picture(you, 'people-search-arabic-phone');
  await press(you, 'Escape');
  await you.press(you.page.getByRole('button', { name: 'محادثة جديدة' }));
  await you.page.getByRole('dialog', { name: 'محادثة جديدة' }).waitFor();
  await picture(you, 'people-new-arabic-phone');
  const box = await you.page.getByRole('dialog').boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 390, 'the dialog lies on the screen');
});
