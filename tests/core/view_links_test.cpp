// What becomes a link, and what does not: each line is a message and what is found in it.
#include <gtest/gtest.h>

#include "core/view/links.h"

namespace tributary {
namespace {

// "words -> address" per link, joined.
std::string found(std::string_view text) {
  std::string all;
  for (const Link& link : find_links(text)) {
    if (!all.empty()) all += " | ";
    all += std::string(text.substr(link.begin, link.end - link.begin)) + " -> " + link.address;
  }
  return all;
}

struct Vector { const char *text, *links; };

class LinksInText : public testing::TestWithParam<Vector> {};
TEST_P(LinksInText, AreFound) { EXPECT_EQ(found(GetParam().text), GetParam().links) << GetParam().text; }

INSTANTIATE_TEST_SUITE_P(Web, LinksInText, testing::Values(
  Vector{"see https://example.com/a?b=c#d now", "https://example.com/a?b=c#d -> https://example.com/a?b=c#d"},
  Vector{"HTTP://Example.COM", "HTTP://Example.COM -> HTTP://Example.COM"},
  Vector{"look at https://example.com.", "https://example.com -> https://example.com"},
  Vector{"(https://en.wikipedia.org/wiki/Foo_(bar))", "https://en.wikipedia.org/wiki/Foo_(bar) -> https://en.wikipedia.org/wiki/Foo_(bar)"},
  Vector{"[https://example.com/x]", "https://example.com/x -> https://example.com/x"},
  Vector{"is it https://example.com/a,b;c!?", "https://example.com/a,b;c -> https://example.com/a,b;c"},
  Vector{"<https://example.com/>", "https://example.com/ -> https://example.com/"},
  Vector{"\"https://example.com\"", "https://example.com -> https://example.com"},
  Vector{"http://localhost:8080/x", "http://localhost:8080/x -> http://localhost:8080/x"},
  Vector{"https://a.example and https://b.example", "https://a.example -> https://a.example | https://b.example -> https://b.example"},
  Vector{"www.example.com/x", "www.example.com/x -> https://www.example.com/x"},
  Vector{"write to example.com please", "example.com -> https://example.com"},
  Vector{"my.shop.example.co.uk:8443/a", "my.shop.example.co.uk:8443/a -> https://my.shop.example.co.uk:8443/a"},
  Vector{"youtu.be/abc", "youtu.be/abc -> https://youtu.be/abc"},
  Vector{"example.com, example.org.", "example.com -> https://example.com | example.org -> https://example.org"}));

INSTANTIATE_TEST_SUITE_P(Worldwide, LinksInText, testing::Values(
  Vector{"https://bücher.example/größe", "https://bücher.example/größe -> https://bücher.example/größe"},
  Vector{"詳しくはhttps://example.comを見て", "https://example.com -> https://example.com"},
  Vector{"詳しくは https://example.comを見て。", "https://example.com -> https://example.com"},
  Vector{"https://ja.wikipedia.org/wiki/日本。", "https://ja.wikipedia.org/wiki/日本 -> https://ja.wikipedia.org/wiki/日本"},
  Vector{"「https://example.com/」", "https://example.com/ -> https://example.com/"},
  Vector{"الموقع https://example.com، شكرا", "https://example.com -> https://example.com"},
  Vector{"https://пример.рф/путь", "https://пример.рф/путь -> https://пример.рф/путь"}));

INSTANTIATE_TEST_SUITE_P(MailAndTelephone, LinksInText, testing::Values(
  Vector{"ask ada.l+x@mail.example.com.", "ada.l+x@mail.example.com -> mailto:ada.l+x@mail.example.com"},
  Vector{"mailto:ada@example.com?subject=x", "mailto:ada@example.com -> mailto:ada@example.com"},
  Vector{"call +49 30 1234567, please", "+49 30 1234567 -> tel:+49301234567"},
  Vector{"+1 (555) 010-0101.", "+1 (555) 010-0101 -> tel:+15550100101"},
  Vector{"(555) 010-0101", "(555) 010-0101 -> tel:5550100101"},
  Vector{"tel:+15550100101", "tel:+15550100101 -> tel:+15550100101"}));

INSTANTIATE_TEST_SUITE_P(Nothing, LinksInText, testing::Values(
  Vector{"", ""}, Vector{"no link here", ""}, Vector{"javascript:alert(1)", ""}, Vector{"JavaScript:alert('https://x.example')", ""},
  Vector{"data:text/html,<b>", "" }, Vector{"vbscript:x", ""}, Vector{"file:///etc/passwd", ""}, Vector{"ftp://example.com/a", ""},
  Vector{"custom://example.com", ""}, Vector{"https://", ""}, Vector{"http://.", ""}, Vector{"https://bank.example@thief.example/", ""},
  Vector{"https://bank.example:pw@thief.example/", ""}, Vector{"the parcel.It was wet", ""}, Vector{"ask me.no problem", ""}, Vector{"README.md", ""},
  Vector{"e.g. this", ""}, Vector{"1.5 kg", ""}, Vector{"12.30 Uhr", ""}, Vector{"v1.2.3", ""}, Vector{"2026-11-21", ""}, Vector{"order 4217-1234", ""},
  Vector{"a + 1234567", ""}, Vector{"+1", ""}, Vector{"+0 1234567", ""}, Vector{"x@y", ""}, Vector{"@maya", ""}, Vector{"3.000,00 €", ""},
  Vector{"-example.com-", ""}, Vector{"...", ""}, Vector{"\xff\xfe.com", ""}));

TEST(Links, NeverLeaveTheAllowedSchemesWhateverIsWritten) {
  const std::string_view parts[] = {"http://", "javascript:", "a.com", "@", "+4930", "1234567", "(", ")", ".", " ", "データ", "data:", "//", ":", "tel:", "mailto:", "<", "\n", "\xe2\x80\xae", "\xf0"};
  constexpr std::size_t count = sizeof parts / sizeof *parts;
  for (std::size_t i = 0; i < count * count * count * count; ++i) {
    std::string text;
    for (std::size_t k = 0, at = i; k < 4; ++k, at /= count) text += parts[at % count];
    std::uint32_t last = 0;
    for (const Link& link : find_links(text)) {
      ASSERT_TRUE(link.begin >= last && link.end > link.begin && link.end <= text.size()) << text;
      last = link.end;
      bool allowed = false;
      for (const char* scheme : {"http://", "https://", "mailto:", "tel:"}) allowed = allowed || link.address.find(scheme) == 0;
      ASSERT_TRUE(allowed) << text << " gives " << link.address;
    }
  }
}

}  // namespace
}  // namespace tributary
