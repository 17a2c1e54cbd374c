#pragma once
// How often a password may be tried: from one address, for one account from one address, and for one account
// from wherever. The last would let strangers keep somebody out, so it does not count where that person has signed in
// before; and a sign-in link is not counted by account at all. Loop thread only, lost with the process.
#include <algorithm>
#include <map>
#include <string>

#include "relay/api/client_address.h"
#include "relay/api/rate_limit.h"

namespace tributary::api {

class SignInLimits {
 public:
  // True: go on. Otherwise wait_ms() says for how long not.
  bool take_address(const std::string& peer, Instant now) { return take(per_address_, counted_address(peer), now); }
  bool take_account(const std::string& peer, const std::string& account, Instant now) {
    const std::string here = counted_address(peer) + "|" + account;
    return take(here_, here, now) && (known_.contains(here) || take(everywhere_, account, now));
  }
  void signed_in(const std::string& peer, const std::string& account, Instant now) {
    known_[counted_address(peer) + "|" + account] = now;
    if (known_.size() <= known_max) return;
    known_.erase(std::min_element(known_.begin(), known_.end(), [](const auto& a, const auto& b) { return a.second < b.second; }));
  }
  std::int64_t wait_ms() const { return wait_ms_; }

 private:
  static constexpr std::size_t known_max = 20'000;  // addresses with an account each; whoever has not been here the longest goes
  bool take(RateLimit& limit, const std::string& key, Instant now) {
    const bool may = limit.take(key, now);
    if (!may) wait_ms_ = limit.wait_ms();
    return may;
  }
  RateLimit per_address_{60, 60}, here_{5, 5};
  RateLimit everywhere_{10, 20};  // more than one address may: a single stranger does not use it up
  std::map<std::string, Instant> known_;
  std::int64_t wait_ms_ = 0;
};

}  // namespace tributary::api
