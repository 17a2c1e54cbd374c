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

test('A44 D52: a conversation that is begun without a connection waits, and goes out once when it is back', async ({ phones, inbox }) => {
  const ole = await phones.add({ number: '+15550200522', name: 'Ole', channel: 'sms' });
  const you = await inbox('you');
  await you.page.keyboard.press('Escape');
  await you.page.evaluate(() => document.activeElement?.blur());
  await you.page.keyboard.press('c');  // the program's second part is here before the connection goes
  const dialog = you.page.getByRole('dialog', { name: 'New conversation' });
  await you.press(dialog.getByRole('radio', { name: /^SMS/ }));
  await dialog.getByRole('textbox', { name: "Recipient's number" }).fill('+1 555 020 0522');
  await dialog.getByRole('textbox', { name: 'Message', exact: true }).fill('Your clock has come back.');
  await you.page.context().setOffline(true);
  await you.page.getByText(/You are offline/).first().waitFor();
  await dialog.getByRole('textbox', { name: "Recipient's number" }).focus();
  await you.page.keyboard.press('Enter');
  await until('the form is gone', async () => (await dialog.count()) === 0);
  await until('the banner says that it waits', async () => /1 reply waits\./.test(await you.page.getByRole('region', { name: 'Connection' }).innerText().catch(() => '')));
  await you.page.context().setOffline(false);
  await phones.untilShown(ole, 'Your clock has come back.');
  const shown = await phones.received(ole);
  assert.equal(shown.filter((one) => one.text === 'Your clock has come back.').length, 1);
  await until('nothing waits', async () => !/waits/.test(await you.page.getByRole('region', { name: 'Connection' }).innerText({ timeout: 500 }).catch(() => '')));
});
