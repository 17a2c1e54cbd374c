// Every screen of the page, and a small firm's day to show on them. Screens are reached by address, role and place, never
// by words, so that the same list serves every language.
export const NOW = '2031-03-12T14:40:00Z';  // a Wednesday

const at = (day, time) => `2031-03-${String(day).padStart(2, '0')}T${time}:00Z`;

// `timed`: at the moments written here; otherwise all of it now.
export async function furnish(world, { timed = true } = {}) {
  const { phones } = world;
  const person = (number, name, channel) => phones.add({ number, name, channel });
  const says = async (moment, phone, text) => {
    if (timed) await world.at(moment);
    await phones.write(phone, text);
  };
  const priya = await person('+15550200245', 'Priya Nair', 'whatsapp');
  await says(at(7, '09:12'), priya, 'Can I change the address? It is 14 Rose Lane now, not 12, and the bell does not work, so please knock loudly or call when you are at the door.');
  const nour = await person('+15550200243', 'نور العلي', 'whatsapp');
  await says(at(11, '17:31'), nour, 'مرحبا، أين طلبي رقم 4217؟');
  await says(at(11, '17:31'), nour, 'شكراً جزيلاً على المساعدة السريعة 🙏');
  const ken = await person('+15550200244', '佐藤 健', 'whatsapp');
  await says(at(12, '08:05'), ken, '荷物はどこですか。昨日届くはずでした。');
  const tom = await person('+15550200242', 'Tom Okafor', 'sms');
  await says(at(12, '10:20'), tom, 'Do you open on Sunday?');
  const maya = await person('+15550200241', 'Maya Lindqvist', 'whatsapp');
  await says(at(11, '16:02'), maya, 'Hi! My order 4217 has not arrived.');
  await says(at(12, '14:31'), maya, 'It should have been here on Tuesday. The page https://example.com/track/4217 says "delivered".');
  await says(at(12, '14:31'), maya, '👍');
  if (timed) await world.at(NOW);
  return { maya, tom, nour, ken, priya };
}

const row = (you, name) => you.page.getByRole('listitem', { name: new RegExp(`^\\u2068?${name}`) }).first();
const opened = async (you, name) => {
  await you.page.evaluate(() => { location.hash = '#/all'; });
  await you.settled();
  await you.press(row(you, name));
  await you.page.getByRole('article').first().waitFor();
};
const closed = (you) => you.page.keyboard.press('Escape');
const outside = (you) => you.page.evaluate(() => document.activeElement?.blur());

// name, how one gets there, how one leaves again
export const SCREENS = [
  { name: 'thread', reach: (you) => opened(you, 'Maya') },
  { name: 'menu', reach: (you) => you.press(you.page.locator('[aria-haspopup=menu], button[aria-expanded=false]').first()), leave: closed },
  { name: 'arabic', reach: (you) => opened(you, 'نور') },
  { name: 'long', reach: (you) => opened(you, 'Priya') },
];
