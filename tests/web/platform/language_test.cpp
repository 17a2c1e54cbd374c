// Which language letters belong to, and where they are read from.
#include "web/text/language.h"

#include <gtest/gtest.h>

namespace tributary::text {
namespace {

TEST(Language, KanaIsJapaneseAndHangulKoreanWhateverStandsBeside) {
  EXPECT_EQ(language_of("快递到哪里了 ありがとう"), "ja");
  EXPECT_EQ(language_of("Order 荷物の状況"), "ja");
  EXPECT_EQ(language_of("주문 번호 漢字"), "ko");
  EXPECT_EQ(language_of("주문", "ja"), "ko");
}

TEST(Language, HanAloneAsksTheConversationThenTheInterfaceThenItsOwnSigns) {
  EXPECT_EQ(language_of("了解", "ja"), "ja");
  EXPECT_EQ(language_of("了解", "en"), "zh-Hans");
  EXPECT_EQ(language_of("請問這個訂單"), "zh-Hant");
  EXPECT_EQ(language_of("请问这个订单"), "zh-Hans");
  set_interface_language("zh-Hant-TW");
  EXPECT_EQ(language_of("了解"), "zh-Hant-TW");
  set_interface_language("ja");
  EXPECT_EQ(language_of("了解", "ko-KR"), "ko-KR");
  EXPECT_EQ(language_of("了解"), "ja");
  set_interface_language("de");
  EXPECT_EQ(language_of("了解"), "zh-Hans");
  set_interface_language("");
}

TEST(Language, LatinLettersHaveTheLanguageOfTheConversationOrNone) {
  EXPECT_EQ(language_of("Where is my parcel? 4217 \xF0\x9F\x8E\x89"), "");
  EXPECT_EQ(language_of("Wo ist mein Paket?", "de"), "de");
  EXPECT_EQ(language_of(""), "");
}

TEST(Language, ScriptsOfSeveralLanguagesAreToldByTheirLettersOrTheConversation) {
  EXPECT_EQ(language_of("مرحبا، أين طلبي"), "ar");
  EXPECT_EQ(language_of("گوشی‌ام روشن نمی‌شود"), "fa");
  EXPECT_EQ(language_of("میرا پارسل ابھی تک نہیں پہنچا"), "ur");
  EXPECT_EQ(language_of("طلب", "fa-IR"), "fa-IR");
  EXPECT_EQ(language_of("Где моя посылка?"), "ru");
  EXPECT_EQ(language_of("Дякую, все працює ґудзик і"), "uk");
  EXPECT_EQ(language_of("Къде е", "bg"), "bg");
  EXPECT_EQ(language_of("मेरा पार्सल"), "hi");
  EXPECT_EQ(language_of("माझी ऑर्डर", "mr"), "mr");
}

TEST(Language, OtherScriptsHaveTheirOwn) {
  const std::pair<const char*, const char*> all[] = {{"שלום", "he"}, {"Καλημέρα", "el"}, {"আমার", "bn"}, {"ਮੇਰਾ", "pa"}, {"મારો", "gu"}, {"ମୋର", "or"},
      {"எனது", "ta"}, {"నా", "te"}, {"ನನ್ನ", "kn"}, {"എന്റെ", "ml"}, {"මගේ", "si"}, {"พัสดุ", "th"}, {"ຂ້ອຍ", "lo"}, {"ខ្ញុំ", "km"}, {"ပစ္စည်း", "my"},
      {"ያዘዝኩት", "am"}, {"ჩემი", "ka"}, {"Իմ", "hy"}, {"བཀྲ", "bo"}};
  for (const auto& [text, tag] : all) EXPECT_EQ(language_of(text), tag) << text;
}

TEST(Direction, IsThatOfTheFirstLetterAndNotOfDigitsOrSigns) {
  EXPECT_EQ(direction_of("4217 – مرحبا hello"), Reads::from_right);
  EXPECT_EQ(direction_of("(12) שלום"), Reads::from_right);
  EXPECT_EQ(direction_of("hello مرحبا"), Reads::from_left);
  EXPECT_EQ(direction_of("\xF0\x9F\x8E\x89 مرحبا"), Reads::from_right);
  EXPECT_EQ(direction_of("日本 مرحبا"), Reads::from_left);
  EXPECT_EQ(direction_of("١٢٣، ۴۵ – 12 \xF0\x9F\x91\x8D"), Reads::undecided);
  EXPECT_EQ(direction_of(""), Reads::undecided);
}

TEST(Direction, OfATextInWhichAllIsSetApartIsTheInterfaces) {
  constexpr const char *title = "\u2068+15550200242\u2069 · \u2068١١ مارس UTC\u2069", *reply = "\u2068عنواننا: شارع الورد 14.\u2069";
  EXPECT_EQ(direction_of(title), Reads::from_left);
  EXPECT_EQ(direction_of(reply), Reads::from_left);
  set_interface_language("ar", true);
  EXPECT_EQ(direction_of(title), Reads::from_right);
  EXPECT_EQ(direction_of("\u2068Sam\u2069, hello"), Reads::from_left) << "a letter outside decides";
  EXPECT_EQ(direction_of("+1 555 020 0242"), Reads::undecided) << "nothing is set apart: a number is read from the left everywhere";
  set_interface_language("");
  EXPECT_EQ(direction_of(title), Reads::from_left);
}

}  // namespace
}  // namespace tributary::text
