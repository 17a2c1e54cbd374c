#include "web/app/list_row_marks.h"

#include <algorithm>

#include "core/base/text.h"
#include "web/app/entry_words.h"
#include "web/app/widgets/controls.h"
#include "web/app/widgets/tag_pill.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr float apart = 6, face = 18, dot = 8;

std::string_view status_word(WorkStatus status) {
  switch (status) {
    case WorkStatus::resolved: return words::resolved;
    case WorkStatus::pending: return words::pending;
    case WorkStatus::snoozed: return words::snoozed;
    case WorkStatus::open: break;
  }
  return {};
}

bool has_draft(const Frame& f, ConversationId conversation) {
  const auto it = f.state.drafts.find(conversation);
  return it != f.state.drafts.end() && !blank(it->second) && conversation != f.state.open;
}

// The last message, or one that never left this browser.
std::string_view failure_of(const Frame& f, const ListRow& row) {
  for (const NotSent& one : f.state.not_sent)
    if (one.conversation == row.conversation) return words::not_sent;
  const Outgoing* last = row.last_direction == Direction::out ? f.data().outgoing.find(row.last_message) : nullptr;
  const Conversation* conversation = f.data().conversations.find(row.conversation);  // says it when the outbox does so no more
  const bool failed = last ? last->status == Delivery::failed : conversation && conversation->failed;
  return failed ? std::string_view(words::not_delivered) : std::string_view();
}

bool known(const RowMarks& marks, AgentId agent) {
  for (int i = 0; i < marks.other_count; ++i)
    if (marks.others[static_cast<std::size_t>(i)] == agent) return true;
  return false;
}

void add_others(RowMarks& marks, const Frame& f, const std::vector<std::pair<AgentId, ConversationId>>& there, ConversationId conversation) {
  for (const auto& one : there) {
    if (one.second != conversation || one.first == f.me() || known(marks, one.first)) continue;
    if (marks.other_count == static_cast<int>(marks.others.size())) return;
    marks.others[static_cast<std::size_t>(marks.other_count++)] = one.first;
  }
}

float person(Frame& f, float x, float y, AgentId who, bool writing) {
  Ui& ui = f.ui;
  if (writing) ui.circle(x + face / 2, y + face / 2, face / 2 + 2, ui.theme().accent);
  avatar(ui, x, y, face, agent_words(f, who));
  return face;
}

// One pass for measuring and for drawing, so that both agree. Drawn only where `draw`; returns the end.
float walk(Frame& f, float x, float y, const RowMarks& marks, float room, bool draw) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const float begin = x, end = x + room;
  const auto word = [&](std::string_view said, std::uint32_t bg, std::uint32_t fg) {
    if (said.empty()) return;
    if (draw) pill(ui, x, y, said, bg, fg);
    x += pill_width(ui, said) + apart;
  };
  word(marks.failed, t.danger_bg, t.danger);
  word(marks.status, t.success_bg, t.success);
  if (marks.draft) word(words::draft, t.warning_bg, t.warning);
  for (int i = 0; i < marks.other_count; ++i, x += face + apart)
    if (draw) person(f, x, y, marks.others[static_cast<std::size_t>(i)], i < marks.writing);
  for (int i = 0; i < marks.tag_count; ++i) {
    const tributary::Tag& tag = *marks.tags[static_cast<std::size_t>(i)];
    const float w = marks.tag_max > 0 ? tag_pill_width(ui, tag.name, marks.tag_max) : dot;
    const std::string_view rest = ui.join({"+", ui.number(marks.tag_count - i)});
    const float rest_w = i + 1 < marks.tag_count ? ui.width_of(Style::caption, rest) + apart : 0;
    if (x + w + rest_w > end && x + w > begin) {
      if (draw) ui.text(x, y + 1, Style::caption, t.muted, rest);
      return x + ui.width_of(Style::caption, rest) + apart;
    }
    if (draw && marks.tag_max > 0) tag_pill(ui, x, y, tag.name, tag.colour, marks.tag_max);
    else if (draw) tag_dot(ui, x, y + (face - dot) / 2, dot, tag.colour);
    x += w + (marks.tag_max > 0 ? apart : 3);
  }
  return x;
}

}  // namespace

RowMarks marks_of(Frame& f, const ListRow& row) {
  RowMarks marks;
  marks.status = status_word(row.status);
  marks.failed = failure_of(f, row);
  marks.draft = has_draft(f, row.conversation);
  marks.tag_max = f.ui.sizes().row_lines == 3 ? 120.0f : f.ui.sizes().row_lines == 2 ? 84.0f : 0.0f;
  const Conversation* conversation = f.data().conversations.find(row.conversation);
  if (!conversation) return marks;
  for (std::uint16_t number : conversation->tags) {
    const TagId* id = number ? f.data().tag_of_number.find(number) : nullptr;
    const tributary::Tag* tag = id ? f.data().tags.find(*id) : nullptr;
    if (tag) marks.tags[static_cast<std::size_t>(marks.tag_count++)] = tag;
  }
  add_others(marks, f, f.session.presence().typing, row.conversation);
  marks.writing = marks.other_count;
  add_others(marks, f, f.session.presence().looking, row.conversation);
  return marks;
}

float marks_width(Frame& f, const RowMarks& marks, float room) { return walk(f, 0, 0, marks, room, false); }
float draw_marks(Frame& f, float x, float y, const RowMarks& marks, float room) { return walk(f, x, y, marks, room, true) - x; }

std::string_view spoken_marks(Frame& f, const RowMarks& marks) {
  Ui& ui = f.ui;
  std::string_view all = words::listed(ui, {marks.failed, marks.status, marks.draft ? std::string_view(words::draft) : std::string_view()});
  for (int i = 0; i < marks.other_count; ++i) {
    const Word how = i < marks.writing ? words::list_writing : words::list_looking;
    all = words::listed(ui, {all, words::format(ui, how, {{"who", agent_words(f, marks.others[static_cast<std::size_t>(i)])}})});
  }
  for (int i = 0; i < marks.tag_count; ++i)
    all = words::listed(ui, {all, words::format(ui, words::list_tagged, {{"tag", marks.tags[static_cast<std::size_t>(i)]->name}})});
  return all;
}

}  // namespace tributary::app
