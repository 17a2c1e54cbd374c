// What the search shows: conversations by their headers at once, messages and notes as the relay finds them.
#include <utility>

#include "core/base/phone.h"
#include "web/app/entry_words.h"
#include "web/app/header_scan.h"
#include "web/app/icons.h"
#include "web/app/picker.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr std::size_t headers_beside_messages = 12;

std::string_view status_of(WorkStatus status) {
  switch (status) {
    case WorkStatus::resolved: return words::resolved;
    case WorkStatus::snoozed: return words::snoozed;
    case WorkStatus::pending: return words::pending;
    case WorkStatus::open: break;
  }
  return {};
}

// The words of the question, as marks_of() wants them.
std::string marked_words(const SearchQuery& query) {
  std::string all;
  for (const SearchWords& one : query.words) all += (all.empty() ? "" : " ") + one.text;
  for (const std::string& one : query.from) all += (all.empty() ? "" : " ") + one;
  return all;
}

void put_header_words(Frame& f, const Conversation& conversation, PickerOption& one) {
  const std::string query = marked_words(f.state.search.scan.query);
  const ListRow row = list_row(f.data(), conversation, f.me());
  one.title = person_title(f.words(), f.data(), row.contact);
  one.title_marks = marks_of(query, one.title);
  const std::string_view address = f.words().address(conversation.identity);
  const std::string_view who = conversation.assignee ? agent_words(f, conversation.assignee) : std::string_view();
  one.detail = words::dotted(f.ui, {status_of(conversation.status), channel_word(conversation.channel), for_people(address) == one.title ? std::string_view() : address, who, preview_words(f, row)});
  one.detail_marks = marks_of(query, one.detail);
  one.time = f.ui.keep(platform::format_short(static_cast<double>(conversation.last_activity.ms)));
}

void put_message_words(Frame& f, const FoundMessage& found, PickerOption& one) {
  const Conversation* conversation = f.data().conversations.find(found.conversation);
  one.title = conversation ? std::string(contact_title(f, *conversation)) : for_people(found.name);
  if (one.title.empty()) one.title = words::unknown_contact;
  one.detail = found.text;
  one.detail_marks = found.marks;
  one.time = f.ui.keep(platform::format_short(found.at_ms));
}

PickerOption conversation_option(const Conversation& conversation) {
  PickerOption one;
  one.header = &conversation;
  one.two_lines = true;
  one.section = words::palette_people;
  one.icon = channel_icon(conversation.channel);
  one.wanted = intent::OpenConversation{conversation.id};
  return one;
}

PickerOption message_option(const FoundMessage& found) {
  PickerOption one;
  one.message = &found;
  one.two_lines = !found.text.empty();
  one.section = words::people::search_messages;
  one.icon = found.note ? icon::lock : icon::bubble;
  if (!found.conversation) one.wanted = intent::OpenContact{found.contact};
  else one.wanted = intent::JumpToEntry{found.conversation, found.note ? node_id("entry", found.note) : node_id("entry", found.message)};
  return one;
}

std::string_view problem_words(Ui& ui, const SearchProblem& problem) {
  const Word sentence = problem.kind == SearchProblem::Kind::not_a_date      ? words::people::search_no_date
                        : problem.kind == SearchProblem::Kind::nothing_after ? words::people::search_nothing_after
                                                                             : words::people::search_no_value;
  return words::format(ui, sentence, {{"token", ui.keep(problem.token)}});
}

}  // namespace

std::vector<PickerOption> search_options(Frame& f) {
  const SearchState& search = f.state.search;
  std::vector<PickerOption> all;
  const bool headers_alone = search.scan.query.headers_only() || search.messages.empty();
  for (const ConversationId id : search.scan.found) {
    if (!headers_alone && all.size() == headers_beside_messages) break;
    if (const Conversation* conversation = f.data().conversations.find(id)) all.push_back(conversation_option(*conversation));
  }
  for (const FoundMessage& one : search.messages) all.push_back(message_option(one));
  if (!search.next.empty()) {
    PickerOption more;
    more.title = words::people::search_more;
    more.section = words::people::search_messages;
    more.icon = icon::arrow_down;
    more.stays = true;
    more.wanted = intent::MoreFound{};
    all.push_back(std::move(more));
  }
  return all;
}

// A screen shows a dozen of sixty, and each says its names, times and what was found in it anew in every frame.
void put_search_words(Frame& f, PickerOption& one) {
  if (const Conversation* header = std::exchange(one.header, nullptr)) put_header_words(f, *header, one);
  if (const FoundMessage* message = std::exchange(one.message, nullptr)) put_message_words(f, *message, one);
}

std::string_view search_note(Frame& f) {
  const SearchState& search = f.state.search;
  if (f.state.dialog.query.empty()) return words::people::search_help;
  if (!search.scan.query.problems.empty()) return problem_words(f.ui, search.scan.query.problems.front());
  if (search.too_long) return words::people::search_too_long;
  if (search.failed) return words::people::search_failed;
  if (search.waiting || search.asked != search.typed || !search.scan.done) return words::people::search_waiting;
  return search.complete ? std::string_view() : std::string_view(words::people::search_incomplete);
}

}  // namespace tributary::app
