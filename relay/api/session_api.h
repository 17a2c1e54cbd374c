#pragma once
// Signing in and out, who am I, the socket's ticket.
#include <boost/asio/thread_pool.hpp>
#include <boost/json/object.hpp>
#include <functional>
#include <memory>

#include "relay/api/router.h"
#include "relay/api/sign_in_limits.h"
#include "relay/api/tickets.h"

namespace tributary::api {

class Sessions {
 public:
  explicit Sessions(host::House&);
  ~Sessions();
  void add_routes(Router&);
  // Who asked for it; none: it was used, is too old, or who asked has been signed out since.
  std::optional<Principal> use_ticket(const std::string& ticket, const std::string& tenant);

 private:
  void sign_in(Call&);
  void sign_in_by_link(Call&);
  void change_password(const Granted<Action::use_own_session>&, Call&);
  void finish(Call&, const store::User&);
  void go_on(Call&, const std::function<void()>& rest);
  bool from_our_page(Call&);
  http::Response too_many(std::int64_t wait_ms) const;

  host::House& house_;
  Gate gate_;
  boost::asio::thread_pool hashing_{2};  // argon2id takes 70 ms: never on the loop thread
  int hashing_now_ = 0;
  SignInLimits limits_;
  Tickets tickets_;
};

boost::json::object me_json(host::House&, const Principal&);

}  // namespace tributary::api
