// Opens WebSockets by hand (Node 18 has no client of its own), says hello on each, and holds them.
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';

// A masked text frame of less than 126 bytes; the mask is zero, which is a mask too.
function frame(text) {
  const payload = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
}

function open(port, token) {
  return new Promise((done, fail) => {
    const asked = request({ host: '127.0.0.1', port, path: '/api/v1/socket', headers: {
      Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
      'Sec-WebSocket-Protocol': 'tributary.v1', Authorization: `Bearer ${token}` } });
    asked.once('error', fail);
    asked.once('response', (answer) => fail(new Error(`no upgrade: ${answer.statusCode}`)));
    asked.once('upgrade', (_, socket) => {
      socket.on('error', () => {});
      // Welcomed: from here on it is idle.
      socket.once('data', () => { socket.resume(); done(socket); });
      socket.write(frame(JSON.stringify({ frame: 'hello', ticket: '', build: '', epoch: null, seq: 0 })));
    });
    asked.end();
  });
}

export async function holdSockets(port, token, count) {
  const sockets = [];
  while (sockets.length < count) {
    const batch = Math.min(50, count - sockets.length);
    sockets.push(...await Promise.all(Array.from({ length: batch }, () => open(port, token))));
  }
  return () => sockets.forEach((socket) => socket.destroy());
}
