#include "web/app/library_rows.h"

#include <algorithm>

#include "core/base/sorted.h"
#include "core/base/text.h"
#include "web/app/in_order.h"
#include "web/app/palette.h"

namespace tributary::app {
namespace {

struct Listed { bool archived = false; std::string name; LibraryThing thing; };

bool before(const Listed& a, const Listed& b) { return a.archived != b.archived ? b.archived : a.name < b.name; }

// Words of a name count from the beginning of any word on; further words as they stand.
bool finds(const std::string& query, const std::string& name, std::string_view further) {
  return blank(query) || match(query, name) >= match_in_word || match(query, folded(further)) >= match_in_word;
}

std::string members_words(const Frame& f, const Team& team) {
  std::string names;
  for (AgentId agent : team.members) names += f.words().agent_name(agent) + " ";
  return names;
}

std::string further(const MessageTemplate& t) {
  std::string text = t.language + " " + t.body;
  for (const std::string& label : t.labels) text += " " + label;
  return text;
}

std::vector<Listed> all_of(const Frame& f, LibraryPart part, const std::string& query) {
  std::vector<Listed> all;
  const auto add = [&](bool archived, std::string_view name, std::string_view further, LibraryThing thing) {
    std::string low = folded(name);
    if (finds(query, low, further)) all.push_back(Listed{archived, std::move(low), thing});
  };
  if (part == LibraryPart::replies)
    f.data().saved_replies.for_each([&](const SavedReplyId& id, const SavedReply& r) { add(false, r.title, r.shortcut + " " + r.folder + " " + r.body, LibraryThing{id, {}, {}}); });
  if (part == LibraryPart::tags)
    f.data().tags.for_each([&](const TagId& id, const Tag& tag) { add(tag.archived, tag.name, tag.description, LibraryThing{{}, id, {}}); });
  if (part == LibraryPart::teams)
    f.data().teams.for_each([&](const TeamId& id, const Team& team) { add(team.archived, team.name, members_words(f, team), LibraryThing{{}, {}, id}); });
  if (part == LibraryPart::templates)
    for (const MessageTemplate* t : templates_by_name(f.data())) add(false, t->name, further(*t), LibraryThing{{}, {}, {}, t->id});
  return all;
}

std::uint32_t at(const std::map<std::uint16_t, std::uint32_t>& counts, std::uint16_t number) {
  const auto it = counts.find(number);
  return it == counts.end() ? 0 : it->second;
}

}  // namespace

void list_things(const Frame& f, LibraryState& s) {
  const std::uint64_t version = f.session.version();
  if (s.of == s.part && s.asked == s.query && s.version == version) return;
  std::vector<Listed> all = all_of(f, s.part, folded(s.query));
  sort_list(all, before);
  s.rows.clear();
  for (const Listed& one : all) s.rows.push_back(one.thing);
  s.of = s.part;
  s.asked = s.query;
  s.version = version;
}

void count_usage(const Frame& f, LibraryState& s) {
  constexpr double pause_ms = 1000;
  LibraryState::Usage& u = s.usage;
  const double now = platform::now_ms();
  const bool counted = u.counted_ms >= 0;
  if (counted && u.version == f.session.version()) return;
  if (counted && u.counted_ms + pause_ms > now) return platform::wake_after(u.counted_ms + pause_ms - now);
  u.counted_ms = now;
  u.version = f.session.version();
  u.tags.clear();
  u.teams.clear();
  f.data().conversations.for_each([&u](const ConversationId&, const Conversation& c) {
    for (const std::uint16_t tag : c.tags)
      if (tag != 0) ++u.tags[tag];
    if (c.team != 0) ++u.teams[c.team];
  });
}

std::uint32_t used(const LibraryState& s, const Tag& tag) { return at(s.usage.tags, tag.number); }
std::uint32_t used(const LibraryState& s, const Team& team) { return at(s.usage.teams, team.number); }

std::vector<AgentId> colleagues(const Frame& f, const std::vector<AgentId>& members) {
  std::vector<std::pair<std::string, AgentId>> named;
  f.data().agents.for_each([&](const AgentId& id, const Agent& agent) {
    if (agent.active || std::find(members.begin(), members.end(), id) != members.end()) named.push_back({folded(f.words().agent_name(id)), id});
  });
  sort_list(named, [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<AgentId> ids;
  for (const auto& one : named) ids.push_back(one.second);
  return ids;
}

std::string one_line(std::string_view text, std::size_t characters_max) {
  std::string out(cut_code_points(text, characters_max));
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

}  // namespace tributary::app
