// Elements without markup in strings: every text is a text node.

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

// A 24x24 line drawing.
export function icon(path) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

const fills = ['#3B5BA9', '#8A4F9E', '#A84A5A', '#935817', '#3F752E', '#1C7575', '#556070', '#6B54B8', '#9C4221', '#0F6E9A'];

export function avatar(name, key) {
  let hash = 0;
  for (const character of key) hash = (hash * 31 + character.codePointAt(0)) >>> 0;
  const words = name.trim().split(/\s+/);
  const latin = /^[\p{Script=Latin}]/u.test(name);
  const first = (word) => [...word][0]?.toUpperCase() ?? '';
  const circle = make('span', { class: 'avatar', 'aria-hidden': 'true' }, latin && words.length > 1 ? first(words[0]) + first(words.at(-1)) : first(words[0]));
  circle.style.backgroundColor = fills[hash % fills.length];
  return circle;
}

export const time = (ms) => new Date(ms).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
export const day = (ms) => new Date(ms).toLocaleDateString([], { weekday: 'long', day: 'numeric', month: 'long' });

// A dialog with a few fields. Resolves with their values, or with null when it was closed.
// fields: {name, label, type, value, min, max, options, accept, multiple}
export function ask(title, fields, action, check = async () => null) {
  const inputs = new Map();
  const rows = fields.map((field) => {
    const input = field.type === 'select'
      ? make('select', {}, ...field.options.map(([value, label]) => make('option', { value }, label)))
      : make('input', { type: field.type ?? 'text', min: field.min, max: field.max, accept: field.accept, multiple: field.multiple, step: field.step, autocomplete: 'off' });
    if (field.type === 'checkbox') input.checked = field.value ?? false;
    else if (field.type !== 'file') input.value = field.value ?? '';
    inputs.set(field.name, input);
    return make('label', { class: field.type === 'checkbox' ? 'check' : 'field' }, ...(field.type === 'checkbox' ? [input, field.label] : [field.label, input]));
  });
  const values = () => Object.fromEntries([...inputs].map(([name, input]) => [name,
    input.type === 'checkbox' ? input.checked : input.type === 'file' ? [...input.files] : input.type === 'number' ? Number(input.value) : input.value.trim()]));
  const wrong = make('p', { class: 'wrong', role: 'alert', hidden: true });
  const dialog = make('dialog', { 'aria-label': title });
  return new Promise((done) => {
    let answer = null;
    const form = make('form', { method: 'dialog' }, make('h2', {}, title), ...rows, wrong,
      make('div', { class: 'actions' },
        make('button', { type: 'button', class: 'plain', onclick: () => dialog.close() }, 'Cancel'),
        make('button', { type: 'submit', class: 'primary' }, action)));
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const problem = await check(values());
      wrong.hidden = !problem;
      wrong.textContent = problem ?? '';
      if (problem) return;
      answer = values();
      dialog.close();
    });
    dialog.addEventListener('close', () => { dialog.remove(); done(answer); });
    dialog.append(form);
    document.body.append(dialog);
    dialog.showModal();
  });
}
