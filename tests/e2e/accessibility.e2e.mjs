// The tree that assistive technology reads: without violation, and exactly as agreed.
import assert from 'node:assert/strict';
import { violations } from './lib/axe.mjs';
import { test } from './lib/suite.mjs';

async function thread(phones, inbox, options) {
  const you = await inbox('you', options);
  await you.show('All');
  await you.open('Maya');
  await you.message('Where is my parcel?').waitFor();
  return you;
}

test('axe finds nothing at sign-in', async ({ world, blank }) => {
  for (const text of ['', '?text=dom']) {
    const nobody = await blank();
    await nobody.page.goto(`${world.base}/${text}`);
    await nobody.button('Sign in').waitFor();
    assert.deepEqual(await violations(nobody), []);
  }
});

for (const text of ['canvas', 'dom'])
  for (const theme of ['light', 'dark'])
    test(`axe finds nothing in the inbox, ${theme}, text by ${text}`, async ({ phones, inbox }) => {
      let maya = await phones.find('+15550200211');
      if (!maya) {
        maya = await phones.add({ number: '+15550200211', name: 'Maya', channel: 'whatsapp' });
        await phones.write(maya, 'Where is my parcel?');
        await phones.write(await phones.add({ number: '+15550200212', name: 'Tom', channel: 'sms' }), 'Hello');
      }
      const you = await thread(phones, inbox, { text, theme });
      assert.deepEqual(await violations(you), []);
      await you.press(you.button('Assign'));
      await you.page.getByRole('menu').waitFor();
      assert.deepEqual(await violations(you), []);
    });

test('axe finds nothing on the admin page', async ({ inbox }) => {
  const you = await inbox('you', { text: 'dom' });
  await you.press(you.view('Admin'));
  await you.heading('Diagnoses').waitFor();
  assert.deepEqual(await violations(you), []);
});

test('the tree has every role and name that is agreed', async ({ phones, inbox, keep }) => {
  const you = await thread(phones, inbox, {});
  const tree = await you.aria();
  keep('inbox.aria.yml', tree);
  for (const line of [/navigation "Views"/, /link "Mine/, /link "Unassigned/, /link "All/, /list "Conversations"/, /listitem "Maya/, /heading "Maya/,
    /log "Messages"/, /article "/, /textbox "Reply"/, /button "Send"/, /button "Assign"/, /button "Resolve"/]) assert.match(tree, line);
  assert.ok(await you.page.locator('[role=status]').count() > 0, 'there is a place for announcements');
});

test('every node that can be pressed has a name and a place on the screen', async ({ phones, inbox }) => {
  const you = await thread(phones, inbox, {});
  const bad = await you.page.evaluate(() => [...document.querySelectorAll('button, a[href], [role=button], [role=link], [role=listitem][tabindex], textarea, input')]
    .filter((element) => element.getClientRects().length > 0)
    .filter((element) => {
      const box = element.getBoundingClientRect();
      const named = (element.getAttribute('aria-label') ?? element.textContent).trim() !== '' || element.labels?.length > 0;
      return !named || box.width < 12 || box.height < 12;
    }).map((element) => element.outerHTML.slice(0, 200)));
  assert.deepEqual(bad, []);
});

test('a new message is announced once, and the log itself stays silent', async ({ phones, inbox }) => {
  const you = await thread(phones, inbox, {});
  assert.ok(!['polite', 'assertive'].includes(await you.log().getAttribute('aria-live')));
  await you.page.evaluate(() => {
    window.heard = [];
    for (const place of document.querySelectorAll('[aria-live=polite], [aria-live=assertive], [role=status], [role=alert]'))
      new MutationObserver(() => { if (place.textContent.trim()) window.heard.push(place.textContent.trim()); }).observe(place, { childList: true, characterData: true, subtree: true });
  });
  await phones.write(await phones.find('+15550200212'), 'Hello again');
  await you.page.waitForFunction(() => window.heard.some((words) => /New message from/.test(words)));
  await you.settled();
  const heard = await you.page.evaluate(() => window.heard);
  assert.equal(heard.filter((words) => /New message from/.test(words)).length, 1, heard.join(' | '));
});
