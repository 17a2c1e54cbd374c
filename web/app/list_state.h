#pragma once
// What is picked in the list, and which of its menus is open.
#include <algorithm>
#include <cstdint>
#include <vector>

#include "core/base/types.h"

namespace tributary::app {

enum class ListMenuKind : std::uint8_t { none, filter, sort, assign, tag, snooze, name };  // name: of a view to be saved
enum class FilterPart : std::uint8_t { none, status, channel, account, tag, assignee, views };

class Picks {
 public:
  static constexpr std::size_t most = 2'000;  // four commands' worth
  bool empty() const { return all_.empty(); }
  std::size_t size() const { return all_.size(); }
  const std::vector<ConversationId>& all() const { return all_; }  // in order of id
  bool has(ConversationId id) const { return std::binary_search(all_.begin(), all_.end(), id); }
  bool put(ConversationId id) {  // false: there are as many as there may be
    const auto at = std::lower_bound(all_.begin(), all_.end(), id);
    if (at != all_.end() && *at == id) return true;
    if (all_.size() == most) return false;
    all_.insert(at, id);
    return true;
  }
  void take(ConversationId id) { all_.erase(std::remove(all_.begin(), all_.end(), id), all_.end()); }
  void clear() {
    all_.clear();
    anchor = {};
  }
  ConversationId anchor;  // the one picked last: a range goes from here

 private:
  std::vector<ConversationId> all_;
};

}  // namespace tributary::app
