#include "core/view/inbox_list.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/inbox/contact_merge.h"
#include "core/inbox/content.h"
#include "core/inbox/read_marker.h"

namespace tributary {
namespace {

constexpr std::size_t preview_characters_max = 120;

bool above(const ListRow& a, const ListRow& b) {
  const auto depth = [](WorkStatus status) { return waits_now(status) ? 0 : status == WorkStatus::snoozed ? 1 : 2; };
  if (depth(a.status) != depth(b.status)) return depth(a.status) < depth(b.status);
  if (a.last_activity != b.last_activity) return a.last_activity > b.last_activity;
  return a.conversation < b.conversation;
}

// What is left out is left out after a word; only a word that fills half of the room is cut itself.
std::string cut_at_a_word(const std::string& line) {
  std::string_view kept = cut_code_points(line, preview_characters_max);
  if (kept.size() == line.size()) return line;
  const std::size_t blank = line[kept.size()] == ' ' ? kept.size() : kept.rfind(' ');
  if (blank != std::string_view::npos && blank > kept.size() / 2) kept = kept.substr(0, blank);
  return std::string(kept) + "\u2026";
}

std::string one_line(std::string_view text) {
  std::string line = for_display(text);
  std::replace(line.begin(), line.end(), '\n', ' ');
  std::replace(line.begin(), line.end(), '\t', ' ');
  return cut_at_a_word(line);
}

std::string word_for(const MessageBody& body, MessageKind kind) {
  if (body.location) return body.location->label.empty() ? "Location" : "Location: " + one_line(body.location->label);
  if (body.choice) return one_line(body.choice->title);
  if (body.media > 1) return std::to_string(body.media) + " attachments";
  if (body.media == 1) return "Attachment";
  if (kind == MessageKind::contacts) return "Contact card";
  if (kind == MessageKind::reaction) return "Reaction";
  if (kind == MessageKind::unsupported || !body.raw.empty()) return "Unsupported message";
  return "Empty message";
}

}  // namespace

bool waits_now(WorkStatus status) { return status == WorkStatus::open || status == WorkStatus::pending; }

bool shown_in(InboxView view, const Conversation& conversation, AgentId viewer) {
  if (view == InboxView::all) return true;
  if (!waits_now(conversation.status)) return false;
  return conversation.assignee == (view == InboxView::mine ? viewer : AgentId{});
}

ListRow list_row(const State& state, const Conversation& conversation, AgentId viewer) {
  ListRow row;
  row.conversation = conversation.id;
  if (const Thread* thread = state.threads.find(conversation.thread)) row.contact = root_contact(state, thread->contact);
  row.channel = conversation.channel;
  row.last_activity = conversation.last_activity;
  row.last_message = conversation.last_message;
  row.last_direction = conversation.last_direction;
  row.unread = unread(state, viewer, conversation);
  row.status = conversation.status;
  row.assignee = conversation.assignee;
  return row;
}

std::vector<ListRow> inbox_list(const State& state, AgentId viewer, InboxView view) {
  std::vector<ListRow> rows;
  state.conversations.for_each([&](const auto&, const Conversation& conversation) {
    if (shown_in(view, conversation, viewer)) rows.push_back(list_row(state, conversation, viewer));
  });
  std::sort(rows.begin(), rows.end(), above);
  return rows;
}

InboxCounts inbox_counts(const State& state, AgentId viewer) {
  InboxCounts counts;
  state.conversations.for_each([&](const auto&, const Conversation& conversation) {
    if (!waits_now(conversation.status)) return;
    ++counts.all;
    if (!conversation.assignee) ++counts.unassigned;
    else if (conversation.assignee == viewer) ++counts.mine;
  });
  return counts;
}

std::string preview(const MessageBody& body, MessageKind kind) {
  return blank(body.text) ? word_for(body, kind) : one_line(body.text);
}

}  // namespace tributary
