#include "web/app/palette.h"

#include <algorithm>
#include <set>

#include "core/base/sorted.h"
#include "core/base/text.h"
#include "web/app/entry_words.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr std::size_t shown_max = 40, people_max = 8, recent_max = 5;

bool letters_in_order(std::string_view word, std::string_view text) {
  std::size_t at = 0;
  for (char c : text)
    if (at < word.size() && c == word[at]) ++at;
  return at == word.size();
}

int match_word(std::string_view word, std::string_view text) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1))
    if (at == 0 || text[at - 1] == ' ' || text[at - 1] == '(' || text[at - 1] == '+') return at == 0 ? 100 : 80;
  if (text.find(word) != std::string_view::npos) return match_in_word;
  return word.size() >= 3 && letters_in_order(word, text) ? 20 : 0;
}

// The label counts more than what else people call it.
int match_action(std::string_view query, const Action& action) {
  const std::string label = folded(action.label), both = label + ", " + folded(action.synonyms);
  const int by_label = match(query, label);
  if (by_label > 0) return by_label + 40;
  const int by_other_names = match(query, both);
  return by_other_names >= match_in_word ? by_other_names : 0;  // letters in order are found in any long enough text
}

void add_actions(const Frame& f, std::string_view query, std::vector<PaletteEntry>& found) {
  const Target target = target_of(f);
  const auto& recent = f.state.recent_actions;
  for (const Action& action : actions()) {
    if ((action.flags & action_unlisted) != 0 || !action.possible(f, target)) continue;
    const auto used = std::find(recent.begin(), recent.end(), action.name);
    const int place = static_cast<int>(used - recent.begin());
    const bool lately = used != recent.end() && place < static_cast<int>(recent_max);
    int score = query.empty() ? 1 : match_action(query, action);
    if (score == 0) continue;
    if (lately) score += query.empty() ? 100 - place : 10 - place;
    const Word section = query.empty() && lately ? words::palette_recent : group_label(action.group);
    found.push_back(PaletteEntry{&action, {}, {}, {}, std::string(std::string_view(action.label)), section, score});
  }
}

void add_colleagues(const Frame& f, std::string_view query, std::vector<PaletteEntry>& found) {
  const Conversation* open = shows_conversations(f.state.page) ? f.open() : nullptr;
  if (!open || query.empty()) return;
  f.data().agents.for_each([&](const AgentId& id, const Agent& agent) {
    if (!agent.active || id == f.me() || id == open->assignee) return;
    std::string title = words::formatted(words::act_assign_to, {{"name", f.words().agent_name(id)}});
    const int score = match(query, folded(title));
    if (score > 0) found.push_back(PaletteEntry{nullptr, id, {}, {}, std::move(title), words::group_conversation, score});
  });
  f.data().teams.for_each([&](const TeamId& id, const Team& team) {
    if (team.archived || id == team_of(f.data(), *open)) return;
    std::string title = words::formatted(words::act_assign_to, {{"name", team.name}});
    const int score = match(query, folded(title));
    if (score > 0) found.push_back(PaletteEntry{nullptr, {}, id, {}, std::move(title), words::group_conversation, score});
  });
}

void add_people(const Frame& f, std::string_view query, std::vector<PaletteEntry>& found) {
  if (query.empty()) return;
  std::size_t count = 0;
  for (const DialogState::Person& person : f.state.dialog.people) {
    const int score = match(query, person.folded);
    if (score < match_in_word) continue;
    found.push_back(PaletteEntry{nullptr, {}, {}, person.conversation, words::formatted(words::palette_go_to, {{"name", person.name}}), words::palette_people, score});
    if (++count == people_max) return;
  }
}

}  // namespace

int match(std::string_view query, std::string_view text) {
  int least = 0;
  while (!query.empty()) {
    const std::size_t blank = query.find(' ');
    const std::string_view word = query.substr(0, blank);
    query.remove_prefix(blank == std::string_view::npos ? query.size() : blank + 1);
    if (word.empty()) continue;
    const int score = match_word(word, text);
    if (score == 0) return 0;
    least = least == 0 ? score : std::min(least, score);
  }
  return least;
}

std::vector<DialogState::Person> people_of(const Frame& f) {
  std::vector<DialogState::Person> people;
  std::set<ContactId> seen;
  const std::size_t all = InboxIndex::view(InboxView::all), count = f.session.inbox().totals(all).rows;
  for (std::size_t i = 0; i < count; ++i) {
    const ListRow row = f.session.inbox().row(f.data(), all, i);
    if (!seen.insert(row.contact).second) continue;
    std::string low = folded(f.words().title(f.data(), row.contact));  // a number is typed without blanks
    people.push_back(DialogState::Person{row.conversation, person_title(f.words(), f.data(), row.contact), std::move(low)});
  }
  return people;
}

std::vector<PaletteEntry> palette_entries(const Frame& f) {
  const std::string query = folded(f.state.dialog.query);
  const bool anything = blank(query);
  std::vector<PaletteEntry> found;
  add_actions(f, anything ? std::string_view() : std::string_view(query), found);
  if (!anything) {
    add_colleagues(f, query, found);
    add_people(f, query, found);
    add_more(f, query, found);
  }
  sort_list(found, [](const PaletteEntry& a, const PaletteEntry& b) { return a.score > b.score; });
  if (found.size() > shown_max) found.resize(shown_max);
  return found;
}

}  // namespace tributary::app
