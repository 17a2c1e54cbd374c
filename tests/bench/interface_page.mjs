// What the bench hangs into the page before its own scripts run, and hands that press and turn at a person's pace.

export async function watchPage(inbox) {
  await inbox.page.addInitScript(() => {
    const seen = { firstRow: 0, ownFrame: 0, socketBytes: 0, longTasks: [], scripts: [], clear() { seen.longTasks.length = seen.scripts.length = 0; } };
    window.__bench = seen;
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) seen.longTasks.push(entry.duration); }).observe({ entryTypes: ['longtask'] });
    const looked = new MutationObserver(() => {
      if (!document.querySelector('[role=listitem]')) return;
      seen.firstRow ||= performance.now();  // since navigation began
      if (document.querySelector('#last-view')) return;  // what stood there before, until the program has drawn
      looked.disconnect();
      seen.ownFrame = performance.now();
    });
    looked.observe(document, { childList: true, subtree: true });
    const Real = window.WebSocket;
    window.WebSocket = class extends Real {
      constructor(...args) {
        super(...args);
        this.addEventListener('message', (event) => { seen.socketBytes += event.data.length; });
      }
    };
    const ask = window.requestAnimationFrame.bind(window);
    seen.nextFrame = () => new Promise((done) => { ask(done); });
    window.requestAnimationFrame = (frame) => ask((now) => {
      const begun = performance.now();
      frame(now);
      seen.scripts.push(performance.now() - begun);
    });
  });
}

// Processor milliseconds of the page's main thread so far: what else the machine does meanwhile does not count.
async function processorClock(page, wanted) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => 1000 * (await cdp.send('Performance.getMetrics')).metrics.find(({ name }) => name === wanted).value;
}
const scriptClock = (page) => processorClock(page, 'ScriptDuration');
export const taskClock = (page) => processorClock(page, 'TaskDuration');

// Milliseconds of script from the key to the frame that shows its effect, one press per settled page: by the clock on the
// wall, and of the processor.
export async function pressKeys(inbox, key, times) {
  const wall = [], processor = [], clock = await scriptClock(inbox.page);
  for (let press = 0; press < times; press++) {
    const before = await clock();
    wall.push(await inbox.page.evaluate((name) => new Promise((done) => {
      window.__bench.clear();
      const begun = performance.now();
      document.activeElement?.blur();
      window.dispatchEvent(new KeyboardEvent('keydown', { key: name, code: `Key${name.toUpperCase()}`, bubbles: true }));
      const handled = performance.now() - begun;
      window.__bench.nextFrame().then(() => setTimeout(() => done(handled + (window.__bench.scripts[0] ?? 0)), 0));
    }), key));
    processor.push(await clock() - before);
    await inbox.settled();
  }
  return { wall, processor };
}

// Milliseconds from a letter typed into the field that has the focus to the end of the frame that shows what it found first,
// and of the processor until everything was looked through.
export async function typeLetters(inbox, letters) {
  const wall = [], processor = [], clock = await scriptClock(inbox.page);
  for (const letter of letters) {
    const before = await clock();
    wall.push(await inbox.page.evaluate((typed) => new Promise((done) => {
      window.__bench.clear();
      const begun = performance.now();
      document.execCommand('insertText', false, typed);
      const handled = performance.now() - begun;
      window.__bench.nextFrame().then(() => setTimeout(() => done(handled + (window.__bench.scripts[0] ?? 0)), 0));
    }), letter));
    await inbox.settled();
    processor.push(await clock() - before);
  }
  return { wall, processor };
}

export async function wheelFor(inbox, area, ms, by) {
  const box = await area.boundingBox();
  await inbox.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (const end = Date.now() + ms; Date.now() < end;) {
    await inbox.page.mouse.wheel(0, by);
    await inbox.page.evaluate(() => window.__bench.nextFrame().then(() => undefined));
  }
}
