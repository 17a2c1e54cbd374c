// One webhook to every open page, beside the least a server can do for it.
import { hooks, inTurns, Load, median, Relay, Yardstick } from './lab.mjs';

const of = (runs, pick) => median(runs.map(pick));

// Listeners first, then the webhooks; what arrived is theirs to say.
async function heard(server, listeners, sending) {
  const fan = new Load('fan_load', { port: server.port, pid: server.pid, ...(await server.listening()), ...listeners });
  await fan.ready;
  await hooks(server, sending);
  return fan.result();
}

async function both(what, report, measure, more = {}) {
  const servers = { relay: await Relay.start(), floor: await Yardstick.start(what), ...more };
  try {
    await servers.relay.meet();
    await measure(servers);
  } finally {
    for (const server of Object.values(servers)) await server.stop();
  }
}

function whole(report, name, runs, expected) {
  const least = Math.min(...runs.map((r) => r.least)), lost = Math.max(...runs.map((r) => r.lost_readers));
  if (least < expected || lost > 0) console.log(`${name}: a reader got ${least} of ${expected}, ${lost} readers were lost`);
  report.raw[name] = runs;
}

export async function fanout(report, { quick, rounds }) {
  const conns = quick ? 400 : 1000, paced = quick ? 150 : 400, burst = 500;
  await both('fan', report, async (servers) => {
    const slow = await inTurns(rounds, servers, (server) => heard(server, { conns, expect: paced, seconds: 40 }, { rate: 50, count: paced, seconds: 40, conns: 8 }));
    const fast = await inTurns(rounds, servers, (server) => heard(server, { conns, expect: burst, seconds: 40 }, { count: burst, conns: 16, seconds: 40 }));
    whole(report, 'fan-out, paced', slow.relay, paced);
    whole(report, 'fan-out, burst', fast.relay, burst);
    report.raw.fanout_floor = { slow: slow.floor, fast: fast.floor, slow_durable: slow.durable, fast_durable: fast.durable };
    report.add(`fan-out to ${conns}, 50/s: processor time per delivery`, { value: of(slow.relay, (r) => r.cpu_us), yardstick: of(slow.floor, (r) => r.cpu_us), unit: 'us', target: 1.15 });
    // Who acknowledges late leaves that work to the sender's processor on loopback: a page, which says hello first, does, and the
    // yardstick's readers, which never say anything, do not. Both sides together are the same work for both.
    const bothSides = (run) => run.cpu_us + run.listener_cpu_us;
    report.add('  with what its reader needs', { value: of(slow.relay, bothSides), yardstick: of(slow.floor, bothSides), unit: 'us' });
    // Whoever waits for the disk finds its caches cold where others use the processor meanwhile.
    report.add('  beside the yardstick that stores first', { value: of(slow.relay, (r) => r.cpu_us), yardstick: of(slow.durable, (r) => r.cpu_us), unit: 'us' });
    report.add('  p99', { value: of(slow.relay, (r) => r.latency_us.p99) / 1000, yardstick: of(slow.floor, (r) => r.latency_us.p99) / 1000, unit: 'ms' });
    report.add(`fan-out to ${conns}, ${burst} at once: per delivery`, { value: of(fast.relay, (r) => r.cpu_us), yardstick: of(fast.floor, (r) => r.cpu_us), unit: 'us', target: 0.9 });
    report.add('  beside the yardstick that stores first', { value: of(fast.relay, (r) => r.cpu_us), yardstick: of(fast.durable, (r) => r.cpu_us), unit: 'us' });
    report.add('  deliveries', { value: of(fast.relay, (r) => r.per_second), yardstick: of(fast.floor, (r) => r.per_second), unit: '/s', better: 'more' });
    report.add('  messages per read', { value: of(fast.relay, (r) => r.received / r.reads), yardstick: of(fast.floor, (r) => r.received / r.reads), unit: '', better: 'more' });
  }, { durable: await Yardstick.start('hook') });
}

export async function endtoend(report, { quick, rounds, seconds }) {
  const count = 500 * seconds;
  await both('hook', report, async (servers) => {
    const runs = await inTurns(quick ? 2 : 2 * rounds, servers, (server) => heard(server, { conns: 50, expect: count, seconds: seconds + 20 }, { rate: 500, count, seconds: seconds + 20, conns: 16 }));
    whole(report, 'end to end', runs.relay, count);
    report.raw.endtoend_floor = runs.floor;
    report.add('webhook to 50 browsers at 500/s, p99', { value: of(runs.relay, (r) => r.latency_us.p99) / 1000, yardstick: of(runs.floor, (r) => r.latency_us.p99) / 1000, unit: 'ms', target: 1.5, stretch: 1 });
    report.add('  p50', { value: of(runs.relay, (r) => r.latency_us.p50) / 1000, yardstick: of(runs.floor, (r) => r.latency_us.p50) / 1000, unit: 'ms' });
    report.add('  processor time per delivery', { value: of(runs.relay, (r) => r.cpu_us), yardstick: of(runs.floor, (r) => r.cpu_us), unit: 'us' });
  });
}

// Memory is only right while the servers are fresh.
export async function idle(report, { quick }) {
  const conns = quick ? 1000 : 4000;
  await both('fan', report, async (servers) => {
    const runs = await inTurns(1, servers, async (server) => new Load('fan_load', { port: server.port, pid: server.pid, ...(await server.listening()), conns, seconds: 1 }).result());
    report.raw.idle = runs;
    report.add(`process memory per idle connection, of ${conns}`, { value: runs.relay[0].kb_per_conn, unit: 'KB', target: 3, stretch: 1.5 });
    report.add('  beside the yardstick', { value: runs.relay[0].kb_per_conn, yardstick: runs.floor[0].kb_per_conn, unit: 'KB' });
    report.add('  processor time of a new connection', { value: runs.relay[0].connect_cpu_us, yardstick: runs.floor[0].connect_cpu_us, unit: 'us' });
  });
}

// Twenty of two hundred stop reading; the ring overflows, they are cut and told why, and nobody else notices.
export async function slow(report, { quick }) {
  const count = quick ? 3000 : 10_000, sending = { count, conns: 4, text: 4000, seconds: 60 }, listeners = { conns: 200, expect: count, seconds: 60 };
  const relay = await Relay.start();
  try {
    await relay.meet();
    const without = await heard(relay, listeners, sending), beside = await heard(relay, { ...listeners, stall: 20 }, sending);
    report.raw.slow = { without, beside };
    report.add(`20 of 200 stop reading, ${Math.round(count * 4 / 1024)} MB: memory grew by`, { value: beside.grew_mb, unit: 'MB', target: 48 });
    report.add('  of the 20 cut', { value: beside.cut, unit: '', better: 'more', ...(quick ? {} : { target: 20 }) });
    report.add('  the others got', { value: beside.least, yardstick: count, unit: '', target: 1, better: 'more' });
    report.add('  the others, p99 to a run without', { value: beside.latency_us.p99 / 1000, yardstick: without.latency_us.p99 / 1000, unit: 'ms', target: 1.2 });
  } finally {
    await relay.stop();
  }
}
