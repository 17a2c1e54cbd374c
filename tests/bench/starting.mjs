// How long after a start the first webhook is durable, and how long a page that was away takes to know everything.
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { hooks, Relay } from './lab.mjs';
import { Socket } from './sockets.mjs';

let sid = 0;
const form = (account) => ({ AccountSid: account, MessageSid: `SM${(++sid).toString(16).padStart(32, 'c')}`, From: '+15550409000', To: '+15550100900', Body: 'the first', NumMedia: '0' });

// From the start of the process; asked every two milliseconds.
async function firstWebhook(world) {
  const body = form(world.sid), begun = performance.now();
  world.relay = world.spawned(...world.relayCommand());
  for (;;) {
    if (world.relay.how !== undefined) throw new Error(`the relay ended: ${world.log('relay.log')}`);
    const answer = await world.signedWebhook(body).catch(() => null);
    if (answer?.status === 200) return (performance.now() - begun) / 1000;
    await pause(2);
  }
}

async function away(relay, epoch, seq) {
  const begun = performance.now(), socket = await Socket.open(relay.port, relay.token);
  socket.send({ frame: 'hello', ticket: '', build: '', epoch, seq });
  const welcome = await socket.next('welcome');
  let at = seq, pieces = 0, last = false;
  for (; at < welcome.seq || (pieces > 0 && !last);) {
    const lines = await Promise.race([socket.next('lines', (name, text) => {
      if (name !== 'snapshot') return;
      const { part, parts, at: of } = JSON.parse(text.slice(0, text.indexOf(',"state":')) + '}');
      pieces = part + 1;
      last = parts > 0;
      if (last) at = of, socket.frames.push(`{"frame":"lines","upto":${of}}`);
      else if (part === 0 || part % 8 === 7) socket.send({ frame: 'ack', seq: part + 1 });
    })]);
    at = Math.max(at, lines.upto);
  }
  socket.end();
  return { seconds: (performance.now() - begun) / 1000, mb: socket.bytes / 1e6, pieces };
}

export async function start(report, { quick }) {
  const relay = await Relay.start(), { world } = relay;
  try {
    await world.stopRelay();
    const empty = await firstWebhook(world);
    await world.stopRelay();
    await world.startRelay();
    // A conversation of the demo has some twenty events, and it is events that were promised.
    const wanted = quick ? 90_000 : 1_000_000;
    for (let events = 0; events < wanted; events = (await relay.metrics()).events_total)
      console.log(await world.demo('--add', '--conversations', String(Math.ceil(Math.max(wanted / 100, wanted - events) / 19))));
    await world.stopRelay();
    const clean = await firstWebhook(world);
    await relay.look();
    const { events_total: events } = await relay.metrics();
    if (events < wanted) throw new Error(`there are ${events} events and not ${wanted}`);
    report.add(`start, ${events} events: first durable webhook`, { value: clean, unit: 's', target: 2 });
    report.add('  beside an empty relay', { value: clean, yardstick: empty, unit: 's' });
    const { epoch } = await relay.position();
    await hooks(relay, { count: quick ? 5000 : 40_000, people: 1000, seconds: 120 });
    await world.stopRelay('SIGKILL');
    const killed = await firstWebhook(world);
    await relay.look();
    report.add('  after a kill under load, replaying', { value: killed, unit: 's', target: 2 });
    const { seq } = await relay.position();
    const short = await away(relay, epoch, seq - 100), longer = await away(relay, epoch, seq - 4900), whole = await away(relay, null, 0);
    report.raw.away = { short, longer, whole };
    report.add('catching up with 100 events', { value: short.seconds, unit: 's', target: 1 });
    report.add('catching up with 4,900 events', { value: longer.seconds, unit: 's', target: 1 });
    report.add(`a whole snapshot, ${whole.mb.toFixed(1)} MB in ${whole.pieces} pieces`, { value: whole.seconds, unit: 's' });
  } finally {
    await relay.stop();
  }
}
