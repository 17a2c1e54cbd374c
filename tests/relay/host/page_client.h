#pragma once
// What a browser's page is to the relay, without the page: core/sync's client over a WebSocket of its own. Every call
// returns at once; the loop does the rest.
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <memory>
#include <string>

#include "core/sync/client_session.h"

namespace tributary::test {

class PageClient {
 public:
  explicit PageClient(boost::asio::io_context&);
  ~PageClient();
  PageClient(const PageClient&) = delete;
  PageClient& operator=(const PageClient&) = delete;

  // How the cursor of the next hello is bent, as a browser might whose disk lost something or kept too much.
  enum class Bend : std::uint8_t { none, back, forward, beyond, other_epoch };
  void connect(std::uint16_t port, const std::string& cookie, const std::string& ticket, Bend = Bend::none, std::uint64_t by = 0);
  void disconnect();
  bool connected() const;
  void ask(CommandId, Command);
  void stop_reading(bool);

  ClientSession& session();
  const ClientSession& session() const;
  std::uint16_t close_code() const;   // of the last socket; 0: it ended without a word
  std::uint64_t snapshots() const;    // begun
  static std::chrono::milliseconds work();  // of the processor, by all pages so far

 private:
  struct Inside;
  std::shared_ptr<Inside> inside_;
};

}  // namespace tributary::test
