// Pictures to look at, in tests/e2e/out: every theme, narrow, empty, Arabic, refused.
import { test } from './lib/suite.mjs';

test('empty, in both themes', async ({ inbox, picture }) => {
  for (const theme of ['light', 'dark']) {
    const you = await inbox('you', { theme });
    await picture(you, `look-empty-${theme}`);
  }
});

async function furnish(phones) {
  if (await phones.find('+15550200231')) return;
  const people = [['+15550200231', 'Maya Lindqvist', 'whatsapp', ['Hi! My order 4217 has not arrived.', 'It should have been here on Tuesday.']],
    ['+15550200232', 'Tom Okafor', 'sms', ['Do you open on Sunday?']],
    ['+15550200233', 'نور العلي', 'whatsapp', ['مرحبا، أين طلبي رقم 4217؟', 'شكراً جزيلاً على المساعدة السريعة 🙏']],
    ['+15550200234', '佐藤 健', 'whatsapp', ['荷物はどこですか。昨日届くはずでした。']],
    ['+15550200235', 'Priya Nair', 'whatsapp', ['Can I change the address? It is 14 Rose Lane now, not 12, and the bell does not work, so please knock loudly or call when you are at the door.']]];
  for (const [number, name, channel, texts] of people) {
    const phone = await phones.add({ number, name, channel });
    for (const text of texts) await phones.write(phone, text);
  }
}

for (const theme of ['light', 'dark'])
  test(`a working day, ${theme}`, async ({ phones, inbox, picture }) => {
    await furnish(phones);
    const you = await inbox('you', { theme });
    await you.show('All');
    await you.open('Maya Lindqvist');
    const maya = await phones.find('+15550200231');
    const text = theme === 'light' ? 'I am sorry, Maya. I am looking into it now.' : 'It is on the van, and will be with you before noon.';
    await you.reply(text);
    await phones.untilShown(maya, text);
    await you.untilDelivery(text, 'Read');
    await picture(you, `look-thread-${theme}`);
    await you.press(you.button('Assign'));
    await picture(you, `look-menu-${theme}`);
    await you.page.keyboard.press('Escape');
    await you.open('نور');
    await picture(you, `look-arabic-${theme}`);
  });

test('narrow as a telephone, list and thread', async ({ phones, inbox, picture }) => {
  await furnish(phones);
  const you = await inbox('you', { width: 390, height: 844, dpr: 2 });
  await you.show('All');
  await picture(you, 'look-narrow-list');
  await you.open('Maya Lindqvist');
  await picture(you, 'look-narrow-thread');
});

test('double density', async ({ phones, inbox, picture }) => {
  await furnish(phones);
  const you = await inbox('you', { dpr: 2 });
  await you.show('All');
  await you.open('Priya Nair');
  await picture(you, 'look-2x');
});

test('refused', async ({ phones, inbox, picture }) => {
  await furnish(phones);
  const tom = await phones.find('+15550200232');
  await phones.switches(tom, { refuse: 30003 });
  const you = await inbox('you');
  await you.show('All');
  await you.open(phones.title(tom));
  await you.reply('Yes, from ten to four.');
  await you.untilDelivery('Yes, from ten to four.', 'Not delivered');
  await picture(you, 'look-refused');
});

test('sign-in', async ({ world, blank, picture }) => {
  for (const theme of ['light', 'dark']) {
    const nobody = await blank({ theme });
    await nobody.page.goto(world.base);
    await nobody.button('Sign in').waitFor();
    await picture(nobody, `look-sign-in-${theme}`);
  }
});
