// What the reader takes for JSON and what it does not; the same as the library's parser where both are asked.
#include "core/wire/reader.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "core/wire/document.h"

namespace tributary {
namespace {

using wire::Reader;

std::string text_in(std::string_view json) {
  Reader from(json);
  const auto text = from.string();
  return text && from.ended() ? std::string(*text) : "none";
}

// By Boost.JSON's own parser: another mind.
bool library_takes(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = 32;
  boost::json::error_code wrong;
  boost::json::parse(boost::json::string_view(text.data(), text.size()), wrong, {}, options);
  return !wrong;
}

bool whole(std::string_view json) {
  Reader from(json);
  return from.skip() && from.ended();
}

TEST(Reader, GivesStringsAsTheyAreMeant) {
  EXPECT_EQ(text_in(R"("plain")"), "plain");
  EXPECT_EQ(text_in(" \n\t\"\" "), "");
  EXPECT_EQ(text_in(R"("a\"b\\c\/d\b\f\n\r\t")"), "a\"b\\c/d\b\f\n\r\t");
  EXPECT_EQ(text_in(R"("\u0041\u00e9\u20ac\uD83D\ude00!")"), "A\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80!");
  EXPECT_EQ(text_in("\"\xC3\xA9 before \\n\""), "\xC3\xA9 before \n");
}

TEST(Reader, SeesWhatMayNotStandThereWhereverItStands) {
  for (std::size_t place = 0; place < 40; ++place) {
    std::string plain(40, 'x');
    EXPECT_EQ(text_in("\"" + plain + "\""), plain);
    for (const char odd : {'\x01', '\x1f', '\n', '\xff', '\x80'}) {
      std::string text = plain;
      text[place] = odd;
      EXPECT_EQ(text_in("\"" + text + "\""), "none") << place;
    }
    for (const char fine : {' ', '!', '#', '[', ']', '\x7f', '~'}) {
      std::string text = plain;
      text[place] = fine;
      EXPECT_EQ(text_in("\"" + text + "\""), text) << place;
    }
    EXPECT_EQ(text_in("\"" + plain.substr(0, place) + "\\n\xC3\xA9\""), plain.substr(0, place) + "\n\xC3\xA9");
    EXPECT_EQ(text_in("\"" + plain.substr(0, place) + "\xC3\xA9\""), plain.substr(0, place) + "\xC3\xA9");
  }
}

TEST(Reader, RefusesStringsThatAreNone) {
  for (const char* json : {"", "x", "\"open", "\"\\\"", R"("\x")", R"("\u12")", R"("\u12g4")", R"("\ud83d")", R"("\ud83dx")", R"("\ud83d\u0041")", R"("\udE00")", "\"line\nend\"", "\"\xff\"", "\"\\n\xff\"", "\"\xed\xa0\x80\""})
    EXPECT_EQ(text_in(json), "none") << json;
}

TEST(Reader, AgreesWithTheLibrarysParser) {
  const std::vector<std::string> texts = {
      "{}", "[]", " [ 1 , 2 ] ", "[1,]", "[,1]", "[1 2]", "{\"a\":1}", "{\"a\":1,}", "{\"a\" 1}", "{a:1}", "{\"a\":}", "true", "false", "null", "nul", "truex", "True",
      "0", "-0", "01", "-", "+1", "1.", ".5", "1.5", "1e5", "1E+5", "1e-5", "1e", "1.5.5", "12345678901234567890", "-9223372036854775808", "[[[[]]]]", "[[[]", "{\"a\":{\"b\":[true,false,null,\"x\",1.5]}}",
      "{} {}", "", "  ", "\"\\u0000\"", "[\"\xC3\xA9\"]", "[\"\xC3\"]", "/* no */ 1", "{\"a\":1 \"b\":2}", "'x'", "NaN", "Infinity", "\xEF\xBB\xBF{}"};
  for (const std::string& text : texts) {
    EXPECT_EQ(whole(text), library_takes(text)) << text;
    EXPECT_EQ(wire::parse_document(text).has_value(), library_takes(text)) << text;
  }
  for (int depth : {31, 32, 33, 40}) {
    const std::string nested = std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']');
    EXPECT_EQ(whole(nested), library_takes(nested)) << depth;
    EXPECT_EQ(wire::parse_document(nested).has_value(), library_takes(nested)) << depth;
  }
}

TEST(Reader, NeverReadsBeyondWhatWasCutOff) {
  const std::string text = R"({"a":[1,-2.5e3,true,null,"\u00e9\ud83d\ude00"],"b":{"c":"d"}})";
  EXPECT_TRUE(whole(text));
  for (std::size_t bytes = 0; bytes < text.size(); ++bytes) {
    const std::string cut = text.substr(0, bytes);
    EXPECT_FALSE(whole(std::string_view(cut.data(), cut.size()))) << cut;
  }
}

TEST(Reader, TellsTheMembersOfAnObjectInTheirOrder) {
  Reader from(R"({"one":1,"t\u0077o":[{"x":2}],"three":"3"})");
  std::string all;
  EXPECT_TRUE(from.object([&](std::string_view name) {
    all.append(name).append(";");
    return from.skip();
  }));
  EXPECT_TRUE(from.ended());
  EXPECT_EQ(all, "one;two;three;");
}

TEST(Reader, ReadsNumbersThatAreFinite) {
  EXPECT_EQ(Reader("37.78773880004883").real(), 37.78773880004883);
  EXPECT_EQ(Reader("-1e-3 ").real(), -0.001);
  EXPECT_FALSE(Reader("1e400").real());
  EXPECT_FALSE(Reader("x").real());
}

}  // namespace
}  // namespace tributary
