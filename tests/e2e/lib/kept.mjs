// What the browser keeps for when there is no network.
import { until } from './until.mjs';

// The page's own files: how many caches there are once the service worker serves them.
export const workerReady = (page) => page.evaluate(async () => {
  const registration = await navigator.serviceWorker.ready;
  while (registration.active.state !== 'activated') await new Promise((done) => { registration.active.addEventListener('statechange', done, { once: true }); });
  return (await caches.keys()).length;
});

// How many things of a kind.
export const kept = (page, kind) => page.evaluate((name) => new Promise((done) => {
  const open = indexedDB.open('tributary');
  open.onsuccess = () => {
    const count = open.result.transaction(name).objectStore(name).count();
    count.onsuccess = () => {
      open.result.close();
      done(count.result);
    };
  };
}), kind);

// From now on a reload finds page and conversations without the relay.
export async function untilKept(page) {
  await workerReady(page);
  await until('the browser keeps the conversations', async () => (await kept(page, 'frames')) > 0);
}
