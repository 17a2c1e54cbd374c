// A WebSocket by hand (Node 18 has no client of its own), which hears the relay's frames.
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';

// A masked text frame; the mask is zero, which is a mask too.
export function framed(text) {
  const payload = Buffer.from(text);
  const head = payload.length < 126 ? [0x81, 0x80 | payload.length] : [0x81, 0x80 | 126, payload.length >> 8, payload.length & 255];
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), payload]);
}

// The stream behind the handshake, and what has already come of it.
export function upgraded(port, token) {
  return new Promise((done, fail) => {
    const asked = request({ host: '127.0.0.1', port, path: '/api/v1/socket', headers: {
      Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
      'Sec-WebSocket-Protocol': 'tributary.v1', Authorization: `Bearer ${token}` } });
    asked.once('error', fail);
    asked.once('response', (answer) => {
      answer.resume();
      fail(new Error(`no upgrade: ${answer.statusCode}`));
    });
    asked.once('upgrade', (_, stream, head) => done({ stream, head }));
    asked.end();
  });
}

export class Socket {
  static async open(port, token) {
    const { stream, head } = await upgraded(port, token);
    return new Socket(stream, head);
  }

  constructor(stream, head) {
    this.stream = stream;
    this.bytes = 0;
    this.kept = [];
    this.keptBytes = 0;
    this.frames = [];
    this.waiting = null;
    stream.on('error', () => {});
    stream.on('data', (piece) => this.take(piece));
    if (head.length > 0) this.take(head);
  }

  take(piece) {
    this.bytes += piece.length;
    this.kept.push(piece);
    this.keptBytes += piece.length;
    for (;;) {
      const data = this.kept.length === 1 ? this.kept[0] : Buffer.concat(this.kept);
      this.kept = [data];
      if (data.length < 2) return;
      const short = data[1] & 127, head = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (data.length < head) return;
      const length = short < 126 ? short : short === 126 ? data.readUInt16BE(2) : Number(data.readBigUInt64BE(2));
      if (data.length < head + length) return;
      if ((data[0] & 15) === 1) this.frames.push(data.subarray(head, head + length).toString());
      this.kept = [data.subarray(head + length)];
      this.waiting?.();
    }
  }

  send(frame) { this.stream.write(framed(JSON.stringify(frame))); }
  end() { this.stream.destroy(); }

  // The next frame of that kind as an object; others before it are passed to `other`.
  async next(kind, other = () => {}) {
    for (;;) {
      while (this.frames.length === 0) await new Promise((done) => { this.waiting = done; });
      const text = this.frames.shift();
      const name = /^\{"frame":"(\w+)"/.exec(text)?.[1];
      if (name === kind) return JSON.parse(text);
      other(name, text);
    }
  }
}
