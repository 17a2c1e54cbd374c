#include "core/base/text.h"

#include <gtest/gtest.h>

namespace tributary {
namespace {

TEST(Text, KnowsValidUtf8) {
  for (const char* good : {"", "abc", "M\xC3\xA9xico", "\xE2\x82\xAC", "\xF0\x9F\x99\x82", "\xF4\x8F\xBF\xBF", "\xED\x9F\xBF", "\xEE\x80\x80"})
    EXPECT_TRUE(valid_utf8(good)) << good;
  for (const char* bad : {"\x80", "\xC0\x80", "\xC1\xBF", "\xC3", "\xC3(", "\xE2\x82", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
                          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "ok\xFE"})
    EXPECT_FALSE(valid_utf8(bad));
}

TEST(Text, FindsABadByteWhereverItStands) {
  for (std::size_t before = 0; before < 40; ++before)
    for (std::size_t after = 0; after < 20; ++after) {
      EXPECT_FALSE(valid_utf8(std::string(before, 'a') + '\xFF' + std::string(after, 'b'))) << before << " " << after;
      EXPECT_TRUE(valid_utf8(std::string(before, 'a') + "\xC3\xA9" + std::string(after, 'b'))) << before << " " << after;
    }
}

TEST(Text, CountsCharactersNotBytes) {
  EXPECT_EQ(code_points(""), 0u);
  EXPECT_EQ(code_points("caf\xC3\xA9 \xF0\x9F\x99\x82"), 6u);
}

TEST(Text, IsMadeFitForDisplay) {
  EXPECT_EQ(for_display("a\r\nb\tc\n"), "a\nb\tc\n");
  EXPECT_EQ(for_display(std::string_view("a\0b", 3)), "a\xEF\xBF\xBD" "b");
  EXPECT_EQ(for_display("\x1B[31m"), "\xEF\xBF\xBD[31m");
  EXPECT_EQ(for_display("a\rb"), "a\xEF\xBF\xBD" "b");
  EXPECT_EQ(for_display("\xFF\xC3"), "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(for_display("M\xC3\xA9xico \xF0\x9F\x91\x8B"), "M\xC3\xA9xico \xF0\x9F\x91\x8B");
}

TEST(Text, WhatIsMadeFitIsAlwaysValid) {
  for (unsigned first = 0; first < 256; ++first)
    for (unsigned second = 0; second < 256; second += 3) {
      const std::string pair{static_cast<char>(first), static_cast<char>(second)};
      EXPECT_TRUE(valid_utf8(for_display(pair)));
      EXPECT_EQ(for_display(for_display(pair)), for_display(pair));
    }
}

TEST(Text, IsBlankWhenNothingCanBeSeen) {
  for (const char* nothing : {"", " ", "\t\r\n ", "\xC2\xA0", "\xE2\x80\x8B", "\xE3\x80\x80", "\xEF\xBB\xBF", " \xE2\x80\xA9 "}) EXPECT_TRUE(blank(nothing));
  for (const char* something : {".", " a ", "\xF0\x9F\x91\x8B", "\xE2\x82\xAC", "\xFF"}) EXPECT_FALSE(blank(something));
}

TEST(Text, IsCutBetweenCharacters) {
  EXPECT_EQ(cut_code_points("caf\xC3\xA9s", 4), "caf\xC3\xA9");
  EXPECT_EQ(cut_code_points("caf\xC3\xA9", 4), "caf\xC3\xA9");
  EXPECT_EQ(cut_code_points("\xF0\x9F\x99\x82\xF0\x9F\x99\x82", 1), "\xF0\x9F\x99\x82");
  EXPECT_EQ(cut_code_points("abc", 0), "");
}

}  // namespace
}  // namespace tributary
