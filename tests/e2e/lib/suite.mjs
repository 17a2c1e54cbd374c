// What a suite is made of: tests with names that are sentences, in the order they were written.
const waiting = [];

export function test(name, body) {
  waiting.push({ name, body });
}

export function take() {
  return waiting.splice(0);
}

// Thrown by a test that cannot say anything here; the reason stands in the report.
export class Skipped extends Error {}

export function skip(reason) {
  throw new Skipped(reason);
}
