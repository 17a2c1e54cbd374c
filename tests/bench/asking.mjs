// What a program asks for over REST, one request after the other: how long each answer takes, in milliseconds.
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { percentile } from './lab.mjs';

const lines = 50, pages = 60, replies = 40;  // a token may send 50 at once

async function ask(server, token, path, body) {
  const headers = { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json', 'idempotency-key': randomUUID() } : {}) };
  const begun = performance.now();
  const answer = await fetch(`${server.world.base}${path}`, { method: body ? 'POST' : 'GET', headers, body: body && JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
  return { ms: performance.now() - begun, value: JSON.parse(text) };
}

export async function newestConversation(server) {
  const { value } = await ask(server, server.token, '/api/v1/conversations?limit=1');
  return value.items[0];
}

const middle = (times) => ({ p50: percentile(times, 0.5), p99: percentile(times, 0.99) });

export async function pagesOf(server, { id }) {
  const times = [];
  let found = 0;
  for (let n = 0; n < pages; ++n) {
    const { ms, value } = await ask(server, server.token, `/api/v1/conversations/${id}/messages?limit=${lines}`);
    times.push(ms);
    found = value.items.length;
  }
  if (found === 0) throw new Error('the conversation has no messages');
  return { ...middle(times), found };
}

// Each time by a token of its own, so that no limit of an author is met.
export async function repliesTo(server, { sessionId }) {
  const token = await server.world.token('messages:send'), times = [];
  for (let n = 0; n < replies; ++n) times.push((await ask(server, token, '/api/v1/conversations/reply', { sessionId, message: `reply ${n}` })).ms);
  return middle(times);
}
