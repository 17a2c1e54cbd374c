// firefox.mjs: the page in Firefox ESR, plainly and with privacy.resistFingerprinting. Run by hand:
//   apt-get install firefox-esr xvfb; node --experimental-websocket tests/e2e/firefox.mjs
// Says what it saw and leaves pictures in tests/e2e/out.
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Firefox } from './lib/firefox.mjs';
import { OUT } from './lib/stage.mjs';
import { World } from './lib/world.mjs';
import { furnish } from './lib/screens.mjs';

const facts = `JSON.stringify({webgl: document.createElement('canvas').getContext('webgl2') !== null, dpr: devicePixelRatio,
  canvasText: !document.getElementById('plane').classList.contains('shown'), articles: document.querySelectorAll('[role=article],article').length,
  frames: window.__tributary.stats().frames, p95: window.__tributary.stats().p95})`;

async function look(firefox, world, text) {
  const link = new URL(await world.link('you@localhost'));
  if (text === 'dom') link.searchParams.set('text', 'dom');
  await firefox.visit('about:blank');
  await firefox.visit(link.href);
  await firefox.run(`new Promise(done => { const again = () => document.querySelector('[role=listitem]') ? done(true) : setTimeout(again, 50); again(); })`);
  await firefox.press('[role=listitem][aria-label*="Maya"]');
  await firefox.run(`window.__tributary.freezeTime(${Date.now()})`);
  await firefox.settled();
}

async function round(name, world, port, preferences) {
  const firefox = await Firefox.launch(port, preferences);
  try {
    const pictures = [];
    for (const text of ['canvas', 'dom']) {
      await look(firefox, world, text);
      const bytes = await firefox.picture();
      writeFileSync(join(OUT, `firefox-${name}-${text}.png`), bytes);
      pictures.push(PNG.sync.read(bytes));
      console.log(name, text, await firefox.run(facts));
    }
    const [a, b] = pictures;
    const differing = pixelmatch(a.data, b.data, null, a.width, a.height, { threshold: 0.1, includeAA: true });
    console.log(`${name}: ${differing} of ${a.width * a.height} pixels differ between canvas and DOM text (${(100 * differing / (a.width * a.height)).toFixed(3)} %)`);
    await firefox.press('textarea');
    const said = `Written in Firefox, ${name}.`;
    await firefox.type(said + '\uE007');
    await world.phones.untilShown(await world.phones.find('+15550200241'), said);
    await firefox.settled();
    writeFileSync(join(OUT, `firefox-${name}-sent.png`), await firefox.picture());
    console.log(`${name}: what was typed arrived on the phone`);
  } finally {
    await firefox.close();
  }
}

mkdirSync(OUT, { recursive: true });
const world = await World.start();
try {
  await furnish(world, { timed: false });
  await round('plain', world, 9333, {});
  await round('resistFingerprinting', world, 9334, { 'privacy.resistFingerprinting': true });
} finally {
  await world.stop();
}
