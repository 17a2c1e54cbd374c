// Provider accounts and API tokens where an admin keeps them: one is added, disconnected and connected again, the environment's is only read, a token is made, used and revoked.
import assert from 'node:assert/strict';
import { violations } from './lib/axe.mjs';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

const SID = 'AC' + 'fedcba9876543210'.repeat(2);

const dialog = (you, name) => you.page.getByRole('dialog', { name });
const button = (you, name) => you.page.getByRole('button', { name, exact: true });
const row = (you, name) => you.page.getByRole('listitem', { name });
const save = (box, you) => you.press(box.getByRole('button', { name: 'Save', exact: true }));

async function pressed(you, name) {
  await button(you, name).scrollIntoViewIfNeeded();
  await you.press(button(you, name));
}

test('D55: a Twilio account is added by its form, which keeps what was typed; the one of the environment is only read', async ({ inbox, picture }) => {
  const you = await inbox('you');
  await you.press(you.view('Channels'));
  await until('the page has its address', async () => you.page.url().endsWith('#/channels'));
  const main = row(you, /AC0123456789abcdef.*From the environment, read-only$/);
  await main.waitFor();
  assert.deepEqual(await main.getByRole('button').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? one.textContent).filter((name) => !name.startsWith('Copy'))), [], 'nothing of it can be changed here');
  await main.getByText(/\/api\/v1\/webhooks\/telephony\/sms$/).first().waitFor();
  await picture(you, 'channels');
  assert.deepEqual(await violations(you), []);

  await you.press(button(you, 'Add Twilio account'));
  const form = dialog(you, 'Add Twilio account');
  const field = (name) => form.getByLabel(name, { exact: true });
  await field('Name').fill('Shop');
  await field('Account SID').fill('AC12');
  await field('Auth Token').fill('0123456789abcdef0123456789abcdef');
  await field('Number for SMS').fill('+15550100901');
  assert.equal(await field('Auth Token').getAttribute('type'), 'password');
  await save(form, you);
  await you.page.getByRole('alert').filter({ hasText: 'An Account SID is AC and 32 digits' }).waitFor();
  await until('the field has the focus and what is wrong with it', async () => await field('Account SID').evaluate((el) => el === document.activeElement && el.getAttribute('aria-invalid') === 'true'));
  assert.equal(await field('Name').inputValue(), 'Shop');
  assert.equal(await field('Auth Token').inputValue(), '0123456789abcdef0123456789abcdef');
  await picture(you, 'channels-form-wrong');
  assert.deepEqual(await violations(you), []);
  await field('Account SID').fill(SID);
  await field('Number for SMS').fill('+15550100900');  // the environment's
  await save(form, you);
  await until('the number is refused at its field', async () => await field('Number for SMS').getAttribute('aria-invalid') === 'true');
  assert.equal(await field('Account SID').inputValue(), SID);
  await field('Number for SMS').fill('+15550100901');
  await save(form, you);
  await form.waitFor({ state: 'detached' });
  await row(you, new RegExp(`^Shop, ${SID}`)).waitFor();

  await pressed(you, 'Edit: Shop');
  await dialog(you, 'Edit account').getByLabel('Name', { exact: true }).fill('The shop');
  await save(dialog(you, 'Edit account'), you);
  await row(you, new RegExp(`^The shop, ${SID}`)).waitFor();
  await pressed(you, 'New Auth Token: The shop');
  assert.equal(await dialog(you, 'New Auth Token').getByLabel('Auth Token', { exact: true }).inputValue(), '');
  await dialog(you, 'New Auth Token').getByLabel('Auth Token', { exact: true }).fill('abcdef0123456789abcdef0123456789');
  await save(dialog(you, 'New Auth Token'), you);
  await row(you, /^The shop/).getByText('The previous Auth Token is still accepted.').first().waitFor();
  await pressed(you, 'Stop accepting it: The shop');
  await button(you, 'Stop accepting it: The shop').waitFor({ state: 'detached' });

  await pressed(you, 'Disconnect account: The shop');
  await row(you, /^The shop/).getByText('Disconnect this account?').first().waitFor();
  await you.settled();
  assert.deepEqual(await violations(you), []);
  await pressed(you, 'Disconnect account: The shop');
  await row(you, new RegExp(`^The shop, ${SID}.*, Disconnected$`)).waitFor();
  await pressed(you, 'Connect again: The shop');
  await dialog(you, 'Connect again').getByLabel('Auth Token', { exact: true }).fill('abcdef0123456789abcdef0123456789');
  await save(dialog(you, 'Connect again'), you);
  await button(you, 'Edit: The shop').waitFor();

  await you.page.setViewportSize({ width: 320, height: 700 });
  await you.settled();
  await picture(you, 'channels-320');
  assert.equal(await you.page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, 'nothing scrolls sideways');
});

test('an API token is made, told once, used and revoked', async ({ world, inbox, picture }) => {
  const you = await inbox('you');
  await you.press(you.view('Channels'));
  await pressed(you, 'New token');
  const form = dialog(you, 'New token');
  await form.getByLabel('Name', { exact: true }).fill('Ledger');
  await picture(you, 'channels-token-form');
  assert.deepEqual(await violations(you), []);
  await save(form, you);
  const told = you.page.getByRole('group', { name: /^This is the token “Ledger”\. It is not shown again/ });
  await told.waitFor();
  await until('its copy button has the focus', async () => await you.page.evaluate(() => document.activeElement?.getAttribute('aria-label')) === 'Copy: Ledger');
  await you.settled();
  await picture(you, 'channels-token');
  assert.deepEqual(await violations(you), []);
  await you.page.keyboard.press('Enter');
  let secret = '';
  await until('it is on the clipboard', async () => {
    secret = await you.page.evaluate(() => navigator.clipboard.readText());
    return secret.startsWith('trb_');
  });
  const list = () => fetch(`${world.base}/api/v1/conversations`, { headers: { authorization: `Bearer ${secret}` } });
  assert.equal((await list()).status, 200);

  await you.show('All');  // whoever comes back does not see it any more
  await you.press(you.view('Channels'));
  const item = row(you, /^Ledger/);
  await item.waitFor();
  await you.settled();
  assert.equal(await told.count(), 0);
  assert.equal(await you.page.getByText(secret).count(), 0);

  await pressed(you, 'Revoke: Ledger');
  await you.page.getByText('Revoke this token for good?').first().waitFor();
  assert.equal((await list()).status, 200, 'nothing happens before it is answered');
  await pressed(you, 'Revoke: Ledger');
  await row(you, /^Ledger, Revoked$/).waitFor();
  assert.equal((await list()).status, 401);
});

test('an agent who is not an admin has no page of channels, and is told so at its address', async ({ inbox }) => {
  const sam = await inbox('sam');
  assert.equal(await sam.view('Channels').count(), 0);
  await sam.page.evaluate(() => { location.hash = '#/channels'; });
  await sam.page.getByText('Accounts and tokens could not be loaded.').first().waitFor();
  assert.equal(await button(sam, 'Add Twilio account').count(), 0);
});
