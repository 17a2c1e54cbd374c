// D23-D25: files by button, paste and drop; the channel's limits told before anything is sent; the phone shows the picture.
import assert from 'node:assert/strict';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

// A real picture of 16 x 16, so that page and phone can show it.
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAABzklEQVR42g3LIbJFAAAAwH+cdwAHcAAHMCpRUDSjEgVFMypxg6IZlSgobvJt379fIkiEiSgRJ7JEkagSbaJPjIklsSb2xJV4En+/VJAKU1EqTmWpIlWl2lSfGlNLak3tqSv1pF/IBbkwF+XiXJYrclWuzfW5Mbfk1tyeu3JP/oVSUApLUSkuZaWiVJXaUl8aS0tpLe2lq/SUX6gFtbAW1eJaVitqVa2t9bWxttTW2l67ak/9hUbQCBtRI25kjaJRNdpG3xgbS2Nt7I2r8TRf6ASdsBN14k7WKTpVp+30nbGzdNbO3rk6T/eFQTAIB9EgHmSDYlAN2kE/GAfLYB3sg2vwDF+YBJNwEk3iSTYpJtWknfSTcbJM1sk+uSbP9IVZMAtn0SyeZbNiVs3aWT8bZ8tsne2za/bMXyAgJCImo6CipWdkYWXn4vGFTbAJN9Em3mSbYlNt2k2/GTfLZt3sm2vzbF84BIfwEB3iQ3YoDtWhPfSH8bAc1sN+uA7P8YVTcApP0Sk+ZafiVJ3aU38aT8tpPe2n6/ScX7gFt/AW3eJbditu1a299bfxttzW2367bs/9hVfwCl/RK35lr+JVvdpX/xpfy2t97a/r9bz+ATxs05BwjdnpAAAAAElFTkSuQmCC', 'base64');
const chips = (you) => you.page.getByRole('list', { name: 'Attached files' }).getByRole('listitem');

async function choose(you, files) {
  const [chooser] = await Promise.all([you.page.waitForEvent('filechooser'), you.button('Attach').click()]);
  await chooser.setFiles(files);
}

async function bring(you, kind, name, type, size) {
  await you.page.evaluate(({ kind, name, type, size }) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(size)], name, { type }));
    const target = document.querySelector('textarea');
    const init = { bubbles: true, cancelable: true };
    target.dispatchEvent(kind === 'paste' ? new ClipboardEvent('paste', { ...init, clipboardData: data }) : new DragEvent('drop', { ...init, dataTransfer: data }));
  }, { kind, name, type, size });
}

test('D23 D24 a picture attached by button goes out with its text, and the phone shows it', async ({ phones, inbox, picture }) => {
  const maya = await phones.add({ number: '+15550200191', name: 'Maya', channel: 'whatsapp' });
  const you = await inbox('you');
  await you.show('All');
  await phones.write(maya, 'Can you send me a photo?');
  await you.open('Maya');
  await you.composer().fill('Here it is');
  await choose(you, { name: 'photo.png', mimeType: 'image/png', buffer: png });
  await chips(you).first().waitFor();
  await until('it is uploaded', async () => /photo\.png, \d+ (byte|B)/.test(await chips(you).first().getAttribute('aria-label')));
  await picture(you, 'attachments-chip');
  await you.button('Send').click();
  await you.message('Here it is').waitFor();
  await until('the thread shows it', async () => (await you.log().getByRole('img').count()) === 1);
  assert.equal(await chips(you).count(), 0);
  await until('the phone shows it', async () => (await phones.received(maya)).some((message) => message.media.some((item) => item.type === 'image/png' && item.name === 'photo.png')));
  await picture(you, 'attachments-sent');
});

test('D23 a picture that was copied elsewhere is attached by Ctrl+V', async ({ inbox }) => {
  const you = await inbox('you');
  await you.show('All');
  await you.open('Maya');
  await you.composer().fill('As it looks here:');
  await you.composer().click();
  await you.page.evaluate(async (picture) => {
    const bytes = Uint8Array.from(atob(picture), (sign) => sign.charCodeAt(0));
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) })]);
  }, png.toString('base64'));
  await you.page.keyboard.press('Control+v');
  await chips(you).first().waitFor();
  await until('it is uploaded', async () => /\.png, \d+ (byte|B)/.test(await chips(you).first().getAttribute('aria-label')));
  assert.equal(await you.composer().inputValue(), 'As it looks here:');
  await you.press(you.page.getByRole('button', { name: /^Remove .*\.png$/ }));
  await until('none is left', async () => (await chips(you).count()) === 0);
  await you.composer().fill('');
});

test('D25 what the channel does not take is told before sending, and what was typed stays', async ({ phones, inbox, picture }) => {
  const maya = await phones.find('+15550200191');
  const you = await inbox('you');
  await you.show('All');
  await you.open('Maya');
  await you.composer().fill('The contract');
  await bring(you, 'drop', 'setup.exe', 'application/x-msdownload', 10);
  await you.page.getByText('setup.exe: WhatsApp does not take files of this type', { exact: false }).first().waitFor();
  await bring(you, 'paste', 'film.mp4', 'video/mp4', 16_000_001);
  await you.page.getByText('film.mp4: This file has', { exact: false }).first().waitFor();
  assert.equal(await you.button('Send').getAttribute('aria-disabled'), 'true');
  await picture(you, 'attachments-refused');
  await you.button('Remove setup.exe').click();
  await you.button('Remove film.mp4').click();
  await until('none is left', async () => (await chips(you).count()) === 0);
  assert.equal(await you.composer().inputValue(), 'The contract');
  await you.composer().fill('');
  assert.ok(maya);
});

test('D23 an upload that breaks off is told, tried again and can be cancelled', async ({ phones, inbox }) => {
  const you = await inbox('you');
  await you.show('All');
  await you.open('Maya');
  await you.page.route('**/api/v1/uploads*', (route) => route.abort());
  await choose(you, { name: 'again.png', mimeType: 'image/png', buffer: png });
  await you.page.getByText('again.png: The upload broke off', { exact: false }).first().waitFor();
  await you.page.unroute('**/api/v1/uploads*');
  await you.button('Upload again.png again').click();
  await until('it is uploaded', async () => /again\.png, \d+ (byte|B)/.test(await chips(you).first().getAttribute('aria-label')));
  await you.button('Remove again.png').click();
  await until('none is left', async () => (await chips(you).count()) === 0);
  assert.ok(phones);
});
