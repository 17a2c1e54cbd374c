// Saved replies, tags and teams where they are kept: made, put right, used and taken away again, in one page.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { violations } from './lib/axe.mjs';
import { until } from './lib/until.mjs';

test('D28 D73 D74 D79 D80 D81: an inbox\'s words and groups are made, found, put right, used and archived', async ({ phones, inbox, picture }) => {
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
  await you.press(button('Edit: Refund'));
  assert.equal(await dialog('Edit tag').getByRole('radio', { name: 'Green' }).isChecked(), true);
  await fill(dialog('Edit tag'), 'Name', 'Money back');
  await fill(dialog('Edit tag'), 'Description (optional)', 'Wants money, not goods');
  await you.press(dialog('Edit tag').getByRole('radio', { name: 'Red' }));
  await save(dialog('Edit tag'));
  await row(/^Money back, Wants money, not goods/).waitFor();
  assert.equal(await row(/^Refund/).count(), 0);
  await you.press(button('Edit: Money back'));
  assert.equal(await dialog('Edit tag').getByRole('radio', { name: 'Red' }).isChecked(), true);
  await you.page.keyboard.press('Escape');
  await dialog('Edit tag').waitFor({ state: 'detached' });
  await you.press(button('Archive: Money back'));
  await row(/^Money back, Archived/).waitFor();
  await you.press(button('Restore: Money back'));
  await button('Archive: Money back').waitFor();

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
  await you.page.getByRole('option', { name: /^Replies, tags, teams and templates/ }).waitFor();
  await you.page.keyboard.press('Enter');
  await part('Saved replies');
  await you.holdTime();
  await you.press(button('Delete: On its way'));
  await row(/^On its way/).waitFor({ state: 'detached' });
  await you.press(button('Undo').first());  // the newest
  await row(/^On its way, \/onway/).waitFor();
});

test('D72 D75 D76 D77: an admin writes a template, reads why WhatsApp rejected it, and hands it in again; an agent only reads it', async ({ world, phones, inbox, picture }) => {
  const token = await world.token('conversations:read');
  const you = await inbox('you');
  const known = async () => (await (await fetch(`${world.base}/api/v1/message-templates`, { headers: { authorization: `Bearer ${token}` } })).json()).items.find((one) => one.name === 'Parcel ready');
  const row = (view, name) => view.page.getByRole('listitem', { name });
  const dialog = (name) => you.page.getByRole('dialog', { name });
  const fill = (box, name, text) => box.getByRole('textbox', { name, exact: true }).fill(text);
  const save = (box) => you.press(box.getByRole('button', { name: 'Save', exact: true }));

  await you.page.keyboard.press('Escape');
  await you.page.keyboard.press('g');
  await you.page.keyboard.press('t');
  await until('the page has its address', async () => you.page.url().endsWith('#/templates'));
  await you.page.getByText(/^Read from the provider on /).first().waitFor();
  await you.press(you.page.getByRole('button', { name: 'New template', exact: true }));
  const make = dialog('New template');
  await save(make);
  await you.page.getByRole('alert').filter({ hasText: 'The name is missing' }).waitFor();
  await fill(make, 'Name', 'Parcel ready');
  await fill(make, 'Text', 'Hello {{customer_name}}, parcel {{order}} is ready.');
  await fill(make, 'Sample for {{order}}', 'A-17');
  await you.settled();
  await picture(you, 'templates-form');
  assert.deepEqual(await violations(you), []);
  await save(make);
  await row(you, /^Parcel ready, Awaits approval, WhatsApp usually decides within 24 to 48 hours/).waitFor();

  await until('it has been handed in', async () => (await known())?.approval === 'received');
  await phones.call('POST', 'template', { sid: (await known()).contentSid, status: 'rejected', reason: 'TAG_CONTENT_MISMATCH' });
  await you.press(you.page.getByRole('button', { name: 'Refresh', exact: true }));
  await row(you, /^Parcel ready, Rejected, WhatsApp rejected it: TAG_CONTENT_MISMATCH/).waitFor();
  await picture(you, 'templates-rejected');
  assert.deepEqual(await violations(you), []);
  await you.press(you.page.getByRole('button', { name: 'Edit: Parcel ready', exact: true }));
  await save(dialog('Edit template'));
  await you.page.getByRole('alert').filter({ hasText: 'WhatsApp would reject the same words again.' }).waitFor();
  await fill(dialog('Edit template'), 'Text', 'Hello {{customer_name}}, your order {{order}} can be picked up.');
  await save(dialog('Edit template'));
  await row(you, /^Parcel ready, (Not handed in yet|Awaits approval)/).waitFor();
  await until('it has been handed in again', async () => (await known()).approval === 'received');
  assert.equal((await known()).samples.order, 'A-17');

  const sam = await inbox('sam');
  await sam.page.keyboard.press('g');
  await sam.page.keyboard.press('t');
  await row(sam, /^Parcel ready, Awaits approval/).waitFor();
  assert.equal(await sam.page.getByRole('button', { name: 'New template', exact: true }).count(), 0);
  assert.equal(await sam.page.getByRole('button', { name: 'Edit: Parcel ready', exact: true }).count(), 0);
});
