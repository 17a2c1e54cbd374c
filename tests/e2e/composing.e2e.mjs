// The composer of an agent's day in a real browser: notes, lists at the caret, when a message leaves, choices.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

const note = you => you.page.getByRole('textbox', { name: 'Private note' });
const tab = (you, name) => you.page.getByRole('tab', { name, exact: true });
const value = locator => locator.inputValue();

test('D40 C15 D73: a note stays in the house, a saved reply is taken at the caret, choices arrive as a list', async ({ phones, inbox }) => {
  const maya = await phones.add({ number: '+15550200171', name: 'Maya', channel: 'whatsapp' });
  await phones.write(maya, 'Where is my parcel?');
  const you = await inbox('you');
  await you.show('All');
  await you.open('Maya');

  // Two tabs, two drafts; @ calls the colleagues, and what is written is a note.
  await you.composer().fill('half a reply');
  await you.press(tab(you, 'Private note'));
  await note(you).click();
  await you.page.keyboard.type('ask @sa');
  const sam = you.page.getByRole('option', { name: /^Sam/ });
  await sam.waitFor();
  await you.settled();
  const list = await sam.boundingBox(), field = await note(you).boundingBox();
  const caret = await you.page.evaluate(() => window.__tributary.pieces.caretRect(document.activeElement));
  assert.ok(list.y < field.y + field.height && list.y + list.height <= caret.y && Math.abs(list.x - caret.x) < 16, 'the list hangs at the caret, above it');
  await you.page.keyboard.press('Enter');
  assert.equal(await value(note(you)), 'ask @Sam ');
  await you.page.keyboard.type('please');
  await you.page.keyboard.press('Enter');
  await you.page.getByRole('article', { name: /^Private note/ }).waitFor();
  await you.press(tab(you, 'Reply'));
  assert.equal(await value(you.composer()), 'half a reply');

  // A saved reply is made from what stands there, then called with / and filled in; the draft survives a reload.
  await you.composer().fill('Hello {{first_name}}, {{order}} is on its way.');
  await you.page.keyboard.press('Escape');
  await you.page.keyboard.press('Control+;');
  const dialog = you.page.getByRole('dialog', { name: 'New saved reply' });
  await dialog.getByRole('textbox', { name: 'Title' }).fill('On its way');
  await dialog.getByRole('textbox', { name: 'Shortcut after /' }).fill('way');
  await you.press(dialog.getByRole('button', { name: 'Save' }));
  await you.composer().fill('');
  await you.composer().click();
  await you.page.keyboard.type('/wa');
  await you.page.getByRole('option', { name: /^\/way/ }).waitFor();
  assert.ok(await you.composer().getAttribute('aria-activedescendant'), 'the field says which option is chosen');
  await you.page.keyboard.press('Enter');
  assert.equal(await value(you.composer()), 'Hello Maya, {{order}} is on its way.');
  await you.page.keyboard.press('Enter');
  await you.page.getByText(/There is no value for {{order}}/).first().waitFor();
  assert.equal(await you.message('is on its way').count(), 0, 'a blank blocks the send');
  await you.page.keyboard.press('Control+z');
  assert.equal(await value(you.composer()), '/wa', 'undo takes the inserted words back');

  // Emoji.
  await you.composer().fill('');
  await you.page.keyboard.type('done :tada');
  await you.page.getByRole('option', { name: /🎉/ }).waitFor();
  await you.page.keyboard.press('Enter');
  assert.equal(await value(you.composer()), 'done 🎉');
  await you.page.keyboard.press('Enter');
  await phones.untilShown(maya, 'done 🎉');

  // Choices.
  await you.press(you.button('Offer choices'));
  const choices = you.page.getByRole('dialog', { name: 'Offer choices' });
  await choices.getByRole('textbox', { name: 'Question' }).fill('When shall we come?');
  await choices.getByRole('textbox', { name: 'Choice 1', exact: true }).fill('Monday');
  await choices.getByRole('textbox', { name: 'Choice 2', exact: true }).fill('Tuesday');
  await choices.getByRole('textbox', { name: 'Choice 3', exact: true }).waitFor();
  await you.press(choices.getByRole('button', { name: 'Send' }));
  await you.message('When shall we come?').waitFor();
  await phones.untilShown(maya, 'When shall we come?\n1. Monday\n2. Tuesday');
});

test('D35: send later waits in the thread and comes back when cancelled; send and snooze does both; drafts survive a reload', async ({ phones, inbox }) => {
  const tom = await phones.add({ number: '+15550200172', name: 'Tom', channel: 'sms' });
  await phones.write(tom, 'Hello?');
  const you = await inbox('you');
  await you.show('All');
  await you.open(phones.title(tom));
  await you.composer().fill('Good morning!');
  await you.press(you.button('More ways to send'));
  await you.press(you.page.getByRole('menuitem', { name: /^Send later/ }));
  await you.press(you.page.getByRole('menuitem', { name: /^Another time/ }));
  const when = you.page.getByRole('dialog', { name: 'Send later' });
  await when.getByLabel('Day and time').fill('2020-01-01T09:00');
  await you.press(when.getByRole('button', { name: 'Send later' }));
  await when.getByText(/already passed/).first().waitFor();
  await you.page.keyboard.press('Escape');
  await you.press(you.button('More ways to send'));
  await you.press(you.page.getByRole('menuitem', { name: /^Send later/ }));
  await you.press(you.page.getByRole('menuitem', { name: /^Tomorrow morning/ }));
  await until('the message waits', async () => (await you.nameOf('Good morning!')).includes('Waits until'));
  await you.press(you.button('Cancel sending'));
  await until('the words are back', async () => await value(you.composer()) === 'Good morning!');
  await you.page.reload();
  await you.settled();
  await until('the draft is still there', async () => await value(you.composer()) === 'Good morning!');
  await you.press(you.button('More ways to send'));
  await you.press(you.page.getByRole('menuitem', { name: /^Send and snooze/ }));
  await you.press(you.page.getByRole('menuitem', { name: /^In 1 hour/ }));
  await phones.untilShown(tom, 'Good morning!');
  await you.page.getByText(/You snoozed this until/).first().waitFor();
});
