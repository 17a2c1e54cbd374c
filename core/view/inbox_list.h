#pragma once
// State + filter -> the rows of the conversation list, newest activity first. Also what REST lists.
#include <cstdint>
#include <string>
#include <vector>

#include "core/inbox/state.h"

namespace tributary {

// mine, unassigned: what waits now, so neither resolved nor snoozed (D35, D38); `all` has those too, below.
enum class InboxView : std::uint8_t { mine, unassigned, all };

struct ListRow {
  ConversationId conversation;
  ContactId contact;
  Channel channel = Channel::sms;
  Instant last_activity;
  MessageId last_message;
  Direction last_direction = Direction::in;
  std::uint32_t unread = 0;
  WorkStatus status = WorkStatus::open;
  AgentId assignee;
};

bool shown_in(InboxView, const Conversation&, AgentId viewer);
ListRow list_row(const State&, const Conversation&, AgentId viewer);
std::vector<ListRow> inbox_list(const State&, AgentId viewer, InboxView);
bool waits_now(WorkStatus);  // neither resolved nor snoozed
struct InboxCounts { std::uint32_t mine = 0, unassigned = 0, all = 0; };  // of those that wait now
InboxCounts inbox_counts(const State&, AgentId viewer);

// One line of text for the list, whole words of it and "…" where some are left out: the body's text, or a word for what has none ("Picture", "Location: …",
// "Call, 2 min"). English here; the browser translates by `kind`.
std::string preview(const struct MessageBody&, MessageKind kind_hint);

}  // namespace tributary
