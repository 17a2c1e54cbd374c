// Every screen beside how it was: what it says, how it looks in light and dark, how many elements it takes, what axe finds.
// One page is turned through all of it.
import { PNG } from 'pngjs';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { violations } from './axe.mjs';
import { sameWords } from './goldens.mjs';
import { PIXELS_MAX, asItLooked, differing, rounded, strange } from './pictures.mjs';
import { skip, test } from './suite.mjs';

// Each is one page. The first is turned dark and light again at every screen.
export const VARIANTS = {
  light: { looks: ['light', 'dark'], options: {} },
  de: { looks: ['de'], options: { locale: 'de-DE' } },
  ar: { looks: ['ar'], options: { locale: 'ar-EG' } },
  phone: { looks: ['phone'], options: { width: 390, height: 844, touch: true } },
};
// Which modes of text axe sees: contrast, which a theme decides, it can only tell of words in the page.
const AXE = { light: [false, true], dark: [true], de: [true], ar: [false, true], phone: [true] };
const NODES_MAX = 400;

// In every language, by the names of assets/locale.
const locales = new Map();
export function saidIn(variant) {
  const tag = ['de', 'ar'].includes(variant) ? variant : 'en';
  if (!locales.has(tag)) locales.set(tag, JSON.parse(readFileSync(new URL(`../../../assets/locale/${tag}.json`, import.meta.url), 'utf8')));
  return (word) => locales.get(tag)[word] ?? assert.fail(`assets/locale/${tag}.json has no "${word}"`);
}

// As a browser's translator does.
export const textInPage = (you, on) => you.page.evaluate((is) => document.documentElement.classList.toggle('translated-ltr', is), on);
// Where the app itself is not there to take the colours (it is loading, or gone), there is nothing to wait for.
async function themed(you, look) {
  await you.page.emulateMedia({ colorScheme: look, reducedMotion: 'reduce' });
  await you.page.waitForFunction((name) => [name, undefined].includes(document.documentElement.dataset.theme), look);
}
export const shotOf = (you) => you.page.screenshot({ caret: 'hide', animations: 'disabled' });

// What stands in a set knows how large the set is, also where only a part of it is in the page.
const structure = (you) => you.page.evaluate(() => ({
  nodes: document.querySelectorAll('#plane *:not(.passage, .passages)').length,
  wrong: [...document.querySelectorAll('#plane [aria-posinset]')].filter((one) => {
    const [position, size] = ['aria-posinset', 'aria-setsize'].map((name) => Number(one.getAttribute(name)));
    const before = one.previousElementSibling?.getAttribute('role') === one.getAttribute('role') ? Number(one.previousElementSibling.getAttribute('aria-posinset') ?? 0) : 0;
    return !(position >= 1 && position <= size && position > before);
  }).map((one) => one.outerHTML.slice(0, 120)),
}));

// Where fingers are at work everything that is pressed or typed into is 44 px, on the screen, and no field makes the phone zoom.
const tooSmall = (you) => you.page.evaluate(() => [...document.querySelectorAll('#plane .press, #plane .field:not(:disabled)')].map((one) => {
  const { x, right, width, height } = one.getBoundingClientRect();
  const problems = [[width < 44 || height < 44, `${width} x ${height}`], [x < -0.5 || right > innerWidth + 0.5, 'beside the screen'],
    [one.matches('.field') && parseFloat(getComputedStyle(one).fontSize) < 16, 'letters below 16 px']].filter(([is]) => is);
  return problems.length > 0 ? `${one.getAttribute('aria-label') ?? one.textContent}: ${problems.map(([, why]) => why).join(', ')}` : null;
}).filter(Boolean));

// The pointer rests where it warms nothing: in the corner of the views, which lie where reading begins. In the corner across lies
// a scrollbar, which widens below a pointer.
export async function rest(you, from = 1) {
  const x = await you.page.evaluate((inset) => (document.documentElement.dir === 'rtl' ? innerWidth - 1 - inset : inset), from);
  await you.page.mouse.move(x, from);
}

async function still(you) {
  await rest(you);
  await you.settled();
  await you.page.waitForFunction(() => !document.querySelector('.bar.moving'));  // a scrollbar fades
}

export class Gallery {
  constructor() {
    this.shots = new Map();
  }

  // What is wrong with the screen that the page shows, a line each; its pictures are kept for `compares`.
  async stop(you, variant, name, axe = AXE) {
    await still(you);
    await sameWords(you.page, `${variant}/${name}`);
    const { nodes, wrong } = await structure(you);
    const found = wrong.map((one) => `${name}: a place that its set does not have: ${one}`);
    if (nodes > NODES_MAX) found.push(`${name}: ${nodes} elements`);
    if (variant === 'phone') for (const one of await tooSmall(you)) found.push(`${name}: ${one}`);
    const { looks } = VARIANTS[variant];
    for (const look of looks) {
      if (looks.length > 1) await themed(you, look);
      await you.settled();
      this.shots.set(`${look}/${name}`, await shotOf(you));
      for (const inPage of axe[look] ?? []) {
        await textInPage(you, inPage);
        for (const one of await violations(you)) found.push(`${look}, ${name}${inPage ? ', sharper text' : ''}: ${one}`);
      }
      await textInPage(you, false);
    }
    if (looks.length > 1) await themed(you, 'light');
    return found;
  }

  // A test for every look, to be written behind those that make the stops.
  compares(names) {
    for (const look of Object.values(VARIANTS).flatMap(({ looks }) => looks))
      test(`${look}: every screen looks as it looked`, ({ browser }) => {
        const reason = strange(browser);
        if (reason) skip(reason);
        assert.deepEqual(names.map((name) => `${look}/${name}`).map((name) => asItLooked(this.shots.get(name) ?? assert.fail(`${name} was not reached`), name)).filter(Boolean), []);
      });
  }
}

// The picture as it would be, were everything in the box two pixels further on.
function moved(picture, { x, y, width, height }) {
  const other = new PNG({ width: picture.width, height: picture.height });
  picture.data.copy(other.data);
  for (let row = Math.floor(y); row < Math.ceil(y + height); row++) {
    const at = (column) => 4 * (row * picture.width + column);
    other.data.copyWithin(at(Math.floor(x) + 2), at(Math.floor(x)), at(Math.ceil(x + width)));
  }
  return other;
}

// The picture as it would be without this ground: white where it is.
function without(picture, [red, green, blue]) {
  const other = new PNG({ width: picture.width, height: picture.height });
  picture.data.copy(other.data);
  for (let at = 0; at < other.data.length; at += 4)
    if (other.data[at] === red && other.data[at + 1] === green && other.data[at + 2] === blue) other.data.fill(255, at, at + 4);
  return other;
}

// Of these colours, those that are no ground of the page or could be missing without being noticed.
export async function unseenGrounds(you, colours) {
  await still(you);
  const picture = PNG.sync.read(await shotOf(you)), kept = rounded(picture);
  return Object.keys(colours).filter((name) => differing(kept, without(picture, colours[name])) <= PIXELS_MAX);
}

// The buttons of the page that could stand two pixels beside their place without being noticed.
export async function unseenMoves(you) {
  await still(you);
  const picture = PNG.sync.read(await shotOf(you)), kept = rounded(picture), unseen = [];
  assert.ok(differing(kept, picture) <= PIXELS_MAX, 'rounding the colours is not a difference');
  for (const button of await you.page.getByRole('button').all()) {
    const count = differing(kept, moved(picture, await button.boundingBox()));
    if (count <= PIXELS_MAX) unseen.push(`${await button.getAttribute('aria-label')}: ${count} pixels`);
  }
  return unseen;
}

// A page whose clock stands at this moment, for the relay and for the browser; `later` lets seconds pass in the browser.
export async function standingAt(moment, world, blank, variant) {
  await world.at(moment);
  const you = await blank(VARIANTS[variant].options);
  let now = Date.parse(moment);
  you.said = saidIn(variant);
  you.later = async (seconds) => {
    await you.page.clock.setFixedTime(now += 1000 * seconds);
    await rest(you, 3);  // a page that nobody moves asks for no frame
    await rest(you);
    await you.settled();
  };
  await you.page.clock.setFixedTime(moment);
  return you;
}
