// The sandbox's phones, through the same /_ctl calls as its page (docs/sandbox.md).
import { until } from './until.mjs';

export class Phones {
  constructor(base) {
    this.base = base;
  }

  async call(method, path, body) {
    const answer = await fetch(`${this.base}/_ctl/${path}`, {
      method, headers: { 'content-type': 'application/json' }, body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`/_ctl/${path}: ${answer.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }
}
