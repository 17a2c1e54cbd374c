#include "relay/host/desk.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "core/base/digest.h"
#include "core/base/id_text.h"
#include "core/wire/snapshot.h"
#include "relay/host/drafts.h"
#include "relay/host/starting.h"

namespace tributary::host {

namespace {

std::string stored_line_text(const store::StoredLine& stored) {
  auto actor = wire::parse_actor(stored.actor);
  return wire::line_text(stored.seq, Stamp{stored.at, actor.value_or(Actor{}), stored.cause}, stored.event);
}

// Which rows an event speaks of; each row is read once.
class WordCollector {
 public:
  explicit WordCollector(const TenantRuntime& tenant) : tenant_(tenant) {}
  void add(const Event& event) {
    std::visit([this](const auto& e) {
      if constexpr (requires { e.message; }) message(e.message);
      if constexpr (requires { e.identity; }) identity(e.identity);
      if constexpr (requires { e.contact; }) contact(e.contact);
      if constexpr (requires { e.agent.id; }) agent(e.agent.id);
      if constexpr (requires { e.note; }) note(e.note);
      if constexpr (requires { e.customer; }) customer(e.customer);
      if constexpr (requires { e.into; }) contact(e.into);
    }, event);
  }
  void message(MessageId id) {
    if (id && messages_.insert(id).second)
      for (auto& text : tenant_.store().content_texts_of_message(id)) texts_.push_back(std::move(text));
  }
  void note(NoteId id) {
    if (id && notes_.insert(id).second) keep(tenant_.store().row_text(NoteBody{id, {}}));
  }
  void notes_of(ContactId contact) {
    const std::pair<ContactId, NoteId> first{contact, {}};
    tenant_.state().notes_of_contact.visit([&](const auto& key, const Unit&) {
      if (key.first != contact) return false;
      note(key.second);
      return true;
    }, &first);
  }
  void identity(IdentityId id) {
    if (id && identities_.insert(id).second) keep(tenant_.store().address_text(id));
  }
  void contact(ContactId id) {
    if (!id || !contacts_.insert(id).second) return;
    keep(tenant_.store().contact_name_text(id));
    keep(tenant_.store().row_text(ContactAttributes{id, {}}));
    if (const Contact* known = tenant_.state().contacts.find(id)) {
      if (known->customer) customer(known->customer);
      contact(known->merged_into);
    }
  }
  void customer(CustomerId id) {
    CustomerRecord like;
    like.id = id;
    if (id && customers_.insert(id).second) keep(tenant_.store().row_text(like));
  }
  void agent(AgentId id) {
    if (id && agents_.insert(id).second) keep(tenant_.store().agent_name_text(id));
  }
  std::vector<std::string> take() { return std::move(texts_); }

 private:
  void keep(std::optional<std::string> text) {
    if (text) texts_.push_back(std::move(*text));
  }
  const TenantRuntime& tenant_;
  std::set<MessageId> messages_;
  std::set<IdentityId> identities_;
  std::set<ContactId> contacts_;
  std::set<NoteId> notes_;
  std::set<CustomerId> customers_;
  std::set<AgentId> agents_;
  std::vector<std::string> texts_;
};

}  // namespace

std::vector<std::string> row_words(const TenantRuntime& tenant, const Conversation& conversation, const Contact& contact) {
  WordCollector words(tenant);
  words.contact(contact.id);
  words.notes_of(contact.id);
  for (IdentityId identity : contact.identities) words.identity(identity);
  words.message(conversation.last_message);
  return words.take();
}

std::vector<std::string> words_of_lines(const TenantRuntime& tenant, const std::vector<store::StoredLine>& lines) {
  WordCollector words(tenant);
  for (const auto& line : lines)
    if (auto event = wire::parse_event(line.event)) words.add(*event);
  return words.take();
}

// Whoever catches up must see only what is durable: the round is ended first. The frames go on behind what is told here.
Backend::Position Desk::position() {
  tenant_.round().finish_now();
  tenant_.fan_out();
  return {tenant_.epoch(), tenant_.head(), 1, tenant_.clock().now()};
}

Backend::Range Desk::lines_after(const Viewer& viewer, std::uint64_t after) {
  Range range;
  auto lines = tenant_.store().lines_after(after, limits::snapshot_events_behind_max + 1);
  if (!lines.empty()) range.oldest = lines.front().at, range.upto = lines.back().seq;
  std::erase_if(lines, [&](const store::StoredLine& line) {
    auto event = wire::parse_event(line.event);
    return !event || !may_see(viewer, *event);
  });
  range.contents = words_of_lines(tenant_, lines);
  for (const auto& line : lines) range.lines.push_back(stored_line_text(line)), range.seqs.push_back(line.seq);
  for (const auto* texts : {&range.lines, &range.contents})
    for (const std::string& text : *texts) range.bytes += text.size();
  return range;
}

namespace {

class FrozenSnapshot final : public Backend::Snapshot {
 public:
  FrozenSnapshot(TenantRuntime& tenant, AgentId viewer, const std::vector<std::string>& names, TenantRuntime::Frozen frozen)
      : writer_(std::move(frozen.state), viewer, names, [&tenant](const Conversation& c, const Contact& contact) { return row_words(tenant, c, contact); },
                limits::snapshot_chunk_bytes_usual) { at = frozen.seq; }
  std::string next() override { return writer_.next(); }
  bool finished() const override { return writer_.finished(); }

 private:
  wire::SnapshotWriter writer_;
};

}  // namespace

// What is heard of words meanwhile may be newer than the state: they are replaced, never added up.
std::unique_ptr<Backend::Snapshot> Desk::open_snapshot(const Viewer& viewer) {
  std::vector<std::string> names;
  tenant_.state().agents.for_each([&](AgentId id, const Agent&) {
    if (auto text = tenant_.store().agent_name_text(id)) names.push_back(std::move(*text));
  });
  return std::make_unique<FrozenSnapshot>(tenant_, viewer.agent, names, tenant_.freeze());
}

Backend::PageRange Desk::page(const Viewer& viewer, ThreadId thread, std::uint64_t before, std::uint32_t limit) {
  PageRange page;
  auto lines = tenant_.store().thread_lines(thread, before, limit + 1);
  page.more = lines.size() > limit;
  if (page.more) lines.erase(lines.begin());
  std::erase_if(lines, [&](const store::StoredLine& line) {
    auto event = wire::parse_event(line.event);
    return !event || !may_see(viewer, *event);
  });
  page.contents = words_of_lines(tenant_, lines);
  for (const auto& line : lines) page.lines.push_back(stored_line_text(line));
  return page;
}

std::string rest_key(std::string_view door, AgentId author, std::string_view given) {
  return "rest/" + std::string(door) + "/" + to_text(author) + "/" + std::string(given);
}

namespace {

// Answers are forgotten after days, or by a clock that leapt ahead; what was sent never is: a message bears the id of the
// command that made it, and a browser that lay closed for a week asks again (P6).
std::optional<TenantRuntime::Receipt> sent_before(const TenantRuntime& tenant, const Actor& actor, CommandId id) {
  std::uint64_t last = 0;
  for (const store::StoredLine& line : tenant.store().message_lines(same_bits<MessageId>(id))) {
    const auto by = wire::parse_actor(line.actor);
    if (line.cause == id && by && by->agent == actor.agent) last = line.seq;
  }
  if (last == 0) return {};
  return TenantRuntime::Receipt{true, {}, last};
}

// A page that got no answer from REST and has no connection any more asks again here, under the same key.
std::optional<KeyedReceipt> begun_over_rest(const TenantRuntime& tenant, AgentId author, CommandId id, const StartConversation& start) {
  std::uint64_t print = 0;
  if (!tenant.store().earlier_answer(rest_key("start", author, to_text(id)), print)) return std::nullopt;
  if (print != print_of(start)) return KeyedReceipt{{}, true, false};
  return KeyedReceipt{{true, {}, tenant.head()}, false, false};
}

}  // namespace

KeyedReceipt submit_once(TenantRuntime& tenant, const Actor& actor, CommandId id, const Command& command, const std::function<bool(const Command&)>& refuse) {
  const std::string key = "cmd/" + to_text(actor.agent) + "/" + to_text(id);
  const std::uint64_t print = Digest().add(wire::command_text(command)).value();
  std::uint64_t earlier_print = 0;
  if (auto earlier = tenant.store().earlier_answer(key, earlier_print)) {
    if (earlier_print != print) return {{}, true, false};
    TenantRuntime::Receipt receipt{true, {}, 0};
    std::from_chars(earlier->data(), earlier->data() + earlier->size(), receipt.seq);
    return {receipt, false, false};
  }
  std::optional<StartConversation> start;
  if (const auto* asked = std::get_if<StartConversation>(&command)) start = addressed(tenant, *asked);
  if (start)
    if (const auto begun = begun_over_rest(tenant, actor.agent, id, *start)) return *begun;
  if (const auto receipt = sent_before(tenant, actor, id)) return {*receipt, false, false};
  if (refuse && refuse(command)) return {{}, false, true};
  auto receipt = start ? tenant.submit(*start, actor, id) : tenant.submit(command, actor, id);
  if (receipt.accepted) tenant.writing().remember_answer(key, print, std::to_string(receipt.seq), tenant.clock().now());
  return {receipt, false, false};
}

namespace {

wire::ErrorBody disk_full() { return {"disk_full", "The relay's disk is full. Nothing was saved; try again once there is room.", "", {}, "", {}}; }
wire::ErrorBody undone() { return {"storage_error", "Something went wrong while this was written. Nothing was saved; try again.", "", {}, "", {}}; }
wire::ErrorBody share_full() { return {"disk_full", "Your share of the disk is used up. Nothing was saved; an admin can ask for more.", "", {}, "", {}}; }

wire::ErrorBody error_of(const KeyedReceipt& once) {
  wire::ErrorBody error;
  if (once.too_fast) {
    error.code = "too_many";
    error.message = sent_too_fast;
    return error;
  }
  const Refused refused = once.conflict ? Refused(Refusal::id_conflict) : once.receipt.refused;
  error.code = std::string(code(refused.why));
  error.message = sentence(refused);
  error.field = std::string(field(refused.why));
  if (refused.limit) error.limit = refused.limit;
  error.current = refused.current;
  return error;
}

}  // namespace

// Only people look and write; a program that listens is nobody's company.
void Desk::looking(const Viewer& viewer, const wire::PresenceUpdate& update) {
  if (author_.kind != ActorKind::agent) return;
  if (seat_ == 0) seat_ = tenant_.presences().new_socket();
  tenant_.presences().update(seat_, viewer.agent, update);
}

std::optional<std::vector<Draft>> Desk::drafts(const Viewer& viewer) {
  if (author_.kind != ActorKind::agent) return {};
  return tenant_.store().drafts(viewer.agent);
}

void Desk::save_drafts(const Viewer& viewer, const std::vector<Draft>& offered) {
  if (author_.kind == ActorKind::agent) keep_drafts(tenant_, viewer.agent, offered);
}

void Desk::left() {
  if (seat_ != 0) tenant_.presences().leave(seat_);
  seat_ = 0;
}

KeyedReceipt Desk::decide_on(const Viewer& viewer, const wire::Submit& submit) {
  if (!author_.may(submit.command)) return {{false, Refused(Refusal::not_allowed), 0}, false, false};
  return submit_once(tenant_, Actor{author_.kind, viewer.agent}, submit.id, submit.command, author_.too_fast);
}

void Desk::submit(const Viewer& viewer, const wire::Submit& submit, std::function<void(std::string)> done) {
  if (tenant_.room() == Room::none) {
    wire::Answer refused;
    refused.id = submit.id;
    refused.error = tenant_.round().room() == Room::none ? disk_full() : share_full();
    return done(wire::server_frame_text(refused));
  }
  const auto once = decide_on(viewer, submit);
  wire::Answer answer;
  answer.id = submit.id;
  answer.accepted = once.receipt.accepted;
  answer.seq = once.receipt.seq;
  if (!answer.accepted) answer.error = error_of(once);
  tenant_.round().answer(tenant_, [answer = std::move(answer), done = std::move(done)](Committed committed) mutable {
    if (committed != Committed::yes) {
      answer.accepted = false;
      answer.error = committed == Committed::undone ? undone() : disk_full();
    }
    done(wire::server_frame_text(answer));
  });
}

}  // namespace tributary::host
