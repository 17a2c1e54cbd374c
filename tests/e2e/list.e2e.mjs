// The list as a tool: filters that Back undoes, saved views, many conversations changed at once and changed back.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';
import { violations } from './lib/axe.mjs';

const item = (you, name) => you.page.getByRole('menuitem', { name });
const value = (you, name) => you.page.getByRole('menuitemcheckbox', { name, exact: true });
const address = (you) => new URL(you.page.url()).hash;
const names = (you) => you.list().getByRole('listitem').evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label').split(',')[0]));
const untilListed = (you, wanted) => until(`the list shows ${wanted}`, async () => String(await names(you)) === String(wanted));
const boxes = (you) => you.list().getByRole('checkbox');

test('D13 D15: filters combine, show as pills, live in the address, and Back takes them away', async (stage) => {
  const { phones } = stage;
  const you = await stage.inbox('you');
  for (const [index, [name, channel]] of [['Maya', 'whatsapp'], ['Noor', 'sms'], ['Olena', 'whatsapp']].entries())
    await phones.write(await phones.add({ number: `+1555020040${index}`, name, channel }), `hello from ${name}`);
  await you.show('All');
  await until('all have arrived', async () => (await names(you)).length === 3);
  await you.press(you.button('Filter'));
  await you.press(item(you, 'Channel'));
  assert.equal(await you.page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Back');
  assert.equal(await you.page.getByRole('menuitem', { name: 'Status' }).count(), 0, 'what had the focus is gone, not another name of the same');
  assert.equal(await value(you, 'WhatsApp').getAttribute('aria-checked'), 'false');
  await you.press(value(you, 'WhatsApp'));
  await untilListed(you, ['Olena', 'Maya']);
  assert.equal(address(you), '#/all?channel=whatsapp');
  assert.equal(await you.page.evaluate(() => document.activeElement.getAttribute('role')), 'menuitemcheckbox', 'the menu keeps the focus while values are chosen');
  assert.equal(await value(you, 'WhatsApp').getAttribute('aria-checked'), 'true');
  await you.page.keyboard.press('ArrowLeft');
  await item(you, 'Channel').waitFor();
  await you.settled();
  assert.deepEqual(await you.page.evaluate(() => ['aria-label', 'aria-haspopup'].map((name) => document.activeElement.getAttribute(name))), ['Channel, 1', 'menu']);
  await you.page.keyboard.press('ArrowRight');
  await value(you, 'WhatsApp').waitFor();
  await stage.picture(you, 'list-filter-menu');
  await you.page.keyboard.press('Escape');
  await you.settled();
  await you.press(you.button('Order: Newest first'));
  await you.press(item(you, 'Oldest first'));
  await untilListed(you, ['Maya', 'Olena']);
  await you.page.getByRole('button', { name: 'Remove filter: WhatsApp' }).waitFor();
  await you.page.goBack();
  await untilListed(you, ['Olena', 'Maya']);
  await you.page.goBack();
  await until('all again', async () => (await names(you)).length === 3);
  assert.deepEqual(await violations(you), []);
});

test('a filter saved under a name stands in the rail, survives a reload, and its removal can be undone', async ({ inbox }) => {
  const you = await inbox('you');
  await you.page.evaluate(() => { location.hash = '#/all?channel=whatsapp'; });
  await you.settled();
  await you.press(you.button('Filter'));
  await you.press(item(you, 'Save this view'));
  await you.page.getByRole('textbox', { name: 'Name of the view' }).fill('WhatsApp people');
  await you.page.keyboard.press('Enter');
  await you.view('WhatsApp people').waitFor();
  await you.page.reload();
  await you.view('WhatsApp people').waitFor();
  await you.show('All');
  await you.show('WhatsApp people');
  await untilListed(you, ['Olena', 'Maya']);
  await you.holdTime();
  await you.press(you.button('Remove the view “WhatsApp people”'));
  await until('it is gone', async () => (await you.view('WhatsApp people').count()) === 0);
  await you.page.keyboard.press('z');
  await you.view('WhatsApp people').waitFor();
});

test('several are picked by box, Shift and key, resolved together, seen by the other agent, and taken back', async ({ inbox }) => {
  const you = await inbox('you');
  const sam = await inbox('sam');
  for (const one of [you, sam]) await one.show('All');
  await you.row('Olena').hover();
  await boxes(you).first().click();
  await you.row('Maya').click({ modifiers: ['Shift'] });
  await you.page.getByLabel('Actions for the selection').getByText('3 selected', { exact: true }).waitFor({ state: 'attached' });
  await you.page.keyboard.press('Escape');
  await until('nothing is picked', async () => (await you.page.getByRole('toolbar', { name: 'Actions for the selection' }).count()) === 0);
  await you.row('Olena').focus();
  await you.page.keyboard.press('Control+a');
  await you.settled();
  await you.holdTime();
  await you.press(you.page.getByRole('toolbar', { name: 'Actions for the selection' }).getByRole('button', { name: 'Resolve' }));
  await until('all are resolved for Sam', async () => (await sam.page.getByRole('listitem', { name: /Resolved/ }).count()) === 3);
  await you.press(you.button('Undo'));
  await until('open again for Sam', async () => (await sam.page.getByRole('listitem', { name: /Resolved/ }).count()) === 0);
});

test('D14 D16 D82: a status, a tag and whoever answers narrow the list, each alone and together', async ({ phones, inbox }) => {
  const you = await inbox('you');
  const noor = phones.title(await phones.find('+15550200401'));
  const rest = (method, path, body) => you.page.evaluate(async ([how, where, what]) => {
    const headers = { 'X-Requested-By': 'app', ...(what ? { 'Content-Type': 'application/json' } : {}) };
    const answer = await fetch(`/api/v1/${where}`, { method: how, headers, ...(what ? { body: JSON.stringify(what) } : {}) });
    if (!answer.ok) throw new Error(`${how} ${where}: ${answer.status}`);
    return answer.json();
  }, [method, path, body]);
  const { items } = await rest('GET', 'conversations');
  const id = (name) => items.find((one) => one.contactName === name).id;
  const urgent = await rest('POST', 'tags', { name: 'Urgent', colour: '#b3261e' });
  await rest('PUT', `conversations/${id('Maya')}/tags/${urgent.id}`);
  await rest('POST', `conversations/${id('Maya')}/assign`, { agentId: (await rest('GET', 'me')).id });
  await rest('POST', `conversations/${id('Olena')}/resolve`);

  const alone = async (part, name, wanted) => {
    await you.press(item(you, part));
    await you.press(value(you, name));
    await untilListed(you, wanted);
    await you.press(value(you, name));
    await until('all again', async () => (await names(you)).length === 3);
    await you.press(item(you, 'Back'));
  };
  await you.show('All');
  await until('all are here', async () => (await names(you)).length === 3);
  await you.press(you.button('Filter'));
  await alone('Status', 'Resolved', ['Olena']);
  await alone('Status', 'Open', [noor, 'Maya']);
  await alone('Tags', 'Urgent', ['Maya']);
  await alone('Assignee', 'You', ['Maya']);
  await alone('Assignee', 'Nobody', [noor, 'Olena']);
  await you.press(item(you, 'Tags'));
  await you.press(value(you, 'Urgent'));
  await you.press(item(you, 'Back'));
  await you.press(item(you, 'Assignee'));
  await you.press(value(you, 'Nobody'));
  await until('nothing is both', async () => (await names(you).catch(() => [])).length === 0);
  await you.page.getByText('Nothing matches').first().waitFor();
  assert.equal(address(you), `#/all?tag=${urgent.id}&assignee=none`);
});
