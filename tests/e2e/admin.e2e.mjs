// The admin page: what was refused, what could not be used, and trying again.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';

test('a webhook with a wrong signature is refused and stands among the diagnoses', async ({ world, inbox, picture }) => {
  const answer = await fetch(`${world.base}/api/v1/webhooks/telephony/sms`, {
    method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': 'bm90IGl0' },
    body: 'From=%2B15550200181&To=%2B15550100900&Body=let+me+in&MessageSid=SM0123456789abcdef0123456789abcdef',
  });
  assert.equal(answer.status, 403);
  const you = await inbox('you');
  await you.press(you.view('Admin'));
  await you.heading('Diagnoses').waitFor();
  await you.page.getByText(/signature/i).first().waitFor();
  await picture(you, 'admin-diagnoses');
});

test('a signed message to a number nobody has is kept, shown and can be replayed', async ({ world, inbox }) => {
  const answer = await world.signedWebhook({
    AccountSid: world.sid, MessageSid: 'SM00000000000000000000000000000001', From: '+15550200182', To: '+15550999999', Body: 'to nobody at all', NumMedia: '0' });
  assert.equal(answer.status, 200);
  const you = await inbox('you');
  await you.press(you.view('Admin'));
  await you.heading('Quarantine').waitFor();
  await you.page.getByRole('button', { name: /^Replay/ }).first().waitFor();
  await you.page.getByRole('button', { name: /^Replay/ }).first().scrollIntoViewIfNeeded();
  await you.press(you.page.getByRole('button', { name: /^Replay/ }).first());
  await you.page.getByText(/The replay did not work/).first().waitFor();
});

test('what nobody needs is dismissed after one more question, and can still be replayed', async ({ world, inbox }) => {
  const answer = await world.signedWebhook({
    AccountSid: world.sid, MessageSid: 'SM00000000000000000000000000000002', From: '+15550200183', To: '+15550999999', Body: 'nobody needs this', NumMedia: '0' });
  assert.equal(answer.status, 200);
  const you = await inbox('you');
  const it = async () => (await you.page.evaluate(async () => (await (await fetch('/api/v1/admin/quarantine')).json()).items)).find(({ body }) => body.includes('nobody+needs+this'));  // what waits stands first
  await you.press(you.view('Admin'));
  const button = (name) => you.page.getByRole('list', { name: 'Quarantine' }).getByRole('button', { name, exact: true }).first();
  const press = async (name) => {
    await button(name).scrollIntoViewIfNeeded();
    await you.press(button(name));
  };
  await press('Dismiss');
  await you.page.getByText('Dismiss this for good?').first().waitFor();
  assert.equal((await it()).dismissed, false);
  await press('Dismiss');
  await you.page.getByRole('listitem', { name: /Dismissed$/ }).first().waitFor();
  assert.equal((await it()).dismissed, true);
  await button('Replay').waitFor();
});

test('an agent who is not an admin has no admin page', async ({ inbox }) => {
  const sam = await inbox('sam');
  assert.equal(await sam.view('Admin').count(), 0);
});
