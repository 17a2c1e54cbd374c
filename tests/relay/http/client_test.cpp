// What our requests look like on the wire, and what every way of failing is called (P6c).
#include "relay/http/client.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "tests/relay/http/scripted_server.h"

namespace tributary::http::test {
namespace {

constexpr std::string_view ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: text/x\r\n\r\nok";

TEST(Client, SendsTheRequestAndHandsOverTheAnswer) {
  Asking a;
  a.ask({"POST", a.server.url("/2010/x.json?a=b#c"), {{"Authorization", "Basic eA=="}, {"Host", "evil"}, {"content-length", "999"}}, "To=%2B1", patience_ms, 1000});
  ASSERT_TRUE(a.server.accept() && a.server.hears("To=%2B1"));
  EXPECT_EQ(a.server.in, "POST /2010/x.json?a=b HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(a.server.port()) + "\r\nAuthorization: Basic eA==\r\nContent-Length: 7\r\n\r\nTo=%2B1");
  EXPECT_EQ(a.client.in_flight(), 1);
  a.server.says(ok);

  EXPECT_EQ(a.outcome(), "answered 200 ok");
  EXPECT_EQ(a.result->response.content_type, "text/x");
  EXPECT_EQ(a.result->response.fields.size(), 2u);
  EXPECT_EQ(a.client.in_flight(), 0);
}

TEST(Client, ReadsEveryKindOfAnswer) {
  const struct { const char* bytes; const char* outcome; } answers[] = {
      {"HTTP/1.1 503 Busy\r\nContent-Length: 1\r\n\r\nx", "answered 503 x"},
      {"HTTP/1.1 302 Found\r\nLocation: http://elsewhere/\r\nContent-Length: 0\r\n\r\n", "answered 302 "},
      {"HTTP/1.1 204 No Content\r\n\r\n", "answered 204 "},
      {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n", "answered 200 abcde"},
      {"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 1\r\n\r\n1", "answered 201 1"},
      {"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nuntil the end", "answered 200 until the end"},
      {"HTTP/1.0 200 OK\r\n\r\nold", "answered 200 old"},
      {"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", "ambiguous reset"},
      {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", "ambiguous reset"},
      {"HTTP/1.1 200 OK\r\nContent-", "ambiguous reset"},
      {"", "ambiguous reset"},
      {"garbage\r\n\r\n", "ambiguous malformed"},
      {"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", "ambiguous malformed"},
      {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "ambiguous malformed"},
      {"HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n", "ambiguous too_large"},
      {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n", "ambiguous too_large"},
  };
  for (const auto& answer : answers) {
    Asking a;
    a.ask({"POST", a.server.url(), {}, "x", patience_ms, 1000});
    ASSERT_TRUE(a.server.accept() && a.server.hears("\r\n\r\nx"));
    a.server.says(answer.bytes);
    a.server.hang_up();
    EXPECT_EQ(a.outcome(), answer.outcome) << answer.bytes;
  }
}

TEST(Client, ReadsAnAnswerByteByByte) {
  Asking a;
  a.get();
  ASSERT_TRUE(a.server.accept() && a.server.hears("\r\n\r\n"));
  for (const char c : ok) {
    a.server.says({&c, 1});
    a.io.restart();
    a.io.poll();
  }
  EXPECT_EQ(a.outcome(), "answered 200 ok");
}

TEST(Client, DoesNotWaitForABodyAfterHead) {
  Asking a;
  a.ask({"HEAD", a.server.url(), {}, {}, patience_ms, 1000});
  ASSERT_TRUE(a.server.accept() && a.server.hears("\r\n\r\n"));
  a.server.says("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
  EXPECT_EQ(a.outcome(), "answered 200 ");
}

TEST(Client, SaysNotSentAsLongAsNoByteOfTheRequestLeft) {
  Asking a;
  a.ask({"POST", "http://a..b/", {}, "x", patience_ms, 1000});
  EXPECT_EQ(a.outcome(), "not_sent dns");
  a.ask({"POST", "ftp://x/", {}, "x", patience_ms, 1000});
  EXPECT_EQ(a.outcome(), "not_sent malformed");
  a.ask({"POST", a.server.url(), {{"X", "a\r\nY: b"}}, "x", patience_ms, 1000});
  EXPECT_EQ(a.outcome(), "not_sent malformed");
  a.ask({"POST /x", a.server.url(), {}, "x", patience_ms, 1000});
  EXPECT_EQ(a.outcome(), "not_sent malformed");
  a.server.stop_listening();
  a.post("x");
  EXPECT_EQ(a.outcome(), "not_sent connect");
}

TEST(Client, SaysAmbiguousWhenNobodyAnswersInTime) {
  Asking a;
  for (int ms = 50; ms < patience_ms; ms *= 4) {  // so short that a busy machine may not even have sent it
    a.post("x", ms);
    if (a.outcome() != "not_sent timeout") break;
  }
  EXPECT_EQ(a.outcome(), "ambiguous timeout");
  bool heard = false;
  while (!heard && a.server.accept()) heard = a.server.hears("\r\n\r\nx");  // those that were not sent lie before it
  EXPECT_TRUE(heard);
  EXPECT_EQ(a.client.in_flight(), 0);
}

TEST(Client, SaysNotSentWhenTlsIsNotAnswered) {
  Asking silent, plain;  // one server each: whether the first was reached within its fifty milliseconds is nobody's promise
  silent.ask({"POST", "https://127.0.0.1:" + std::to_string(silent.server.port()), {}, "x", 50, 1000});
  EXPECT_EQ(silent.outcome(), "not_sent timeout");
  plain.ask({"POST", "https://127.0.0.1:" + std::to_string(plain.server.port()), {}, "x", patience_ms, 1000});
  ASSERT_TRUE(plain.server.accept());
  plain.server.says("HTTP/1.1 400 this is no TLS\r\n\r\n");
  EXPECT_EQ(plain.outcome(), "not_sent tls");
}

TEST(Client, UsesAConnectionAgain) {
  Asking a;
  a.get("/one");
  ASSERT_TRUE(a.server.accept() && a.server.hears("/one"));
  a.server.says(ok);
  ASSERT_EQ(a.outcome(), "answered 200 ok");

  a.post("two");
  ASSERT_TRUE(a.server.hears("\r\n\r\ntwo")) << "on the same connection";
  a.server.says(ok);

  EXPECT_EQ(a.outcome(), "answered 200 ok");
}

TEST(Client, DoesNotUseAConnectionThatEndedWhileItLayIdle) {
  Asking a;
  a.get("/one");
  ASSERT_TRUE(a.server.accept() && a.server.hears("/one"));
  a.server.says(ok);
  ASSERT_EQ(a.outcome(), "answered 200 ok");
  a.server.hang_up_and_be_noticed();

  a.post("two");
  ASSERT_TRUE(a.server.accept() && a.server.hears("\r\n\r\ntwo"));
  a.server.says(ok);

  EXPECT_EQ(a.outcome(), "answered 200 ok");
}

// The other side took the request on a kept connection and hung up: it may have acted. Only GET may be asked again.
TEST(Client, AsksAgainForGetAloneWhenAKeptConnectionDies) {
  for (const bool get : {true, false}) {
    Asking a;
    a.get("/one");
    ASSERT_TRUE(a.server.accept() && a.server.hears("/one"));
    a.server.says(ok);
    ASSERT_EQ(a.outcome(), "answered 200 ok");
    get ? a.get("/two") : a.post("/two");
    ASSERT_TRUE(a.server.hears("/two"));
    a.server.hang_up();
    if (get) {
      ASSERT_TRUE(a.server.accept() && a.server.hears("/two"));
      a.server.says(ok);
    }
    EXPECT_EQ(a.outcome(), get ? "answered 200 ok" : "ambiguous reset");
  }
}

TEST(Client, DoesNotKeepAConnectionThatSaysMoreThanItWasAsked) {
  Asking a;
  a.get("/one");
  ASSERT_TRUE(a.server.accept() && a.server.hears("/one"));
  a.server.says(std::string(ok) + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
  ASSERT_EQ(a.outcome(), "answered 200 ok");

  a.get("/two");
  ASSERT_TRUE(a.server.accept() && a.server.hears("/two"));
  a.server.says(ok);

  EXPECT_EQ(a.outcome(), "answered 200 ok");
}

TEST(Client, TellsEverybodyWhatIsKnownWhenCancelled) {
  Asking a;
  a.post("x");
  ASSERT_TRUE(a.server.accept() && a.server.hears("\r\n\r\nx"));
  a.client.cancel_all();
  EXPECT_EQ(a.outcome(), "ambiguous cancelled");
  EXPECT_EQ(a.client.in_flight(), 0);
  a.post("y");
  a.client.cancel_all();
  EXPECT_EQ(a.outcome(), "not_sent cancelled");
}

// Who asked for an answer and breaks off over it was in the midst of writing: that may not go unheard.
TEST(Client, ThrowsOutOfTheLoopWhatThrowsAtItsAnswer) {
  Asking a;
  a.client.send({"GET", a.server.url(), {}, {}, patience_ms, 1000}, [](OutboundResult) { throw std::runtime_error("in the midst of writing"); });
  ASSERT_TRUE(a.server.accept() && a.server.hears("\r\n\r\n"));
  a.server.says(ok);
  EXPECT_THROW(until(a.io, [] { return false; }), std::runtime_error);
  EXPECT_EQ(a.client.in_flight(), 0);
}

TEST(Client, LeavesQuietly) {
  io_context io;
  ScriptedServer server(io);
  bool called = false;
  {
    Client client(io);
    client.send({"GET", server.url(), {}, {}, patience_ms, 1000}, [&](OutboundResult) { called = true; });
    ASSERT_TRUE(server.accept() && server.hears("\r\n\r\n"));
  }
  EXPECT_TRUE(until(io, [&] { return io.stopped(); }));
  EXPECT_FALSE(called);
}

}  // namespace
}  // namespace tributary::http::test
