// A new conversation is begun once, however often it is sent: the first answer is lost on its way back.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

test('A44 D52: a double Enter and a retry after a lost answer send one message', async ({ phones, inbox }) => {
  const ida = await phones.add({ number: '+15550200521', name: 'Ida', channel: 'sms' });
  const you = await inbox('you');
  let lost = 0;
  await you.page.route('**/api/v1/conversations', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    if (lost > 0) return route.continue();
    lost += 1;
    await route.fetch();  // the relay hears it, the page never its answer
    return route.abort();
  });
  await you.page.keyboard.press('Escape');
  await you.page.evaluate(() => document.activeElement?.blur());
  await you.page.keyboard.press('c');
  const dialog = you.page.getByRole('dialog', { name: 'New conversation' });
  await you.press(dialog.getByRole('radio', { name: /^SMS/ }));
  await dialog.getByRole('textbox', { name: "Recipient's number" }).fill('+1 555 020 0521');
  await dialog.getByRole('textbox', { name: 'Message', exact: true }).fill('Your lamp has come back.');
  await dialog.getByRole('textbox', { name: "Recipient's number" }).focus();
  await you.page.keyboard.press('Enter');
  await you.page.keyboard.press('Enter');
  await you.page.getByRole('alert').filter({ hasText: 'does not go out twice' }).waitFor();
  await dialog.getByRole('textbox', { name: "Recipient's number" }).focus();
  await you.page.keyboard.press('Enter');
  await until('the form is gone', async () => (await dialog.count()) === 0);
  await phones.untilShown(ida, 'Your lamp has come back.');
  await you.message('Your lamp has come back.').waitFor();
  assert.equal(await you.message('Your lamp has come back.').count(), 1);
  const shown = await phones.received(ida);
  assert.equal(shown.filter((one) => one.text === 'Your lamp has come back.').length, 1);
  await you.page.unroute('**/api/v1/conversations');
});
