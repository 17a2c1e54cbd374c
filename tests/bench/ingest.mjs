// Signed, durable webhooks beside the least a server can do for one: check, store one row, commit, answer.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newestConversation, pagesOf, repliesTo } from './asking.mjs';
import { hooks, inTurns, median, PROGRAMS, Relay, Yardstick } from './lab.mjs';

const of = (runs, pick) => median(runs.map(pick));
// Of the process's time what its own thread took that answers webhooks; the rest is the index, checkpoints and saved states.
const loop = (run) => run.threads_us.loop;
const index = (run) => run.threads_us.index ?? 0;

export async function ingest(report, { rounds, seconds }) {
  const servers = { relay: await Relay.start(), floor: await Yardstick.start('hook') };
  try {
    await servers.relay.meet();
    const full = await inTurns(rounds, servers, (server) => hooks(server, { seconds, warmup: 200 }));
    const alone = await inTurns(rounds, servers, (server) => hooks(server, { conns: 1, seconds: seconds / 2, warmup: 20 }));
    const paced = await inTurns(rounds, servers, (server) => hooks(server, { rate: 500, duplicates: 10, seconds, warmup: 100 }));
    report.raw.ingest = { full, alone, paced };
    report.add('durable signed webhooks, 32 connections', { value: of(full.relay, (r) => r.per_second), yardstick: of(full.floor, (r) => r.per_second),
      unit: '/s', target: 0.6, stretch: 0.9, better: 'more' });
    report.add('  processor time per webhook', { value: of(full.relay, (r) => r.cpu_us), yardstick: of(full.floor, (r) => r.cpu_us), unit: 'us' });
    report.add('  of it the loop', { value: of(full.relay, loop), yardstick: of(full.floor, loop), unit: 'us' });
    report.add('  of it the search index', { value: of(full.relay, index), unit: 'us' });
    report.add('  p50', { value: of(full.relay, (r) => r.latency_us.p50) / 1000, yardstick: of(full.floor, (r) => r.latency_us.p50) / 1000, unit: 'ms' });
    report.add('  p99', { value: of(full.relay, (r) => r.latency_us.p99) / 1000, yardstick: of(full.floor, (r) => r.latency_us.p99) / 1000, unit: 'ms' });
    report.add('durable signed webhooks, 1 connection', { value: of(alone.relay, (r) => r.per_second), yardstick: of(alone.floor, (r) => r.per_second), unit: '/s', better: 'more' });
    // The plain target is of a quiet machine; what the disk alone takes is the yardstick's, and the difference is ours.
    const late = { value: of(paced.relay, (r) => r.latency_us.p99) / 1000, yardstick: of(paced.floor, (r) => r.latency_us.p99) / 1000 };
    report.add('500/s with 10 % duplicates, p99', { value: late.value, unit: 'ms', target: 2 });
    report.add('  the yardstick', { value: late.yardstick, unit: 'ms' });
    report.add('  more than the yardstick (its sync included)', { value: Math.max(0, late.value - late.yardstick), unit: 'ms', target: 2 });
    report.add('  processor time per webhook', { value: of(paced.relay, (r) => r.cpu_us), yardstick: of(paced.floor, (r) => r.cpu_us), unit: 'us' });
  } finally {
    await servers.relay.stop();
    await servers.floor.stop();
  }
}

const counted = (file) => {
  const bytes = readFileSync(file);
  return Object.fromEntries(['allocations', 'bytes', 'syncs', 'writes'].map((name, i) => [name, Number(bytes.readBigUInt64LE(8 * i))]));
};

// Counted, not timed: what one webhook asks of the allocator, the disk and the database.
export async function costs(report, { quick }) {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-counts-')), file = join(folder, 'counts');
  const relay = await Relay.start({ LD_PRELOAD: join(PROGRAMS, 'libcounting.so'), TRIBUTARY_COUNTS: file });
  try {
    await relay.meet();
    for (const [what, options] of [['a known contact', { people: 1000 }], ['a first message', { people: 1e7 }]]) {
      const count = quick ? 2000 : 5000;
      const before = counted(file), then = await relay.metrics();
      const { cpu_us } = await hooks(relay, { ...options, count, seconds: 60 });
      const after = counted(file), now = await relay.metrics();
      const each = (name) => (after[name] - before[name]) / count, told = (name) => (now[name] - then[name]) / count;
      report.add(`${what}: events`, { value: told('events_total'), unit: '' });
      report.add('  SQL statements', { value: told('store_statements_total'), unit: '' });
      report.add('  allocations', { value: each('allocations'), unit: '' });
      report.add('  bytes asked for', { value: each('bytes') / 1024, unit: 'KB' });
      report.add('  writes to files', { value: each('writes'), unit: '' });
      report.add('  syncs', { value: each('syncs'), unit: '' });
      report.add('  webhooks per commit', { value: 1 / told('commits_total'), unit: '' });
      report.add('  processor time, index and counting included', { value: cpu_us, unit: 'us' });
    }
  } finally {
    await relay.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

// The same at a thousand stored messages and at very many: a webhook, and what a program asks for about a conversation that is
// as long in both.
export async function growth(report, { quick, rounds, seconds }) {
  const [young, old] = [await Relay.start(), await Relay.start()];
  try {
    const messages = quick ? 100_000 : 1_000_000;
    console.log(await old.world.demo('--conversations', String(messages / 50), '--thread-messages', String(messages * 0.8)));
    await old.look();
    const long = await newestConversation(old);
    const settled = await old.settled();
    await young.meet(500);
    await old.meet(500);
    for (const server of [young, old]) {
      await hooks(server, { people: 1, count: 200, seconds: 60 });
      server.talk = await newestConversation(server);
    }
    const runs = await inTurns(rounds, { young, old }, (server) => hooks(server, { people: 500, rate: 500, seconds, warmup: 100 }));
    const asked = await inTurns(rounds, { young, old }, async (server) => ({ page: await pagesOf(server, server.talk), reply: await repliesTo(server, server.talk) }));
    const longest = await pagesOf(old, long);
    report.raw.growth = { runs, asked, longest };
    report.add(`processor time per webhook, ${messages / 1e6} million stored to 1,000`, { value: of(runs.old, (r) => r.cpu_us), yardstick: of(runs.young, (r) => r.cpu_us), unit: 'us' });
    report.add('  of it the loop', { value: of(runs.old, loop), yardstick: of(runs.young, loop), unit: 'us', target: 1.5 });
    report.add('  of it the search index, off the hot path', { value: of(runs.old, index), yardstick: of(runs.young, index), unit: 'us' });
    report.add('  p50 at 500/s', { value: of(runs.old, (r) => r.latency_us.p50) / 1000, yardstick: of(runs.young, (r) => r.latency_us.p50) / 1000, unit: 'ms', target: 1.5 });
    report.add('  p99 at 500/s', { value: of(runs.old, (r) => r.latency_us.p99) / 1000, yardstick: of(runs.young, (r) => r.latency_us.p99) / 1000, unit: 'ms', target: 1.5 });
    report.add('  a reply by REST, p50', { value: of(asked.old, (r) => r.reply.p50), yardstick: of(asked.young, (r) => r.reply.p50), unit: 'ms', target: 1.5 });
    const page = of(asked.young, (r) => r.page.p50);
    report.add('  a page of a conversation, p50', { value: of(asked.old, (r) => r.page.p50), yardstick: page, unit: 'ms', target: 1.5 });
    report.add(`  the same of the one with ${messages * 0.8} messages`, { value: longest.p50, yardstick: page, unit: 'ms' });
    report.add('  the index and the books after the import', { value: settled, unit: 's' });
  } finally {
    await young.stop();
    await old.stop();
  }
}
