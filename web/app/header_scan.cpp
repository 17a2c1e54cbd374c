#include "web/app/header_scan.h"

#include <algorithm>
#include <utility>

#include "core/inbox/contact_merge.h"
#include "web/app/person_facts.h"
#include "web/app/zone_now.h"
#include "web/text/language.h"
#include "web/text/run_atlas.h"

namespace tributary::app {
namespace {

// What one frame may cost: making a row is some hundred times the work of passing over one, and a slow machine does less in a
// frame. The clock is asked now and then.
constexpr std::size_t frame_work = 200'000, making = 100, between_looks = 16;
constexpr double frame_ms = 6;

// Which pairs of neighbouring bytes occur, each as one of 64 bits: a text that lacks a bit of a word does not hold the word.
std::uint64_t pairs_of(std::string_view text) {
  std::uint64_t pairs = 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const std::uint32_t pair = std::uint32_t{static_cast<std::uint8_t>(text[i - 1])} << 8U | static_cast<std::uint8_t>(text[i]);
    pairs |= std::uint64_t{1} << (pair * 0x9E3779B1U >> 26U);
  }
  return pairs;
}

// Everything about a header that words are looked for in, set apart by line feeds.
std::string text_of(const Frame& f, ContactId person, std::string_view title) {
  const State& state = f.data();
  std::string text;
  const auto add = [&text](std::string_view part) {
    if (part.empty()) return;
    text += search_fold(part);
    text += '\n';
  };
  add(title);
  const std::vector<ContactId> family = merged_family(state, person);
  for (ContactId id : family)
    if (const Contact* contact = state.contacts.find(id))
      for (IdentityId identity : contact->identities) add(f.words().address(identity));
  const Contact* only = family.size() == 1 ? state.contacts.find(person) : nullptr;  // nearly everybody: nothing is put together then
  const CustomerRecord* record = f.words().customer(only ? only->customer : customer_of(state, person));
  if (record) add(record->name), add(record->company), add(record->reference), add(record->email);
  const auto add_values = [&add](const std::vector<Attribute>& all) { for (const Attribute& one : all) add(one.value); };
  if (only) add_values(f.words().attributes(person));
  else add_values(f.words().attributes(state, person));
  return text;
}

// The browser loads the font of a script when it measures the first text in it, which took a first letter's hits over their
// 30 ms: the first title in each is measured ahead of them, in the styles of a hit's two lines.
void load_font(HeaderScan& scan, std::string_view title) {
  const std::string_view language = text::language_of(title);
  if (language.empty() || std::find(scan.languages.begin(), scan.languages.end(), language) != scan.languages.end()) return;
  scan.languages.emplace_back(language);
  for (const Style style : {Style::body, Style::small}) platform::measure_when_idle(text::run_of(title, static_cast<int>(style)));
}

bool has_all(const std::string& text, const std::vector<SearchWords>& wanted) {
  for (const SearchWords& one : wanted)
    if (text.find(one.text) == std::string::npos) return false;
  return true;
}

bool has_any(const std::string& text, const std::vector<SearchWords>& wanted) {
  for (const SearchWords& one : wanted)
    if (text.find(one.text) != std::string::npos) return true;
  return false;
}

bool from_any(const std::string& text, const std::vector<std::string>& wanted) {
  for (const std::string& one : wanted)
    if (one != "me" && text.find(one) != std::string::npos) return true;  // what I wrote is in messages, not in headers
  return false;
}

bool is_one_of_tags(const Frame& f, const Conversation& conversation, const std::string& wanted) {
  for (TagId id : tags_of(f.data(), conversation))
    if (const Tag* tag = f.data().tags.find(id); tag && search_fold(tag->name) == wanted) return true;
  return false;
}

bool assigned_as(const Frame& f, const Conversation& conversation, const std::string& who) {
  if (who == "me") return conversation.assignee == f.me();
  if (who == "none") return !conversation.assignee && conversation.team == 0;
  const Team* team = f.data().teams.find(team_of(f.data(), conversation));
  return search_fold(f.words().agent_name(conversation.assignee)).find(who) != std::string::npos || (team && search_fold(team->name).find(who) != std::string::npos);
}

template <class Value>
bool among(const std::vector<Value>& all, Value wanted) {
  for (const Value one : all)
    if (one == wanted) return true;
  return false;
}

// One of those that are wanted, if any are, and none of those that are not.
template <class Value>
bool wanted_one(const std::vector<Value>& all, const std::vector<Value>& without, Value value) { return (all.empty() || among(all, value)) && !among(without, value); }

bool assigned_among(const Frame& f, const Conversation& conversation, const std::vector<std::string>& people) {
  for (const std::string& who : people)
    if (assigned_as(f, conversation, who)) return true;
  return false;
}

// Folded once, not for every row.
void fold_query(SearchQuery& q) {
  for (SearchWords& one : q.words) one.text = search_fold(one.text);
  for (SearchWords& one : q.without) one.text = search_fold(one.text);
  for (std::vector<std::string>* all : {&q.from, &q.without_from, &q.tags, &q.without_tags, &q.assignees, &q.without_assignees})
    for (std::string& one : *all) one = search_fold(one);
}

bool fits(const Frame& f, const HeaderScan& scan, const HeaderScan::Row& row) {
  const SearchQuery& q = scan.query;
  if ((row.pairs & scan.pairs) != scan.pairs) return false;
  if (q.has_attachment || q.no_attachment) return false;  // only the relay knows of every message
  if (!has_all(row.folded, q.words) || has_any(row.folded, q.without)) return false;
  if ((!q.from.empty() && !from_any(row.folded, q.from)) || from_any(row.folded, q.without_from)) return false;
  const Conversation* c = f.data().conversations.find(row.conversation);
  if (!c || !wanted_one(q.statuses, q.without_statuses, c->status) || !wanted_one(q.channels, q.without_channels, c->channel)) return false;
  if ((!q.assignees.empty() && !assigned_among(f, *c, q.assignees)) || assigned_among(f, *c, q.without_assignees)) return false;
  for (const std::string& tag : q.tags)
    if (!is_one_of_tags(f, *c, tag)) return false;
  for (const std::string& tag : q.without_tags)
    if (is_one_of_tags(f, *c, tag)) return false;
  return (!q.before || c->last_activity < scan.before) && (!q.after || scan.after <= c->last_activity);
}

}  // namespace

Instant midnight(const SearchDay& day) {
  Civil civil;
  civil.year = day.year, civil.month = day.month, civil.day = day.day;
  const Instant near = instant_of(civil);
  return instant_of_local(civil, zone_between(near + -2 * limits::day_ms, near + 2 * limits::day_ms));
}

void ask_headers(HeaderScan& scan, std::string_view typed) {
  if (scan.typed == typed) return;
  scan.typed = typed;
  scan.query = parse_search(typed);
  fold_query(scan.query);
  scan.pairs = 0;
  for (const SearchWords& one : scan.query.words) scan.pairs |= pairs_of(one.text);
  if (scan.query.before) scan.before = midnight(*scan.query.before);
  if (scan.query.after) scan.after = midnight(*scan.query.after);
  scan.at = 0;
  scan.found.clear();
  scan.done = scan.query.empty();
}

bool scan_headers(const Frame& f, HeaderScan& scan) {
  const InboxIndex& inbox = f.session.inbox();
  const std::size_t all = InboxIndex::view(InboxView::all), count = inbox.totals(all).rows;
  if (!scan.done && scan.at == 0 && scan.placed != inbox.placed()) scan.rows.clear(), scan.placed = inbox.placed();  // a new question, of another list
  const bool asked_now = !scan.done && scan.at == 0;
  const double end = platform::now_ms() + frame_ms;
  std::size_t work = 0, looks = 0;
  const auto goes_on = [&] { return work < frame_work && (++looks % between_looks != 0 || platform::now_ms() <= end); };
  const auto make = [&] {
    const ConversationId conversation = inbox.id_at(all, scan.rows.size());
    const ContactId person = contact_of(f.data(), conversation);
    const std::string title = f.words().title(f.data(), person);
    load_font(scan, title);
    std::string text = text_of(f, person, title);
    const std::uint64_t pairs = pairs_of(text);
    scan.rows.push_back(HeaderScan::Row{conversation, pairs, std::move(text)});
    work += making;
  };
  while (!scan.done && goes_on()) {
    if (scan.at >= count || scan.found.size() >= headers_found_max) {
      scan.done = true;
      break;
    }
    if (scan.at >= scan.rows.size()) make();
    const HeaderScan::Row& row = scan.rows[scan.at++];
    if (fits(f, scan, row)) scan.found.push_back(row.conversation);
    ++work;
  }
  // The rest is made ahead of the next letter, in frames that show nothing new, unless the list moved meanwhile: the next
  // question begins anew then.
  const auto ahead = [&] { return scan.done && scan.rows.size() < count && scan.placed == inbox.placed(); };
  while (!asked_now && ahead() && goes_on()) make();
  return !scan.done || ahead();
}

}  // namespace tributary::app
