#pragma once
// Webhooks that still come for an account, or a number of one, that was disconnected here (A8). They are turned away, so whoever
// writes or calls there reaches nobody: the health page says so until it stops, or what is called is connected again. Kept in
// memory, like the troubles: after a restart the next one is the first. Loop thread only.
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "core/base/types.h"

namespace tributary::host {

struct StillCalled {
  AccountId account;
  NumberId number;  // none: the account as a whole
  std::int64_t times = 0;
  Instant last;
};

class TurnedAway {
 public:
  // Only of what is, or was, an account or number here: there are no more entries than those.
  void add(Instant at, AccountId, NumberId = {});
  // Called last comes first. What is older, and what is no longer disconnected, is forgotten by this.
  std::vector<StillCalled> since(Instant from, const std::function<bool(AccountId, NumberId)>& is_disconnected);

 private:
  static constexpr std::size_t calls_counted_max = 1'000;  // of one; the page says what to do from the first on
  std::map<std::pair<AccountId, NumberId>, std::deque<Instant>> calls_;  // newest first
};

}  // namespace tributary::host
