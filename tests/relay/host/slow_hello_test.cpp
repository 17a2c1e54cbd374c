// P7: who is not signed in yet has seconds, not messages: a hello that drips in ends with its time like one that never came.
#include <gtest/gtest.h>

#include "tests/relay/host/living_relay.h"
#include "tests/relay/http/support.h"

namespace tributary::test {
namespace {

using http::test::frame;

TEST(SlowHello, P7_IsEndedWhenItsTimeIsOverHoweverManyBytesItBrings) {
  LivingRelay relay([](host::Config& config) { config.hello_ms_max = 30; });
  const std::string token = relay.token({"conversations:read"});
  http::test::Raw line(relay.io, relay.port);
  line.send("GET /api/v1/socket HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: tributary.v1\r\nAuthorization: Bearer " + token + "\r\n\r\n");
  ASSERT_TRUE(line.has("\r\n\r\n"));
  ASSERT_TRUE(line.in.starts_with("HTTP/1.1 101")) << line.in;
  line.in.erase(0, line.in.find("\r\n\r\n") + 4);

  const std::string hello = frame(1, std::string(250'000, ' '));
  std::size_t sent = 0;
  int code = 0;
  while (code == 0 && sent < hello.size() && !line.ended) {
    line.send(hello.substr(sent++, 1));
    if (relay.io.stopped()) relay.io.restart();
    relay.io.poll();
    line.pull();
    while (auto heard = http::test::take_frame(line.in))
      if (heard->opcode == 8) code = http::test::close_code(*heard);
  }
  EXPECT_EQ(code, 4401) << "after " << sent << " bytes";
  EXPECT_TRUE(line.sees_the_end());
}

}  // namespace
}  // namespace tributary::test
