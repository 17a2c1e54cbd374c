// The page as a person meets it: by role and name, with a pointer and a keyboard.
import assert from 'node:assert/strict';
import { until } from './until.mjs';

const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export class Inbox {
  constructor(page) {
    this.page = page;
    this.troubles = [];
    this.lost = [];  // requests that found no answer: no trouble in itself, but evidence
    this.saying = new Set();  // what it told the relay and has no answer to yet
    page.on('request', (request) => { if (request.method() !== 'GET') this.saying.add(request); });
    for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => this.saying.delete(request));
    page.on('requestfailed', (request) => this.lost.push(`${request.method()} ${request.url().split('#')[0]}: ${request.failure()?.errorText}`));
    page.on('pageerror', (error) => this.troubles.push(`script error: ${error.message}`));
    page.on('console', (message) => {
      if (/content security policy|trusted type/i.test(message.text())) this.troubles.push(message.text());
    });
  }

  async settled() {
    await this.page.waitForFunction(() => window.__tributary !== undefined);
    await this.page.evaluate(() => window.__tributary.settled());
  }

  // Leaves the page, without telling the relay anything more; what it told is answered. A page that is put away says what it
  // had not said yet, as a setting chosen a moment ago, and the next test would find that.
  async leave() {
    await this.page.route('**/api/**', (route) => route.abort());
    await this.page.goto('about:blank', { timeout: 10_000 });
    await until('what the page said is answered', async () => this.saying.size === 0, { within: 10_000 });
  }

  // Until nothing has been drawn for a second.
  async still() {
    for (let before = -1; ;) {
      await this.settled();
      const { frames } = await this.stats();
      if (frames === before) return;
      before = frames;
      await this.page.evaluate(() => new Promise((done) => { setTimeout(done, 1000); }));
    }
  }

  // The page's clock stands, and goes on: what it offers for some seconds, to be taken back say, stands as long as a machine needs.
  holdTime() {
    return this.page.evaluate((ms) => window.__tributary.freezeTime(ms), Date.now());
  }

  letTimeGo() {
    return this.page.evaluate(() => window.__tributary.freezeTime(null));
  }

  stats() {
    return this.page.evaluate(() => window.__tributary.stats());
  }

  // Opens the address and waits until the inbox stands.
  async arrive(url) {
    await this.page.goto(url);
    await this.views().waitFor();
    await this.settled();
  }

  async forgetDrafts() {
    const any = await this.page.evaluate(async () => {
      const { items = [] } = await (await fetch('/api/v1/drafts')).json();
      for (const { conversationId, note } of items) {
        await fetch(`/api/v1/conversations/${conversationId}/draft`, { method: 'PUT', headers: { 'Content-Type': 'application/json', 'X-Requested-By': 'app' }, body: JSON.stringify({ text: '', note }) });
      }
      return items.length > 0;
    });
    if (any) await this.settled();
  }

  views() { return this.page.getByRole('navigation', { name: 'Views' }); }
  view(name) { return this.views().getByRole('link', { name: new RegExp(`^${literal(name)}\\b`) }); }
  list() { return this.page.getByRole('list', { name: 'Conversations', exact: true }); }
  row(contact) { return this.list().getByRole('listitem', { name: new RegExp(`^${literal(contact)}`) }); }
  log() { return this.page.getByRole('log', { name: 'Messages' }); }
  articles() { return this.log().getByRole('article'); }
  message(text) { return this.articles().filter({ hasText: text }); }
  search() { return this.page.getByRole('searchbox', { name: 'Search conversations', exact: true }); }  // the list's, or the dialog's while that is open
  composer() { return this.page.getByRole('textbox', { name: 'Reply' }); }
  button(name) { return this.page.getByRole('button', { name, exact: true }); }
  heading(name) { return this.page.getByRole('heading', { name }); }

  // A real click in the middle of what the tree says is there: proves that the drawing and the tree agree.
  async press(locator) {
    await locator.waitFor();
    await this.settled();
    const box = await locator.boundingBox();
    assert.ok(box, 'what is pressed has a place on the screen');
    await this.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await this.settled();
  }

  async show(view) {
    await this.press(this.view(view));
  }

  async open(contact) {
    await this.press(this.row(contact).first());
    await this.heading(contact).first().waitFor();
    await this.settled();
  }

  async reply(text) {
    await this.composer().click();
    await this.composer().fill(text);
    await this.page.keyboard.press('Enter');
  }

  // What the tree says about a message of ours: author, time and delivery.
  async nameOf(text) {
    const article = this.message(text).last();
    await article.waitFor();
    return (await article.getAttribute('aria-label')) ?? '';
  }

  untilDelivery(text, word, options) {
    return until(`"${text}" is ${word}`, async () => (await this.nameOf(text)).includes(word), options);
  }

  // The texts of the open thread, as far as the tree holds them.
  texts() {
    return this.articles().allInnerTexts();
  }

  aria() {
    return this.page.locator('body').ariaSnapshot();
  }
}
