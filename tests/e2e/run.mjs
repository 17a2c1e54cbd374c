// run.mjs [NAME…]: runs the *.e2e.mjs files whose name contains a NAME, each against a relay and a sandbox of its own.
// With ONLY=words in the environment of them only the tests whose name contains the words. With E2E_CLAIMS=FOLDER two of these
// share the files: each takes what the other has not, one from the beginning and one (E2E_SECOND) from the end.
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from './lib/chromium.mjs';
import { OUT, Stage } from './lib/stage.mjs';
import { Skipped, take } from './lib/suite.mjs';
import { World } from './lib/world.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const TEST_SECONDS = 900;  // the longest takes 70 where nothing else runs

const counts = { passed: 0, failed: 0, skipped: 0 };

function within(seconds, promise) {
  let late;
  const limit = new Promise((_, fail) => { late = setTimeout(() => fail(new Error(`not done after ${seconds} s`)), seconds * 1000); });
  return Promise.race([promise, limit]).finally(() => clearTimeout(late));
}

function report(ok, file, name, begun, error, evidence = []) {
  counts[ok ? 'passed' : 'failed'] += 1;
  const seconds = ((Date.now() - begun) / 1000).toFixed(1).padStart(6);
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${seconds} s  ${file}: ${name}`);
  if (error) console.log(String(error.stack ?? error).split('\n').slice(0, 30).map((line) => '       ' + line).join('\n'));
  for (const line of evidence) console.log(`       ${line.slice(0, 300)}`);
}

function passOver(file, name, reason) {
  counts.skipped += 1;
  console.log(`skip           ${file}: ${name}: ${reason}`);
}

async function runTest(file, { name, body }, world, browser) {
  const stage = new Stage(world, browser, `${file}-${name}`);
  const begun = Date.now();
  try {
    await within(TEST_SECONDS, body(stage));
    if (stage.troubles().length > 0) throw new Error(`the page was in trouble:\n${stage.troubles().join('\n')}`);
    report(true, file, name, begun);
  } catch (error) {
    if (error instanceof Skipped) return passOver(file, name, error.message);
    report(false, file, name, begun, error, await stage.evidence());
  } finally {
    await stage.close();
  }
}

// What the real provider would not forgive, heard by the sandbox while the file ran.
async function objections(file, world) {
  const begun = Date.now();
  const { violations } = await world.phones.call('GET', 'log');
  if (violations.length > 0) report(false, file, 'the provider has nothing to object to', begun, JSON.stringify(violations.slice(0, 5), null, 1));
}

async function runFile(path, browser) {
  const file = path.replace('.e2e.mjs', '');
  const begun = Date.now();
  let world;
  try {
    await import(join(HERE, path));
    world = await World.start();
  } catch (error) {
    report(false, file, 'the file can be run', begun, error);
    take();
    return;
  }
  try {
    for (const one of take().filter(({ name }) => name.includes(process.env.ONLY ?? ''))) await runTest(file, one, world, browser);
    await objections(file, world);
  } finally {
    await world.stop();
  }
}

const claims = process.env.E2E_CLAIMS, second = Boolean(process.env.E2E_SECOND);

function isOurs(file) {
  if (!claims) return true;
  try {
    writeFileSync(join(claims, file), '', { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

const wanted = process.argv.slice(2);
const files = readdirSync(HERE).filter((name) => name.endsWith('.e2e.mjs')).sort()
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
if (second) files.reverse();
if (!claims) rmSync(OUT, { recursive: true, force: true });  // of two that share the files neither may take away what the other has written
const browser = await launch();
for (const file of files) if (isOurs(file)) await runFile(file, browser);
await browser.close();
console.log(`${counts.passed} passed, ${counts.failed} failed` + (counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''));
process.exit(counts.failed > 0 || (counts.passed === 0 && !claims) ? 1 : 0);  // the other may have taken everything
