#include <gtest/gtest.h>

#include "core/view/language.h"

namespace tributary {
namespace {

std::string_view of(std::string_view text, std::string_view address = "") {
  const std::string_view texts[] = {text};
  return language_of(texts, address);
}

TEST(Language, IsToldByTheScript) {
  EXPECT_EQ(of("مرحبا، أين طلبي؟"), "ar");
  EXPECT_EQ(of("سلام، بسته من کجاست؟ پست گفت"), "fa");
  EXPECT_EQ(of("איפה החבילה שלי?"), "he");
  EXPECT_EQ(of("Где моя посылка?"), "ru");
  EXPECT_EQ(of("Де моя посилка? Її немає"), "uk");
  EXPECT_EQ(of("荷物はどこですか"), "ja");
  EXPECT_EQ(of("快递到哪里了"), "zh");
  EXPECT_EQ(of("소포가 어디에 있나요"), "ko");
  EXPECT_EQ(of("मेरा पार्सल कहाँ है?"), "hi");
  EXPECT_EQ(of("พัสดุของฉันอยู่ที่ไหน"), "th");
  EXPECT_EQ(of("Πού είναι το δέμα μου"), "el");
}

TEST(Language, IsToldBySmallWordsWhereTheScriptIsShared) {
  EXPECT_EQ(of("Where is my parcel? It should have been here."), "en");
  EXPECT_EQ(of("Wo ist mein Paket? Ich habe noch nichts."), "de");
  EXPECT_EQ(of("Où est mon colis ? Je ne comprends pas."), "fr");
  EXPECT_EQ(of("¿Dónde está mi pedido? No lo tengo y es tarde"), "es");
  EXPECT_EQ(of("Onde está minha encomenda? Não chegou"), "pt");
  EXPECT_EQ(of("Dov'è il pacco? Non è arrivato"), "it");
  EXPECT_EQ(of("WO IST DAS PAKET UND WANN"), "de");
}

TEST(Language, IsToldByTheCountryOnlyWhenTheWordsDoNotTell) {
  EXPECT_EQ(of("ok", "+4930123456"), "de");
  EXPECT_EQ(of("👍", "+819012345678"), "ja");
  EXPECT_EQ(of("Where is my parcel?", "+4930123456"), "en");
  EXPECT_EQ(of("ok", "+353871234567"), "en");  // the longest prefix counts: not +35, not +3
  EXPECT_EQ(of("ok", "+999123"), "");
  EXPECT_EQ(of("", ""), "");
}

TEST(Language, ReadsSeveralTextsAndABitOfEachAtMost) {
  const std::string long_one(100'000, 'x');
  const std::string_view texts[] = {"Danke", "Wo ist es?", long_one};
  EXPECT_EQ(language_of(texts, ""), "de");
}

TEST(Language, SurvivesBytesThatAreNoText) { EXPECT_EQ(of("\xff\xfe\xc3", "+1"), "en"); }

}  // namespace
}  // namespace tributary
