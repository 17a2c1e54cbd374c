#include "relay/host/turned_away.h"

#include <algorithm>

#include "core/base/planted.h"

namespace tributary::host {

void TurnedAway::add(Instant at, AccountId account, NumberId number) {
  if (PLANTED(220)) return;  // "nobody is there any more whom it could concern"
  std::deque<Instant>& calls = calls_[{account, number}];
  calls.push_front(at);
  if (calls.size() > calls_counted_max) calls.pop_back();
}

std::vector<StillCalled> TurnedAway::since(Instant from, const std::function<bool(AccountId, NumberId)>& is_disconnected) {
  std::vector<StillCalled> found;
  for (auto it = calls_.begin(); it != calls_.end();) {
    const auto [account, number] = it->first;
    std::deque<Instant>& calls = it->second;
    if (!PLANTED(222)) std::erase_if(calls, [from](Instant at) { return at < from; });  // "it was so once"
    if (calls.empty() || (!is_disconnected(account, number) && !PLANTED(221))) {  // "it will stop by itself"
      it = calls_.erase(it);
      continue;
    }
    found.push_back({account, number, static_cast<std::int64_t>(calls.size()), calls.front()});
    ++it;
  }
  std::sort(found.begin(), found.end(), [](const StillCalled& a, const StillCalled& b) { return a.last > b.last; });
  return found;
}

}  // namespace tributary::host
