#pragma once
// State + filter -> the rows of the conversation list, newest activity first. Also what REST lists.
#include <cstdint>
#include <string>
#include <vector>

#include "core/inbox/state.h"

namespace tributary {

enum class InboxView : std::uint8_t { mine, unassigned, all };  // of conversations not resolved; `all` has the resolved too, below

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
struct InboxCounts { std::uint32_t mine = 0, unassigned = 0, all = 0; };  // open ones
InboxCounts inbox_counts(const State&, AgentId viewer);

// One line of text for the list: the body's text, or a word for what has none ("Picture", "Location: …",
// "Call, 2 min"). English here; the browser translates by `kind`.
std::string preview(const struct MessageBody&, MessageKind kind_hint);

}  // namespace tributary
