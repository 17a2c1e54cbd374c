#include "core/base/phone.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <fstream>
#include <sstream>

namespace tributary {
namespace {

boost::json::array vectors() {
  std::ifstream file(TRIBUTARY_ROOT "/tests/fixtures/phone/e164_vectors.json", std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  boost::system::error_code ec;
  const boost::json::value value = boost::json::parse(text.str(), ec);
  return ec ? boost::json::array{} : value.at("vectors").as_array();
}

// "+" and digits only: what the strict parser is for. Whether the plan assigns the number is not its business.
bool plus_and_digits(std::string_view text) {
  return !text.empty() && text[0] == '+' && text.size() > 1 && std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool has(const boost::json::value& vector, const char* key) { return vector.as_object().contains(key); }

// The strict parser knows shapes, not numbering plans: a country code nobody was given is for the provider to refuse.
bool only_the_plan_objects(const boost::json::value& vector) { return has(vector, "error") && vector.at("error") == 1; }

TEST(Phone, ReadsEveryVectorThatIsWrittenAsE164AndNothingElse) {
  const auto all = vectors();
  ASSERT_GE(all.size(), 20u);
  int strict = 0;
  for (const auto& vector : all) {
    const std::string input(vector.at("input").as_string());
    const bool written_so = plus_and_digits(input) && (has(vector, "e164") || only_the_plan_objects(vector));
    EXPECT_EQ(parse_e164(input), written_so ? std::optional(input) : std::nullopt) << input;
    strict += written_so ? 1 : 0;
  }
  EXPECT_EQ(strict, 6);
}

TEST(Phone, ReadsEveryCanonicalFormOfTheVectors) {
  for (const auto& vector : vectors()) {
    const auto* possible = vector.as_object().if_contains("possible");  // a wrong length is not
    if (!possible || *possible != true) continue;
    const std::string e164(vector.at("e164").as_string());
    EXPECT_EQ(parse_e164(e164), e164);
  }
}

TEST(Phone, HasSevenToFifteenDigitsAndNoLeadingZero) {
  EXPECT_TRUE(parse_e164("+1234567"));
  EXPECT_TRUE(parse_e164("+123456789012345"));
  for (const char* wrong : {"", "+", "+123456", "+1234567890123456", "+05550100101", "15550100101", "+1555 0100101", "+1555010010a",
                            "+1555\xEF\xBC\x90" "100101", " +15550100101", "+15550100101 ", "++5550100101"})
    EXPECT_FALSE(parse_e164(wrong)) << wrong;
  EXPECT_FALSE(parse_e164(std::string_view("+1555010\0" "0101", 13)));
}

TEST(Phone, IsGroupedForTheEye) {
  EXPECT_EQ(for_people("+15550100101"), "+1 555 010 0101");
  EXPECT_EQ(for_people("+442079460123"), "+44 207 946 0123");
  EXPECT_EQ(for_people("+35312345678"), "+353 123 456 78");
  EXPECT_EQ(for_people("+79161234567"), "+7 916 123 4567");
  EXPECT_EQ(for_people("72345"), "72345");
  EXPECT_EQ(for_people("US.1000000000000101"), "US.1000000000000101");
}

}  // namespace
}  // namespace tributary
