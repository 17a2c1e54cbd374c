// A person sets a password in the preferences: their page goes on, their other device is signed out and signs in with it.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { violations } from './lib/axe.mjs';

test('a password is set, refused where it is wrong, and used; the browser that set it stays signed in in every tab', async ({ world, phones, inbox, picture }) => {
  const maya = await phones.add({ number: '+15550200531', name: 'Maya Lindqvist', channel: 'whatsapp' });
  await phones.write(maya, 'Are you there?');
  const sam = await inbox('sam'), other = await inbox('sam', { drafts: 'kept' });
  await sam.show('All');
  await other.show('All');
  const tab = await sam.page.context().newPage();
  await tab.goto(`${world.base}/#/all`);
  await tab.getByRole('listitem', { name: /^Maya Lindqvist/ }).first().waitFor();
  for (const page of [sam.page, tab])
    await page.evaluate(() => {  // was the sign-in form ever there?
      window.signInSeen = false;
      new MutationObserver(() => { window.signInSeen ||= Boolean(document.querySelector('input[autocomplete=username]')); }).observe(document.body, { childList: true, subtree: true });
    });
  await sam.page.bringToFront();
  await sam.page.keyboard.press('Escape');
  await sam.page.keyboard.press('Control+k');
  await sam.page.getByRole('combobox').fill('your password');
  await sam.press(sam.page.getByRole('option', { name: /your password/ }).first());
  const dialog = sam.page.getByRole('dialog', { name: 'Your password' });
  const field = (name) => dialog.getByLabel(name, { exact: true });
  const save = () => sam.press(dialog.getByRole('button', { name: 'Save', exact: true }));
  await field('New password').waitFor();
  assert.equal(await field('Current password').count(), 0, 'who came by a link has none');
  await field('New password').fill('short');
  await save();
  await sam.page.getByRole('alert').filter({ hasText: 'at least 12 characters' }).waitFor();
  await field('New password').fill('correct horse battery');
  await field('New password once more').fill('correct horse battery');
  await picture(sam, 'password');
  assert.deepEqual(await violations(sam), []);
  await save();
  await sam.page.getByText('Your new password counts from now on.').first().waitFor();

  await other.page.getByRole('form', { name: 'Sign in' }).waitFor();
  await phones.write(maya, 'Still there?');
  await sam.page.getByRole('listitem', { name: /Still there\?/ }).first().waitFor();
  await tab.bringToFront();  // a page in the background draws nothing
  await tab.getByRole('listitem', { name: /Still there\?/ }).first().waitFor();
  for (const page of [sam.page, tab]) assert.equal(await page.evaluate(() => window.signInSeen), false);
  await tab.close();
  await other.page.bringToFront();

  await other.page.getByLabel('Email', { exact: true }).fill('sam@localhost');
  await other.page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await other.press(other.button('Sign in'));
  await other.row('Maya Lindqvist').first().waitFor();
});
