// run.mjs [NAME…]: visible (webhook to page), webhooks (per second of one core), sockets (memory of 1,000 idle ones),
// interface (the page with 100,000 conversations and a thread of 100,000 messages; --long scrolls for half an hour).
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { World } from '../e2e/lib/world.mjs';
import { visible } from './visible.mjs';
import { holdSockets } from './sockets.mjs';
import { measureInterface } from './interface.mjs';

const TICKS_PER_SECOND = 100;

export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

// Processor seconds a process has used, and the memory it holds.
function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function residentKb(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);
}

const form = (n) => ({
  AccountSid: World.sid, MessageSid: `SM${n.toString(16).padStart(32, '0')}`, From: `+1555030${String(n % 1000).padStart(4, '0')}`,
  To: '+15550100900', Body: `message number ${n}`, NumMedia: '0', NumSegments: '1',
});

async function webhooks(world) {
  const total = 20000, lanes = 64;
  let next = 1, refused = 0;
  const cpu = cpuSeconds(world.relay.pid), begun = performance.now();
  await Promise.all(Array.from({ length: lanes }, async () => {
    while (next <= total) {
      const answer = await world.signedWebhook(form(next++));
      await answer.arrayBuffer();
      if (answer.status !== 200) refused += 1;
    }
  }));
  const seconds = (performance.now() - begun) / 1000, used = cpuSeconds(world.relay.pid) - cpu;
  console.log(`webhooks: ${total} signed and durable in ${seconds.toFixed(1)} s (${Math.round(total / seconds)} per second with the sender on the same machine); `
    + `the relay used ${used.toFixed(1)} s of one core: ${Math.round(total / used)} per second of one core; ${refused} refused`);
}

async function sockets(world) {
  const count = 1000;
  const token = await world.token('conversations:read');
  const before = residentKb(world.relay.pid);
  const close = await holdSockets(world.port, token, count);
  const after = residentKb(world.relay.pid);
  console.log(`sockets: ${count} idle: ${((after - before) / count).toFixed(1)} KB each; the relay holds ${(after / 1024).toFixed(1)} MB, ${(before / 1024).toFixed(1)} MB without them`);
  close();
}

const all = {
  visible: async (world) => {
    const times = await visible(world, 50);
    console.log(`visible: from signed webhook to the text in the page: p50 ${percentile(times, 0.5).toFixed(1)} ms, p99 ${percentile(times, 0.99).toFixed(1)} ms, ${times.length} messages`);
  },
  webhooks,
  sockets,
  interface: measureInterface,
};
const names = process.argv.slice(2).filter((word) => !word.startsWith('--'));

for (const [name, measure] of Object.entries(all)) {
  if (names.length > 0 && !names.includes(name)) continue;
  const world = await World.start();
  try {
    await measure(world);
  } finally {
    await world.stop();
  }
}
process.exit(0);
