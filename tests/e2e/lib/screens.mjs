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
  if (timed) await world.at(moment(12, '10:20'));
  await phones.pictures(tom, 1, 'Do you open on Sunday?');
  const maya = await person('+15550200241', 'Maya Lindqvist', 'whatsapp');
  await says(moment(11, '16:02'), maya, 'Hi! My order 4217 has not arrived.');
  await says(moment(12, '14:31'), maya, 'It should have been here on Tuesday. The page https://example.com/track/4217 says "delivered".');
  await says(moment(12, '14:31'), maya, '👍');
  if (timed) await world.at(NOW);
  return { maya, tom, nour, ken, priya };
}

export const row = (you, name) => you.page.getByRole('listitem', { name: new RegExp(name) }).first();
export const at = (you, hash) => you.page.evaluate((to) => { location.hash = to; }, hash);
export const away = (you) => you.page.evaluate(() => document.activeElement?.blur());

export async function opened(you, name) {
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

export const escape = (you) => you.page.keyboard.press('Escape');
export const dialog = (you) => you.page.getByRole('dialog');
export const escaped = async (you) => {
  await escape(you);
  await dialog(you).waitFor({ state: 'detached' });
};

// What has no key is done by its name in the page's language, in the palette.
export async function byName(you, word, what) {
  const name = you.said(word), palette = you.page.getByRole('combobox');
  await byKey(you, 'Control+k', palette);
  await palette.fill(name);
  await you.settled();
  await you.page.getByRole('option').first().waitFor();
  for (const option of await you.page.getByRole('option').all()) {
    if (!(await option.getAttribute('aria-label')).startsWith(name)) continue;
    await you.press(option);
    await what.waitFor();
    return;
  }
  throw new Error(`the palette does not know "${name}"`);
}

export const named = (name, word) => ({ name, reach: (you) => byName(you, word, dialog(you)), leave: escaped });

// The relay is asked after a pause in typing, by the page's clock.
async function found(you) {
  await byKey(you, '/', dialog(you));
  await you.page.getByRole('searchbox').fill('order');
  await you.settled();
  const answer = you.page.waitForResponse(/\/api\/v1\/search/);
  await you.later(1);
  await answer;
  await you.page.getByRole('option').first().waitFor();
}

async function picked(you) {
  await at(you, '#/all');
  await row(you, 'Maya').waitFor();
  await away(you);
  for (const key of ['*', 'a']) await you.page.keyboard.press(key);
  await you.page.getByRole('toolbar').first().waitFor();
}

async function enlarged(you) {
  await opened(you, '1 555 020 0242');
  const shot = you.page.getByRole('article').getByRole('button').first();
  await shot.waitFor();  // the relay has fetched it by now
  await you.press(shot);
  await dialog(you).waitFor();
}

async function bottomOf(you, hash) {
  await at(you, hash);
  await you.page.getByRole('heading', { level: 2 }).first().waitFor();
  await away(you);
  await you.page.keyboard.press('End');
}

const ways = {
  name: 'ways',
  reach: async (you) => {
    await opened(you, '佐藤');
    await you.page.locator('textarea').first().fill('お調べします。');
    await you.press(you.page.getByRole('button', { name: you.said('composer.more_ways') }));
    await you.page.getByRole('menu').waitFor();
  },
  leave: async (you) => {
    await escape(you);
    await you.page.locator('textarea').first().fill('');
    await you.settled();
  },
};

// Every screen behind the sign-in: its name, how one gets there, how one leaves it. What happens when something is wrong or
// still on its way is in states.mjs; what needs words, tags and teams of the house's own, in more_screens.mjs.
export const SCREENS = [
  { name: 'list', reach: async (you) => { await at(you, '#/all'); await row(you, 'Maya').waitFor(); } },
  { name: 'empty', reach: async (you) => { await at(you, '#/mine'); await row(you, 'Maya').waitFor({ state: 'detached' }); } },
  { name: 'filter', reach: async (you) => { await at(you, '#/all'); await row(you, 'Maya').waitFor(); await byKey(you, 'f', you.page.getByRole('menu')); }, leave: escape },
  { name: 'filtered', reach: async (you) => { await at(you, '#/all?channel=voice'); await row(you, 'Maya').waitFor({ state: 'detached' }); } },
  { name: 'picked', reach: picked, leave: escape },
  { name: 'thread', reach: (you) => opened(you, 'Maya') },
  { name: 'arabic', reach: (you) => opened(you, 'نور') },
  { name: 'long', reach: (you) => opened(you, 'Priya') },
  { name: 'lightbox', reach: enlarged, leave: escaped },
  { name: 'note', reach: async (you) => { await opened(you, '佐藤'); await byKey(you, 'm', you.page.locator('textarea')); }, leave: (you) => byKey(you, 'r', you.page.locator('textarea')) },
  ways,
  { name: 'assign', reach: async (you) => { await opened(you, 'Priya'); await byKey(you, 'a', you.page.getByRole('menu')); }, leave: escape },
  { name: 'snooze', reach: (you) => byKey(you, 'b', you.page.getByRole('menu')), leave: escape },
  { name: 'tags', reach: (you) => byKey(you, 'l', dialog(you)), leave: escaped },
  named('templates', 'composer.templates'),
  named('choices', 'composer.choices'),
  named('saved', 'composer.saved_new'),
  named('snooze_date', 'people.act_snooze_date'),
  { name: 'customer', reach: async (you) => { await byName(you, 'people.customer_link', dialog(you)); await you.later(1); }, leave: escaped },
  { name: 'details', reach: (you) => you.page.keyboard.press('Control+\\'), leave: (you) => you.page.keyboard.press('Control+\\') },
  { name: 'contact', reach: (you) => byName(you, 'people.contact_open', you.page.getByRole('heading', { level: 3 }).first()) },
  { name: 'search', reach: found, leave: escaped },
  { name: 'new', reach: (you) => byKey(you, 'c', dialog(you)), leave: escaped },
  { name: 'palette', reach: (you) => byKey(you, 'Control+k', you.page.getByRole('combobox')), leave: escape },
  { name: 'sheet', reach: (you) => byKey(you, '?', dialog(you)), leave: escape },
  { name: 'preferences', reach: async (you) => { await at(you, '#/preferences'); await you.page.getByRole('radiogroup').first().waitFor(); } },
  { name: 'keys', reach: (you) => bottomOf(you, '#/preferences') },
  { name: 'admin', reach: async (you) => { await at(you, '#/admin'); await you.page.getByRole('heading', { level: 2 }).first().waitFor(); } },
  { name: 'people', reach: (you) => bottomOf(you, '#/admin') },
];
