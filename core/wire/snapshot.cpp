#include "core/wire/snapshot.h"

#include <algorithm>
#include <set>

#include "core/wire/codec.h"

namespace tributary::wire {
namespace {

enum List : std::size_t { accounts, numbers, services, templates, saved_replies, agents, tags, teams, customers, contacts, identities, threads, conversations, sessions, outgoing, calls, reads, snoozing, notes, contents, lists_count };
constexpr const char* list_names[lists_count] = {"accounts", "numbers", "services", "templates", "saved_replies", "agents", "tags", "teams", "customers", "contacts", "identities",
                                                 "threads", "conversations", "sessions", "outgoing", "calls", "reads", "snoozing", "notes", "contents"};

// Collects rows under their list's name and closes a piece before it would grow too large.
class Pieces {
 public:
  explicit Pieces(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  void settings(const Settings& settings) { head_ = "\"settings\":" + text_of(settings); bytes_ += head_.size(); }
  void add(List list, std::string row) {
    if (bytes_ + row.size() + frame_bytes > bytes_max_ && bytes_ > head_.size()) close();
    bytes_ += row.size() + 1;
    rows_[list].push_back(std::move(row));
  }
  std::vector<std::string> finish() {
    if (bytes_ > 0 || done_.empty()) close();
    return std::move(done_);
  }

 private:
  static constexpr std::size_t frame_bytes = 256;  // the lists' names and brackets

  void close() {
    std::string piece = "{" + head_;
    for (std::size_t list = 0; list < lists_count; ++list) {
      if (rows_[list].empty()) continue;
      if (piece.size() > 1) piece += ',';
      piece.append("\"").append(list_names[list]).append("\":[");
      for (std::size_t i = 0; i < rows_[list].size(); ++i) piece.append(i ? "," : "").append(rows_[list][i]);
      piece += ']';
      rows_[list].clear();
    }
    done_.push_back(piece + "}");
    head_.clear();
    bytes_ = 0;
  }

  std::size_t bytes_max_;
  std::string head_;
  std::array<std::vector<std::string>, lists_count> rows_;
  std::size_t bytes_ = 0;
  std::vector<std::string> done_;
};

// What stands in other tables than the conversation's own, grouped once so that each piece can be whole.
struct ByConversation {
  std::multimap<ConversationId, const Session*> sessions;
  std::multimap<ConversationId, const Outgoing*> outgoing;
  std::multimap<ConversationId, const Call*> calls;
  std::multimap<ConversationId, const Note*> notes;
  std::multimap<ConversationId, MarkedRead> reads;
};

ByConversation grouped(const State& state, AgentId viewer) {
  ByConversation all;
  state.sessions.for_each([&](const auto&, const Session& s) { all.sessions.emplace(s.conversation, &s); });
  state.outgoing.for_each([&](const auto&, const Outgoing& o) { all.outgoing.emplace(o.conversation, &o); });
  state.notes.for_each([&](const auto&, const Note& n) { all.notes.emplace(n.conversation, &n); });
  state.calls.for_each([&](const auto&, const Call& c) { all.calls.emplace(c.conversation, &c); });
  state.reads.for_each([&](const auto& key, std::uint32_t count) {
    if (!viewer || key.first == viewer) all.reads.emplace(key.second, MarkedRead{key.first, key.second, count});
  });
  return all;
}

std::vector<const Conversation*> newest_first(const State& state) {
  std::vector<const Conversation*> all;
  state.conversations.for_each([&](const auto&, const Conversation& c) { all.push_back(&c); });
  std::sort(all.begin(), all.end(), [](const Conversation* a, const Conversation* b) {
    return a->last_activity != b->last_activity ? a->last_activity > b->last_activity : a->id < b->id;
  });
  return all;
}

class Walk {
 public:
  Walk(const State& state, AgentId viewer, Pieces& pieces) : state_(state), all_(grouped(state, viewer)), pieces_(pieces) {}

  void head(const std::vector<std::string>& first_contents) {
    pieces_.settings(state_.settings);
    state_.accounts.for_each([&](const auto&, const Account& a) { pieces_.add(accounts, text_of(a)); });
    state_.numbers.for_each([&](const auto&, const Number& n) { pieces_.add(numbers, text_of(n)); });
    state_.services.for_each([&](const auto&, const Service& s) { pieces_.add(services, text_of(s)); });
    state_.templates.for_each([&](const auto&, const MessageTemplate& t) { pieces_.add(templates, text_of(t)); });
    state_.saved_replies.for_each([&](const auto&, const SavedReply& r) { pieces_.add(saved_replies, text_of(r)); });
    state_.agents.for_each([&](const auto&, const Agent& a) { pieces_.add(agents, text_of(a)); });
    state_.tags.for_each([&](const auto&, const Tag& t) { pieces_.add(tags, text_of(t)); });
    state_.teams.for_each([&](const auto&, const Team& t) { pieces_.add(teams, text_of(t)); });
    for (const std::string& row : first_contents) pieces_.add(contents, row);
  }

  void conversation(const Conversation& conversation, const WordsOf& words) {
    const Thread* thread = state_.threads.find(conversation.thread);
    const Contact* contact = thread ? state_.contacts.find(thread->contact) : nullptr;
    if (thread && threads_.insert(thread->id).second) pieces_.add(threads, text_of(*thread));
    if (contact) this->contact(*contact);
    pieces_.add(conversations, text_of(conversation));
    belongings(conversation.id);
    if (words && contact)
      for (std::string& row : words(conversation, *contact)) pieces_.add(contents, std::move(row));
  }

  // What no conversation led to: withheld calls, contacts and identities that stand alone.
  void rest() {
    belongings(ConversationId{});
    state_.customers.for_each([&](const auto&, const Customer& c) { pieces_.add(customers, text_of(c)); });
    state_.contacts.for_each([&](const auto&, const Contact& c) { contact(c); });
    state_.identities.for_each([&](const auto&, const Identity& i) { identity(i); });
    state_.threads.for_each([&](const auto& id, const Thread& t) { if (threads_.insert(id).second) pieces_.add(threads, text_of(t)); });
  }

 private:
  void contact(const Contact& contact) {
    if (!contacts_.insert(contact.id).second) return;
    pieces_.add(contacts, text_of(contact));
    for (IdentityId id : contact.identities)
      if (const Identity* known = state_.identities.find(id)) identity(*known);
  }
  void identity(const Identity& identity) {
    if (identities_.insert(identity.id).second) pieces_.add(identities, text_of(identity));
  }
  template <class Map>
  void rows(List list, const Map& map, ConversationId id) {
    const auto range = map.equal_range(id);
    for (auto it = range.first; it != range.second; ++it) {
      if constexpr (std::is_pointer_v<typename Map::mapped_type>) pieces_.add(list, text_of(*it->second));
      else pieces_.add(list, text_of(it->second));
    }
  }
  void belongings(ConversationId id) {
    rows(sessions, all_.sessions, id);
    rows(outgoing, all_.outgoing, id);
    rows(calls, all_.calls, id);
    rows(notes, all_.notes, id);
    if (const Snoozing* snoozed = state_.snoozing.find(id)) pieces_.add(snoozing, text_of(*snoozed));
    rows(reads, all_.reads, id);
  }

  const State& state_;
  ByConversation all_;
  Pieces& pieces_;
  std::set<ContactId> contacts_;
  std::set<IdentityId> identities_;
  std::set<ThreadId> threads_;
};

}  // namespace

std::vector<std::string> snapshot_pieces(const State& state, AgentId viewer, const std::vector<std::string>& first_contents,
                                         const WordsOf& words, std::size_t bytes_max) {
  Pieces pieces(bytes_max);
  Walk walk(state, viewer, pieces);
  walk.head(first_contents);
  for (const Conversation* conversation : newest_first(state)) walk.conversation(*conversation, words);
  walk.rest();
  return pieces.finish();
}

}  // namespace tributary::wire
