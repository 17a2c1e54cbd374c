// What a client of the HTTP door sees.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <set>

#include "tests/relay/http/support.h"

namespace tributary::http::test {
namespace {

TEST(Server, AnswersWithLengthDateAndTheFixedHeaders) {
  House house;
  house.open();
  Raw client(house.io, house.port);

  client.send(get("/hello?a=b"));

  ASSERT_TRUE(client.has("/hello"));
  EXPECT_TRUE(client.in.starts_with("HTTP/1.1 200 OK\r\nDate: "));
  for (const char* line : {"\r\nContent-Length: 6\r\n", " GMT\r\n", "\r\nContent-Type: text/plain\r\n", "\r\nX-Content-Type-Options: nosniff\r\n", "\r\nReferrer-Policy: same-origin\r\n",
                           "\r\nCross-Origin-Resource-Policy: same-origin\r\n", "\r\nCache-Control: no-store\r\n"})
    EXPECT_EQ(client.count(line), 1u) << line << client.in;
  ASSERT_EQ(house.seen.size(), 1u);
  EXPECT_EQ(house.seen[0].target, "/hello?a=b");
  EXPECT_EQ(house.seen[0].query, "a=b");
  EXPECT_EQ(house.seen[0].peer, "127.0.0.1");
  EXPECT_EQ(house.seen[0].field("host"), "x");
}

TEST(Server, LeavesAloneWhatTheAnswerSaysItself) {
  House house;
  house.door.request = [](Request, Responder respond) {
    Response response;
    response.fields = {{"cache-control", "max-age=60"}, {"referrer-policy", "no-referrer"}, {"Content-Length", "999"}, {"Connection", "upgrade"}};
    respond(response);
  };
  house.open();
  Raw client(house.io, house.port);

  client.send(get("/"));

  ASSERT_TRUE(client.has("\r\n\r\n"));
  EXPECT_EQ(client.count("no-store") + client.count("same-origin\r\nCache") + client.count("999") + client.count("upgrade"), 0u) << client.in;
  EXPECT_EQ(client.count("max-age=60") + client.count("no-referrer") + client.count("Content-Length: 0\r\n"), 3u) << client.in;
}

TEST(Server, DoesNotLetAFieldSplitTheAnswer) {
  House house;
  house.door.request = [](Request, Responder respond) {
    Response response;
    response.fields = {{"X-Name", "a\r\nSet-Cookie: evil=1"}};
    respond(response);
  };
  house.open();
  Raw client(house.io, house.port);

  client.send(get("/"));

  ASSERT_TRUE(client.has("Something went wrong on our side."));
  EXPECT_TRUE(client.in.starts_with("HTTP/1.1 500 "));
  EXPECT_EQ(client.count("evil"), 0u);
}

TEST(Server, AnswersInTheOrderOfTheRequestsWhateverIsReadyFirst) {
  House house;
  house.open();
  Raw client(house.io, house.port);

  client.send(get("/later") + get("/two") + get("/later") + get("/four"));
  ASSERT_TRUE(house.until([&] { return house.seen.size() == 4; }));
  client.pull();
  EXPECT_EQ(client.in, "");
  Response third, first;
  third.body = "<three>", first.body = "<one>";
  house.waiting[1](third);
  house.waiting[0](first);

  ASSERT_TRUE(client.has("/four"));
  EXPECT_LT(client.in.find("<one>"), client.in.find("/two"));
  EXPECT_LT(client.in.find("/two"), client.in.find("<three>"));
  EXPECT_LT(client.in.find("<three>"), client.in.find("/four"));
}

TEST(Server, TakesAnyNumberOfPipelinedRequestsThoughFewAtATime) {
  House house;
  house.open();
  Raw client(house.io, house.port);
  std::string all;
  for (int i = 0; i < 300; ++i) all += get("/later");

  client.send(all);
  ASSERT_TRUE(house.until([&] { return house.waiting.size() >= 64; }));
  EXPECT_EQ(house.waiting.size(), 64u);
  for (std::size_t i = 0; i < 300; ++i) {
    ASSERT_TRUE(house.until([&] { return house.waiting.size() > i; })) << i;
    Response response;
    response.body = "<" + std::to_string(i) + ">";
    house.waiting[i](response);
  }

  ASSERT_TRUE(client.has("<299>"));
  EXPECT_EQ(client.count("HTTP/1.1 200"), 300u);
}

TEST(Server, AnswersInternalWhenNobodyAnswers) {
  House house;
  std::vector<Response> told;
  house.door.refused = [&](const Response& refusal) { told.push_back(refusal); };
  house.open();
  Raw client(house.io, house.port);

  client.send(get("/never") + get("/next"));

  ASSERT_TRUE(client.has("/next"));
  EXPECT_TRUE(client.in.starts_with("HTTP/1.1 500 Internal Server Error\r\n"));
  EXPECT_EQ(client.count(R"({"error":{"code":"internal","message":"Something went wrong on our side.","request":")"), 1u);
  ASSERT_EQ(told.size(), 1u) << "an answer of the server's own";
  EXPECT_EQ(client.count(told[0].body), 1u);
}

TEST(Server, GivesEachOfItsOwnRefusalsAnIdOfItsOwnAndTellsTheDoor) {
  House house;
  std::vector<Response> told;
  house.door.refused = [&](const Response& refusal) { told.push_back(refusal); };
  house.open();
  std::set<std::string> ids;
  const std::string large = "POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\n", long_header = get("/", "X: " + std::string(9'000, 'x') + "\r\n");
  for (const std::string& asked : {std::string("nonsense\r\n\r\n"), long_header, large, get("/a/%2F"), get("/a/%2F")}) {
    Raw client(house.io, house.port);
    client.send(asked);
    ASSERT_TRUE(client.has("\"request\":\"")) << client.in;
    const std::size_t from = client.in.find("\"request\":\"") + 11;
    ids.insert(client.in.substr(from, client.in.find('"', from) - from));
    ASSERT_FALSE(told.empty());
    EXPECT_TRUE(client.has(told.back().body)) << "the door heard of the same";
  }
  EXPECT_EQ(told.size(), 5u);
  EXPECT_EQ(ids.size(), 5u);
  for (const std::string& id : ids) EXPECT_EQ(id.size(), 13u) << id;
  EXPECT_EQ(house.seen.size(), 0u);
}

TEST(Server, AnswersInternalWhenAHandlerThrows) {
  House house;
  house.door.request = [](Request, Responder) { throw std::runtime_error("a bug"); };
  house.open();
  Raw client(house.io, house.port);

  client.send(get("/"));

  EXPECT_TRUE(client.has("\"internal\""));
  EXPECT_EQ(client.count("a bug"), 0u);
}

TEST(Server, AnswersHeadWithTheLengthAndNoBody) {
  House house;
  house.open();
  Raw client(house.io, house.port);

  client.send("HEAD /four HTTP/1.1\r\nHost: x\r\n\r\n" + get("/x"));

  ASSERT_TRUE(client.has("\r\n\r\n/x"));
  EXPECT_EQ(client.count("Content-Length: 5\r\n"), 1u);
  EXPECT_EQ(client.count("/four"), 0u);
}

TEST(Server, HandsUnknownMethodsToTheDoor) {
  House house;
  house.open();
  Raw client(house.io, house.port);

  client.send("BREW /pot HTTP/1.1\r\nHost: x\r\n\r\n");

  ASSERT_TRUE(client.has("/pot"));
  EXPECT_EQ(house.seen[0].method, "BREW");
}

TEST(Server, ReadsBodiesHoweverTheyAreCut) {
  const std::string body(100'000, 'b');
  const std::string lengthy = "POST /in HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n" + body;
  const std::string chunked = "POST /in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5;ext=1\r\nhello\r\n6\r\n world\r\n0\r\nTrailer: x\r\n\r\n";
  for (const std::size_t size : {std::size_t{1}, std::size_t{7}, std::size_t{1000}, std::size_t{1 << 20}}) {
    House house;
    house.open();
    Raw client(house.io, house.port);
    if (size > 7) client.send_in_pieces(lengthy, size);
    client.send_in_pieces(chunked + chunked, size);
    const std::size_t expected = size > 7 ? 3 : 2;
    ASSERT_TRUE(house.until([&] { return house.seen.size() == expected; })) << size;
    EXPECT_EQ(house.seen.back().body, "hello world");
    EXPECT_EQ(house.seen.back().field("Trailer"), "");
    EXPECT_EQ(house.seen.front().body, size > 7 ? body : "hello world");
  }
}

TEST(Server, InvitesABodyThatWaitsForAnInvitation) {
  House house;
  house.open();
  Raw client(house.io, house.port);

  client.send(get("/first") + "POST /in HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
  ASSERT_TRUE(client.has("100 Continue\r\n\r\n"));
  EXPECT_LT(client.in.find("/first"), client.in.find("100 Continue"));
  client.send("body");

  ASSERT_TRUE(client.has("\r\n\r\n/in"));
  EXPECT_EQ(house.seen[1].body, "body");
}

TEST(Server, DoesNotInviteABodyThatIsTooLarge) {
  House house;
  house.open();
  Raw client(house.io, house.port);

  client.send("POST /small HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 11\r\n\r\n");

  ASSERT_TRUE(client.has("body_too_large"));
  EXPECT_EQ(client.count("100 Continue"), 0u);
}

TEST(Server, KeepsAndClosesConnectionsAsTheyAskFor) {
  House house;
  house.open();
  Raw old(house.io, house.port), kept(house.io, house.port), polite(house.io, house.port);

  old.send("GET /old HTTP/1.0\r\n\r\n");
  kept.send("GET /kept HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  polite.send(get("/bye", "Connection: close\r\n") + get("/ignored"));

  EXPECT_TRUE(old.sees_the_end());
  EXPECT_TRUE(polite.sees_the_end());
  EXPECT_TRUE(kept.has("\r\nConnection: keep-alive\r\n"));
  EXPECT_EQ(old.count("Connection: close") + polite.count("Connection: close"), 2u);
  EXPECT_EQ(polite.count("/ignored"), 0u);
  EXPECT_FALSE(kept.ended);
}

TEST(Server, AnswersAClientThatHasEndedItsHalf) {
  House house;
  house.open();
  Raw client(house.io, house.port);

  client.send(get("/later"));
  client.end_sending();
  ASSERT_TRUE(house.until([&] { return !house.waiting.empty(); }));
  Response response;
  response.body = "<late>";
  house.waiting[0](response);

  EXPECT_TRUE(client.has("<late>"));
  EXPECT_TRUE(client.sees_the_end());
}

TEST(Server, WritesLargeAnswersToASlowClientWhole) {
  House house;
  const std::string large(9'000'000, 'z');
  house.door.request = [&](Request, Responder respond) {
    Response response;
    response.body = large;
    respond(std::move(response));
  };
  house.open();
  Raw client(house.io, house.port, 4096);

  client.send(get("/") + get("/"));

  ASSERT_TRUE(client.has_bytes(18'000'000));
  EXPECT_EQ(client.count("HTTP/1.1 200 OK"), 2u);
  EXPECT_TRUE(client.in.ends_with(large));
}

TEST(Server, SurvivesAnswersThatComeAfterItsEnd) {
  House house;
  house.open();
  Raw client(house.io, house.port);
  client.send(get("/later"));
  ASSERT_TRUE(house.until([&] { return !house.waiting.empty(); }));

  house.server.reset();
  house.waiting[0](Response{});
  house.waiting.clear();

  EXPECT_TRUE(client.sees_the_end());
}

TEST(Server, LetsTheLoopEndWhenItStoppedAndEverybodyLeft) {
  House house;
  house.open();
  Raw idle(house.io, house.port), busy(house.io, house.port);
  busy.send(get("/later"));
  ASSERT_TRUE(house.until([&] { return !house.waiting.empty() && house.server->connections() == 2; }));

  house.server->stop_accepting();
  house.server->close_all(1012, "restarting");
  EXPECT_TRUE(idle.sees_the_end());
  EXPECT_EQ(house.server->connections(), 1);
  house.waiting[0](Response{});

  EXPECT_TRUE(busy.sees_the_end());
  EXPECT_EQ(busy.count("Connection: close"), 1u);
  busy.leave();
  EXPECT_TRUE(house.until([&] { return house.server->connections() == 0 && house.io.stopped(); }));
}

// As many files as this process may open, and no more.
class FewFiles {
 public:
  explicit FewFiles(rlim_t more) {
    getrlimit(RLIMIT_NOFILE, &before_);
    const int next = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::close(next);
    const rlimit tight{static_cast<rlim_t>(next) + more, before_.rlim_max};
    setrlimit(RLIMIT_NOFILE, &tight);
  }
  ~FewFiles() { setrlimit(RLIMIT_NOFILE, &before_); }
  FewFiles(const FewFiles&) = delete;
  FewFiles& operator=(const FewFiles&) = delete;

 private:
  rlimit before_{};
};

TEST(Server, P8_WithoutFilesToOpenItServesWhomItHasAndTakesTheNextOnceSomebodyLeaves) {
  House house;
  house.open();
  std::vector<std::unique_ptr<Raw>> lines;
  for (int i = 0; i < 8; ++i) lines.push_back(std::make_unique<Raw>(house.io, house.port));  // they wait in the kernel
  const FewFiles three(3);
  ASSERT_TRUE(house.until([&] { return house.server->connections() == 3; }));
  std::size_t handled = 0;
  const auto begun = std::chrono::steady_clock::now();
  while (std::chrono::steady_clock::now() - begun < std::chrono::milliseconds(300)) {
    house.io.restart();
    handled += house.io.run_one_for(std::chrono::milliseconds(5));
  }
  EXPECT_EQ(house.server->connections(), 3);
  EXPECT_LT(handled, 1'000u) << "it tries again and again without a breath";
  lines[0]->send(get("/first"));
  EXPECT_TRUE(lines[0]->has("\r\n\r\n/first"));
  EXPECT_TRUE(lines[7]->in.empty());
  for (int i = 0; i < 3; ++i) lines[static_cast<std::size_t>(i)]->leave();
  lines[3]->send(get("/next"));
  EXPECT_TRUE(lines[3]->has("\r\n\r\n/next"));
}

TEST(Server, SaysWhyItCannotListen) {
  House house;
  house.open();
  Server second(house.io, house.door);
  EXPECT_THROW(second.listen("127.0.0.1", house.port), std::runtime_error);
  EXPECT_THROW(second.listen("no address", 0), std::runtime_error);
}

}  // namespace
}  // namespace tributary::http::test
