#include <gtest/gtest.h>

#include "core/base/phone.h"

using namespace tributary;

namespace {

std::string typed(const char* text, const char* home) { return normalise_phone(text, home).value_or("none"); }

}  // namespace

TEST(TypedPhone, AnInternationalNumberIsItselfWhateverStandsBetweenItsDigits) {
  for (const char* text : {"+49 30 123456", "+49 (0)30/123-456", "0049 30 123456", " +49.30.123456 ", "+\u0664\u0669 \u0663\u0660 \u0661\u0662\u0663\u0664\u0665\u0666"})
    EXPECT_EQ(typed(text, "+15550100900"), "+4930123456") << text;
  EXPECT_EQ(typed("011 49 30 123456", "+15550100900"), "+4930123456");
}

TEST(TypedPhone, ANationalNumberBelongsToTheCountryOfOurOwn) {
  EXPECT_EQ(typed("(555) 010-0101", "+15550100900"), "+15550100101");
  EXPECT_EQ(typed("1 555 010 0101", "+15550100900"), "+15550100101");
  EXPECT_EQ(typed("030 123456", "+4930999999"), "+4930123456");
  EXPECT_EQ(typed("06 1234567", "+390699999999"), "+39061234567");
  EXPECT_EQ(typed("06 1 234 5678", "+3612345678"), "+3612345678");
  EXPECT_EQ(typed("8 (495) 123-45-67", "+74951234567"), "+74951234567");
  EXPECT_EQ(typed("20 12 34 56", "+4520999999"), "+4520123456");
}

TEST(TypedPhone, WhatIsNoNumberIsNone) {
  for (const char* text : {"", "+", "call me", "+49 30 12 34 56 x7", "++4930123456", "4+930123456", "+0123456789", "555 0101", "+1234567890123456", "\xff"})
    EXPECT_EQ(typed(text, "+15550100900"), "none") << text;
  EXPECT_EQ(typed("030 123456", "72345"), "none");
}
