#include "core/wire/snapshot.h"

#include <algorithm>
#include <deque>
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
    const std::size_t room = closed_ == 0 ? std::min(bytes_max_, first_piece_bytes) : bytes_max_;
    if (bytes_ + row.size() + frame_bytes > room && bytes_ > head_.size()) close();
    bytes_ += row.size() + 1;
    rows_[list].push_back(std::move(row));
  }
  void finish() {
    if (bytes_ > 0 || closed_ == 0) close();
  }
  bool has_piece() const { return !done_.empty(); }
  std::string take() {
    std::string piece = std::move(done_.front());
    done_.pop_front();
    return piece;
  }

 private:
  static constexpr std::size_t frame_bytes = 256;  // the lists' names and brackets
  static constexpr std::size_t first_piece_bytes = 64 * 1024;  // some forty conversations: what a screen shows

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
    ++closed_;
    head_.clear();
    bytes_ = 0;
  }

  std::size_t bytes_max_;
  std::string head_;
  std::array<std::vector<std::string>, lists_count> rows_;
  std::size_t bytes_ = 0;
  std::size_t closed_ = 0;
  std::deque<std::string> done_;
};

// What stands in other tables than the conversation's own, sorted once so that each piece can be whole.
template <class Row>
class ByConversation {
 public:
  void add(ConversationId id, const Row* row) { rows_.emplace_back(id, row); }
  void sort() {
    std::stable_sort(rows_.begin(), rows_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  }
  template <class F>
  void each(ConversationId id, F&& f) const {
    auto it = std::lower_bound(rows_.begin(), rows_.end(), id, [](const auto& row, ConversationId wanted) { return row.first < wanted; });
    for (; it != rows_.end() && it->first == id; ++it) f(*it->second);
  }

 private:
  std::vector<std::pair<ConversationId, const Row*>> rows_;
};

template <class Row, class Table>
ByConversation<Row> grouped(const Table& table) {
  ByConversation<Row> rows;
  table.for_each([&](const auto&, const Row& row) { rows.add(row.conversation, &row); });
  rows.sort();
  return rows;
}

// The newest conversations first; of those behind the first few nobody asks at once.
class NewestFirst {
 public:
  static constexpr std::size_t few = 64;  // more than a screen shows

  explicit NewestFirst(const State& state) {
    state.conversations.for_each([&](const auto&, const Conversation& c) { all_.push_back({c.last_activity, &c}); });
    const auto end = all_.begin() + static_cast<std::ptrdiff_t>(std::min(few, all_.size()));
    std::partial_sort(all_.begin(), end, all_.end(), above);
  }
  void sort_rest() {
    if (all_.size() > few) std::sort(all_.begin() + few, all_.end(), above);
  }
  std::size_t size() const { return all_.size(); }
  const Conversation& operator[](std::size_t at) const { return *all_[at].conversation; }

 private:
  struct One { Instant at; const Conversation* conversation; };
  static bool above(const One& a, const One& b) { return a.at != b.at ? a.at > b.at : a.conversation->id < b.conversation->id; }
  std::vector<One> all_;
};

class Walk {
 public:
  Walk(const State& state, AgentId viewer, Pieces& pieces) : state_(state), pieces_(pieces) {
    if (!viewer) state.agents.for_each([&](AgentId id, const Agent&) { readers_.push_back(id); });
    else readers_.push_back(viewer);
  }

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
    for (SessionId id : conversation.sessions)  // a reply is decided by them
      if (const Session* session = id ? state_.sessions.find(id) : nullptr) pieces_.add(sessions, text_of(*session));
    if (const Snoozing* snoozed = state_.snoozing.find(conversation.id)) pieces_.add(snoozing, text_of(*snoozed));
    for (AgentId reader : readers_)
      if (const std::uint32_t* count = state_.reads.find({reader, conversation.id})) pieces_.add(reads, text_of(MarkedRead{reader, conversation.id, *count}));
    if (words && contact)
      for (std::string& row : words(conversation, *contact)) pieces_.add(contents, std::move(row));
  }

  // Older sessions, messages on their way, calls and notes are tables of their own; to find a conversation's takes a look at all of them.
  void group() {
    sessions_ = grouped<Session>(state_.sessions);
    outgoing_ = grouped<Outgoing>(state_.outgoing);
    calls_ = grouped<Call>(state_.calls);
    notes_ = grouped<Note>(state_.notes);
  }
  void belongings(const Conversation& conversation) {
    const auto& current = conversation.sessions;
    sessions_.each(conversation.id, [&](const Session& row) {
      if (std::find(current.begin(), current.end(), row.id) == current.end()) pieces_.add(sessions, text_of(row));
    });
    belongings(conversation.id);
  }
  void belongings(ConversationId id) {
    outgoing_.each(id, [&](const Outgoing& row) { pieces_.add(outgoing, text_of(row)); });
    calls_.each(id, [&](const Call& row) { pieces_.add(calls, text_of(row)); });
    notes_.each(id, [&](const Note& row) { pieces_.add(notes, text_of(row)); });
  }

  // What no conversation led to: withheld calls, contacts and identities that stand alone.
  void rest() {
    sessions_.each(ConversationId{}, [&](const Session& row) { pieces_.add(sessions, text_of(row)); });
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

  const State& state_;
  ByConversation<Session> sessions_;
  ByConversation<Outgoing> outgoing_;
  ByConversation<Call> calls_;
  ByConversation<Note> notes_;
  std::vector<AgentId> readers_;
  Pieces& pieces_;
  std::set<ContactId> contacts_;
  std::set<IdentityId> identities_;
  std::set<ThreadId> threads_;
};

}  // namespace

struct SnapshotWriter::Inside {
  Inside(std::shared_ptr<const State> of, AgentId viewer, WordsOf words_of, std::size_t bytes_max)
      : state(std::move(of)), words(std::move(words_of)), pieces(bytes_max), walk(*state, viewer, pieces), order(*state) {}

  // Goes on until a piece is full, or everything is said. The first few conversations come before anything is sorted:
  // somebody is looking at an empty list. What belongs to them follows with the rest.
  void fill() {
    for (; !pieces.has_piece() && at < order.size(); ++at) {
      if (at == NewestFirst::few) prepare();
      walk.conversation(order[at], words);
      if (at >= NewestFirst::few) walk.belongings(order[at]);
    }
    if (pieces.has_piece() || rested) return;
    rested = true;
    if (order.size() <= NewestFirst::few) prepare();
    walk.rest();
    pieces.finish();
  }
  void prepare() {
    order.sort_rest();
    walk.group();
    for (std::size_t i = 0; i < std::min(NewestFirst::few, order.size()); ++i) walk.belongings(order[i]);
  }

  std::shared_ptr<const State> state;
  WordsOf words;
  Pieces pieces;
  Walk walk;
  NewestFirst order;
  std::size_t at = 0;
  bool rested = false;
};

SnapshotWriter::SnapshotWriter(std::shared_ptr<const State> state, AgentId viewer, const std::vector<std::string>& first_contents, WordsOf words, std::size_t bytes_max)
    : inside_(std::make_unique<Inside>(std::move(state), viewer, std::move(words), bytes_max)) {
  inside_->walk.head(first_contents);
}
SnapshotWriter::~SnapshotWriter() = default;

std::string SnapshotWriter::next() {
  inside_->fill();
  return inside_->pieces.take();
}

bool SnapshotWriter::finished() const { return inside_->rested && !inside_->pieces.has_piece(); }

std::vector<std::string> snapshot_pieces(const State& state, AgentId viewer, const std::vector<std::string>& first_contents,
                                         const WordsOf& words, std::size_t bytes_max) {
  SnapshotWriter writer(std::shared_ptr<const State>(std::shared_ptr<const State>(), &state), viewer, first_contents, words, bytes_max);
  std::vector<std::string> pieces;
  while (!writer.finished()) pieces.push_back(writer.next());
  return pieces;
}

}  // namespace tributary::wire
