// draw_pictures.mjs [NAME…]: draws the pictures of README.md and docs/agents.md anew, into docs/pictures: the same made-up day
// and the same clock as the tests of the screens. Run by hand, with the programs built:
//   node tests/e2e/draw_pictures.mjs
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PNG } from 'pngjs';
import { launch } from './lib/chromium.mjs';
import { rest, shotOf, standingAt } from './lib/gallery.mjs';
import { small } from './lib/pictures.mjs';
import { NOW, SCREENS, furnish } from './lib/screens.mjs';
import { Stage } from './lib/stage.mjs';
import { World } from './lib/world.mjs';

const TO = join(dirname(fileURLToPath(import.meta.url)), '../../docs/pictures');
const at = (name) => SCREENS.find((screen) => screen.name === name);

// By the file's name: whose page (lib/gallery.mjs), in which theme, at which screen, and what is typed there.
const PICTURES = {
  light: { screen: 'thread' },
  dark: { screen: 'thread', theme: 'dark' },
  arabic: { screen: 'arabic', variant: 'ar' },
  palette: { screen: 'palette', type: 'sn' },
  filter: { screen: 'filter' },
  note: { screen: 'note', type: 'She has asked twice already, ' },
  choices: { screen: 'choices', before: 'thread' },
  search: { screen: 'search' },
  contact: { screen: 'contact', before: 'thread' },
  preferences: { screen: 'preferences' },
  health: { screen: 'admin' },
  phone: { screen: 'thread', variant: 'phone' },
  phone_list: { screen: 'list', variant: 'phone', theme: 'dark' },
};

async function draw(stage, name, { screen, variant = 'light', theme = 'light', type = '', before = null }) {
  const you = await standingAt(NOW, stage.world, stage.blank, variant);
  await you.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await you.page.goto(await stage.world.link('you@localhost'));
  await you.page.getByRole('navigation').first().waitFor();
  await you.settled();
  if (before) await at(before).reach(you);
  await at(screen).reach(you);
  if (type) await you.page.keyboard.type(type);
  await rest(you);
  await you.settled();
  writeFileSync(join(TO, `${name}.png`), small(PNG.sync.read(await shotOf(you))));
  console.log(`docs/pictures/${name}.png`);
  await you.page.context().close();
}

mkdirSync(TO, { recursive: true });
const wanted = process.argv.slice(2), world = await World.start(), browser = await launch();
const stage = new Stage(world, browser, 'pictures');
try {
  await furnish(world);
  for (const [name, picture] of Object.entries(PICTURES)) if (wanted.length === 0 || wanted.includes(name)) await draw(stage, name, picture);
} finally {
  await stage.close();
  await browser.close();
  await world.stop();
}
