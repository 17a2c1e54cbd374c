// Sending again, otherwise, later and not at all, as an agent does it with the keyboard.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

const away = (you) => you.page.evaluate(() => document.activeElement?.blur());

test('D20 a failed message says why, goes again by one key, or by SMS to the same person', async ({ phones, inbox }) => {
  const maya = await phones.add({ number: '+15550200571', name: 'Maya', channel: 'whatsapp' });
  const you = await inbox('you');
  await phones.write(maya, 'Hello?');
  await phones.switches(maya, { refuse: 30003 });
  await you.show('All');
  await you.open('Maya');
  await you.reply('We are on our way.');
  await you.untilDelivery('We are on our way.', 'Not delivered');
  await until('the row says so too', async () => /Not delivered/.test(await you.row('Maya').first().getAttribute('aria-label')));
  assert.match(await you.message('We are on our way.').last().innerText(), /error 30003/);
  await phones.switches(maya, { refuse: 0 });
  await away(you);
  await you.page.keyboard.press('Shift+R');
  await phones.untilShown(maya, 'We are on our way.');
  await you.untilDelivery('We are on our way.', 'Read');
  assert.doesNotMatch(await you.row('Maya').first().getAttribute('aria-label'), /Not delivered/);

  await phones.switches(maya, { refuse: 30003 });
  await you.reply('Open the door, please.');
  await you.untilDelivery('Open the door, please.', 'Not delivered');
  await you.press(you.message('Open the door, please.').last().getByRole('button', { name: 'Send by SMS' }));
  await until('it stands there as an SMS of its own', async () => (await you.message('Open the door, please.').count()) === 2);
});

test('D21 D22: an SMS counts its parts; undo send takes a reply back with its words; one key sends and resolves', async ({ phones, inbox }) => {
  const tom = await phones.add({ number: '+15550200572', name: 'Tom', channel: 'sms' });
  const ada = await phones.add({ number: '+15550200573', name: 'Ada', channel: 'sms' });
  for (const phone of [tom, ada]) await phones.write(phone, 'Do you open on Sunday?');
  const you = await inbox('you');
  await you.page.evaluate(() => localStorage.setItem('preferences', JSON.stringify({ undo_seconds: 30 })));
  await you.page.reload();
  await you.views().waitFor();
  await you.show('All');
  await you.open(phones.title(tom));
  await you.composer().fill('x'.repeat(161));
  await you.page.getByText(/2 segments/).first().waitFor();
  await you.composer().fill('On Monday 😀'.repeat(8));
  await you.page.getByText(/UCS-2/).first().waitFor();
  await you.composer().fill('On Monday.');
  await you.holdTime();
  await you.page.keyboard.press('Enter');
  await you.page.getByText(/Sending in 30 s/).first().waitFor();
  await away(you);
  await you.page.keyboard.press('z');
  await until('the words are back', async () => (await you.composer().inputValue()) === 'On Monday.');
  await you.letTimeGo();
  assert.equal((await phones.received(tom)).length, 0, 'nothing went out');

  await you.page.evaluate(() => localStorage.setItem('preferences', '{}'));
  await you.page.reload();
  await you.views().waitFor();
  await you.show('All');
  await you.open(phones.title(ada));
  await you.composer().fill('On Sunday from ten.');
  await you.page.keyboard.press('Control+Shift+Enter');
  await phones.untilShown(ada, 'On Sunday from ten.');
  await until('it is resolved', async () => /Resolved/.test(await you.row(phones.title(ada)).first().getAttribute('aria-label')));
});
