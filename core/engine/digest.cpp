#include "core/base/digest.h"

#include "core/engine/engine.h"

namespace tributary {
namespace {

// Every field of the state, in the order of its struct. Derived tables are left out: invariants.cpp
// proves them from the others.
class StateDigest {
 public:
  template <class Tag>
  StateDigest& operator<<(Id<Tag> id) { digest_.add(id.high).add(id.low); return *this; }
  StateDigest& operator<<(Instant at) { digest_.add(static_cast<std::uint64_t>(at.ms)); return *this; }
  StateDigest& operator<<(const std::string& text) { digest_.add(std::string_view(text)); return *this; }
  template <class T>
    requires(std::is_integral_v<T> || std::is_enum_v<T>)
  StateDigest& operator<<(T value) { digest_.add(static_cast<std::uint64_t>(static_cast<std::int64_t>(value))); return *this; }
  template <class Tag>
  StateDigest& operator<<(const std::vector<Id<Tag>>& ids) {
    *this << ids.size();
    for (const auto& id : ids) *this << id;
    return *this;
  }
  std::uint64_t value() const { return digest_.value(); }

 private:
  Digest digest_;
};

void add(StateDigest& d, const Settings& s) {
  d << s.whatsapp_window_ms << s.sms_window_ms << s.voice_window_ms << s.conversation_idle_ms << s.first_reply_claims;
}
void add(StateDigest& d, const Account& a) { d << a.id << a.provider << a.name << a.provider_sid << a.from_environment; }
void add(StateDigest& d, const Number& n) { d << n.id << n.account << n.channel << n.address << n.service; }
void add(StateDigest& d, const Service& s) { d << s.id << s.name; }
void add(StateDigest& d, const MessageTemplate& t) {
  d << t.id << t.name << t.channel << t.language << t.body << t.variables.size() << t.content_sid << t.approval << t.from_environment << t.usage << t.account << t.labels.size() << t.category
    << t.samples.size() << t.reason;
  for (const std::string& name : t.variables) d << name;
  for (const std::string& label : t.labels) d << label;
  for (const std::string& sample : t.samples) d << sample;
}
void add(StateDigest& d, const Agent& a) { d << a.id << a.role << a.active; }
void add(StateDigest& d, const Tag& t) { d << t.id << t.number << t.name << t.description << t.colour << t.archived; }
void add(StateDigest& d, const Team& t) { d << t.id << t.number << t.name << t.members << t.archived; }
void add(StateDigest& d, const Snoozing& s) { d << s.id << s.until; }
void add(StateDigest& d, const Note& n) { d << n.id << n.conversation << n.contact << n.author << n.at << n.edited << n.mentions; }
void add(StateDigest& d, const Contact& c) { d << c.id << c.identities << c.renamed << c.merged_into << c.customer; }
void add(StateDigest& d, const Customer& c) { d << c.id; }
void add(StateDigest& d, const SavedReply& r) { d << r.id << r.shortcut << r.title << r.body << r.folder; }
void add(StateDigest& d, const Identity& i) { d << i.id << i.kind << i.contact << i.opted_out; }
void add(StateDigest& d, const Thread& t) { d << t.id << t.service << t.contact << t.latest; }
void add(StateDigest& d, const Conversation& c) {
  d << c.id << c.thread << c.status << c.assignee << c.sessions[0] << c.sessions[1] << c.sessions[2] << c.channel
    << c.number << c.identity << c.opened << c.last_activity << c.last_inbound << c.last_message << c.last_direction
    << c.messages << c.inbound << c.team << c.failed;
  for (std::uint16_t tag : c.tags) d << tag;
}
void add(StateDigest& d, const Session& s) {
  d << s.id << s.conversation << s.channel << s.number << s.identity << s.status << s.opened << s.last_inbound << s.expires;
}
void add(StateDigest& d, const Outgoing& o) {
  d << o.id << o.conversation << o.session << o.number << o.identity << o.status << o.error << o.attempts << o.position
    << o.queued << o.changed << o.not_before << o.held << o.approved_words << o.channel << o.author;
}
void add(StateDigest& d, const Call& c) { d << c.id << c.conversation << c.session << c.status << c.sequence; }

template <class Table>
void add_all(StateDigest& d, const Table& table) {
  std::uint64_t rows = 0;
  table.for_each([&](const auto&, const auto& row) { add(d, row); ++rows; });
  d << rows;
}

}  // namespace

std::uint64_t digest(const State& state, AgentId viewer) {
  StateDigest d;
  add(d, state.settings);
  add_all(d, state.accounts);
  add_all(d, state.numbers);
  add_all(d, state.services);
  add_all(d, state.templates);
  add_all(d, state.agents);
  add_all(d, state.tags);
  add_all(d, state.teams);
  add_all(d, state.snoozing);
  add_all(d, state.notes);
  add_all(d, state.saved_replies);
  add_all(d, state.contacts);
  add_all(d, state.customers);
  add_all(d, state.identities);
  add_all(d, state.threads);
  add_all(d, state.conversations);
  add_all(d, state.sessions);
  add_all(d, state.outgoing);
  add_all(d, state.calls);
  state.reads.for_each([&](const auto& key, std::uint32_t count) {
    if (!viewer || key.first == viewer) d << key.first << key.second << count;
  });
  d << state.conversation_count << state.customer_count;
  return d.value();
}

}  // namespace tributary
