#include "core/sync/audience.h"

#include <type_traits>

namespace tributary {

namespace {

template <class One, class... Listed>
constexpr bool is_any_of = (std::is_same_v<One, Listed> || ...);

}  // namespace

AgentId only_for(const Event& event) {
  const MarkedRead* read = std::get_if<MarkedRead>(&event);
  return read ? read->agent : AgentId{};
}

bool may_see(const Viewer& viewer, const Event& event) {
  const AgentId only = only_for(event);
  return !only || only == viewer.agent;
}

// What is not in this list is refused: a new command must be let in on purpose.
bool may_submit(const Viewer& viewer, const Command& command) {
  if (!viewer.agent) return false;
  return std::visit([]<class One>(const One&) { return is_any_of<One, SendReply, SendAgain, MarkAsSent, Resolve, Reopen, Assign, MarkRead, RenameContact,
                                                             AddNote, EditNote, DeleteNote, CreateTag, ChangeTag, ArchiveTag, RestoreTag,
                                                             TagConversation, UntagConversation, Snooze, ChangeMany, MergeContacts, UnmergeContact, SetAttributes,
                                                             SaveCustomer, LinkCustomer, SaveReply, RemoveSavedReply, SendTemplate, OfferChoices, StartConversation, CancelSend>; }, command) ||
         (viewer.role == Role::admin && std::visit([]<class One>(const One&) { return is_any_of<One, ConfigureTeam, ArchiveTeam>; }, command));
}

}  // namespace tributary
