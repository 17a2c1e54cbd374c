// The fuzz targets in the ordinary run: real inputs, bent a few thousand ways from a fixed seed.
#include <gtest/gtest.h>

#include "tests/fuzz/request_fuzz.h"
#include "tests/fuzz/ws_codec_fuzz.h"
#include "tests/relay/http/support.h"

namespace tributary::http::test {
namespace {

struct Dice {  // splitmix64
  std::uint64_t state;
  std::uint64_t roll() {
    std::uint64_t z = state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
  }
  std::size_t below(std::size_t n) { return n == 0 ? 0 : static_cast<std::size_t>(roll() % n); }
};

std::string bent(std::string bytes, const std::vector<std::string>& corpus, Dice& dice) {
  for (std::size_t times = 1 + dice.below(4); times > 0; --times) {
    const std::size_t at = dice.below(bytes.size() + 1);
    switch (dice.below(5)) {
      case 0: if (at < bytes.size()) bytes[at] = static_cast<char>(dice.roll()); break;
      case 1: bytes.erase(at, 1 + dice.below(8)); break;
      case 2: bytes.insert(at, 1, static_cast<char>(dice.roll())); break;
      case 3: bytes.insert(at, corpus[dice.below(corpus.size())]); break;
      default: if (at < bytes.size()) bytes[at] = static_cast<char>(bytes[at] ^ 1 << dice.below(8));
    }
  }
  return bytes;
}

void bend_all(const std::vector<std::string>& corpus, int times, void (*target)(std::string_view)) {
  Dice dice{42};
  for (const std::string& bytes : corpus) target(bytes);
  for (int i = 0; i < times; ++i) target(bent(corpus[dice.below(corpus.size())], corpus, dice));
}

TEST(Fuzz, FramesBentInAnyWayAreReadTheSameHoweverCut) {
  const Bend more{false, 0, true};
  bend_all({frame(1, "hello"), frame(1, "\xce\xba\xe1\xbd\xb9", more), frame(0, "rest"), frame(9, "p"), frame(10), frame(8), closing(1000, "bye"), closing(4999), frame(2, "b"),
            frame(1, std::string(126, 'x')), frame(1, std::string(599, 'y'), more), std::string("\x81\xff\0\0\0\0\0\1\0\0\1\2\3\4", 14)},
           20'000, fuzz::ws_codec);
}

TEST(Fuzz, RequestsBentInAnyWayAreReadTheSameHoweverCut) {
  bend_all({"x 15 1'\r\n\r\nand more\r\n", get("/a?b=c"), upgrade_request(), "POST /x%20y HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello", "POST / HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\na",
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5;e=\"x\"\r\nhello\r\n0\r\nT: x\r\n\r\n", "PUT /a/..b HTTP/1.1\r\nHost: [::1]:80\r\nExpect: 100-continue\r\nContent-Length: 100\r\n\r\n"},
           20'000, fuzz::request);
}

TEST(Fuzz, FormsMeanTheSameAfterEncodingAgain) { bend_all({"a=1&b=%20x+y", "%C3%A9=%00&&=&a", "To=%2B15551234567&Body=hi%21"}, 20'000, fuzz::form); }

}  // namespace
}  // namespace tributary::http::test
