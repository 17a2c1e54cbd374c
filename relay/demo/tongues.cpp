#include "relay/demo/tongues.h"

namespace tributary::demo {

const std::vector<Tongue>& tongues() {
  static const std::vector<Tongue> all = {
      {"1", {"Maya", "Noah", "Olivia", "Liam", "Ava", "Ethan", "Sofia", "Mason", "Priya", "Jordan"},
       {"Lindqvist", "Carter", "Okafor", "Raman", "Bennett", "Nguyen", "Murphy", "Alvarez", "Hughes", "Kowalski"}, false, " ",
       {"Hi there! Where is my order #? It should have been here yesterday.", "Can I change the delivery address for order #?",
        "The parcel arrived but one of the boxes was open 😕", "Do you have the blue one in size 42?", "Thanks, that works for me 👍",
        "How do I return something I bought in the shop? I still have the receipt and the original packaging, but the label came off.",
        "Is there any way to get it before Friday?", "ok", "I was charged twice for invoice #. Please check, see https://example.com/invoices/#",
        "Great, see you tomorrow at ten."},
       {"Thanks for writing! I am looking into order # right now.", "Of course. Which address should it go to?", "I am sorry about that. A new one leaves our warehouse today.",
        "Yes, we have three left. Shall I put one aside for you?", "Done ✅ You will get a confirmation by e-mail within the hour.",
        "You can return it in any shop within 30 days, the receipt is enough."}},
      {"49", {"Jonas", "Lena", "Felix", "Hannah", "Lukas", "Marie", "Paul", "Anna"}, {"Müller", "Schröder", "Weiß", "Becker", "Krüger", "Hofmann", "Jäger", "Lang"}, false, " ",
       {"Guten Tag, wann kommt meine Bestellung #?", "Könnten Sie mir bitte die Rechnung noch einmal schicken?", "Das Gerät lässt sich nicht einschalten, obwohl es die ganze Nacht geladen hat.",
        "Vielen Dank für die schnelle Hilfe!", "Ich möchte meinen Termin am Donnerstag verschieben.", "Passt 👍"},
       {"Guten Tag! Ich sehe sofort nach.", "Die Rechnung # ist unterwegs zu Ihnen.", "Gern geschehen. Melden Sie sich jederzeit.", "Welcher Tag würde Ihnen besser passen?"}},
      {"34", {"Lucía", "Mateo", "Valentina", "Diego", "Carmen", "Javier"}, {"García", "Fernández", "Núñez", "Ibáñez", "Castro", "Romero"}, false, " ",
       {"Hola, ¿cuándo llega el pedido #?", "¿Puedo pagar en efectivo al recibirlo?", "No me llega el código de verificación 😩", "Perfecto, muchas gracias.", "¿Tienen abierto el domingo por la mañana?"},
       {"¡Hola! Lo compruebo ahora mismo.", "Sí, claro. El repartidor lleva cambio.", "Le acabo de enviar otro código: #."}},
      {"33", {"Camille", "Hugo", "Léa", "Théo", "Chloé", "Rémi"}, {"Lefèvre", "Moreau", "Dubois", "Girard", "Chevalier", "Rousseau"}, false, " ",
       {"Bonjour, je n'ai pas reçu ma commande #.", "Est-ce que vous livrez en Belgique ?", "Merci beaucoup, c'est parfait !", "Le colis était abîmé à l'arrivée, que dois-je faire ?"},
       {"Bonjour ! Je vérifie tout de suite.", "Oui, la livraison est gratuite à partir de 50 €.", "Je vous renvoie l'article aujourd'hui même."}},
      {"55", {"João", "Beatriz", "Rafael", "Júlia", "Gustavo", "Larissa"}, {"Silva", "Araújo", "Conceição", "Teixeira", "Gonçalves", "Moura"}, false, " ",
       {"Oi, tudo bem? Meu pedido # ainda não chegou.", "Vocês entregam no sábado?", "Obrigado pela ajuda!! 🙏", "Quero trocar o tamanho, é possível?"},
       {"Oi! Vou verificar agora.", "Entregamos sim, das 9h às 13h.", "Claro, a troca é grátis."}},
      {"90", {"Ayşe", "Mehmet", "Zeynep", "Emre", "Elif", "Can"}, {"Yılmaz", "Şahin", "Öztürk", "Çelik", "Aydın", "Güneş"}, false, " ",
       {"Merhaba, # numaralı siparişim nerede?", "İade etmek istiyorum, nasıl yapabilirim?", "Teşekkür ederim, kolay gelsin.", "Kargo bugün gelir mi acaba?"},
       {"Merhaba! Hemen kontrol ediyorum.", "Ücretsiz iade kodunuz: #", "Rica ederim, iyi günler dileriz."}},
      {"380", {"Олена", "Андрій", "Марія", "Тарас", "Ірина", "Богдан"}, {"Шевченко", "Коваленко", "Бондаренко", "Мельник", "Ткачук", "Лисенко"}, false, " ",
       {"Добрий день! Коли буде доставка замовлення #?", "Чи можна оплатити карткою?", "Дякую, все добре працює!", "Прийшов не той колір, що робити?"},
       {"Вітаю! Зараз перевірю.", "Так, карткою або переказом.", "Надішлемо правильний сьогодні."}},
      {"971", {"ليلى", "عمر", "فاطمة", "يوسف", "نور", "خالد"}, {"الحسن", "منصور", "الشريف", "حداد", "النجار", "سليم"}, false, " ",
       {"مرحبا، متى يصل الطلب رقم #؟", "هل يمكنني تغيير عنوان التوصيل؟", "شكرا جزيلا على المساعدة 🌷", "المنتج وصل مكسورا، ماذا أفعل؟"},
       {"أهلا بك! سأتحقق الآن.", "بالتأكيد، ما هو العنوان الجديد؟", "نعتذر عن ذلك، سنرسل بديلا اليوم."}},
      {"972", {"נועה", "איתי", "תמר", "יונתן"}, {"לוי", "מזרחי", "פרידמן", "ברק"}, false, " ",
       {"שלום, מתי תגיע ההזמנה #?", "אפשר לשלם בתשלומים?", "תודה רבה!"}, {"שלום! בודק עכשיו.", "כן, עד 12 תשלומים."}},
      {"91", {"आरव", "अनन्या", "रोहन", "दिया", "कबीर"}, {"शर्मा", "वर्मा", "मेहता", "अय्यर", "कपूर"}, false, " ",
       {"नमस्ते, मेरा ऑर्डर # कब आएगा?", "क्या रिफंड मिल सकता है?", "बहुत धन्यवाद 🙏", "कृपया बिल दोबारा भेज दीजिए।"},
       {"नमस्ते! मैं अभी देखता हूँ।", "जी हाँ, तीन दिन में मिल जाएगा।"}},
      {"86", {"伟", "芳", "娜", "敏", "静", "磊"}, {"王", "李", "张", "刘", "陈", "杨"}, true, "",
       {"你好，我的订单#什么时候到？", "请问可以开发票吗？", "收到了，谢谢！", "这个颜色和图片不一样，我想换一个，应该怎么操作？"},
       {"您好，我马上帮您查询。", "可以的，请提供抬头。", "请把照片发给我们，今天就给您补寄。"}},
      {"81", {"美咲", "健太", "陽菜", "大輔", "結衣", "翔"}, {"佐藤", "鈴木", "高橋", "渡辺", "山本", "中村"}, true, " ",
       {"注文番号#の配送状況を教えてください。", "返品の方法がわかりません。", "ありがとうございました！", "来週の火曜日に変更できますか？"},
       {"お問い合わせありがとうございます。すぐに確認いたします。", "はい、火曜日に変更いたしました。"}},
      {"82", {"민준", "서연", "지호", "하은"}, {"김", "이", "박", "최"}, true, "",
       {"안녕하세요, 주문 # 언제 도착하나요?", "교환하고 싶어요.", "감사합니다 😊"}, {"안녕하세요! 바로 확인해 드리겠습니다.", "네, 무료로 교환해 드려요."}},
      {"66", {"สมชาย", "กานดา", "ณัฐ", "พิมพ์"}, {"ใจดี", "ศรีสุข", "ทองคำ", "วงศ์ไทย"}, false, " ",
       {"สวัสดีค่ะ คำสั่งซื้อ # จะมาถึงเมื่อไหร่คะ", "ขอเปลี่ยนที่อยู่จัดส่งได้ไหมครับ", "ขอบคุณมากค่ะ"}, {"สวัสดีค่ะ กำลังตรวจสอบให้นะคะ", "ได้เลยค่ะ ส่งที่อยู่ใหม่มาได้เลย"}},
  };
  return all;
}

}  // namespace tributary::demo
