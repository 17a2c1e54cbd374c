// Whoever asks for many answers and reads none costs a constant, alone and together (promises.md P7, P8), while whoever reads
// gets all of them. Real sockets; answers are given by hand, so that many requests wait at once as they do in a round.
#include <gtest/gtest.h>

#include "tests/relay/http/support.h"

namespace tributary::http::test {
namespace {

constexpr int small_buffer = 4096;
constexpr std::size_t pipelined = 64;             // all that are taken before an answer
constexpr std::size_t kept_max = 2 << 20;         // of answers to these, and one more
constexpr std::size_t heads = 64 * 1024;

Response with_body(std::size_t bytes, char letter = 'x') {
  Response response;
  response.body.assign(bytes, letter);
  return response;
}

class UnreadAnswers : public testing::Test {
 protected:
  void SetUp() override {
    house.door.now_ms = [this] {
      ++sweeps;  // it is asked at every sweep
      return house.now;
    };
    house.door.large = [](std::string_view path) { return path == "/large"; };
    house.door.request = [this](Request request, Responder respond) {
      if (request.path == "/probe") return respond(with_body(1));
      house.waiting.push_back(std::move(respond));
    };
  }
  // Everything that lies in the server's kernel has been read: somebody who came later was answered.
  void read_by_server(Raw& client) {
    ASSERT_TRUE(client.arrived());
    Raw probe(house.io, house.port);
    probe.send(get("/probe"));
    ASSERT_TRUE(probe.has("\r\n\r\nx"));
  }
  void ask(Raw& client, std::size_t times) {
    const std::size_t before = house.waiting.size();
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += get("/later");
    client.send(all);
    ASSERT_TRUE(house.until([&] { return house.waiting.size() == before + times; }));
  }
  void pass_and_sweep(std::int64_t ms) {
    house.pass(ms);
    const int before = sweeps;
    ASSERT_TRUE(house.until([&] { return sweeps > before; }));
  }

  int sweeps = 0;
  House house;
};

TEST_F(UnreadAnswers, P7_WhoPipelinesAndReadsNothingCostsAConstantAndGetsWholeAnswersOnly) {
  house.open();
  Raw client(house.io, house.port, small_buffer);
  ASSERT_NO_FATAL_FAILURE(ask(client, pipelined));
  constexpr std::size_t page = 200'000;
  for (std::size_t i = 0; i < pipelined; ++i) {
    house.waiting[i](with_body(page));
    EXPECT_LE(house.server->held_bytes(), kept_max + page + heads) << i;
  }
  EXPECT_GT(house.server->held_bytes(), kept_max) << "the kernel has taken all of it: nobody waits for the client";

  ASSERT_TRUE(client.sees_the_end());
  const std::size_t answers = client.count("HTTP/1.1 200 OK"), at = client.in.rfind("\r\n\r\n");
  EXPECT_GE(answers, kept_max / page);
  EXPECT_LT(answers, pipelined);
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(client.in.size() - at - 4, page) << "the last answer is whole";
  EXPECT_TRUE(house.until([&] { return house.server->held_bytes() == 0; }));
}

TEST_F(UnreadAnswers, P7_WhatIsReadyBeforeItsTurnIsBoundedToo) {
  house.open();
  Raw client(house.io, house.port, small_buffer);
  ASSERT_NO_FATAL_FAILURE(ask(client, pipelined));
  constexpr std::size_t page = 200'000;
  for (std::size_t i = pipelined; i-- > 1;) {  // the first is never answered
    house.waiting[i](with_body(page));
    EXPECT_LE(house.server->held_bytes(), kept_max + page + heads) << i;
  }
  EXPECT_TRUE(client.sees_the_end());
  EXPECT_EQ(client.in, "");
  EXPECT_EQ(house.server->held_bytes(), 0u);
}

TEST_F(UnreadAnswers, P7_ShortAnswersBehindALongOneAreAllKept) {
  house.open();
  Raw client(house.io, house.port, small_buffer);
  ASSERT_NO_FATAL_FAILURE(ask(client, pipelined));
  house.waiting[0](with_body(9'000'000));
  for (std::size_t i = 1; i < pipelined; ++i) house.waiting[i](with_body(i == pipelined - 1 ? 1'000 : 100, i == pipelined - 1 ? 'z' : 'y'));
  ASSERT_TRUE(client.has(std::string(1'000, 'z')));
  EXPECT_EQ(client.count("HTTP/1.1 200 OK"), pipelined);
}

TEST_F(UnreadAnswers, P7_ALargeAnswerIsMadeOnceThoseBeforeItAreTaken) {
  house.open();
  Raw client(house.io, house.port, small_buffer);
  client.send(get("/later") + get("/large") + get("/large", "Connection: close\r\n"));
  ASSERT_NO_FATAL_FAILURE(read_by_server(client));
  ASSERT_EQ(house.waiting.size(), 1u) << "a large one was taken beside another";
  house.waiting[0](with_body(10, 'a'));
  ASSERT_TRUE(house.until([&] { return house.waiting.size() == 2; }));
  house.waiting[1](with_body(9'000'000, 'b'));
  ASSERT_NO_FATAL_FAILURE(read_by_server(client));
  EXPECT_EQ(house.waiting.size(), 2u) << "nobody has read the one before";
  ASSERT_TRUE(house.until([&] { client.pull(); return house.waiting.size() == 3; }));
  house.waiting[2](with_body(9'000'000, 'c'));
  ASSERT_TRUE(client.sees_the_end());
  EXPECT_EQ(client.count("HTTP/1.1 200 OK"), 3u);
  EXPECT_TRUE(client.in.ends_with(std::string(9'000'000, 'c')));
}

TEST_F(UnreadAnswers, P8_BeyondWhatMayWaitForAllTogetherWhoStoppedFirstIsLetGo) {
  constexpr std::size_t most = 16 << 20, body = 5'000'000;
  house.limits.answers_bytes_max = most;
  house.open();
  std::vector<std::unique_ptr<Raw>> idlers;
  for (std::size_t i = 0; i < 8; ++i) {
    idlers.push_back(std::make_unique<Raw>(house.io, house.port, small_buffer));
    ASSERT_NO_FATAL_FAILURE(ask(*idlers.back(), 1));
    house.waiting.back()(with_body(body));
    EXPECT_LE(house.server->held_bytes(), most) << i;
    ASSERT_NO_FATAL_FAILURE(pass_and_sweep(1'000));
  }
  EXPECT_LT(house.server->connections(), 8);
  EXPECT_GT(house.server->connections(), 1) << "only as many as must are let go";
  ASSERT_TRUE(idlers.front()->sees_the_end());
  EXPECT_LT(idlers.front()->in.size(), body) << "who stopped first";
  EXPECT_TRUE(idlers.back()->has_bytes(body + 100)) << "who came last gets all of it";
  EXPECT_TRUE(idlers.back()->in.ends_with(std::string(100, 'x')));
}

}  // namespace
}  // namespace tributary::http::test
