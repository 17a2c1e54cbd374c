// From the moment a signed webhook leaves to the moment its text stands in the open page, both by this machine's clock.
import { launch } from '../e2e/lib/chromium.mjs';
import { Stage } from '../e2e/lib/stage.mjs';

export async function visible(world, count) {
  const browser = await launch();
  const stage = new Stage(world, browser, 'bench');
  const form = (n, body) => ({ AccountSid: world.sid, MessageSid: `SM${n.toString(16).padStart(32, 'a')}`, From: 'whatsapp:+15550300001',
    To: 'whatsapp:+15550100900', ProfileName: 'Bench', Body: body, NumMedia: '0' });
  try {
    await world.signedWebhook(form(0, 'the first'));
    const you = await stage.inbox('you');
    await you.show('All');
    await you.open('Bench');
    const times = [];
    for (let n = 1; n <= count; ++n) {
      const text = `word${n}end`;
      const seen = you.page.evaluate((wanted) => new Promise((done) => {
        const watcher = new MutationObserver(() => {
          if (!document.querySelector('[role=log]')?.textContent.includes(wanted)) return;
          watcher.disconnect();
          // After the frame that drew it.
          requestAnimationFrame(() => done(performance.timeOrigin + performance.now()));
        });
        watcher.observe(document.body, { childList: true, subtree: true, characterData: true });
      }), text);
      await you.settled();
      const begun = performance.timeOrigin + performance.now();
      const answer = await world.signedWebhook(form(n, text));
      if (answer.status !== 200) throw new Error(`webhook: ${answer.status}`);
      times.push((await seen) - begun);
    }
    return times;
  } finally {
    await stage.close();
    await browser.close();
  }
}
