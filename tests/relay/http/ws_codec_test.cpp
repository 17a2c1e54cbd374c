// Frames, sans-I/O: examples and that the cut of the bytes does not matter. The conformance cases run over a real socket.
#include "relay/http/ws_codec.h"

#include <gtest/gtest.h>

#include "tests/relay/http/support.h"

namespace tributary::http::test {
namespace {

using Kind = FrameReader::Kind;

// Everything a reader says about `bytes`, fed in pieces of `size`.
std::string said(std::string_view bytes, std::size_t size, std::size_t message_max = 1000) {
  FrameReader reader(message_max);
  std::string out;
  for (; !bytes.empty(); bytes.remove_prefix(std::min(size, bytes.size()))) {
    reader.feed(bytes.substr(0, size));
    for (auto event = reader.next(); event.kind != Kind::need_more; event = reader.next()) {
      constexpr const char* names[] = {"", "text", "ping", "pong", "close", "error"};
      out += std::string(names[static_cast<int>(event.kind)]) + "(" + event.payload + (event.code ? std::to_string(event.code) : "") + ") ";
    }
  }
  return out;
}
std::string said_always(std::string_view bytes, std::size_t message_max = 1000) {
  const std::string whole = said(bytes, bytes.size(), message_max);
  for (std::size_t size = 1; size < std::min<std::size_t>(bytes.size(), 20); ++size) EXPECT_EQ(said(bytes, size, message_max), whole) << size;
  return whole;
}
constexpr Bend more{false, 0, true};

TEST(FrameReader, ReadsMessagesWithControlFramesBetweenTheirPieces) {
  EXPECT_EQ(said_always(frame(1, "one") + frame(1, "t", more) + frame(9, "p") + frame(0, "w", more) + frame(10) + frame(0, "o") + frame(1)), "text(one) ping(p) pong() text(two) text() ");
}

TEST(FrameReader, RefusesWhatIsTooLongFromItsHeadAlone) {
  EXPECT_EQ(said_always(frame(1, std::string(1000, 'a'))), "text(" + std::string(1000, 'a') + ") ");
  EXPECT_EQ(said_always(frame(1, std::string(1001, 'a')).substr(0, 4)), "error(1009) ");
  EXPECT_EQ(said_always(frame(1, std::string(600, 'a'), more) + frame(0, std::string(401, 'a')).substr(0, 4)), "error(1009) ");
}

TEST(FrameReader, RefusesBinary) { EXPECT_EQ(said_always(frame(2, "x")), "error(1003) "); }

TEST(FrameReader, EndsWithTheFirstErrorAndTheFirstClose) {
  EXPECT_EQ(said_always(frame(1, "x", {true, 4, true}) + frame(1, "y")), "error(1002) ");
  EXPECT_EQ(said_always(closing(4000, "bye") + frame(1, "y") + closing(4001)), "close(bye4000) ");
  EXPECT_EQ(said_always(frame(8)), "close(1005) ");
}

TEST(FrameReader, SaysNoAtTheFirstWrongByteOfAFrameThatIsNotThere) {
  EXPECT_EQ(said_always(frame(1, "ok\xf4\x90 and more").substr(0, 6 + 4)), "error(1007) ");
  EXPECT_EQ(said_always(frame(1, "\xe2\x82", more) + frame(0, "\xac")), "text(\xe2\x82\xac) ");
  EXPECT_EQ(said_always(frame(1, "\xe2\x82")), "error(1007) ");
}

TEST(FrameReader, HoldsNothingBetweenMessages) {
  FrameReader reader(1 << 20);
  reader.feed(frame(1, std::string(100'000, 'a')) + frame(9, "x"));
  EXPECT_FALSE(reader.idle());
  while (reader.next().kind != Kind::need_more) {}
  EXPECT_TRUE(reader.idle());
}

TEST(CloseReason, IsCutToAFrameAndNeverInsideACharacter) {
  const std::string long_reason = std::string(122, 'x') + "\xC3\xA9";
  EXPECT_EQ(close_payload(4408, long_reason).size(), 2u + 122u);
  EXPECT_EQ(close_payload(1000, std::string(200, 'x')).size(), 125u);
  EXPECT_EQ(close_payload(0x1234, "a"), "\x12\x34" "a");
}

TEST(Ring, KeepsTenSecondsOrThirtyTwoMegabytesAndAlwaysTheLastRound) {
  Ring ring;
  ring.push(std::string(1000, 'a'), {}, 0);
  ring.push("b", {}, 10'000);
  EXPECT_EQ(ring.first(), 0u);
  ring.push("c", {}, 10'001);
  EXPECT_EQ(ring.first(), 1u);
  ring.push(std::string(40u << 20, 'd'), {}, 10'002);
  EXPECT_EQ(ring.first(), 3u);
  EXPECT_EQ(ring.head(), 4u);
  ring.push(std::string(20u << 20, 'e'), {{{1, 2}, std::string(13u << 20, 'f')}}, 10'003);
  EXPECT_EQ(ring.first(), 4u) << "what a few listeners get instead counts too";
}

TEST(Ring, GivesEveryListenerItsOwnRoundOrTheSharedOne) {
  Ring ring;
  ring.push("all", {{{1, 2}, "mine"}}, 0);
  EXPECT_EQ(ring.bytes(0, {1, 2}), "\x81\x04mine");
  EXPECT_EQ(ring.bytes(0, {2, 1}), "\x81\x03" "all");
}

}  // namespace
}  // namespace tributary::http::test
