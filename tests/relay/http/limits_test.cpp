// What bad input must get, as far as the HTTP door answers it, against a real server.
#include <gtest/gtest.h>

#include "tests/relay/http/support.h"

namespace tributary::http::test {
namespace {

struct BadRequest { const char* name; std::string bytes; int status; const char* code; };

std::vector<BadRequest> bad_requests() {
  const std::string post = "POST / HTTP/1.1\r\nHost: x\r\n";
  std::string fields;
  for (int i = 0; i < 64; ++i) fields += "A: b\r\n";
  return {
      {"bare line feeds", "GET / HTTP/1.1\nHost: x\n\n", 400, "bad_request"},
      {"a bare line feed in one field", "GET / HTTP/1.1\r\nHost: x\nA: b\r\n\r\n", 400, "bad_request"},
      {"a bare carriage return", "GET / HTTP/1.1\r\nHost: x\r\nA: b\rc\r\n\r\n", 400, "bad_request"},
      {"a folded field", get("/", "A: b\r\n c\r\n"), 400, "bad_request"},
      {"a blank before the colon", get("/", "A : b\r\n"), 400, "bad_request"},
      {"a NUL in a field", get("/", std::string_view("A: b\0c\r\n", 8)), 400, "bad_request"},
      {"no host", "GET / HTTP/1.1\r\n\r\n", 400, "bad_request"},
      {"an empty host", "GET / HTTP/1.1\r\nHost: \r\n\r\n", 400, "bad_request"},
      {"two hosts", get("/", "Host: y\r\n"), 400, "bad_request"},
      {"two equal hosts", get("/", "hOST: x\r\n"), 400, "bad_request"},
      {"a host with a path", "GET / HTTP/1.1\r\nHost: x/y\r\n\r\n", 400, "bad_request"},
      {"length and chunks", post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, "bad_request"},
      {"chunks and length", post + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", 400, "bad_request"},
      {"two lengths", post + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400, "bad_request"},
      {"a list of lengths", post + "Content-Length: 3, 4\r\n\r\nabc", 400, "bad_request"},
      {"a negative length", post + "Content-Length: -1\r\n\r\n", 400, "bad_request"},
      {"a length of words", post + "Content-Length: 0x3\r\n\r\nabc", 400, "bad_request"},
      {"a length beyond numbers", post + "Content-Length: 99999999999999999999\r\n\r\n", 400, "bad_request"},
      {"an unknown coding", post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400, "bad_request"},
      {"a coding twice", post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, "bad_request"},
      {"chunks in HTTP/1.0", "POST / HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, "bad_request"},
      {"a chunk size of words", post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400, "bad_request"},
      {"a chunk without its end", post + "Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n", 400, "bad_request"},
      {"a version nobody speaks", "GET / HTTP/3.0\r\nHost: x\r\n\r\n", 400, "bad_request"},
      {"no version", "GET /\r\nHost: x\r\n\r\n", 400, "bad_request"},
      {"a request line alone", "GET /\r\n\r\n", 400, "bad_request"},
      {"TLS at the plain door", std::string("\x16\x03\x01\x02\x00\x01\n\n\n", 9), 400, "bad_request"},
      {"dots", get("/a/../b"), 400, "bad_request"},
      {"hidden dots", get("/%2e%2e/b"), 400, "bad_request"},
      {"a hidden slash", get("/a%2fb"), 400, "bad_request"},
      {"a hidden NUL", get("/a%00"), 400, "bad_request"},
      {"an overlong slash", get("/%c0%af"), 400, "bad_request"},
      {"a raw byte", get("/\xff"), 400, "bad_request"},
      {"a whole address as target", get("http://x/"), 400, "bad_request"},
      {"a tunnel", "CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n", 400, "bad_request"},
      {"a body too large", "POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\n", 413, "body_too_large"},
      {"a chunk too large", "POST /small HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n", 413, "body_too_large"},
      {"chunks too large together", "POST /small HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nabcdef\r\n5\r\n", 413, "body_too_large"},
      {"a header too large", get("/", "A: " + std::string(8200, 'a') + "\r\n"), 431, "header_too_large"},
      {"a request line too large", "GET /" + std::string(9000, 'a'), 431, "header_too_large"},
      {"too many fields", get("/", fields), 431, "header_too_large"},
  };
}

TEST(Limits, EveryBadRequestGetsItsAnswerAndItsEndAndDisturbsNobody) {
  House house;
  house.open();
  Raw bystander(house.io, house.port);
  for (const BadRequest& bad : bad_requests()) {
    for (const std::size_t size : {std::size_t{1}, std::size_t{100'000}}) {
      SCOPED_TRACE(std::string(bad.name) + " in pieces of " + std::to_string(size));
      Raw client(house.io, house.port);
      client.send_in_pieces(bad.bytes, size);
      EXPECT_TRUE(client.sees_the_end());
      EXPECT_TRUE(client.in.starts_with("HTTP/1.1 " + std::to_string(bad.status) + " ")) << client.in;
      EXPECT_EQ(client.count("HTTP/1.1 "), 1u);
      EXPECT_EQ(client.count("\"error\":{\"code\":\"" + std::string(bad.code) + "\",\"message\":\""), 1u) << client.in;
      EXPECT_EQ(client.count("Connection: close"), 1u);
    }
  }
  EXPECT_TRUE(house.seen.empty()) << "nothing of this reached the door";
  bystander.send(get("/still"));
  EXPECT_TRUE(bystander.has("\r\n\r\n/still"));
}

TEST(Limits, ARefusalNamesTheLimitAndWaitsForItsTurn) {
  House house;
  house.open();
  Raw client(house.io, house.port);

  client.send(get("/later") + "POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\n");
  ASSERT_TRUE(house.until([&] { return !house.waiting.empty(); }));
  Response response;
  response.body = "<first>";
  house.waiting[0](response);

  ASSERT_TRUE(client.has("\"limit\":10"));
  EXPECT_LT(client.in.find("<first>"), client.in.find("413"));
}

TEST(Limits, ABodyIsRefusedWhileItIsStillBeingSentAndTheAnswerIsNotLost) {
  House house;
  house.open();
  Raw client(house.io, house.port);

  client.send("POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\n\r\n");
  client.send(std::string(5'000'000, 'x'));

  EXPECT_TRUE(client.has("body_too_large"));
  EXPECT_TRUE(house.seen.empty());
}

TEST(Limits, TheLargestBodyAndHeaderAreStillTaken) {
  House house;
  house.open();
  Raw client(house.io, house.port);
  const std::string head = "POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\nA: ";

  client.send(head + std::string(8192 - head.size() - 4, 'a') + "\r\n\r\n0123456789");

  EXPECT_TRUE(client.has("\r\n\r\n/small"));
}

TEST(Limits, ASlowHeaderEndsTheConnection) {
  House house;
  house.open();
  Raw slow(house.io, house.port);
  slow.send("GET / HTTP/1.1\r\n");
  ASSERT_TRUE(house.until([&] { return house.server->connections() == 1; }));
  for (int second = 0; second < 12 && !slow.ended; ++second) {  // a byte a second does not help
    slow.send("a");
    house.pass(1'000);
    Raw tick(house.io, house.port);
    tick.send(get("/tick", "Connection: close\r\n"));
    tick.sees_the_end();
    slow.pull();
  }
  EXPECT_TRUE(slow.sees_the_end());
  EXPECT_EQ(slow.in, "");
}

TEST(Limits, ASlowBodyIsAnswered408) {
  House house;
  house.open();
  Raw slow(house.io, house.port), fast(house.io, house.port);
  slow.send("POST /in HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nabc");
  fast.send("POST /in HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n" + std::string(50'000, 'x'));
  ASSERT_TRUE(house.until([&] { return house.server->connections() == 2; }));
  ASSERT_TRUE(slow.arrived() && fast.arrived());
  Raw probe(house.io, house.port);
  probe.send(get("/probe"));
  ASSERT_TRUE(probe.has("/probe"));

  house.pass(6'000);

  EXPECT_TRUE(slow.has("\"code\":\"too_slow\""));
  EXPECT_TRUE(slow.in.starts_with("HTTP/1.1 408 "));
  EXPECT_TRUE(slow.sees_the_end());
  fast.send(std::string(50'000, 'x'));
  EXPECT_TRUE(fast.has("\r\n\r\n/in"));
}

TEST(Limits, AnIdleConnectionEndsAndAWaitingOneDoesNot) {
  House house;
  house.open();
  Raw idle(house.io, house.port), waiting(house.io, house.port);
  idle.send(get("/x"));
  waiting.send(get("/later"));
  ASSERT_TRUE(idle.has("/x"));
  ASSERT_TRUE(house.until([&] { return !house.waiting.empty(); }));

  house.pass(76'000);

  EXPECT_TRUE(idle.sees_the_end());
  house.waiting[0](Response{});
  EXPECT_TRUE(waiting.has("200 OK"));
}

TEST(Limits, AClientThatDoesNotReadItsAnswerIsLetGo) {
  House house;
  house.door.request = [](Request, Responder respond) {
    Response response;
    response.body.assign(30'000'000, 'x');
    respond(std::move(response));
  };
  house.open();
  Raw client(house.io, house.port, 4096);
  client.send(get("/"));
  ASSERT_TRUE(client.has("200 OK"));

  house.pass(31'000);

  EXPECT_TRUE(house.until([&] { return house.server->connections() == 0; }));
}

TEST(Limits, OneConnectionTooManyIsTurnedAway) {
  House house;
  house.limits.connections_max = 2;
  house.open();
  Raw one(house.io, house.port), two(house.io, house.port);
  ASSERT_TRUE(house.until([&] { return house.server->connections() == 2; }));
  Raw three(house.io, house.port);
  three.send(get("/three"));

  EXPECT_TRUE(three.has("\"code\":\"overloaded\""));
  EXPECT_TRUE(three.in.starts_with("HTTP/1.1 503 "));
  EXPECT_EQ(three.count("Retry-After: "), 1u);
  EXPECT_TRUE(three.sees_the_end());
  three.leave();
  one.leave();
  ASSERT_TRUE(house.until([&] { return house.server->connections() == 1; }));
  Raw four(house.io, house.port);
  four.send(get("/four"));
  EXPECT_TRUE(four.has("\r\n\r\n/four"));
}

}  // namespace
}  // namespace tributary::http::test
