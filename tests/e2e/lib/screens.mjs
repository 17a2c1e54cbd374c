// Every screen of the page, and a small firm's day to show on them. Screens are reached by address, role and place, never
// by words, so that the same list serves every language.
export const NOW = '2031-03-12T14:40:00Z';  // a Wednesday

const moment = (day, time) => `2031-03-${String(day).padStart(2, '0')}T${time}:30Z`;  // half a minute: nothing stands on the edge of the next

// `timed`: at the moments written here; otherwise all of it now.
export async function furnish(world, { timed = true } = {}) {
  const { phones } = world;
  const person = (number, name, channel) => phones.add({ number, name, channel });
  const says = async (when, phone, text) => {
    if (timed) await world.at(when);
    await phones.write(phone, text);
  };
  const priya = await person('+15550200245', 'Priya Nair', 'whatsapp');
  await says(moment(7, '09:12'), priya, 'Can I change the address? It is 14 Rose Lane now, not 12, and the bell does not work, so please knock loudly or call when you are at the door.');
  const nour = await person('+15550200243', 'نور العلي', 'whatsapp');
  await says(moment(11, '17:31'), nour, 'مرحبا، أين طلبي رقم 4217؟');
  await says(moment(11, '17:31'), nour, 'شكراً جزيلاً على المساعدة السريعة 🙏');
  const ken = await person('+15550200244', '佐藤 健', 'whatsapp');
  await says(moment(12, '08:05'), ken, '荷物はどこですか。昨日届くはずでした。');
  const tom = await person('+15550200242', 'Tom Okafor', 'sms');
  await says(moment(12, '10:20'), tom, 'Do you open on Sunday?');
  const maya = await person('+15550200241', 'Maya Lindqvist', 'whatsapp');
  await says(moment(11, '16:02'), maya, 'Hi! My order 4217 has not arrived.');
  await says(moment(12, '14:31'), maya, 'It should have been here on Tuesday. The page https://example.com/track/4217 says "delivered".');
  await says(moment(12, '14:31'), maya, '👍');
  if (timed) await world.at(NOW);
  return { maya, tom, nour, ken, priya };
}

const row = (you, name) => you.page.getByRole('listitem', { name: new RegExp(name) }).first();
const at = (you, hash) => you.page.evaluate((to) => { location.hash = to; }, hash);
const away = (you) => you.page.evaluate(() => document.activeElement?.blur());

async function opened(you, name) {
  await at(you, '#/all');
  await you.settled();
  await you.press(row(you, name));
  await you.page.getByRole('article').first().waitFor();
  await away(you);
}

async function byKey(you, key, what) {
  await away(you);
  await you.page.keyboard.press(key);
  await what.waitFor();
}

const escape = (you) => you.page.keyboard.press('Escape');

// Every screen behind the sign-in: its name, how one gets there, how one leaves it.
export const SCREENS = [
  { name: 'list', reach: async (you) => { await at(you, '#/all'); await row(you, 'Maya').waitFor(); } },
  { name: 'empty', reach: async (you) => { await at(you, '#/mine'); await row(you, 'Maya').waitFor({ state: 'detached' }); } },
  { name: 'thread', reach: (you) => opened(you, 'Maya') },
  { name: 'arabic', reach: (you) => opened(you, 'نور') },
  { name: 'long', reach: (you) => opened(you, 'Priya') },
  { name: 'assign', reach: (you) => byKey(you, 'a', you.page.getByRole('menu')), leave: escape },
  { name: 'details', reach: (you) => you.page.keyboard.press('Control+\\'), leave: (you) => you.page.keyboard.press('Control+\\') },
  { name: 'palette', reach: (you) => byKey(you, 'Control+k', you.page.getByRole('combobox')), leave: escape },
  { name: 'sheet', reach: (you) => byKey(you, '?', you.page.getByRole('dialog')), leave: escape },
  { name: 'preferences', reach: async (you) => { await at(you, '#/preferences'); await you.page.getByRole('radiogroup').first().waitFor(); } },
  { name: 'admin', reach: async (you) => { await at(you, '#/admin'); await you.page.getByRole('heading', { level: 2 }).first().waitFor(); } },
];
