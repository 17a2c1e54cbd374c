// Firefox over WebDriver BiDi, which it speaks by itself: no driver program. On a virtual screen, since without one it has no
// WebGL. Needs Debian's firefox-esr and xvfb; used by firefox.mjs, which is run by hand.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until.mjs';

const SCREEN = ':97';

export class Firefox {
  static async launch(port, preferences = {}) {
    const firefox = new Firefox();
    firefox.profile = mkdtempSync(join(tmpdir(), 'tributary-firefox-'));
    const lines = Object.entries({ 'browser.shell.checkDefaultBrowser': false, 'datareporting.policy.dataSubmissionEnabled': false,
      'app.update.enabled': false, 'remote.active-protocols': 1, 'webgl.force-enabled': true, ...preferences });
    writeFileSync(join(firefox.profile, 'user.js'), lines.map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(''));
    firefox.screen = spawn('Xvfb', [SCREEN, '-screen', '0', '1600x1100x24', '+extension', 'GLX'], { stdio: 'ignore' });
    firefox.browser = spawn('firefox-esr', ['--no-remote', '--profile', firefox.profile, '--width', '1440', '--height', '1000', `--remote-debugging-port=${port}`, 'about:blank'],
      { stdio: 'ignore', env: { ...process.env, DISPLAY: SCREEN, HOME: firefox.profile, LIBGL_ALWAYS_SOFTWARE: '1' } });
    await until('Firefox answers', () => firefox.connect(port), { within: 60000, every: 500 });
    await firefox.ask('session.new', { capabilities: {} });
    const { contexts } = await firefox.ask('browsingContext.getTree', {});
    firefox.context = contexts[0].context;
    return firefox;
  }

  connect(port) {
    return new Promise((done, fail) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/session`);
      this.waiting = new Map();
      socket.onopen = () => { this.socket = socket; done(true); };
      socket.onerror = () => fail(new Error('no answer yet'));
      socket.onmessage = ({ data }) => {
        const message = JSON.parse(data);
        const waiter = this.waiting.get(message.id);
        this.waiting.delete(message.id);
        if (message.type === 'error') waiter?.fail(new Error(`${message.error}: ${message.message}`));
        else waiter?.done(message.result);
      };
    });
  }

  ask(method, params) {
    this.number = (this.number ?? 0) + 1;
    const id = this.number;
    return new Promise((done, fail) => {
      this.waiting.set(id, { done, fail });
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }

  visit(url) { return this.ask('browsingContext.navigate', { context: this.context, url, wait: 'complete' }); }

  async run(expression) {
    const { result, exceptionDetails } = await this.ask('script.evaluate', { expression, target: { context: this.context }, awaitPromise: true });
    if (exceptionDetails) throw new Error(exceptionDetails.text);
    return result.value;
  }

  settled() { return this.run('window.__tributary.settled().then(() => true)'); }

  async press(selector) {
    const place = JSON.parse(await this.run(`(() => { const box = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect();
      return JSON.stringify({x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2)}); })()`));
    const actions = [{ type: 'pointerMove', ...place }, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }];
    await this.ask('input.performActions', { context: this.context, actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }] });
    await this.settled();
  }

  type(text) {
    const actions = [...text].flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]);
    return this.ask('input.performActions', { context: this.context, actions: [{ type: 'key', id: 'keys', actions }] });
  }

  async picture() {
    const { data } = await this.ask('browsingContext.captureScreenshot', { context: this.context });
    return Buffer.from(data, 'base64');
  }

  async close() {
    this.socket?.close();
    for (const child of [this.browser, this.screen]) {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill();
      await ended;
    }
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
