// Very many pages while one message follows the other: they get what several rounds brought in one frame, nobody waits
// once it is quiet, and the frames of everybody go on without a hole.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>

#include "core/wire/frame.h"
#include "tests/relay/host/living_relay.h"
#include "tests/relay/http/support.h"

namespace tributary::test {
namespace {

using http::test::frame;
using Raw = http::test::Raw;

int keep_small(sqlite3* database, char**, const sqlite3_api_routines*) { return sqlite3_exec(database, "PRAGMA max_page_count=600", nullptr, nullptr, nullptr); }

// From here on no file grows beyond 2.4 MB.
struct SmallDisk {
  SmallDisk() { sqlite3_auto_extension(reinterpret_cast<void (*)()>(keep_small)); }
  ~SmallDisk() { sqlite3_reset_auto_extension(); }
};

class FanOut : public ::testing::Test {
 protected:
  struct Page {
    std::unique_ptr<Raw> line;
    std::uint64_t upto = 0;
    std::size_t frames = 0, lines = 0;
  };

  Page open() {
    Page page;
    page.line = std::make_unique<Raw>(relay.io, relay.port, 0);
    page.line->send("GET /api/v1/socket HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: tributary.v1\r\nAuthorization: Bearer " + token + "\r\n\r\n");
    EXPECT_TRUE(page.line->has("\r\n\r\n"));
    page.line->in.erase(0, page.line->in.find("\r\n\r\n") + 4);
    page.line->send(frame(1, wire::client_frame_text(wire::Hello{})));
    return page;
  }
  void open_all(std::size_t count) {
    message();
    for (std::size_t i = 0; i < count; ++i) pages.push_back(open());
    hear_all();
    for (Page& page : pages) page.frames = page.lines = 0;
  }
  void listen(Page& page) {
    page.line->pull();
    while (auto heard = http::test::take_frame(page.line->in)) {
      const auto parsed = heard->opcode == 1 ? wire::parse_server_frame(heard->payload) : std::nullopt;
      if (!parsed) continue;
      if (const auto* snapshot = std::get_if<wire::Snapshot>(&*parsed)) page.upto = snapshot->at;
      const auto* lines = std::get_if<wire::Lines>(&*parsed);
      if (!lines) continue;
      EXPECT_EQ(lines->after, page.upto) << "a hole";
      page.upto = lines->upto;
      page.lines += lines->lines.size();
      ++page.frames;
    }
  }
  void hear_all() {
    relay.run_until([&] {
      for (Page& page : pages) listen(page);
      return std::all_of(pages.begin(), pages.end(), [&](const Page& page) { return page.upto == relay.tenant().runtime.head(); });
    });
  }
  void message(const std::string& text = "one after the other") {
    ReceiveMessage message;
    message.number = relay.tenant().runtime.number(our_number, Channel::sms)->id;
    message.from.push_back({IdentityKind::phone, IdentityId{4, 1}, "+15550101001"});
    message.body.text = text;
    EXPECT_TRUE(relay.tenant().runtime.submit(message, ActorKind::provider).accepted);
  }
  void round_of_its_own() {
    message();
    relay.house->round().finish_now();
  }

  SmallDisk small;
  LivingRelay relay;
  std::string token = relay.token({"conversations:read"});
  std::vector<Page> pages;
};

TEST_F(FanOut, RoundsThatFollowEachOtherReachVeryManyPagesInFewerFrames) {
  open_all(210);
  const std::uint64_t before = relay.tenant().runtime.head();
  for (int round = 0; round < 10; ++round) round_of_its_own();
  hear_all();
  const std::size_t told = static_cast<std::size_t>(relay.tenant().runtime.head() - before);
  for (const Page& page : pages) {
    EXPECT_EQ(page.lines, told);
    EXPECT_LT(page.frames, 10u);
  }
}

TEST_F(FanOut, WhereFewListenEveryRoundLeavesAtOnce) {
  open_all(3);
  for (int round = 0; round < 10; ++round) round_of_its_own();
  hear_all();
  for (const Page& page : pages) EXPECT_EQ(page.frames, 10u);
}

TEST_F(FanOut, WhoJoinsWhileSomethingWaitsGetsAllOfItOnce) {
  open_all(210);
  round_of_its_own();
  pages.push_back(open());
  round_of_its_own();
  hear_all();
  round_of_its_own();
  hear_all();
  EXPECT_GE(pages.back().upto, relay.tenant().runtime.head());
}

TEST_F(FanOut, ARoundThatMeetsAFullDiskTakesNothingOfTheRoundBeforeWithIt) {
  open_all(210);
  const std::uint64_t before = relay.tenant().runtime.head();
  round_of_its_own();
  const std::uint64_t durable = relay.tenant().runtime.head();
  for (int i = 0; i < 2'000; ++i) message(std::string(1'500, '.'));
  relay.house->round().finish_now();
  EXPECT_EQ(relay.tenant().runtime.head(), durable);
  hear_all();
  for (const Page& page : pages) EXPECT_EQ(page.lines, static_cast<std::size_t>(durable - before));
}

}  // namespace
}  // namespace tributary::test
