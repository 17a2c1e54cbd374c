// One of very many pages. Of what the relay says it keeps only how far it has read, whether something was left out, and how it
// ended; pings are answered, as every browser does by itself. Frames and cursor: docs/protocol.md.
import { framed, upgraded } from '../../bench/sockets.mjs';

const lookedAt = 200;  // bytes of a frame: what comes before its lines or its state
const numbers = Object.fromEntries(['after', 'upto', 'at', 'part', 'parts'].map((name) => [name, new RegExp(`"${name}":(\\d+)`)]));
const pong = Buffer.from([0x8a, 0x80, 0, 0, 0, 0]);

export class Reader {
  epoch = null;
  upto = 0;
  holes = 0;
  code = 0;
  ended = false;
  #kept = Buffer.alloc(0);  // the beginning of a frame that has not come far enough
  #left = 0;                // bytes of the present frame that are still to come
  #begun = null;            // what it begins with

  // Who has been here before comes with the cursor of then.
  static async open(port, token, { epoch = null, upto = 0 } = {}) {
    const { stream, head } = await upgraded(port, token);
    const reader = new Reader(stream, { epoch, upto });
    if (head.length > 0) reader.#take(head);
    reader.#say({ frame: 'hello', ticket: '', build: '', epoch, seq: upto });
    return reader;
  }

  constructor(stream, { epoch, upto }) {
    this.stream = stream;
    this.epoch = epoch;
    this.upto = upto;
    stream.on('error', () => {});
    stream.on('data', (piece) => this.#take(piece));
    stream.on('close', () => { this.ended = true; });
  }

  stop() { this.stream.pause(); }
  goOn() { this.stream.resume(); }
  end() { this.stream.destroy(); }

  #say(frame) { this.stream.write(framed(JSON.stringify(frame))); }

  #take(piece) {
    const data = this.#kept.length > 0 ? Buffer.concat([this.#kept, piece]) : piece;
    this.#kept = Buffer.alloc(0);
    for (let at = 0; ;) {
      if (this.#begun) {
        const some = Math.min(this.#left, data.length - at);
        at += some;
        this.#left -= some;
        if (this.#left > 0) return;
        this.#understand(this.#begun);
        this.#begun = null;
      }
      const begun = this.#beginning(data.subarray(at));
      if (!begun) return void (this.#kept = Buffer.from(data.subarray(at)));
      at += begun.taken;
      this.#left = begun.left;
      this.#begun = begun;
    }
  }

  // A frame's head and the first bytes after it; nothing while they have not come.
  #beginning(data) {
    if (data.length < 2) return null;
    const short = data[1] & 127, head = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (data.length < head) return null;
    const length = short < 126 ? short : short === 126 ? data.readUInt16BE(2) : Number(data.readBigUInt64BE(2));
    const looked = Math.min(length, lookedAt);
    if (data.length < head + looked) return null;
    return { kind: data[0] & 15, words: data.toString('latin1', head, head + looked), taken: head + looked, left: length - looked };
  }

  // A cursor moves with whole frames only.
  #understand({ kind, words }) {
    if (kind === 8) this.code = words.length < 2 ? 1005 : words.charCodeAt(0) * 256 + words.charCodeAt(1);
    if (kind === 9) this.stream.write(pong);
    if (kind !== 1) return;
    const number = (name) => Number(numbers[name].exec(words)?.[1]);
    if (words.startsWith('{"frame":"lines"')) {
      this.#move(number('after') === this.upto, number('upto'));
    } else if (words.startsWith('{"frame":"welcome"')) {
      this.epoch = /"epoch":"([^"]*)"/.exec(words)[1];
    } else if (words.startsWith('{"frame":"snapshot"')) {
      const part = number('part');
      if (number('parts') > 0) this.#move(number('at') >= this.upto, number('at'));
      else if (part === 0 || part % 8 === 7) this.#say({ frame: 'ack', seq: part + 1 });
    }
  }

  #move(whole, to) {
    if (!whole) this.holes += 1;
    this.upto = to;
  }
}
