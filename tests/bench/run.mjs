// run.mjs [--quick] [--out FILE|FOLDER/] [NAME…]: what docs/bench.md names. Without a name everything but `visible` and `interface`,
// which need Chromium; --quick is about a minute of one round each, for trying, not for judging.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { built, percentile, PROGRAMS, Report } from './lab.mjs';
import { costs, growth, ingest } from './ingest.mjs';
import { endtoend, fanout, idle, slow } from './fanout.mjs';
import { neighbour } from './neighbour.mjs';
import { start } from './starting.mjs';

// The index by itself, with as many messages; what it prints is kept.
async function search(report, { quick }) {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-search-'));
  try {
    const printed = execFileSync(join(PROGRAMS, 'search_bench'), [quick ? '50000' : '1000000', folder], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
    console.log(printed.split('\n')[0]);
    const lines = [...printed.matchAll(/^(.+?)\s+\d+ hits\s+p50\s+([\d.]+) ms\s+p99\s+([\d.]+) ms/gm)].map(([, name, , p99]) => ({ name, p99: Number(p99) }));
    const yardstick = lines.find((line) => line.name.startsWith('yardstick'))?.p99;
    report.raw.search = printed;
    for (const { name, p99 } of lines.filter((line) => !line.name.startsWith('yardstick'))) {
      report.add(`search, ${name}: p99`, { value: p99, unit: 'ms', target: 50 });
      report.add('  beside the newest 50 messages', { value: p99, yardstick, unit: 'ms' });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function inWorld(measure) {
  const { World } = await import('../e2e/lib/world.mjs');
  const world = await World.start();
  try {
    await measure(world);
  } finally {
    await world.stop();
  }
}

const usual = { ingest, costs, idle, fanout, endtoend, slow, neighbour, start, growth, search };
const browser = {
  visible: (report) => inWorld(async (world) => {
    const { visible } = await import('./visible.mjs');
    const times = await visible(world, 50);
    report.raw.visible = times;
    report.add('from signed webhook to the text in the page, p50', { value: percentile(times, 0.5), unit: 'ms' });
    report.add('  p99', { value: percentile(times, 0.99), unit: 'ms' });
  }),
  interface: (report) => inWorld(async (world) => {
    const { measureInterface } = await import('./interface.mjs');
    report.raw.interface = await measureInterface(world);
  }),
};

const words = process.argv.slice(2), out = words.includes('--out') ? words[words.indexOf('--out') + 1] : undefined;
const quick = words.includes('--quick');
const names = words.filter((word) => !word.startsWith('--') && word !== out);
const all = { ...usual, ...browser };
const unknown = names.filter((name) => !all[name]);
if (unknown.length > 0) throw new Error(`There is no bench called ${unknown.join(', ')}: ${Object.keys(all).join(', ')}.`);
const settings = { quick, rounds: quick ? 1 : 3, seconds: quick ? 2 : 6 };
const chosen = names.length > 0 ? names : Object.keys(usual);
if (chosen.some((name) => usual[name]) && !built('hook_load')) throw new Error(`The load programs are not in ${PROGRAMS}; ./tributary bench builds them`);

const reports = {};
Report.head();
for (const name of chosen) {
  reports[name] = new Report();
  await all[name](reports[name], settings);
}
const whole = new Report();
for (const one of Object.values(reports)) {
  whole.rows.push(...one.rows);
  Object.assign(whole.raw, one.raw);
}
const missed = whole.rows.filter((row) => row.verdict === 'missed');
console.log(missed.length > 0 ? `${missed.length} targets missed: ${missed.map((row) => row.name.trim()).join('; ')}` : 'no target missed');
if (out?.endsWith('/')) for (const [name, one] of Object.entries(reports)) one.save(join(out, `${name}.json`), settings);
else whole.save(out ?? join('bench', 'results', `${new Date().toISOString().replaceAll(':', '').slice(0, 15)}${quick ? '-quick' : ''}.json`), settings);
process.exit(0);
