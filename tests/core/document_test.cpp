// JSON besides frames: numbers to the last bit, and writing what can be read again.
#include "core/wire/document.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>

namespace tributary::wire {
namespace {

double read(const std::string& text) {
  const auto value = parse_document(text);
  if (!value) return std::nan("");
  return value->is_double() ? value->get_double() : static_cast<double>(value->get_int64());
}

TEST(Document, ReadsEveryNumberToTheLastBit) {
  for (const char* text : {"0.0", "-0.0", "0E0", "2.4E2", "312.5", "0.1", "-0.3", "52.520008", "13.404954", "1e22", "1e23", "-1e-22", "1e-23", "123456789012345.0",
                           "999999999999999e22", "999999999999999e-22", "9007199254740993.0", "0.30000000000000004", "5e-324", "2.2250738585072011e-308",
                           "1.7976931348623157e308", "0.000000000000000000000000000001", "100000000000000000000000.5", "1E+2", "7e-0"}) {
    EXPECT_EQ(read(text), std::strtod(text, nullptr)) << text;
    EXPECT_EQ(std::signbit(read(text)), std::signbit(std::strtod(text, nullptr))) << text;
  }
  EXPECT_FALSE(parse_document("1e400").has_value());
}

TEST(Document, KeepsWholeNumbersWholeAsFarAsSixtyFourBitsGo) {
  EXPECT_EQ(parse_document("-9223372036854775808")->get_int64(), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(parse_document("9223372036854775807")->get_int64(), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(parse_document("9223372036854775808")->get_uint64(), 9223372036854775808ULL);
  EXPECT_EQ(parse_document("18446744073709551615")->get_uint64(), 18446744073709551615ULL);
  EXPECT_EQ(parse_document("18446744073709551616")->get_double(), 18446744073709551616.0);
  EXPECT_EQ(parse_document("-9223372036854775809")->get_double(), -9223372036854775808.0);
  EXPECT_EQ(parse_document("-0")->get_int64(), 0);
}

TEST(Document, IsTheLibrarysTree) {
  for (const char* text : {R"({"a":[1,-2.5e3,true,false,null,"\u00e9\ud83d\ude00","",{}],"b":{"c":{"d":[[],[[]]]}},"":0})", "[]", "\"x\"", "7"})
    EXPECT_EQ(parse_document(text), boost::json::parse(text)) << text;
}

TEST(Document, RefusesAKeyThatIsThereTwice) {
  EXPECT_FALSE(parse_document(R"({"a":1,"a":1})"));
  EXPECT_FALSE(parse_document(R"([{"b":{"a":1,"\u0061":2}}])"));
  EXPECT_TRUE(parse_document(R"([{"a":1},{"a":1}])"));
}

TEST(Document, WritesWhatReadsBackTheSame) {
  const std::string text = R"({"none":null,"yes":true,"no":false,"less":-7,"much":18446744073709551615,"half":0.5,"whole":240,)"
                           R"("words":"a \"quoted\"\nline \\ \u0001 ü","list":[1,[],{}],"empty":{}})";
  const auto read_once = parse_document(text);
  ASSERT_TRUE(read_once.has_value());
  EXPECT_EQ(document_text(*read_once), text);
}

TEST(Document, WritesWholeNumbersWithoutAPoint) {
  const auto written = [](double number) {
    std::string out;
    put_number(out, number);
    return out;
  };
  EXPECT_EQ(written(240), "240");
  EXPECT_EQ(written(-3), "-3");
  EXPECT_EQ(written(0), "0");
  EXPECT_EQ(written(-0.0), "-0");
  EXPECT_EQ(written(0.1), "0.1");
  EXPECT_EQ(written(1e15), "1e+15");
}

}  // namespace
}  // namespace tributary::wire
