// What one test gets: the world of its file, and pages that are closed after it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from './chromium.mjs';
import { Inbox } from './page.mjs';

export const OUT = join(dirname(fileURLToPath(import.meta.url)), '../out');
const safe = (name) => name.replace(/[^a-zA-Z0-9]+/g, '-').slice(0, 80);

export class Stage {
  constructor(world, browser, name) {
    this.world = world;
    this.phones = world.phones;
    this.browser = browser;
    this.name = name;
    this.open = [];
    // Tests take what they need by name.
    for (const verb of ['blank', 'inbox', 'picture', 'keep', 'onScreenOf']) this[verb] = this[verb].bind(this);
    mkdirSync(OUT, { recursive: true });
  }

  // From here on the test's pages are on a screen of this ratio (chromium.mjs); open them with `dpr: null`.
  async onScreenOf(ratio) {
    this.own = this.browser = await launch({ ratio });
  }

  // A browser of its own, without anybody signed in. `dpr` null: the ratio that the browser was started with, and its window.
  // `workers` 'block': no service worker answers before the test's own routes do.
  async blank({ theme = 'light', dpr = 1, width = 1440, height = 900, locale = 'en-GB', timezone = 'UTC', reduced = 'reduce', touch = false, workers = 'allow' } = {}) {
    const context = await this.browser.newContext({
      ...(dpr === null ? { viewport: null } : { viewport: { width, height }, deviceScaleFactor: dpr }), colorScheme: theme, locale, timezoneId: timezone, reducedMotion: reduced, hasTouch: touch, ...(touch ? { isMobile: true } : {}), serviceWorkers: workers,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    context.setDefaultTimeout(180_000);
    const inbox = new Inbox(await context.newPage());
    this.open.push(inbox);
    return inbox;
  }

  // The same, signed in by a one-use link. `text: 'dom'` shows text by DOM instead of canvas. What this person began in an
  // earlier test is gone, unless `drafts: 'kept'`: the relay would bring it here too. So is what they preferred.
  async inbox(who = 'you', { text = 'canvas', drafts = 'gone', preferences = 'gone', ...options } = {}) {
    if (preferences === 'gone') await this.world.forgetPreferences(`${who}@localhost`);
    const inbox = await this.blank(options);
    const link = new URL(await this.world.link(`${who}@localhost`));
    if (text === 'dom') link.searchParams.set('text', 'dom');
    await inbox.arrive(link.href);
    if (drafts === 'gone') await inbox.forgetDrafts();
    return inbox;
  }

  async picture(inbox, name) {
    await inbox.settled();
    await inbox.page.screenshot({ path: join(OUT, `${safe(name)}.png`), caret: 'hide', animations: 'disabled' });
  }

  keep(name, text) {
    writeFileSync(join(OUT, name), text);
  }

  troubles() {
    return this.open.flatMap((inbox) => inbox.troubles);
  }

  // After a failure: what every open page showed, and what the programs said. Answers the shortest of it, for where files are
  // not kept: each page's address, its troubles and the beginning of what it says.
  async evidence() {
    const short = [];
    for (const [index, inbox] of this.open.entries()) {
      const name = `${safe(this.name)}-${index + 1}`;
      await inbox.page.screenshot({ path: join(OUT, `${name}.png`), timeout: 5000 }).catch(() => {});
      const said = await inbox.aria().catch((error) => `nothing: ${error.message}`);
      this.keep(`${name}.aria.yml`, said);
      short.push(`page ${index + 1}: ${inbox.page.url()}`, ...inbox.troubles, ...inbox.lost, ...said.split('\n').slice(0, 12));
    }
    this.keep(`${safe(this.name)}.log`, `relay:\n${this.world.log('relay.log')}\nsandbox:\n${this.world.log('sandbox.log')}\n`);
    return [...short, ...this.world.log('relay.log').split('\n').slice(-6)];
  }

  async close() {
    for (const inbox of this.open) {
      await inbox.leave().catch(() => {});  // it may be closed already
      await inbox.page.context().close().catch(() => {});
    }
    await this.own?.close();
  }
}
