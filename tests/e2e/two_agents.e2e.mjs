// Two people work in one inbox: each sees at once what the other does.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

test('an assignment is seen live in the other browser', async ({ phones, inbox }) => {
  const maya = await phones.add({ number: '+15550200111', name: 'Maya', channel: 'whatsapp' });
  const you = await inbox('you');
  const sam = await inbox('sam');
  await phones.write(maya, 'Can somebody help me?');
  await sam.show('Mine');
  await you.show('Unassigned');
  await you.open('Maya');

  await you.press(you.button('Assign'));
  await you.press(you.page.getByRole('menuitem', { name: 'Sam' }));

  await sam.row('Maya').waitFor();
  await sam.open('Maya');
  await sam.message('Can somebody help me?').waitFor();
  await you.show('Unassigned');
  await until('it has left Unassigned', async () => (await you.row('Maya').count()) === 0);
});

test('an answer of one agent stands in the other\'s thread, under their name', async ({ phones, inbox }) => {
  const you = await inbox('you');
  const sam = await inbox('sam');
  for (const one of [you, sam]) {
    await one.show('All');
    await one.open('Maya');
  }
  await sam.reply('Sam here. What happened?');
  await you.message('Sam here.').waitFor();
  assert.match(await you.nameOf('Sam here.'), /Sam/);
  await phones.untilShown(await phones.find('+15550200111'), 'Sam here. What happened?');
});

test('resolving and reopening is seen by both, and the customer\'s next word reopens', async ({ phones, inbox }) => {
  const you = await inbox('you');
  const sam = await inbox('sam');
  for (const one of [you, sam]) {
    await one.show('All');
    await one.open('Maya');
  }
  await you.press(you.button('Resolve'));
  await you.button('Reopen').waitFor();
  await sam.button('Reopen').waitFor();
  await sam.press(sam.button('Reopen'));
  await you.button('Resolve').waitFor();

  await you.press(you.button('Resolve'));
  await sam.button('Reopen').waitFor();
  await phones.write(await phones.find('+15550200111'), 'One more thing.');
  await sam.button('Resolve').waitFor();
  await you.message('One more thing.').waitFor();
});

test('taking an unassigned conversation puts it into Mine', async ({ phones, inbox }) => {
  const kim = await phones.add({ number: '+15550200112', name: 'Kim', channel: 'whatsapp' });
  const you = await inbox('you');
  await phones.write(kim, 'hello');
  await you.show('Unassigned');
  await you.open('Kim');
  await you.press(you.button('Assign'));
  await you.press(you.page.getByRole('menuitem', { name: 'Assign to me' }));
  await you.show('Mine');
  await you.row('Kim').waitFor();
});

test('the first answer to an unassigned conversation claims it', async ({ phones, inbox }) => {
  const lee = await phones.add({ number: '+15550200113', name: 'Lee', channel: 'whatsapp' });
  const sam = await inbox('sam');
  await phones.write(lee, 'anybody there?');
  await sam.show('All');
  await sam.open('Lee');
  await sam.reply('Yes.');
  await phones.untilShown(lee, 'Yes.');
  await sam.show('Mine');
  await sam.row('Lee').waitFor();
});

test('a row that went and comes back takes no focus from who has moved on', async ({ phones, inbox }) => {
  const nell = await phones.add({ number: '+15550200114', name: 'Nell', channel: 'whatsapp' });
  const you = await inbox('you'), sam = await inbox('sam');
  await phones.write(nell, 'Whose am I?');
  await you.show('Unassigned');
  await you.open('Nell');
  await sam.show('All');
  await sam.open('Nell');
  const ways = {
    'a press': () => you.press(you.heading('Nell').first()),
    Tab: () => you.page.keyboard.press('Tab'),
    'focusing the reply': () => you.composer().focus(),
  };
  for (const [how, moveOn] of Object.entries(ways)) {
    await you.row('Nell').click({ button: 'right' });
    await you.press(you.page.getByRole('menuitem', { name: 'Assign to me' }));  // its menu gives the focus back to the row, which is not there any more
    await until('it has left Unassigned', async () => (await you.row('Nell').count()) === 0);
    await moveOn();
    await you.settled();
    await sam.press(sam.button('Assign'));
    await sam.press(sam.page.getByRole('menuitem', { name: 'Unassign' }));
    await you.row('Nell').waitFor();
    await you.settled();
    assert.ok(await you.row('Nell').first().evaluate((row) => row !== document.activeElement), `after ${how} the row does not take the focus`);
  }
});
