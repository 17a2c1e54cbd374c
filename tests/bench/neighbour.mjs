// What one tenant notices of another that brings a hundred times as much, and of one that brings all it can (P14).
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { hooks, inTurns, median, PROGRAMS, Relay } from './lab.mjs';

const account = { sid: `AC${'fedcba9876543210'.repeat(2)}`, secret: '0123456789abcdef'.repeat(2), number: '+15550100800' };
const of = (runs, pick) => median(runs.map(pick));

// The auth token goes in on standard input, as an operator gives it.
function giveAccount(world) {
  return new Promise((done, fail) => {
    const words = ['add-account', '--data', join(world.folder, 'data'), '--tenant', 'quiet', '--sid', account.sid, '--sms-number', account.number,
      '--api-base', `http://127.0.0.1:${world.sandboxPort}`, '--token-stdin'];
    const child = execFile(join(PROGRAMS, 'tributary-relay'), words, (error, printed) => (error ? fail(error) : done(new URL(/messages (\S+)/.exec(printed)[1]).pathname)));
    child.stdin.end(account.secret);
  });
}

export async function neighbour(report, { rounds, seconds }) {
  const relay = await Relay.start();
  try {
    await relay.world.operate('create-tenant', '--tenant', 'quiet');
    const path = await giveAccount(relay.world);
    const quiet = { port: relay.port, pid: relay.pid, hook: { path, sign: 'twilio', secret: account.secret, account: account.sid, to: account.number } };
    const rate = 20, length = 3 * seconds;
    await relay.meet();
    await hooks(quiet, { count: 200, people: 100, seconds: 20 });
    const listen = () => hooks(quiet, { rate, conns: 4, people: 100, seconds: length, warmup: rate });
    // The noise begins before and ends after what is measured.
    const beside = async (noise) => {
      const noisy = hooks(relay, { ...noise, seconds: length + 2 });
      const heard = await listen();
      return { ...heard, noise: await noisy };
    };
    const runs = await inTurns(rounds, {
      alone: listen, hundredfold: () => beside({ rate: 100 * rate, conns: 32 }), flood: () => beside({ conns: 64 }),
    }, (measure) => measure());
    report.raw.neighbour = runs;
    const alone = { p50: of(runs.alone, (r) => r.latency_us.p50) / 1000, p99: of(runs.alone, (r) => r.latency_us.p99) / 1000 };
    for (const [name, what, target] of [['hundredfold', `${rate}/s beside another tenant's ${100 * rate}/s`, 1.5], ['flood', `${rate}/s beside all that another tenant can bring`]]) {
      report.add(`${what}, p99`, { value: of(runs[name], (r) => r.latency_us.p99) / 1000, yardstick: alone.p99, unit: 'ms', target });
      report.add('  p50', { value: of(runs[name], (r) => r.latency_us.p50) / 1000, yardstick: alone.p50, unit: 'ms' });
      report.add('  the other had', { value: of(runs[name], (r) => r.noise.per_second), unit: '/s' });
    }
  } finally {
    await relay.stop();
  }
}
