#pragma once
// A provider on a bad day, at the level of the connection: it reads a whole send and then answers, drops the line, says
// nothing, or answers what makes no sense. What it took is what a customer's phone has rung for.
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "relay/http/message.h"

namespace tributary::test {

enum class Mood : std::uint8_t {
  accept,             // 201 with a sid
  accept_then_drop,   // taken, and the line is cut before the answer
  accept_then_502,    // taken, and somebody on the way answers 502
  accept_half_told,   // taken, and the answer breaks off in the middle
  accept_without_sid, // taken, and the answer names nothing
  silence,            // taken, and nothing is ever said
  refuse_429,         // not taken: later, please (Retry-After: 1)
  refuse_400,         // not taken: 21610
  drop_unread,        // the line is cut before the request is whole: not taken
};

class RoughProvider {
 public:
  explicit RoughProvider(boost::asio::io_context&);
  ~RoughProvider();
  std::string base() const { return "http://127.0.0.1:" + std::to_string(port_); }

  struct Taken { std::string sid, to, text, callback; };
  std::vector<Taken> taken;          // in the order they came: each of these is a message on somebody's phone
  std::vector<std::string> tried;    // texts of every whole send, taken or not
  std::deque<Mood> moods;            // what happens to the sends to come; afterwards: accept
  std::size_t waiting() const { return silent_.size(); }  // sends that hear nothing
  void hang_up();                    // on those: nobody will ever know more
  int count(const std::string& text) const;

 private:
  struct Line;
  void listen();
  boost::asio::ip::tcp::acceptor acceptor_;
  std::uint16_t port_ = 0;
  std::vector<std::shared_ptr<Line>> silent_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace tributary::test
