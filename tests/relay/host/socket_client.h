#pragma once
// A browser's or a program's end of the socket: our own masked frames over a plain connection, in the relay's
// own loop. Frames come out as core/wire reads them.
#include <boost/json.hpp>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "core/wire/frame.h"
#include "tests/relay/host/living_relay.h"

namespace tributary::test {

class SocketClient {
 public:
  explicit SocketClient(LivingRelay&);
  ~SocketClient();
  SocketClient(const SocketClient&) = delete;
  SocketClient& operator=(const SocketClient&) = delete;

  // Asks for the upgrade; the status of the answer, 101 when it was granted.
  int open(std::vector<http::Field> fields, bool with_subprotocol = true);
  int open_as(const std::string& bearer) { return open({{"Authorization", "Bearer " + bearer}}); }
  int open_from_page(const std::string& cookie) { return open({{"Cookie", cookie}, {"Origin", public_url}}); }

  void say(const wire::ClientFrame& frame) { say_text(wire::client_frame_text(frame)); }
  void say_text(std::string_view text);

  // The next frame of this kind; others that came before it stay where they are.
  template <class Frame>
  Frame next() {
    std::size_t at = 0;
    auto there = [&] {
      for (at = 0; at < frames().size(); ++at)
        if (std::holds_alternative<Frame>(frames()[at])) return true;
      return closed();
    };
    relay_.run_until(there);
    if (at >= frames().size()) return never_came(), Frame{};
    Frame found = std::get<Frame>(std::move(frames()[at]));
    frames().erase(frames().begin() + static_cast<std::ptrdiff_t>(at));
    return found;
  }
  wire::Welcome welcome(const std::string& ticket = "", Epoch epoch = {}, std::uint64_t seq = 0);
  wire::Answer submit(const Command&, CommandId = store::mint<CommandId>());

  std::deque<wire::ServerFrame>& frames();
  const std::string& heard() const;    // every byte that came
  bool closed() const;                 // the connection has ended
  std::uint16_t close_code();          // waits for the end; 0 when it ended without a word

 private:
  static void never_came();
  struct Inside;
  LivingRelay& relay_;
  std::shared_ptr<Inside> inside_;
};

}  // namespace tributary::test
