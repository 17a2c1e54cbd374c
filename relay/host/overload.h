#pragma once
// Early, cheap and honest refusals when more is asked than can be done (promises.md P8). Who is refused first is said by
// the order of Kind; webhooks are held for a while before they are. Loop thread only.
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>

#include "relay/host/clock.h"
#include "relay/http/server.h"

namespace tributary::host {

// How full things are, each beside what it may be.
struct Load {
  std::size_t memory = 0, memory_budget = 0;  // 0: no budget
  std::size_t waiting_bytes = 0;              // of requests taken and not answered
  std::int64_t oldest_ms = 0;                 // since the oldest that waits for its commit came
  std::int64_t oldest_ms_max = 2'000;
};

class Overload {
 public:
  // In the order of sacrifice; `always` is never refused.
  enum class Kind : std::uint8_t { connect, api_read, bulk_read, send, webhook, always };
  static constexpr std::size_t waiting_bytes_max = 64u << 20;
  static constexpr std::int64_t webhook_held_ms_max = 8'000;  // a provider waits 15 s; here and in its tenant's line together
  static constexpr std::size_t held_max = 2'000, held_bytes_max = 16u << 20;

  using Look = std::function<Load()>;
  using Go = std::function<void(http::Request, http::Responder)>;
  using Refused = std::function<void()>;
  using Told = std::function<void(const http::Response&)>;
  using Whose = std::function<const void*(const http::Request&)>;  // none: nobody has to leave room for anybody
  using Shed = std::function<void(std::size_t sockets)>;  // ends so many, 1013

  Overload(boost::asio::io_context&, Clock&, Look);
  ~Overload();

  static Kind kind_of(const http::Request&);
  bool refuses(Kind) const;
  http::Response refusal() const;
  // Asked when only the head is there, before a body is held. Webhooks have a tenth more room than everybody else.
  bool refuses_body(const http::Request& head) const;
  // Lets a request through to `go`, holds it, or refuses it.
  void admit(http::Request, http::Responder, const Go& go);
  // What is due: held webhooks go on or have waited too long; open sockets end while memory is short. Every 100 ms while
  // something is held, else every second once started.
  void tick();
  void start(Shed);
  // Called when a webhook is refused: what it said must be asked for later (P2).
  void tell_of_refused_webhooks(Refused refused) { webhook_refused_ = std::move(refused); }
  // Called with every refusal of a whole request: whoever waits behind the gates never hears of it.
  void tell_of_refusals(Told told) { told_ = std::move(told); }
  // Of the room for held webhooks one tenant gets half, as soon as there are others (P14). Nothing is proven yet of what is
  // held: whoever belongs to nobody here shares one half too.
  void share_between(Whose whose) { whose_ = std::move(whose); }
  void stop();

  std::size_t waiting_bytes() const { return *waiting_bytes_; }
  std::size_t held() const { return held_.size(); }
  std::uint64_t refused() const { return refused_; }
  Load load() const { return look_(); }

 private:
  struct Held { http::Request request; http::Responder respond; Go go; const void* whose; };
  struct Part { std::size_t count = 0, bytes = 0; };
  Held take_first();
  double fullness() const;
  void pass_on(http::Request, http::Responder, const Go&);
  void hold(http::Request, http::Responder, const Go&);
  void refuse(const http::Responder&);
  void refuse_webhook(const http::Responder&);
  void wind();

  Clock& clock_;
  Look look_;
  Shed shed_;
  Whose whose_ = [](const http::Request&) { return nullptr; };
  std::map<const void*, Part> parts_;  // of what is held, by whose it is
  Refused webhook_refused_ = [] {};
  Told told_ = [](const http::Response&) {};
  boost::asio::steady_timer timer_;
  std::deque<Held> held_;
  std::size_t held_bytes_ = 0;
  std::shared_ptr<std::size_t> waiting_bytes_ = std::make_shared<std::size_t>(0);  // late answers outlive us
  std::uint64_t refused_ = 0;
  bool started_ = false;
};

}  // namespace tributary::host
