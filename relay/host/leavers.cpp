#include "relay/host/leavers.h"

#include "core/inbox/team.h"

namespace tributary::host {

Leavers::Leavers(TenantRuntime& tenant) : tenant_(tenant) {
  tenant_.follow(*this);
  gather();
}

void Leavers::start() {
  stopped_ = false;
  let_go_of_some();
}

bool Leavers::left_behind(const Conversation& conversation) const {
  if (!conversation.assignee || conversation.status == WorkStatus::resolved) return false;
  const Agent* agent = tenant_.state().agents.find(conversation.assignee);
  return agent && !agent->active;
}

void Leavers::gather() {
  somebody_left_ = false;
  waiting_.clear();
  tenant_.state().conversations.for_each([this](ConversationId id, const Conversation& conversation) {
    if (left_behind(conversation)) waiting_.push_back(id);
  });
}

void Leavers::applied(const Event& event, const Stamp&) {
  if (const auto* configured = std::get_if<AgentConfigured>(&event)) somebody_left_ = somebody_left_ || !configured->agent.active;
  const auto* reopened = std::get_if<Reopened>(&event);
  const Conversation* conversation = reopened ? tenant_.state().conversations.find(reopened->conversation) : nullptr;
  if (conversation && left_behind(*conversation)) waiting_.push_back(conversation->id);
}

void Leavers::durable() {
  if (somebody_left_) gather();
  if (!stopped_) let_go_of_some();
}

// Each is looked at once more: somebody may have taken it, or its agent may be back. An archived team takes nothing new.
void Leavers::let_go_of_some() {
  for (std::size_t count = 0; count < per_round && !waiting_.empty() && tenant_.room() != Room::none; ++count) {
    const Conversation* conversation = tenant_.state().conversations.find(waiting_.back());
    waiting_.pop_back();
    if (!conversation || !left_behind(*conversation)) continue;
    const Team* team = tenant_.state().teams.find(team_of(tenant_.state(), *conversation));
    tenant_.submit(Assign{conversation->id, {}, team && !team->archived ? team->id : TeamId{}}, ActorKind::system);
  }
}

}  // namespace tributary::host
