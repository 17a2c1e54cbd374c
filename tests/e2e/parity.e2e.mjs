// Text drawn on the canvas equals the same text as DOM, to the pixel: in every script we have fonts for, at three widths,
// selected and not, light and dark, on coarse and on fine screens. One page is turned through all of it.
import assert from 'node:assert/strict';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OUT } from './lib/stage.mjs';
import { test } from './lib/suite.mjs';
import { until } from './lib/until.mjs';

// The corpus the technique was tried with, then fifteen more scripts and languages.
const CORPUS = ['Hi there! My order #48213 arrived yesterday but the left earbud does not charge.', 'Could you please check whether the refund was issued to my card ending 4412?', 'Thanks, that fixed it. You folks are great 🙌🏽',
  'I have attached a screenshot of the error message I am seeing on the checkout page.', 'Guten Tag, meine Bestellung wurde noch nicht geliefert, obwohl der Status „zugestellt“ lautet.',
  'Können Sie mir bitte die Rechnung für März zuschicken? Größe: XXL, Maß 12×14 cm.', '先週注文した商品がまだ届いていません。配送状況を確認していただけますか？', 'ありがとうございます。アプリを再起動したら直りました😊',
  '你好，我的订单已经三天没有更新物流信息了，请帮我查一下。', '退款什么时候能到账？我使用的是支付宝付款。', '안녕하세요, 결제는 완료되었는데 주문 내역에 표시되지 않습니다.', '환불 절차를 알려주시면 감사하겠습니다 🙏',
  'مرحباً، لم تصلني رسالة تأكيد الطلب رقم 48213 حتى الآن، هل يمكنكم المساعدة؟', 'شكراً جزيلاً! تم حل المشكلة بعد تحديث التطبيق إلى الإصدار 2.4.1', 'שלום, ההזמנה שלי (מספר 48213) עדיין לא הגיעה. אפשר לבדוק?', 'תודה רבה, הכל עובד עכשיו!',
  'नमस्ते, मेरा पार्सल अभी तक नहीं पहुँचा है। कृपया स्थिति बताएं।', 'धन्यवाद, समस्या हल हो गई है। क्षत्रिय श्री ज्ञान', 'สวัสดีค่ะ สินค้าที่สั่งซื้อยังไม่ได้รับเลย รบกวนตรวจสอบให้หน่อยนะคะ', 'Здравствуйте! Не могу войти в личный кабинет, пишет «неверный пароль».',
  'আমার অর্ডারটি এখনও পৌঁছায়নি, দয়া করে দেখবেন?', 'வணக்கம், எனது ஆர்டர் இன்னும் வரவில்லை.', '👨‍👩‍👧‍👦 family, 🇺🇦🇯🇵🇧🇷 flags, 👍🏽 thumbs, 🏳️‍🌈 🧑🏿‍💻 ❤️‍🔥 1️⃣ 🫶',
  'Η παραγγελία μου δεν έχει παραδοθεί ακόμη·', 'سفارش من هنوز نرسیده‌است؛ لطفاً بررسی می‌کنید؟', '請問我的包裹現在在哪裡？', 'ਮੇਰਾ ਪਾਰਸਲ ਕਿੱਥੇ ਹੈ?', 'મારો ઓર્ડર હજી મળ્યો નથી', 'నా ఆర్డర్ ఇంకా రాలేదు', 'ನನ್ನ ಆರ್ಡರ್ ಇನ್ನೂ ತಲುಪಿಲ್ಲ', 'എന്റെ ഓർഡർ എത്തിയിട്ടില്ല',
  'මගේ ඇණවුම ලැබී නැත', 'ຂ້ອຍຍັງບໍ່ໄດ້ຮັບສິນຄ້າ', 'ខ្ញុំមិនទាន់បានទទួលទំនិញ', 'ပစ္စည်းက မရောက်သေးပါဘူး', 'ያዘዝኩት ዕቃ አልደረሰኝም፤', 'ჩემი შეკვეთა არ მოსულა', 'Իմ պատվերը դեռ չի հասել', 'My name is محمد and order رقم 48213',
  // Set apart as the interface sets parts of a sentence apart; a bracket that stands by itself beside a number.
  '\u2068عنواننا: شارع الورد 14.\u2069', '\u2068+15550200242\u2069 · \u2068١١ مارس ٢٠٣١ في ١٠:٢٠ ص UTC\u2069', 'شارع الورد (14)',
  'See https://example.com/track/48213?lang=de&from=inbox#latest or write to orders@example.com, please.', 'انظر https://example.com/طلب/48213 من فضلك', '詳しくは https://example.jp/配送 をご覧ください。'];
const OURS = ['We are looking into it. 👍', 'نحن نبحث عنه'];
const WIDTHS = [340, 480, 700], HEIGHT = 3500, RATIOS = [1, 2, 1.25, 1.5];
const allowed = (dpr) => (Number.isInteger(dpr) ? 0 : 0.001);  // share of the picture

// The same bytes are the same picture; only what differs is decoded. `lines` says which words the points belong to.
function differing(a, b, name, lines) {
  if (a === b) return { share: 0, count: 0, where: {} };
  const [one, two] = [a, b].map((text) => PNG.sync.read(Buffer.from(text, 'base64')));
  assert.deepEqual([one.width, one.height], [two.width, two.height]);
  const diff = new PNG({ width: one.width, height: one.height });
  const count = pixelmatch(one.data, two.data, diff.data, one.width, one.height, { threshold: 0.1, includeAA: true, diffMask: true });
  if (count > 0) for (const [kind, png] of Object.entries({ canvas: one, dom: two, diff })) writeFileSync(join(OUT, `parity-${name}-${kind}.png`), PNG.sync.write(png));
  const where = {};
  for (let at = 0; at < one.width * one.height; at++) {
    if (diff.data[4 * at + 3] === 0) continue;
    const y = Math.floor(at / one.width);
    const line = lines.find(({ top, bottom }) => y >= top && y < bottom)?.text ?? 'elsewhere';
    where[line] = (where[line] ?? 0) + 1;
  }
  return { share: count / (one.width * one.height), count, where };
}

class Turning {
  constructor(inbox, cdp) {
    Object.assign(this, { inbox, page: inbox.page, cdp });
  }

  screen(width, dpr) {
    return this.cdp.send('Emulation.setDeviceMetricsOverride', { width, height: HEIGHT, deviceScaleFactor: Number.isInteger(dpr) ? dpr : 0, mobile: false });
  }

  theme(name) {
    return this.page.emulateMedia({ colorScheme: name, reducedMotion: 'reduce' });
  }

  // Translated pages show their text by DOM: the way to switch without another load.
  mode(name) {
    return this.page.evaluate((dom) => document.documentElement.classList.toggle('translated-ltr', dom), name === 'dom');
  }

  async select(all) {
    await this.page.evaluate((on) => {
      const selection = getSelection();
      selection.removeAllRanges();
      const lines = [...document.querySelectorAll('[role=log] .line')];  // up to the last word, as "select all" does
      if (on) selection.setBaseAndExtent(lines[0], 0, lines.at(-1), lines.at(-1).childNodes.length);
    }, all);
  }

  async shot() {
    await this.inbox.settled();
    const { x, y, width, height } = await this.inbox.log().boundingBox();
    const clip = { x: Math.ceil(x), y: Math.ceil(y), width: Math.floor(width) - 1, height: Math.floor(height) - 1, scale: 1 };
    return (await this.cdp.send('Page.captureScreenshot', { clip, optimizeForSpeed: true })).data;
  }

  // Where the lines are in the shots, with what reaches out of them.
  lines(dpr) {
    return this.page.evaluate((scale) => {
      const from = Math.ceil(document.querySelector('[role=log]').getBoundingClientRect().y);
      return [...document.querySelectorAll('[role=log] .line, [role=log] .label')].map((line) => {
        const box = line.getBoundingClientRect();
        return { text: line.textContent, top: (box.top - from - 5) * scale, bottom: (box.bottom - from + 5) * scale };
      });
    }, dpr);
  }

  // Every sample is on the screen, else the comparison would prove less than it says.
  async everythingIsSeen() {
    await until('all samples are on the screen', async () => (await this.missing()).length === 0);
  }

  async missing() {
    const unseen = await this.page.evaluate(() => {
      const box = document.querySelector('[role=log]').getBoundingClientRect();
      return [...document.querySelectorAll('[role=log] .line')].filter((line) => {
        const at = line.getBoundingClientRect();
        return at.top < box.top || at.bottom > box.bottom || at.left < box.left || at.right > box.right;
      }).map((line) => line.textContent);
    });
    const text = (await this.inbox.texts()).join('').replace(/\s/g, '');
    return [...unseen, ...[...CORPUS, ...OURS].filter((sample) => !text.includes(sample.replace(/\s/g, '')))];
  }
}

// Ratios that are no whole numbers are the screen's own, not emulated (lib/chromium.mjs).
async function opened({ phones, inbox, onScreenOf }, dpr) {
  const known = await phones.find('+15550200221');
  const nour = known ?? await phones.add({ number: '+15550200221', name: 'Nour العلي', channel: 'whatsapp' });
  if (!known) for (const text of CORPUS) await phones.write(nour, text);
  if (!Number.isInteger(dpr)) await onScreenOf(dpr);
  const you = await inbox('you', Number.isInteger(dpr) ? { width: 900, height: 1000 } : { dpr: null });
  const turning = new Turning(you, await you.page.context().newCDPSession(you.page));
  await turning.screen(900, dpr);
  await you.show('All');
  await you.open('Nour');
  for (const text of OURS) {
    if (!known) await you.reply(text);
    await you.untilDelivery(text, 'Read');
  }
  await you.page.evaluate(() => document.activeElement?.blur());
  await you.page.mouse.move(2, 2);
  return turning;
}

// Both modes, selected and not: what differs, by state.
async function compared(turning, name, dpr) {
  const shots = {};
  for (const mode of ['canvas', 'dom']) {
    await turning.mode(mode);
    for (const selected of [false, true]) {
      await turning.select(selected);
      shots[`${mode}-${selected}`] = await turning.shot();
    }
    await turning.select(false);
  }
  assert.notEqual(shots['canvas-true'], shots['canvas-false'], 'selected text looks selected');
  const lines = await turning.lines(dpr);
  return [false, true].map((selected) => {
    const whole = `${name}${selected ? '-selected' : ''}`;
    return { name: whole, ...differing(shots[`canvas-${selected}`], shots[`dom-${selected}`], whole, lines) };
  });
}

for (const dpr of RATIOS)
  for (const theme of ['light', 'dark'])
    test(`canvas and DOM show the same pixels at ${dpr}x, ${theme}`, async (stage) => {
      const turning = await opened(stage, dpr);
      await turning.theme(theme);
      const results = [];
      for (const width of WIDTHS) {
        await turning.screen(width, dpr);
        await turning.mode('canvas');
        await turning.inbox.settled();
        if (theme === 'light') await turning.everythingIsSeen();
        results.push(...await compared(turning, `${dpr}x-${width}-${theme}`, dpr));
      }
      const most = results.reduce((a, b) => (b.share > a.share ? b : a));
      console.log(`       ${results.length} pairs of pictures of ${CORPUS.length + OURS.length} samples at ${dpr}x: at most ${most.count} pixels differ, ${(100 * most.share).toFixed(4)} %`);
      assert.deepEqual(results.filter((one) => one.share > allowed(dpr)).map(({ name, count, share, where }) => `${name}: ${count} pixels, ${(100 * share).toFixed(3)} %: ${JSON.stringify(where)}`), []);
    });
