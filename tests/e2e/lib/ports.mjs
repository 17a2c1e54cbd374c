// A port of one's own, also while nobody listens on it.
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

// Below those that the system gives to whoever connects (from 32768): while a relay is stopped, nobody else gets its own.
const PORTS = [20_000, 32_000];
const given = new Set();

const isFree = (port) => new Promise((done) => {
  const server = createServer();
  server.once('error', () => done(false));
  server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
});

export async function freePort() {
  for (;;) {
    const port = randomInt(...PORTS);
    if (given.has(port) || !await isFree(port)) continue;
    given.add(port);
    return port;
  }
}
