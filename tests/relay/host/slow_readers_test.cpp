// P7: readers who stop cost a constant and harm nobody. Raw sockets that do not read, beside pages that do; the limit of 30 s
// is an input. TRIBUTARY_QUICK=1 is smaller, TRIBUTARY_LONG=1 has the numbers of the promise (the bench measures them in a
// relay of its own: ./tributary bench slow).
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <optional>

#include "core/wire/frame.h"
#include "tests/relay/host/living_relay.h"
#include "tests/relay/http/support.h"

namespace tributary::test {
namespace {

using http::test::frame;
using Raw = http::test::Raw;

bool said(const char* name) { return std::getenv(name) != nullptr; }

class SlowReaders : public ::testing::Test {
 protected:
  static constexpr std::size_t bytes_each_max = 512 * 1024;
  static constexpr int sweep_ms = 10;

  void SetUp() override {
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    serve(3'000);
    token = relay.token({"conversations:read"});
    event(0);
  }
  void serve(int stalled_ms_max) {
    http::ServerLimits limits;
    limits.stalled_ms_max = stalled_ms_max;
    limits.sweep_ms = sweep_ms;
    http::Door door = relay.front->door();
    door.now_ms = [this, line = door.now_ms] { return by_hand ? *by_hand : line(); };
    server = std::make_unique<http::Server>(relay.io, std::move(door), limits);
    port = server->listen("127.0.0.1", 0);
  }
  // Stops or goes on reading; hears how it ended.
  struct Reader {
    std::unique_ptr<Raw> line;
    bool reads = true, ended = false;
    std::uint64_t upto = 0;
    int code = 0;
    Epoch epoch;
  };
  Reader open(int receive_buffer, Epoch epoch = {}, std::uint64_t seq = 0) {
    Reader reader;
    reader.line = std::make_unique<Raw>(relay.io, port, receive_buffer);
    reader.line->send("GET /api/v1/socket HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: tributary.v1\r\nAuthorization: Bearer " + token + "\r\n\r\n");
    EXPECT_TRUE(reader.line->has("\r\n\r\n"));
    EXPECT_TRUE(reader.line->in.starts_with("HTTP/1.1 101")) << reader.line->in;
    reader.line->in.erase(0, reader.line->in.find("\r\n\r\n") + 4);
    reader.line->send(frame(1, wire::client_frame_text(wire::Hello{"", "", epoch, seq})));
    return reader;
  }
  void listen(Reader& reader) {
    if (!reader.reads) return;
    reader.line->pull();
    while (auto heard = http::test::take_frame(reader.line->in)) take(reader, *heard);
    reader.ended = reader.line->ended;
  }
  static void take(Reader& reader, const http::test::Heard& heard) {
    if (heard.opcode == 8) reader.code = http::test::close_code(heard);
    if (heard.opcode != 1) return;
    if (heard.payload.starts_with(R"({"frame":"lines")")) {  // thousands of them: only where they begin and end is read
      EXPECT_EQ(number_behind(heard.payload, "\"after\":"), reader.upto) << "a hole";
      reader.upto = number_behind(heard.payload, "\"upto\":");
      return;
    }
    const auto parsed = wire::parse_server_frame(heard.payload);
    if (!parsed) return;
    if (const auto* welcome = std::get_if<wire::Welcome>(&*parsed)) reader.epoch = welcome->epoch;
    if (const auto* snapshot = std::get_if<wire::Snapshot>(&*parsed)) reader.upto = snapshot->at;
  }
  static std::uint64_t number_behind(std::string_view text, std::string_view name) {
    const std::size_t at = text.find(name);
    return at == std::string_view::npos ? 0 : std::strtoull(text.data() + at + name.size(), nullptr, 10);
  }
  // One customer's message, about 2 KiB on the wire.
  void event(int n) { event_of(n, n % 20); }
  void event_of(int n, int who) {
    ReceiveMessage message;
    message.number = relay.tenant().runtime.number(our_number, Channel::sms)->id;
    message.from.push_back({IdentityKind::phone, IdentityId{4, static_cast<std::uint64_t>(who) + 1}, "+1555010" + std::to_string(1000 + who)});
    message.body.text = std::to_string(n) + std::string(1500, '.');
    EXPECT_TRUE(relay.tenant().runtime.submit(message, ActorKind::provider).accepted);
  }
  // The server looks at its limits so many times at least: timers go off in the order of their times, however late.
  void sweeps(int count, const std::function<void()>& meanwhile) {
    for (int i = 0; i < count; ++i) {
      bool over = false;
      boost::asio::steady_timer longer(relay.io, std::chrono::milliseconds(2 * sweep_ms));
      longer.async_wait([&](boost::system::error_code ec) { if (!ec) over = true; });
      relay.run_until([&] { meanwhile(); return over; });
    }
  }
  void turn() {
    if (relay.io.stopped()) relay.io.restart();
    relay.io.poll();
  }
  std::uint64_t head() { return relay.tenant().runtime.head(); }

  LivingRelay relay;
  std::unique_ptr<http::Server> server;
  std::optional<std::int64_t> by_hand;  // the server's time, where a busy machine must not make readers slow
  std::uint16_t port = 0;
  std::string token;
};

TEST_F(SlowReaders, P7_WhoStopsReadingIsEndedWith4408AfterAConstantAndResumesWithoutLossWhileOthersHearEverything) {
  const std::size_t all = said("TRIBUTARY_QUICK") ? 60 : said("TRIBUTARY_LONG") ? 2'000 : 400, stalled = all / 10;
  std::vector<Reader> readers;
  for (std::size_t i = 0; i < all; ++i) readers.push_back(open(i < stalled ? 4096 : 0));
  relay.run_until([&] {
    for (Reader& one : readers) listen(one);
    return std::all_of(readers.begin(), readers.end(), [&](const Reader& r) { return r.upto == head(); });
  });
  for (std::size_t i = 0; i < stalled; ++i) readers[i].reads = false;

  // Events until everybody who does not read has been cut; nobody else may be.
  std::size_t most_held = 0;
  const std::int64_t begun = relay.front->door().now_ms();
  by_hand = begun;
  int n = 1;
  const int open_at_first = server->sockets();
  while (server->sockets() > open_at_first - static_cast<int>(stalled) && *by_hand - begun < 9'500) {  // a hundred events a second
    for (int i = 0; i < 10; ++i) event(n++);
    *by_hand += 100;
    turn();
    for (Reader& one : readers) listen(one);
    most_held = std::max(most_held, server->held_bytes());
    // By this clock nobody who reads may have stood still, however late the kernel hands over.
    relay.run_until([&] {
      turn();
      for (Reader& one : readers) listen(one);
      return std::all_of(readers.begin() + static_cast<std::ptrdiff_t>(stalled), readers.end(), [&](const Reader& r) { return r.ended || r.upto == head(); });
    });
  }
  const double seconds = static_cast<double>(*by_hand - begun) / 1000;
  EXPECT_EQ(server->sockets(), open_at_first - static_cast<int>(stalled)) << "after " << seconds << " s";
  EXPECT_LE(most_held, stalled * bytes_each_max);

  relay.run_until([&] {
    for (Reader& one : readers) listen(one);
    return std::all_of(readers.begin() + static_cast<std::ptrdiff_t>(stalled), readers.end(), [&](const Reader& r) { return r.upto == head(); });
  });
  for (std::size_t i = stalled; i < all; ++i) EXPECT_FALSE(readers[i].ended) << "a reader who kept up was ended";

  // They wake up: what they had begun to get ends in a word that says why, and the cursor continues where that was.
  std::size_t told = 0;
  for (std::size_t i = 0; i < stalled; ++i) {
    Reader& late = readers[i];
    late.reads = true;
    relay.run_until([&] { listen(late); return late.ended; });
    told += late.code == 4408;
    Reader again = open(0, late.epoch, late.upto);
    again.upto = late.upto;
    relay.run_until([&] { listen(again); return again.upto == head() || again.ended; });
    EXPECT_EQ(again.upto, head());
  }
  EXPECT_EQ(told, stalled) << "not everybody was told 4408";
  std::printf("%zu readers, %zu stopped: ended after %.1f s (limit 3 s), at most %zu KiB held in the relay for all of them, %d events, %zu told 4408\n", all, stalled, seconds, most_held / 1024, n, told);
}

TEST_F(SlowReaders, P10_AWeekForwardOrBackEndsNobodyWhoIsOnlySlow) {
  serve(30'000);  // as in earnest, and far away however busy the machine is
  Reader slow = open(4096), quick = open(0);
  const auto listen_both = [&] { listen(slow), listen(quick); };
  relay.run_until([&] { listen_both(); return slow.upto == head() && quick.upto == head(); });
  slow.reads = false;
  int n = 1;
  for (; server->held_bytes() == 0 && n < 2'000; ++n) event(n), turn(), listen_both();
  ASSERT_GT(server->held_bytes(), 0u) << "nothing waits for the reader who stopped";
  const int open_now = server->sockets();
  host::Clock& clock = relay.house->clock();
  const std::vector<std::function<void()>> moves{[&] { relay.pass(7 * limits::day_ms); }, [&] { relay.pass(-14 * limits::day_ms); }, [&] { clock.set_wall_by(7 * limits::day_ms); }, [&] { clock.set_wall_by(-14 * limits::day_ms); }};
  for (const auto& move : moves) {
    move();
    for (int i = 0; i < 3; ++i) event(n++), turn();      // a round makes the ring look at the age of the others
    sweeps(8, listen_both);                               // far from the limit
    EXPECT_EQ(server->sockets(), open_now);
  }
  slow.reads = true;
  relay.run_until([&] { listen_both(); return (slow.upto == head() && quick.upto == head()) || slow.ended || quick.ended; });
  EXPECT_EQ(slow.upto, head());
  EXPECT_EQ(quick.upto, head());
  EXPECT_EQ(slow.code, 0);
}

TEST_F(SlowReaders, P7_WhoAsksAndDoesNotReadIsAskedNoMore) {
  for (int n = 1; n < 120; ++n) event_of(n, 0);
  Reader greedy = open(4096);
  relay.run_until([&] { listen(greedy); return greedy.upto == head(); });
  ThreadId thread;
  relay.tenant().runtime.state().threads.for_each([&](ThreadId id, const Thread&) { thread = id; });
  std::string wishes;
  for (int i = 0; i < 55; ++i) wishes += frame(1, wire::client_frame_text(wire::PageRequest{thread, 0, 90}));
  std::size_t most = 0;
  for (int i = 0; i < 200; ++i) {
    if (!wishes.empty()) {
      const ssize_t n = ::send(greedy.line->fd(), wishes.data(), wishes.size(), MSG_NOSIGNAL);
      if (n > 0) wishes.erase(0, static_cast<std::size_t>(n));
    }
    turn();
    most = std::max(most, server->held_bytes());
  }
  EXPECT_LE(most, bytes_each_max);
  EXPECT_GT(most, 0u);
  std::size_t pages = 0;
  relay.run_until([&] {  // and once it reads, it gets all it asked for
    greedy.line->pull();
    while (auto heard = http::test::take_frame(greedy.line->in)) pages += heard->payload.starts_with(R"({"frame":"page")");
    return pages == 55 || greedy.line->ended;
  });
  EXPECT_EQ(pages, 55u);
}

}  // namespace
}  // namespace tributary::test
