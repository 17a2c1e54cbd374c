// Text of requests: forms, queries, addresses, paths, the shape of a header.
#include "relay/http/message.h"

#include <gtest/gtest.h>

#include "relay/http/client.h"
#include "relay/http/request_head.h"

namespace tributary::http {
namespace {

std::string shown(const std::vector<Field>& pairs) {
  std::string out;
  for (const Field& f : pairs) out += "[" + f.name + "=" + f.value + "]";
  return out;
}

TEST(Form, IsDecodedInWireOrderAndKeepsRepeatedKeysAndEmptyValues) {
  EXPECT_EQ(shown(parse_form("b=2&a=1&b=&c")), "[b=2][a=1][b=][c=]");
  EXPECT_EQ(shown(parse_form("a=1+%2B%20x%26y%3D&n=%C3%A9")), "[a=1 + x&y=][n=\xC3\xA9]");
  EXPECT_EQ(shown(parse_form("a==b&=x")), "[a==b][=x]");
  EXPECT_EQ(shown(parse_form("&&a=1&")), "[a=1]");
  EXPECT_TRUE(parse_form("").empty());
}

TEST(Form, LeavesABrokenEscapeAsItStood) { EXPECT_EQ(shown(parse_form("a=100%&b=%zz%4&c=%41")), "[a=100%][b=%zz%4][c=A]"); }

TEST(Form, ReadsTheSameInOneBuffer) {
  for (const std::string text : {"b=2&a=1&b=&c", "a=1+%2B%20x%26y%3D&n=%C3%A9", "&&a==1&", "", "a=100%&b=%zz%4&c=%41+", "+%2b+=%%41+%"}) {
    const DecodedForm form(text);
    std::vector<Field> pairs;
    std::string joined;
    for (const auto& pair : form.pairs()) {
      pairs.push_back({std::string(pair.name), std::string(pair.value)});
      joined += pairs.back().name + pairs.back().value;
    }
    EXPECT_EQ(shown(pairs), shown(parse_form(text))) << text;
    EXPECT_EQ(form.joined(), joined) << text;
  }
}

TEST(Form, StopsAtAThousandFields) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "a=1&";
  EXPECT_EQ(parse_form(text).size(), 1000u);
}

TEST(Form, WhatIsEncodedComesBackWhateverTheBytes) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  const std::vector<Field> pairs{{"k ey", all}, {"", "x"}};
  EXPECT_EQ(shown(parse_form(form_encode(pairs))), shown(pairs));
  EXPECT_EQ(percent_encode("a b/\xC3\xA9~"), "a%20b%2F%C3%A9~");
}

TEST(Query, GivesTheFirstValueOfAName) {
  EXPECT_EQ(query_value("limit=5&cursor=a%2Fb&limit=9", "limit"), "5");
  EXPECT_EQ(query_value("limit=5&cursor=a%2Fb", "cursor"), "a/b");
  EXPECT_EQ(query_value("x", "x"), "");
  EXPECT_FALSE(query_value("limits=5", "limit"));
}

TEST(Request, FindsAFieldWithoutCase) {
  Request request;
  request.fields = {{"X-Twilio-Signature", "abc"}, {"x-twilio-signature", "second"}};
  EXPECT_EQ(request.field("x-TWILIO-signature"), "abc");
  EXPECT_EQ(request.field("Host"), "");
}

TEST(Request, KeepsItsFieldsInTheirOrderAndThroughAMove) {
  Fields fields;
  fields.add("Host", "example.test");
  fields.add("Empty", "");
  fields.push_back({"Accept", "*/*"});
  const Fields moved = std::move(fields);
  std::string all;
  for (const Fields::One one : moved) all.append(one.name).append("=").append(one.value).append(";");
  EXPECT_EQ(all, "Host=example.test;Empty=;Accept=*/*;");
  EXPECT_EQ(moved.size(), 3u);
}

TEST(Url, IsTakenApart) {
  const auto url = parse_url("HTTPS://AC1:tok%40en@API.Twilio.com:8443/2010/x.json?a=b#frag");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->scheme + "|" + url->userinfo + "|" + url->host + "|" + url->path_and_query, "https|AC1:tok%40en|api.twilio.com|/2010/x.json?a=b");
  EXPECT_EQ(url->port, 8443);
  EXPECT_EQ(parse_url("http://h?q")->path_and_query, "/?q");
  EXPECT_EQ(parse_url("http://[::1]:81/")->host, "::1");
  EXPECT_EQ(parse_url("http://h:/")->port, 80);
  EXPECT_EQ(parse_url("https://h")->port, 443);
}

TEST(Url, ThatIsNotOneIsRefused) {
  for (const char* bad : {"", "h", "ftp://h/", "http://", "http:///x", "http://h:0/", "http://h:70000/", "http://h:8x/", "http://a b/", "http://h/\r\nX: y",
                          "http://h/a\\b", "http://[::1", "http://[zz]/", "http://h\xC3\xA9/", "javascript://h/"})
    EXPECT_FALSE(parse_url(bad)) << bad;
}

TEST(Path, IsDecodedWhereNothingHidesInIt) {
  EXPECT_EQ(checked_path("/a%20b/%C3%A9?x=%2f..%00"), "/a b/\xC3\xA9");
  EXPECT_EQ(checked_path("/a..b/...%2e"), "/a..b/....");
  EXPECT_EQ(checked_path("/"), "/");
}

TEST(Path, WithTricksIsRefused) {
  for (const char* bad : {"", "*", "x", "http://h/", "/../etc", "/a/..", "/a/./b", "/%2e%2e/x", "/a%2Fb", "/a%5cb", "/a\\b", "/a%00", "/%0a", "/%7f", "/%c0%ae%c0%ae/",
                          "/%ed%a0%80", "/%", "/%4", "/%zz", "/a#b", "/a?b#c", "/\x80", "/a b"})
    EXPECT_FALSE(checked_path(bad)) << bad;
}

TEST(Head, IsCompleteAtItsEmptyLineWhereverItIsCut) {
  const std::string whole = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  for (std::size_t n = 0; n < whole.size(); ++n) EXPECT_EQ(scan_head(whole.substr(0, n), 8192, 64).verdict, HeadScan::Verdict::need_more) << n;
  EXPECT_EQ(scan_head(whole + "more", 8192, 64).bytes, whole.size());
}

TEST(Head, OfTheWrongShapeIsRefusedAtOnce) {
  using enum HeadScan::Verdict;
  EXPECT_EQ(scan_head("GET / HTTP/1.1\n", 8192, 64).verdict, bad);
  EXPECT_EQ(scan_head("GET / HTTP/1.1\r\nA: b\n", 8192, 64).verdict, bad);
  EXPECT_EQ(scan_head("GET / HTTP/1.1\r\nA: b\r\n c\r\n", 8192, 64).verdict, bad);
  EXPECT_EQ(scan_head("\r\n\r\n", 8192, 64).verdict, bad);
  EXPECT_EQ(scan_head(std::string(8193, 'a'), 8192, 64).verdict, too_large);
  std::string fields = "GET / HTTP/1.1\r\n";
  for (int i = 0; i < 64; ++i) fields += "A: b\r\n";
  EXPECT_EQ(scan_head(fields + "\r\n", 8192, 64).verdict, complete);
  EXPECT_EQ(scan_head(fields + "A: b\r\n\r\n", 8192, 64).verdict, too_large);
}

}  // namespace
}  // namespace tributary::http
