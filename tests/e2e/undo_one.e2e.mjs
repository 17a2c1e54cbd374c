// One conversation changed by a key or a menu: what was done can be taken back, as after a change of several.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

test('D28 D31 D37: an assignment, a tag and a resolve by key or menu are taken back with the button and with the keys', async ({ phones, inbox }) => {
  const noor = await phones.add({ number: '+15550200511', name: 'Noor Haddad', channel: 'sms' });
  await phones.write(noor, 'May I return the lamp?');
  const you = await inbox('you');
  const undo = () => you.page.getByRole('button', { name: 'Undo', exact: true });
  await you.show('All');
  await you.open(phones.title(noor));
  await you.holdTime();

  await you.press(you.button('Assign'));
  await you.press(you.page.getByRole('menuitem', { name: /^Sam/ }));
  await undo().waitFor();
  await you.press(undo());
  await you.page.getByText('Undone').first().waitFor();
  await until('it can be taken back once', async () => (await undo().count()) === 0);
  const has = (what) => what.evaluate((element) => element === document.activeElement);
  await until('the focus is back where the menu hangs', () => has(you.button('Assign').first()));
  await you.page.getByRole('button', { name: 'Dismiss', exact: true }).first().focus();
  await you.page.keyboard.press('Enter');
  await until('and again when a notice is put away', () => has(you.button('Assign').first()));
  assert.match(await you.row(phones.title(noor)).first().getAttribute('aria-label'), /^(?!.*Sam)/);
  await you.letTimeGo();

  await you.page.keyboard.press('Escape');
  await you.page.evaluate(() => document.activeElement?.blur());
  await you.holdTime();
  await you.page.keyboard.press('l');
  await you.page.getByRole('combobox').fill('Lamp');
  await you.press(you.page.getByRole('option', { name: /Lamp/ }).first());
  await you.page.keyboard.press('Escape');
  await undo().waitFor();
  await until('the tag is on', async () => /Tag Lamp/.test(await you.row(phones.title(noor)).first().getAttribute('aria-label')));
  await you.page.evaluate(() => document.activeElement?.blur());
  await you.page.keyboard.press('z');
  await until('the tag is off again', async () => !/Tag Lamp/.test(await you.row(phones.title(noor)).first().getAttribute('aria-label')));

  await you.letTimeGo();
  await you.holdTime();
  await you.press(you.button('Resolve'));
  await you.button('Reopen').first().waitFor();
  await you.page.evaluate(() => document.activeElement?.blur());
  await you.page.keyboard.press('Control+z');
  await you.button('Resolve').first().waitFor();
  assert.equal(await undo().count(), 0);
});
