#include "web/app/composer_text.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/inbox/contact_merge.h"
#include "core/inbox/sending.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr std::size_t word_bytes_max = 60, emoji_query_min = 2;

// What value_of() knows of everybody. What only a customer record holds is not among it: not everybody has one.
constexpr std::array<std::string_view, 6> offered{"first_name", "customer_name", "phone", "user_name", "user_first_name", "company_name"};
constexpr std::array<std::string_view, 7> other_names{"name", "contact_name", "customer_first_name", "contact_first_name", "contact_phone", "agent_name", "agent_first_name"};

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '(' || c == '"'; }

std::string first_word(const std::string& name) { return name.substr(0, name.find(' ')); }

// "Customer Name", "customer_name" and "contact.name" are asked for alike.
std::string plain_name(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    out += low == '.' || low == ' ' || low == '-' ? '_' : low;
  }
  return out;
}

const std::string* among(const std::vector<Attribute>& attributes, const std::string& name) {
  for (const Attribute& one : attributes)
    if (plain_name(one.name) == name) return &one.value;
  return nullptr;
}

struct Known { ContactId contact; IdentityId to; std::string customer, user, company; std::vector<Attribute> attributes; const CustomerRecord* record = nullptr; };

Known known_of(const Frame& f, const Conversation& conversation) {
  Known k;
  const Thread* thread = f.data().threads.find(conversation.thread);
  if (thread) k.contact = root_contact(f.data(), thread->contact);
  const Result<Target> target = target_of(f.data(), conversation.id, {}, {}, f.now);
  k.to = target ? target->identity : conversation.identity;
  k.customer = f.words().name(f.data(), k.contact);
  if (const auto& welcome = f.session.welcome()) k.user = welcome->name, k.company = welcome->tenant;
  k.attributes = f.words().attributes(f.data(), k.contact);
  k.record = f.words().customer(customer_of(f.data(), k.contact));
  if (k.customer.empty() && k.record) k.customer = k.record->name;
  return k;
}

std::string from_record(const CustomerRecord& record, const std::string& name) {
  if (name == "customer_company") return record.company;
  if (name == "customer_reference" || name == "customer_number") return record.reference;
  if (name == "customer_email" || name == "email") return record.email;
  if (name == "customer_phone") return record.phone;
  const std::string* field = among(record.fields, name);
  return field ? *field : std::string();
}

std::string value_of(const Frame& f, const Known& k, const std::string& name) {
  if (name == "customer_name" || name == "contact_name" || name == "name") return k.customer;
  if (name == "first_name" || name == "customer_first_name" || name == "contact_first_name") return first_word(k.customer);
  if (name == "user_name" || name == "agent_name") return k.user;
  if (name == "user_first_name" || name == "agent_first_name") return first_word(k.user);
  if (name == "company_name") return k.company;
  if (name == "phone" || name == "contact_phone") return f.words().address(k.to);
  if (const std::string* attribute = among(k.attributes, name)) return *attribute;
  return k.record ? from_record(*k.record, name) : std::string();
}

}  // namespace

Called called_before(std::string_view text, std::size_t caret) {
  caret = std::min(caret, text.size());
  std::size_t from = caret;
  while (from > 0 && caret - from <= word_bytes_max && !is_blank(text[from - 1])) --from;
  if (from == caret || caret - from > word_bytes_max) return {};
  const std::string_view query = text.substr(from + 1, caret - from - 1);
  const char sign = text[from];
  if (sign == '@') return {Suggestions::Of::people, static_cast<std::uint32_t>(from), query};
  if (sign == '/' && query.find('/') == std::string_view::npos) return {Suggestions::Of::replies, static_cast<std::uint32_t>(from), query};
  if (sign == ':' && code_points(query) >= emoji_query_min) return {Suggestions::Of::emoji, static_cast<std::uint32_t>(from), query};
  return {};
}

bool noting(const UiState& state, ConversationId conversation) { return state.composer.noting.count(conversation) > 0; }

const std::string& draft_of(const UiState& state, ConversationId conversation) {
  static const std::string none;
  const auto& drafts = noting(state, conversation) ? state.composer.notes : state.drafts;
  const auto it = drafts.find(conversation);
  return it == drafts.end() ? none : it->second;
}

std::string draft_only_here(const Frame& f, ConversationId conversation) {
  const DraftBox& box = f.session.drafts();
  const DraftBox::Begun* begun = box.find(DraftBox::Key{conversation, noting(f.state, conversation)});
  if (!begun || begun->saved || begun->text.empty()) return {};
  if (!keepable(begun->text)) return words::formatted(words::draft_too_long, {{"n", platform::format_number(limits::draft_characters_max)}});
  if (box.saved() < static_cast<std::size_t>(limits::drafts_max)) return {};
  return words::formatted(words::drafts_too_many, {{"n", platform::format_number(limits::drafts_max)}});
}

Values known_values(const Frame& f, const Conversation& conversation, const std::vector<std::string>& names) {
  const Known known = known_of(f, conversation);
  Values values;
  for (const std::string& name : names) {
    const std::size_t bar = name.find('|');
    std::string value = value_of(f, known, plain_name(name.substr(0, bar)));
    if (blank(value) && bar != std::string::npos) value = name.substr(bar + 1);
    values.push_back({name, std::move(value)});
  }
  return values;
}

std::span<const std::string_view> blanks_offered() { return {offered.data(), offered.size()}; }

bool fills_itself(std::string_view name) {
  const std::size_t bar = name.find('|');
  if (bar != std::string_view::npos) return !blank(name.substr(bar + 1)) || fills_itself(name.substr(0, bar));
  const std::string plain = plain_name(name);
  return std::find(offered.begin(), offered.end(), plain) != offered.end() || std::find(other_names.begin(), other_names.end(), plain) != other_names.end();
}

std::string filled_as_known(const Frame& f, const Conversation& conversation, std::string_view text) {
  Values values = known_values(f, conversation, variables_in(text));
  for (auto& [name, value] : values)
    if (blank(value)) value = "{{" + name + "}}";
  const Result<std::string> filled = filled_in(text, values);
  return filled ? *filled : std::string(text);
}

std::string missing_words(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "{{" : ", {{") + name + "}}";
  return list.empty() ? list : words::formatted(words::blanks_left, {{"names", list}});
}

// Of several names that fit the longest is meant, also when it is that of somebody who was removed: whoever is called like its
// beginning is not told instead.
std::vector<AgentId> mentioned_in(const Frame& f, std::string_view note) {
  std::vector<AgentId> found;
  for (std::size_t at = note.find('@'); at != std::string_view::npos; at = note.find('@', at + 1)) {
    const std::string_view rest = note.substr(at + 1);
    AgentId best;
    std::size_t longest = 0;
    f.data().agents.for_each([&](const AgentId& id, const Agent& agent) {
      const std::string& name = f.words().agent_name(id);
      if (name.empty() || name.size() < longest || (best && name.size() == longest) || rest.substr(0, name.size()) != name) return;
      best = agent.active ? id : AgentId{};
      longest = name.size();
    });
    if (best && std::find(found.begin(), found.end(), best) == found.end() && found.size() < static_cast<std::size_t>(limits::mentions_max)) found.push_back(best);
  }
  return found;
}

}  // namespace tributary::app
