// The connection breaks; the page catches up by itself, without reload, gap or repeat.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

test('what is answered while the relay is away goes out once when it is back', async ({ world, phones, inbox }) => {
  const maya = await phones.add({ number: '+15550200151', name: 'Maya', channel: 'whatsapp' });
  const you = await inbox('you');
  await you.page.evaluate(() => { window.sameDocument = true; });
  await phones.write(maya, 'Are you there?');
  await you.show('All');
  await you.open('Maya');
  await world.stopRelay();
  await you.page.getByText(/Reconnecting|offline/i).first().waitFor();

  await you.reply('Written in the dark.');
  await you.message('Written in the dark.').waitFor();
  await world.startRelay();
  await phones.untilShown(maya, 'Written in the dark.');
  await you.untilDelivery('Written in the dark.', 'Read');
  assert.equal((await phones.received(maya)).length, 1);
  assert.equal(await you.page.evaluate(() => window.sameDocument), true);
  await until('the banner is gone', async () => (await you.page.getByText(/Reconnecting/).count()) === 0);
});

test('what was missed arrives in order', async ({ phones, inbox }) => {
  const you = await inbox('you');
  const sam = await inbox('sam');
  const maya = await phones.find('+15550200151');
  await you.show('All');
  await you.open('Maya');
  await you.page.context().setOffline(true);
  await sam.show('All');
  await sam.open('Maya');
  await sam.reply('from Sam');
  await phones.untilShown(maya, 'from Sam');
  for (const text of ['missed one', 'missed two', 'missed three']) {
    await phones.write(maya, text);
    await sam.message(text).waitFor();
  }
  await you.page.context().setOffline(false);
  await you.message('missed three').waitFor();
  const texts = (await you.texts()).join('\n');
  const found = texts.match(/from Sam|missed (one|two|three)/g);
  assert.deepEqual(found, ['from Sam', 'missed one', 'missed two', 'missed three']);
});

test('after the relay comes back, both agents are live again', async ({ world, phones, inbox }) => {
  const you = await inbox('you');
  const sam = await inbox('sam');
  const maya = await phones.find('+15550200151');
  for (const one of [you, sam]) await one.show('All');
  await world.stopRelay('SIGKILL');
  await world.startRelay();
  await phones.write(maya, 'after the fall');
  for (const one of [you, sam])
    await until('the row shows it', async () => (await one.row('Maya').getAttribute('aria-label')).includes('after the fall'));
});
