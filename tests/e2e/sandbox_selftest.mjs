// The sandbox against a small HTTP sink in the relay's place: is it as strict and as moody as the real Twilio?
// node tests/e2e/sandbox_selftest.mjs [PART OF A TEST'S NAME]; node's own modules only.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { rmSync } from 'node:fs';
import {
  ACCOUNT, EMPTY, OURS, SID, TOKEN, base, basic, callback, ctl, folder, freePort, listening, maya, misaki, rawStatus, relay, rest, send, sink, sms,
  start, statusesOf, stop, until, violations, whatsapp,
} from './lib/sandbox_stand.mjs';

const tests = [];
const test = (name, body) => tests.push({ name, body });

test('three phones wait at the first start', async () => {
  const { phones } = await ctl('phones');
  assert.deepEqual(phones.map((phone) => [phone.name, phone.channel, phone.number]), [
    ['Maya Lindqvist', 'sms', '+15550100101'], ['佐藤 美咲', 'whatsapp', '+15550100102'], ['محمد العلي', 'whatsapp', '+15550100103']]);
});

test('a text is a signed form with Twilio\'s fields, and its answer waits for the relay\'s', async () => {
  const { sent } = await ctl('inbound', { phone: maya, text: 'Hëllo +& 👋' });
  assert.equal(sent[0].taken, true);
  const [got] = sink.got;
  assert.equal(got.signed, true);
  assert.equal(got.url, '/api/v1/webhooks/telephony/sms');
  assert.equal(got.headers['content-type'], 'application/x-www-form-urlencoded');
  assert.match(got.headers['i-twilio-idempotency-token'], /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  assert.equal(got.value.Body, 'Hëllo +& 👋');
  assert.deepEqual([got.value.From, got.value.To, got.value.NumMedia, got.value.NumSegments, got.value.SmsStatus, got.value.AccountSid],
    ['+15550100101', OURS, '0', '1', 'received', SID]);
  assert.equal(got.value.MessageSid, sent[0].sid);
  assert.equal(got.value.SmsMessageSid, sent[0].sid);
  assert.equal(got.value.ToCity, '');
});

test('WhatsApp brings its extras', async () => {
  await ctl('inbound', { phone: misaki, text: 'こんにちは', replyTo: 'SM00000000000000000000000000000001' });
  const { value } = sink.got[0];
  assert.deepEqual([value.From, value.To, value.ProfileName, value.WaId, value.MessageType, value.OriginalRepliedMessageSid],
    ['whatsapp:+15550100102', `whatsapp:${OURS}`, '佐藤 美咲', '15550100102', 'text', 'SM00000000000000000000000000000001']);
  assert.equal(JSON.parse(value.ChannelMetadata).data.context.ProfileName, '佐藤 美咲');
  await ctl('inbound', { phone: misaki, location: { latitude: 40.5, longitude: -75.25, label: 'Shop' } });
  await ctl('inbound', { phone: misaki, button: { text: 'Yes', payload: 'confirm:42' } });
  await ctl('inbound', { phone: misaki, list: { id: 'slot_am', title: 'Morning' } });
  const [, place, button, list] = sink.got.map((one) => one.value);
  assert.deepEqual([place.MessageType, place.Latitude, place.Longitude, place.Label, place.Body], ['location', '40.5', '-75.25', 'Shop', '']);
  assert.deepEqual([button.MessageType, button.ButtonText, button.ButtonPayload, button.Body], ['interactive', 'Yes', 'confirm:42', 'Yes']);
  assert.deepEqual([list.MessageType, list.ListId, list.ListTitle, list.Body], ['interactive', 'slot_am', 'Morning', 'Morning']);
});

test('the order of the parameters is not always the same', async () => {
  for (let at = 0; at < 4; ++at) await ctl('inbound', { phone: maya, text: 'x' });
  assert.ok(new Set(sink.got.map((one) => one.form.map(([name]) => name).join())).size > 1);
});

test('STOP carries its OptOutType and closes the number for sends until START', async () => {
  await ctl('inbound', { phone: maya, stop: true });
  assert.equal(sink.got[0].value.OptOutType, 'STOP');
  assert.equal((await send(sms())).json.code, 21610);
  await ctl('inbound', { phone: maya, text: 'start' });
  assert.equal((await send(sms())).status, 201);
});

test('pictures: one MMS with ten, on WhatsApp ten messages; the bytes come behind a redirect without credentials', async () => {
  const media = Array.from({ length: 10 }, (_, at) => ({ sample: `picture${at + 1}` }));
  const mms = await ctl('inbound', { phone: maya, text: 'look', media });
  assert.equal(mms.sent.length, 1);
  assert.match(mms.sent[0].sid, /^MM[0-9a-f]{32}$/);
  assert.equal(sink.got[0].value.NumMedia, '10');
  assert.equal((await ctl('inbound', { phone: misaki, text: 'look', media })).sent.length, 10);
  assert.deepEqual(sink.got.slice(1).map((one) => one.value.Body), ['look', ...Array(9).fill('')]);
  const url = new URL(sink.got[0].value.MediaUrl9).pathname;
  assert.equal((await rest('GET', url, null, {})).json.code, 20003);
  const moved = await rest('GET', url);
  assert.equal(moved.status, 307);
  const cdn = moved.headers.get('location');
  assert.equal((await fetch(cdn, { headers: basic(SID, TOKEN) })).status, 400);
  assert.ok((await violations()).includes('credentials_to_cdn'));
  const picture = await fetch(cdn);
  assert.equal(picture.headers.get('content-type'), 'image/png');
  assert.deepEqual([...new Uint8Array(await picture.arrayBuffer()).slice(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
  const list = await rest('GET', `${ACCOUNT}/Messages/${mms.sent[0].sid}/Media.json`);
  assert.equal(list.json.media_list.length, 10);
});

test('media may lag behind the webhook', async () => {
  await ctl('media', { lag: 2 });
  await ctl('inbound', { phone: misaki, media: [{ sample: 'voice' }] });
  assert.equal(sink.got[0].value.MediaContentType0, 'audio/ogg');
  const url = new URL(sink.got[0].value.MediaUrl0).pathname;
  const seen = [];
  for (let at = 0; at < 3; ++at) seen.push((await rest('GET', url)).status);
  assert.deepEqual(seen, [404, 404, 307]);
});

test('a send is refused as Twilio refuses it', async () => {
  const code = async (fields, headers) => (await send(fields, headers)).json.code;
  assert.equal(await code(sms(), basic(SID, 'wrong')), 20003);
  assert.equal(await code(sms(), {}), 20003);
  assert.equal((await rest('POST', '/2010-04-01/Accounts/ACffffffffffffffffffffffffffffffff/Messages.json', sms())).json.code, 20404);
  assert.equal(await code({ From: OURS, Body: 'x' }), 21604);
  assert.equal(await code({ To: '+15550100101', Body: 'x' }), 21603);
  assert.equal(await code(sms({ From: '+15550109999' })), 21606);
  assert.equal(await code(whatsapp({ From: 'whatsapp:+15550109999' })), 63007);
  assert.equal(await code(whatsapp({ From: OURS })), 21910);
  assert.equal(await code({ To: '+15550100101', From: OURS }), 21602);
  assert.equal(await code(sms({ Body: 'x'.repeat(1601) })), 21617);
  assert.equal((await send(sms({ Body: 'é'.repeat(1600) }))).status, 201);
  assert.equal(await code([...Object.entries(sms()), ...Array.from({ length: 11 }, () => ['MediaUrl', 'https://a.example/x.png'])]), 21623);
  assert.equal(await code(sms({ MediaUrl: 'ftp://a.example/x.png' })), 21620);
  assert.equal(await code(sms({ To: '12345' })), 21211);
  assert.equal(await code(sms({ StatusCallback: 'http://my_host/x' })), 21609);
  assert.equal(await code(sms({ StatusCallback: '/relative' })), 21609);
  assert.equal(await code({ To: '+15550100101', From: OURS, ContentSid: 'HX00000000000000000000000000000000' }), 21655);
  const wrong = await send(sms({ To: '' }));
  assert.deepEqual([wrong.status, wrong.json.status, wrong.json.more_info], [400, 400, 'https://www.twilio.com/docs/errors/21604']);
  const json = await fetch(`${base}${ACCOUNT}/Messages.json`, { method: 'POST', headers: { ...basic(SID, TOKEN), 'content-type': 'application/json' }, body: '{}' });
  assert.equal(json.status, 415);
});

test('an accepted send is 201 with numbers as strings, and an API key does as well', async () => {
  const { status, json } = await send(sms({ Body: 'Yes, open until 6pm' }), basic(`SK${SID.slice(2)}`, TOKEN));
  assert.equal(status, 201);
  assert.deepEqual([json.num_media, json.num_segments, json.status, json.direction, json.date_sent, json.error_code], ['0', '1', 'queued', 'outbound-api', null, null]);
  assert.match(json.date_created, /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000$/);
  assert.equal((await rest('GET', json.uri)).json.sid, json.sid);
  const viaService = await send({ To: '+15550100101', MessagingServiceSid: 'MG00000000000000000000000000000001', Body: 'x' });
  assert.deepEqual([viaService.json.from, viaService.json.status], [null, 'accepted']);
  await send(sms({ Unheard: 'of' }));
  assert.ok((await violations()).includes('unknown_field'));
});

test('ticks come to the message\'s own StatusCallback, signed with its query, and the phone shows the text', async () => {
  await ctl('inbound', { phone: misaki, text: 'open the window' });
  const { json } = await send(whatsapp({ Body: 'For you', StatusCallback: callback('?mid=local-9') }));
  await until(() => statusesOf(json.sid).includes('read'));
  assert.deepEqual(statusesOf(json.sid), ['sent', 'delivered', 'read']);
  const got = sink.got.filter((one) => one.value.MessageStatus);
  assert.ok(got.every((one) => one.signed && one.url === '/status?mid=local-9'));
  assert.equal(got[0].headers['content-type'], 'application/x-www-form-urlencoded; charset=utf-8');
  assert.equal(got[1].value.ChannelToAddress, '+1555010XXXX');
  const { messages } = await ctl(`messages?phone=${misaki}`);
  assert.deepEqual(messages.filter((one) => one.direction === 'in').map((one) => [one.text, one.status]), [['For you', 'read']]);
});

test('SMS ends with delivered', async () => {
  const { json } = await send(sms({ StatusCallback: callback() }));
  await until(() => statusesOf(json.sid).includes('delivered'));
  assert.deepEqual(statusesOf(json.sid), ['sent', 'delivered']);
  assert.match(sink.got.at(-1).value.RawDlrDoneDate, /^\d{10}$/);
});

test('outside 24 hours of virtual time a free text is accepted and then fails with 63016', async () => {
  await ctl('inbound', { phone: misaki, text: 'until tomorrow' });
  await ctl('clock', { addMs: 25 * 3600000 });
  const late = await send(whatsapp({ StatusCallback: callback() }));
  assert.equal(late.status, 201);
  await until(() => statusesOf(late.json.sid).length === 1);
  assert.deepEqual([sink.got.at(-1).value.MessageStatus, sink.got.at(-1).value.ErrorCode], ['failed', '63016']);
  await ctl('inbound', { phone: misaki, text: 'here again' });
  const open = await send(whatsapp({ StatusCallback: callback() }));
  await until(() => statusesOf(open.json.sid).includes('delivered'));
});

test('the switches refuse, hold back, shuffle and repeat', async () => {
  await ctl('switch', { phone: maya, refuse: 30003 });
  const refused = await send(sms({ StatusCallback: callback() }));
  await until(() => statusesOf(refused.json.sid).length === 2);
  assert.deepEqual([statusesOf(refused.json.sid).at(-1), sink.got.at(-1).value.ErrorCode], ['undelivered', '30003']);
  await ctl('switch', { phone: maya, refuse: 0, outOfOrder: true });
  await ctl('pace', { sentMs: 3000, deliveredMs: 20, readMs: 30 });  // each comes by a way of its own: far enough apart for whoever listens late
  const shuffled = await send(sms({ StatusCallback: callback() }));
  await until(() => statusesOf(shuffled.json.sid).length === 2);
  await ctl('pace', { sentMs: 10, deliveredMs: 20, readMs: 30 });
  assert.deepEqual(statusesOf(shuffled.json.sid), ['delivered', 'sent']);
  await ctl('switch', { phone: maya, outOfOrder: false, unreachable: true });
  const held = await send(sms({ Body: 'are you there?', StatusCallback: callback() }));
  await until(async () => (await ctl(`messages?phone=${maya}&all=1`)).messages.some((one) => one.sid === held.json.sid && one.held));
  assert.ok(!(await ctl(`messages?phone=${maya}`)).messages.some((one) => one.sid === held.json.sid));
  await ctl('switch', { phone: maya, unreachable: false, duplicate: true });
  await until(() => statusesOf(held.json.sid).filter((one) => one === 'delivered').length === 2);
  sink.got.length = 0;
  await ctl('inbound', { phone: maya, text: 'twice' });
  assert.equal(sink.got.length, 2);
  assert.equal(sink.got[0].value.MessageSid, sink.got[1].value.MessageSid);
  assert.equal(sink.got[0].headers['i-twilio-idempotency-token'], sink.got[1].headers['i-twilio-idempotency-token']);
});

test('the list filters, pages and stays put while new messages come', async () => {
  await ctl('inbound', { phone: maya, text: 'n {n}', count: 5 });
  const today = new Date(Date.now() - 1000 * 3600).toISOString().slice(0, 10);
  const first = await rest('GET', `${ACCOUNT}/Messages.json?To=%2B15550100900&DateSent%3E=${today}&PageSize=3`);
  assert.deepEqual(first.json.messages.map((one) => one.body), ['n 5', 'n 4', 'n 3']);
  assert.equal(first.json.messages[0].direction, 'inbound');
  await ctl('inbound', { phone: maya, text: 'newer' });
  const second = await rest('GET', first.json.next_page_uri);
  assert.deepEqual(second.json.messages.slice(0, 2).map((one) => one.body), ['n 2', 'n 1']);
  assert.equal((await rest('GET', `${ACCOUNT}/Messages.json?DateSent%3E=2999-01-01`)).json.messages.length, 0);
});

test('a burst keeps its order, survives an outage with retry, and every copy carries the same token', async () => {
  let refused = 0;
  sink.answer = (response, got) => {
    if (got.value.Body === 'storm 20' && refused++ < 3) return response.socket.destroy();
    response.writeHead(200, { 'content-type': 'text/xml' }).end(EMPTY);
  };
  const { sent } = await ctl('inbound', { phone: maya, text: 'storm {n}', count: 50, concurrency: 8, retry: true });
  assert.ok(sent.every((one) => one.taken));
  const bodies = sink.got.map((one) => one.value.Body).filter((text, at, all) => text !== all[at - 1]);
  assert.deepEqual(bodies, Array.from({ length: 50 }, (_, at) => `storm ${at + 1}`));
  assert.equal(new Set(sink.got.filter((one) => one.value.Body === 'storm 20').map((one) => one.headers['i-twilio-idempotency-token'])).size, 1);
});

test('without retry a refused message is not sent again, and nobody at the door is tried once more', async () => {
  sink.answer = (response) => response.writeHead(500).end();
  const { sent } = await ctl('inbound', { phone: maya, text: 'x' });
  assert.deepEqual([sent[0].taken, sent[0].attempts, sent[0].status], [false, 1, 500]);
  await ctl('webhooks', { inboundUrl: `http://127.0.0.1:${await freePort()}/nobody` });
  const nobody = await ctl('inbound', { phone: maya, text: 'y' });
  assert.deepEqual([nobody.sent[0].taken, nobody.sent[0].attempts], [false, 2]);
  await ctl('webhooks', { inboundUrl: `http://127.0.0.1:${relay.address().port}/api/v1/webhooks/telephony/sms`, fallbackUrl: callback('?fallback') });
  sink.answer = (response, got) => response.writeHead(got.url === '/status?fallback' ? 200 : 500, { 'content-type': 'text/xml' }).end(EMPTY);
  assert.equal((await ctl('inbound', { phone: maya, text: 'z' })).sent[0].taken, true);
  assert.equal(sink.got.at(-1).value.ErrorCode, '11200');
});

test('an answer that would text the customer, a cookie and broken TwiML are violations', async () => {
  sink.answer = (response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('OK');
  await ctl('inbound', { phone: maya, text: 'a' });
  sink.answer = (response) => response.writeHead(200, { 'content-type': 'text/xml', 'set-cookie': 'a=b' }).end('<Response><Message>Hi</Message></Response>');
  await ctl('inbound', { phone: maya, text: 'b' });
  sink.answer = (response) => response.writeHead(200, { 'content-type': 'text/xml' }).end('<Response>');
  await ctl('inbound', { phone: maya, text: 'c' });
  assert.deepEqual(await violations(), ['answer_is_a_message', 'set_cookie', 'answer_is_a_message', 'bad_twiml']);
  const { messages } = await ctl(`messages?phone=${maya}`);
  assert.deepEqual(messages.filter((one) => one.direction === 'in').map((one) => one.text), ['OK', 'Hi']);
});

test('signatures can be wrong, missing, or made over the address without its port', async () => {
  const port = `:${relay.address().port}`;
  for (const [signing, holds] of [['wrong', false], ['missing', false], ['without_port', false], ['as_is', true]]) {
    await ctl('webhooks', { signing });
    await ctl('inbound', { phone: maya, text: signing });
    assert.equal(sink.got.at(-1).signed, holds, signing);
  }
  const { headers, form } = sink.got[2];
  const bare = `http://127.0.0.1${port}/api/v1/webhooks/telephony/sms`.replace(port, '') + form.map(([name, value]) => name + value).sort().join('');
  assert.equal(headers['x-twilio-signature'], createHmac('sha1', TOKEN).update(bare).digest('base64'));
});

test('calls come as ringing, in-progress and completed with sequence numbers; a withheld number stays so', async () => {
  await ctl('call', { phone: maya, kind: 'answered', seconds: 124 });
  assert.deepEqual(sink.got.map(({ value }) => [value.CallStatus, value.SequenceNumber, value.CallDuration, value.Duration]),
    [['ringing', undefined, undefined, undefined], ['in-progress', '1', undefined, undefined], ['completed', '2', '124', '3']]);
  assert.equal(new Set(sink.got.map(({ value }) => value.CallSid)).size, 1);
  assert.ok(sink.got.every((one) => one.signed && one.url === '/api/v1/webhooks/telephony/voice'));
  await ctl('call', { phone: maya, kind: 'missed', withheld: true });
  assert.deepEqual([sink.got.at(-1).value.CallStatus, sink.got.at(-1).value.From], ['no-answer', '+266696687']);
  await ctl('call', { phone: maya, kind: 'busy' });
  assert.equal(sink.got.at(-1).value.CallStatus, 'busy');
});

test('faults strike the next requests that match, and no others', async () => {
  await ctl('fault', { match: 'POST', kind: 'status', status: 429, retryAfter: 3 });
  const slow = await send(sms());
  assert.deepEqual([slow.status, slow.json.code, slow.headers.get('retry-after')], [429, 20429, '3']);
  await ctl('fault', { match: 'Messages.json', kind: 'html_502' });
  assert.match((await send(sms())).text, /^<html>/);
  await ctl('fault', { match: 'Messages.json', kind: 'bad_json' });
  const broken = await send(sms());
  assert.deepEqual([broken.status, broken.json], [201, null]);
  for (const [kind, more] of [['drop_before_response', 1], ['drop_before_processing', 0]]) {
    const before = (await rest('GET', `${ACCOUNT}/Messages.json?PageSize=1000`)).json.messages.length;
    await ctl('fault', { match: 'POST', kind });
    await assert.rejects(send(sms()));
    assert.equal((await rest('GET', `${ACCOUNT}/Messages.json?PageSize=1000`)).json.messages.length, before + more, kind);
  }
  assert.equal((await send(sms())).status, 201);
});

test('templates are made, approved and sent outside the window', async () => {
  const created = await fetch(`${base}/v1/Content`, { method: 'POST', headers: { ...basic(SID, TOKEN), 'content-type': 'application/json' },
    body: JSON.stringify({ friendly_name: 'ready', language: 'en', variables: { 1: 'Ana' }, types: { 'twilio/text': { body: 'Hello {{1}}, it is ready' } } }) });
  assert.equal(created.status, 201);
  const { sid } = await created.json();
  assert.equal((await send(whatsapp({ Body: '', ContentSid: sid, ContentVariables: '{"1":2}' }))).json.code, 21656);
  await ctl('template', { sid, status: 'approved' });
  const { json } = await send(whatsapp({ Body: '', ContentSid: sid, ContentVariables: '{"1":"Misaki"}', StatusCallback: callback() }));
  assert.equal(json.body, 'Hello Misaki, it is ready');
  await until(() => statusesOf(json.sid).includes('delivered'));
});

test('controls are for the sandbox\'s own page: foreign origins, hosts and form posts are refused', async () => {
  const json = { 'content-type': 'application/json' };
  const post = (headers) => rawStatus('/_ctl/clock', { method: 'POST', headers }, '{}');
  assert.equal(await post(json), 200);
  assert.equal(await post({ ...json, origin: base }), 200);
  assert.equal(await post({ ...json, origin: base.replace('127.0.0.1', 'localhost') }), 200);
  assert.equal(await post({ ...json, origin: 'http://127.0.0.1:1' }), 403);
  assert.equal(await post({ ...json, origin: 'null' }), 403);
  assert.equal(await post({ 'content-type': 'text/plain' }), 415);
  assert.equal(await post({ ...json, host: 'evil.example' }), 421);
  assert.equal(await rawStatus('/_ctl/phones', { headers: { host: 'evil.example' } }), 421);
});

test('the page is served with a strict policy, and waits for events instead of asking', async () => {
  const page = await fetch(`${base}/`);
  assert.match(page.headers.get('content-security-policy'), /default-src 'none'.*script-src 'self'/);
  assert.doesNotMatch(await page.text(), /<script>|<style>|style=| on[a-z]+=/);
  const { last } = await ctl('events?after=0&wait=0');
  const waiting = ctl(`events?after=${last}&wait=20000`);
  waiting.catch(() => {});
  await ctl('inbound', { phone: maya, text: 'ring' });
  const { events } = await waiting;
  assert.ok(events.some((event) => event.kind === 'message' && event.phone === maya));
});

test('phones and messages outlive a restart, and no id is given twice', async () => {
  const { sent } = await ctl('inbound', { phone: maya, text: 'remember me' });
  const added = await ctl('phones', { number: '+15550100177', name: 'Zoë', channel: 'whatsapp' });
  await ctl('switch', { phone: added.id, noRead: true });
  const port = new URL(base).port;
  assert.equal(await stop(), 0);
  await start(port);
  const { phones } = await ctl('phones');
  assert.equal(phones.find((phone) => phone.id === added.id).switches.noRead, true);
  const { messages } = await ctl(`messages?phone=${maya}`);
  assert.ok(messages.some((one) => one.sid === sent[0].sid && one.text === 'remember me'));
  const ids = new Set([sent[0].sid]);
  for (const one of (await ctl('inbound', { phone: maya, text: '{n}', count: 20 })).sent) ids.add(one.sid);
  assert.equal(ids.size, 21);
});

await listening(relay);
await start(await freePort());
const failures = [];
for (const { name, body } of tests.filter((one) => one.name.includes(process.argv[2] ?? ''))) {
  try {
    sink.answer = null;
    const here = `http://127.0.0.1:${relay.address().port}/api/v1/webhooks/telephony/`;
    await ctl('reset', {});
    await ctl('webhooks', { inboundUrl: `${here}sms`, voiceUrl: `${here}voice` });
    await ctl('pace', { sentMs: 10, deliveredMs: 20, readMs: 30 });
    sink.got.length = 0;
    await body();
    console.log(`ok   ${name}`);
  } catch (error) {
    failures.push(name);
    console.log(`FAIL ${name}\n${error.stack}`);
  }
}
const code = await stop();
if (code !== 0) failures.push(`SIGTERM should end the sandbox with 0, not ${code}`);
relay.close();
relay.closeAllConnections();
rmSync(folder, { recursive: true, force: true });
const ran = tests.filter((one) => one.name.includes(process.argv[2] ?? '')).length;
console.log(`${ran - failures.length} passed, ${failures.length} failed`);
process.exitCode = failures.length ? 1 : 0;
