#include "core/base/segments.h"

#include <gtest/gtest.h>

#include <string>

namespace tributary {
namespace {

std::string times(std::string_view part, int count) {
  std::string all;
  for (int i = 0; i < count; ++i) all += part;
  return all;
}

void expect_count(std::string_view text, bool gsm7, int units, int segments, int left) {
  const SmsCount count = count_sms(text);
  EXPECT_EQ(count.gsm7, gsm7) << text;
  EXPECT_EQ(count.units, units) << text;
  EXPECT_EQ(count.segments, segments) << text;
  EXPECT_EQ(count.left, left) << text;
}

TEST(Segments, AnEmptyTextIsNoSegment) { expect_count("", true, 0, 0, 160); }

TEST(Segments, GsmTextHas160CharactersOr153Each) {
  expect_count("Hi, is the shop open today?", true, 27, 1, 133);
  expect_count(times("a", 160), true, 160, 1, 0);
  expect_count(times("a", 161), true, 161, 2, 145);
  expect_count(times("a", 306), true, 306, 2, 0);
  expect_count(times("a", 307), true, 307, 3, 152);
}

TEST(Segments, TheExtensionTableCountsTwice) {
  expect_count("\xE2\x82\xAC", true, 2, 1, 158);
  expect_count("{}[]~^\\|", true, 16, 1, 144);
  expect_count(times("[", 80), true, 160, 1, 0);
}

TEST(Segments, AnEscapeAndItsCharacterStayTogether) {
  // 152 characters, then a bracket that needs two of one remaining place.
  expect_count(times("a", 152) + "[" + times("a", 10), true, 164, 2, 153 - 12);
}

TEST(Segments, TheDefaultAlphabetIsMoreThanAscii) {
  EXPECT_TRUE(count_sms("@\xC2\xA3$\xC2\xA5\xC3\xA8\xC3\xA9\xC3\xB9\xC3\xAC\xC3\xB2\xC3\x87\n\xC3\x98\xC3\xB8\r\xC3\x85\xC3\xA5").gsm7);
  EXPECT_TRUE(count_sms("\xCE\x94_\xCE\xA6\xCE\x93\xCE\x9B\xCE\xA9\xCE\xA0\xCE\xA8\xCE\xA3\xCE\x98\xCE\x9E\xC3\x86\xC3\xA6\xC3\x9F\xC3\x89").gsm7);
  EXPECT_TRUE(count_sms("\xC2\xA1\xC3\x84\xC3\x96\xC3\x91\xC3\x9C\xC2\xA7\xC2\xBF\xC3\xA4\xC3\xB6\xC3\xB1\xC3\xBC\xC3\xA0\xC2\xA4").gsm7);
  for (const char* outside : {"`", "\t", "\xC3\xA7", "\xC3\xA1", "\xE2\x80\x99", "\xE2\x80\xA6"}) EXPECT_FALSE(count_sms(outside).gsm7) << outside;
}

TEST(Segments, OneForeignCharacterMakesAllOfItUcs2) {
  expect_count("caf\xC3\xA7", false, 4, 1, 66);
  expect_count(times("\xD0\x9F", 70), false, 70, 1, 0);
  expect_count(times("\xD0\x9F", 71), false, 71, 2, 63);
  expect_count("\xF0\x9F\x99\x82", false, 2, 1, 68);
}

TEST(Segments, APairOfSurrogatesStaysTogether) {
  expect_count(times("\xD0\x9F", 66) + "\xF0\x9F\x99\x82" + times("\xD0\x9F", 10), false, 78, 2, 67 - 12);
}

TEST(Segments, TheProvidersOwnExampleHasTwo) {
  const std::string text = times("\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82! ", 14) + "\xF0\x9F\x99\x82";
  EXPECT_EQ(count_sms(text).segments, 2);
}

}  // namespace
}  // namespace tributary
