#include "core/inbox/many.h"

#include <algorithm>

#include "core/base/sorted.h"
#include "core/inbox/catalogue.h"

namespace tributary {
namespace {

Decision decide_one(const State& state, EachChange change, ConversationId id, const Stamp& stamp) {
  return std::visit([&](auto& wish) {
    wish.conversation = id;
    if constexpr (requires { wish.count; })
      if (const Conversation* conversation = state.conversations.find(id)) wish.count = conversation->inbound;
    return decide(state, wish, stamp);
  }, change);
}

}  // namespace

// The conversations are apart from each other, so each may be decided on the state before.
Decision decide(const State& state, const ChangeMany& command, const Stamp& stamp) {
  std::vector<ConversationId> ids = command.conversations;
  sort_list(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  if (ids.empty()) return Refusal::invalid_value;
  if (ids.size() > static_cast<std::size_t>(limits::changed_at_once_max)) {
    Refused refused(Refusal::too_many_at_once);
    refused.limit = limits::changed_at_once_max;
    return refused;
  }
  Outcome outcome;
  std::optional<Refused> last;
  std::size_t agreed = 0;
  for (ConversationId id : ids) {
    Decision one = decide_one(state, command.change, id, stamp);
    if (!one) {
      last = one.error();
      continue;
    }
    ++agreed;
    outcome.events.insert(outcome.events.end(), one->events.begin(), one->events.end());
  }
  if (agreed == 0 && last) return *last;
  return outcome;
}

}  // namespace tributary
