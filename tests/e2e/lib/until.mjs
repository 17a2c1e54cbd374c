// Asks again until the answer is right. For what lies outside the page; the page has locators and settled().
import { setTimeout as pause } from 'node:timers/promises';

// An error with `hopeless` ends the waiting at once. `within` is how long a machine may take that does much else.
export async function until(what, ask, { within = 180_000, every = 40 } = {}) {
  const end = Date.now() + within;
  let last;
  for (;;) {
    try {
      last = await ask();
      if (last) return last;
    } catch (error) {
      if (error.hopeless) throw error;
      last = error;
    }
    if (Date.now() > end) throw new Error(`Waited ${within} ms until ${what}. The last answer: ${last?.stack ?? JSON.stringify(last)}`);
    await pause(every);
  }
}
