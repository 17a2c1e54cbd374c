#pragma once
// A server whose every WebSocket tells its story, and a ring for them to follow.
#include <algorithm>

#include "tests/relay/http/support.h"

namespace tributary::http::test {

// What happened to one socket, as its handler was told.
struct Story {
  std::shared_ptr<WebSocket> socket;
  std::vector<std::string> received;
  int closed = 0;
};
class Teller final : public WebSocketHandler {
 public:
  explicit Teller(std::shared_ptr<Story> story) : story_(std::move(story)) {}
  void opened(std::shared_ptr<WebSocket> socket) override { story_->socket = std::move(socket); }
  void received(std::string_view text) override {
    if (text == "throw") throw std::runtime_error("a bug");
    story_->received.emplace_back(text);
  }
  void closed() override { ++story_->closed, story_->socket.reset(); }

 private:
  std::shared_ptr<Story> story_;
};

class Sockets : public testing::Test {
 protected:
  void SetUp() override {
    house.door.upgrade = [this](const Request& request, Response& refusal) -> std::unique_ptr<WebSocketHandler> {
      if (request.path == "/forbidden") return refusal.body = "<no>", nullptr;
      stories.push_back(std::make_shared<Story>());
      return std::make_unique<Teller>(stories.back());
    };
    house.open();
  }
  // Rounds of `bytes` each, pushed and announced as the host does it.
  void push(int rounds, std::size_t bytes = 0) {
    for (int i = 0; i < rounds; ++i) {
      const std::string number = std::to_string(ring.head());
      ring.push(number + std::string(bytes > number.size() ? bytes - number.size() : 0, '.'), {}, house.now);
      ring.wake();
    }
  }
  std::string answer_to(std::string_view request) {
    Raw client(house.io, house.port);
    client.send(request);
    EXPECT_TRUE(client.sees_the_end());
    return client.in.substr(0, 12);
  }
  static std::string texts(const Browser& browser) {
    std::string out;
    for (const Heard& h : browser.heard) out += (h.opcode == 8 ? "close " + std::to_string(close_code(h)) : h.payload.substr(0, h.payload.find('.'))) + " ";
    return out;
  }
  bool heard(Browser& browser, std::size_t count) {
    return house.until([&] { browser.listen(); return browser.heard.size() >= count || browser.ended; }) && browser.heard.size() >= count;
  }

  House house;
  Ring ring;
  std::vector<std::shared_ptr<Story>> stories;
};

}  // namespace tributary::http::test
