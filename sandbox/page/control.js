// The same calls a test makes (docs/sandbox.md).

export async function get(path) {
  const answer = await fetch(`/_ctl/${path}`);
  if (!answer.ok) throw new Error(await sentence(answer));
  return answer.json();
}

export async function post(path, body = {}) {
  const answer = await fetch(`/_ctl/${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(await sentence(answer));
  return answer.json();
}

export async function remove(path) {
  const answer = await fetch(`/_ctl/${path}`, { method: 'DELETE' });
  if (!answer.ok) throw new Error(await sentence(answer));
}

async function sentence(answer) {
  try {
    return (await answer.json()).error.message;
  } catch {
    return `The sandbox answered ${answer.status}.`;
  }
}

export async function base64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
