// Saved replies, tags and teams where they are kept: made, put right, used and taken away again, in one page.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { violations } from './lib/axe.mjs';
import { until } from './lib/until.mjs';

test('D28 D73 D74 D79 D81: an inbox\'s words and groups are made, found, put right, used and archived', async ({ phones, inbox, picture }) => {
  const maya = await phones.add({ number: '+15550200411', name: 'Maya Lindqvist', channel: 'whatsapp' });
  await phones.write(maya, 'Where is my parcel?');
  const you = await inbox('you');
  const button = (name) => you.page.getByRole('button', { name, exact: true });
  const row = (name) => you.page.getByRole('listitem', { name });
  const dialog = (name) => you.page.getByRole('dialog', { name });
  const fill = (box, name, text) => box.getByRole('textbox', { name, exact: true }).fill(text);
  const save = async (box) => {
    await you.press(box.getByRole('button', { name: 'Save', exact: true }));
  };
  const part = async (name) => {  // a toast may lie over it: the keyboard reaches it all the same
    await you.page.getByRole('radio', { name, exact: true }).focus();
    await you.page.keyboard.press('Space');
    await you.heading(name).last().waitFor();
    await you.settled();
  };

  await you.open('Maya Lindqvist');  // the list at the caret leads to where its words are kept
  await you.composer().click();
  await you.page.keyboard.type('/');
  await you.press(you.page.getByRole('option', { name: /^Manage saved replies/ }));
  await until('the page has its address', async () => you.page.url().endsWith('#/replies'));
  await you.press(button('New saved reply'));
  const reply = dialog('New saved reply');
  await save(reply);
  await you.page.getByRole('alert').filter({ hasText: 'Give it a title.' }).waitFor();
  await fill(reply, 'Title', 'On its way');
  await fill(reply, 'Shortcut after /', 'on way');
  await fill(reply, 'Text', 'Good news, ');
  await you.press(reply.getByRole('button', { name: 'Insert {{first_name}}' }));
  await you.page.keyboard.type(': your parcel is on its way.');
  assert.equal(await reply.getByRole('textbox', { name: 'Text', exact: true }).inputValue(), 'Good news, {{first_name}}: your parcel is on its way.');
  await reply.getByText('As Maya Lindqvist would read it: Good news, Maya: your parcel').first().waitFor();
  await save(reply);
  await you.page.getByRole('alert').filter({ hasText: 'A shortcut is one short word' }).waitFor();
  await picture(you, 'library-reply-form');
  assert.deepEqual(await violations(you), []);
  await fill(reply, 'Shortcut after /', 'onway');
  await save(reply);
  await row(/^On its way, \/onway/).waitFor();
  await picture(you, 'library-replies');
  assert.deepEqual(await violations(you), []);

  await part('Tags');
  await you.press(button('New tag'));
  await fill(dialog('New tag'), 'Name', 'Refund');
  await you.press(dialog('New tag').getByRole('radio', { name: 'Green' }));
  await save(dialog('New tag'));
  await row(/^Refund$/).waitFor();
  await you.press(button('Archive: Refund'));
  await row(/^Refund, Archived/).waitFor();
  await you.press(button('Restore: Refund'));
  await button('Archive: Refund').waitFor();

  await part('Teams');
  await you.press(button('New team'));
  await fill(dialog('New team'), 'Name', 'Parcels');
  await you.press(dialog('New team').getByRole('switch', { name: 'Sam' }));
  await picture(you, 'library-team-form');
  assert.deepEqual(await violations(you), []);
  await save(dialog('New team'));
  await row(/^Parcels, Sam/).waitFor();
  await you.page.setViewportSize({ width: 390, height: 844 });
  await you.settled();
  await picture(you, 'library-teams-phone');
  const make = await button('New team').boundingBox();
  assert.ok(make.x >= 0 && make.x + make.width <= 390, 'everything fits on a phone');
  await you.page.setViewportSize({ width: 1440, height: 900 });
  await you.settled();

  await you.show('All');  // the words are used, and the slash that called the list is gone
  await you.open('Maya Lindqvist');
  assert.equal(await you.composer().inputValue(), '');
  await you.composer().click();
  await you.page.keyboard.type('/onway');
  await you.page.getByRole('option', { name: /^\/onway/ }).waitFor();
  await you.page.keyboard.press('Enter');
  await you.page.keyboard.press('Enter');
  await phones.untilShown(maya, 'Good news, Maya: your parcel is on its way.');

  await you.page.keyboard.press('Escape');
  await you.page.keyboard.press('Control+k');  // from the palette, and what is deleted comes back
  await you.page.getByRole('combobox').fill('replies, tags');
  await you.page.getByRole('option', { name: /^Replies, tags and teams/ }).waitFor();
  await you.page.keyboard.press('Enter');
  await part('Saved replies');
  await you.press(button('Delete: On its way'));
  await row(/^On its way/).waitFor({ state: 'detached' });
  await you.press(button('Undo').first());  // the newest
  await row(/^On its way, \/onway/).waitFor();
});
