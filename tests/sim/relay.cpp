#include "tests/sim/relay.h"

#include <algorithm>

#include "core/wire/snapshot.h"

namespace tributary::sim {
namespace {

constexpr std::size_t snapshot_bytes = 6'000;  // small, so that snapshots come in several pieces

AgentId agent_of_ticket(const std::string& ticket) {
  return AgentId{1, static_cast<std::uint64_t>(ticket.back() - '0')};
}

bool is_failure(const Event& event) {
  const auto* changed = std::get_if<DeliveryChanged>(&event);
  return changed && changed->status == Delivery::failed;
}

}  // namespace

Relay::Relay(World& world) : world_(world), epoch_(world.prng.id<Epoch>()) {}

bool Relay::submit(CommandId id, const Command& command, const Actor& actor, const std::string& key) {
  if (!key.empty()) {
    if (seen_.count(key) || !turn_.seen.insert(key).second) return true;
  }
  wire::Answer answer;
  decide(id, command, Stamp{world_.relay_clock(), actor, id}, answer);
  return answer.accepted;
}

// Looked at the plain way: the last message is the customer's, and it is newer than what the author has seen.
bool Relay::is_stale(const Command& command) const {
  const auto* reply = std::get_if<SendReply>(&command);
  const Conversation* conversation = reply ? state_.conversations.find(reply->conversation) : nullptr;
  return conversation && reply->how.seen && !reply->how.anyway && conversation->last_direction == Direction::in && conversation->messages > *reply->how.seen;
}

void Relay::decide(CommandId id, const Command& command, const Stamp& stamp, wire::Answer& answer) {
  answer.id = id;
  take_up(command);
  const bool stale = is_stale(command);
  Command means = command;  // with what is held here in place of what its author says of files
  auto* reply = std::get_if<SendReply>(&means);
  const bool held = !reply || files_.complete(reply->attachments);
  Decision decision = held ? decide_command(state_, means, stamp) : Decision(Refusal::unknown_upload);
  answer.accepted = decision.has_value();
  if (stale && answer.accepted) world_.fail("a reply went out although its author had not seen the customer's last message");
  if (!decision) {
    wire::ErrorBody error;
    error.code = code(decision.error().why);
    error.message = sentence(decision.error());
    answer.error = error;
    return;
  }
  const auto resolves = [](const Event& event) { return std::holds_alternative<Resolved>(event); };
  const bool open = reply && state_.conversations.find(reply->conversation)->status != WorkStatus::resolved;
  if (open && reply->how.then_resolve && std::none_of(decision->events.begin(), decision->events.end(), resolves)) world_.fail("a reply went out without what was to follow it");
  bool failed = false;
  for (const Event& event : decision->events) {
    Record record;
    record.line = Line{log_.size() + turn_.records.size() + 1, stamp, event};
    apply_event(state_, event, stamp);
    check_recipient(event);
    failed = failed || is_failure(event);
    record.text = wire::line_text(record.line);
    record.thread = about(state_, event).thread;
    turn_.records.push_back(std::move(record));
    answer.seq = log_.size() + turn_.records.size();
  }
  if (decision->events.empty()) return;
  if (failed && state_.conversations.find(about(state_, decision->events.front()).conversation)->status != WorkStatus::open)
    world_.fail("a message failed in a conversation that nobody sees");
  if (reply) files_.go_with(same_bits<MessageId>(id), reply->attachments);
  if (const auto* update = std::get_if<UpdateMedia>(&command); update && update->item.state == MediaState::stored)
    files_.keep(update->item.message, update->item.index, Files::picture());
  for (const Content& content : decision->contents) turn_.records.back().contents.push_back(wire::content_text(content));
}

// Looked at the plain way, at the moment of writing: later the two may be set apart, and what was on its way stays.
void Relay::check_recipient(const Event& event) {
  const auto* queued = std::get_if<ReplyQueued>(&event);
  if (!queued) return;
  const Identity* to = state_.identities.find(queued->identity);
  const Conversation* conversation = state_.conversations.find(queued->conversation);
  const Thread* thread = conversation ? state_.threads.find(conversation->thread) : nullptr;
  if (!to || !thread) return world_.fail("a message of ours goes to nobody");
  if (root_contact(state_, to->contact) != root_contact(state_, thread->contact)) world_.fail("a message of ours goes to somebody else than the conversation is with");
}

// As the host does before each command: what was let go of is read again from the log.
void Relay::take_up(const Command& command) {
  const auto story = story_to_take_up(state_, command, *this);
  if (!story) return;
  const auto id = world_.prng.id<CommandId>();
  wire::Answer unheard;
  decide(id, *story, Stamp{world_.relay_clock(), Actor{ActorKind::system, {}}, id}, unheard);
  if (!unheard.accepted) world_.fail("a story could not be taken up again");
}

std::vector<const Relay::Record*> Relay::all_records() const {
  std::vector<const Record*> all;
  for (const auto* part : {&log_, &turn_.records})
    for (const Record& record : *part) all.push_back(&record);
  return all;
}

std::vector<Line> Relay::of_message(MessageId id) const {
  std::vector<Line> lines;
  for (const Record* record : all_records())
    if (about(state_, record->line.event).message == id) lines.push_back(record->line);
  return lines;
}

// Three at a time, so that a story is looked for over many pages.
std::vector<Line> Relay::of_thread(ThreadId id, std::uint64_t before) const {
  std::vector<Line> lines;
  for (const Record* record : all_records())
    if (record->thread == id && (before == 0 || record->line.seq < before)) lines.push_back(record->line);
  if (lines.size() > 3) lines.erase(lines.begin(), lines.end() - 3);
  return lines;
}

bool Relay::commit(bool crash_between) {
  Turn turn = std::exchange(turn_, {});
  for (Record& record : turn.records) {
    for (const std::string& text : record.contents)
      if (const auto content = wire::parse_content(text)) {
        const wire::ContentKey key = wire::key_of(*content);
        rows_[{key.kind + std::to_string(key.part), {key.high, key.low}}] = text;
      }
    log_.push_back(std::move(record));
  }
  files_.commit();
  for (auto& [key, draft] : turn.drafts) drafts_[key] = std::move(draft);
  for (auto& [id, answer] : turn.answers) answers_[id] = std::move(answer);
  for (const std::string& key : turn.seen) seen_.insert(key);
  if (const char* broken = broken_invariant(state_)) world_.fail(std::string("invariant: ") + broken);
  if (crash_between) return false;
  for (const auto& then : turn.after) then();
  if (publish) publish();
  return true;
}

void Relay::crash(bool new_epoch) {
  ++incarnation_;
  turn_ = {};
  files_.crash();
  state_ = State{};
  for (const Record& record : log_) {
    const auto line = wire::parse_line(record.text);
    if (!line) return world_.fail("a line of the log cannot be read");
    apply_event(state_, line->event, line->stamp);
  }
  if (new_epoch) epoch_ = world_.prng.id<Epoch>();
}

template <class Row>
std::optional<Row> Relay::row(const std::string& kind, MessageId id) const {
  const auto it = rows_.find({kind, {id.high, id.low}});
  const auto content = it == rows_.end() ? std::nullopt : wire::parse_content(it->second);
  const Row* found = content ? std::get_if<Row>(&*content) : nullptr;
  return found ? std::optional<Row>(*found) : std::nullopt;
}

std::optional<MediaItem> Relay::media(MessageId id, std::uint32_t index) const { return row<MediaItem>("media_item" + std::to_string(index), id); }

// What is wrong with the files of a message of ours, or "".
std::string Relay::check_files_of(const ReplyQueued& queued) const {
  const auto body = row<MessageBody>("message_body0", queued.message);
  if (!body) return "a message of ours has no words";
  std::int64_t bytes = 0;
  for (std::uint32_t at = 0; at < body->media; ++at) {
    const auto item = media(queued.message, at);
    const Files::Kept* file = files_.find(queued.message, at);
    if (!item || !file) return "a file of a message of ours is missing";
    if (item->type != file->type || item->name != file->name || item->bytes != file->bytes || item->state != MediaState::stored) return "a file is another than its row says";
    if (Files::of_content(file->content) != *file) return "a file has become another on its way from message to message";
    if (!takes_type(queued.channel, file->type)) return "a file went out by a channel that does not take it";
    bytes += file->bytes;
  }
  if (files_.find(queued.message, body->media)) return "a message has more files than it says";
  if (body->media > 0 && (body->media > media_rules(queued.channel).files || bytes > media_rules(queued.channel).bytes)) return "a message carries more than its channel takes";
  return {};
}

void Relay::check_files() const {
  for (const Record& record : log_)
    if (const auto* queued = std::get_if<ReplyQueued>(&record.line.event))
      if (const std::string wrong = check_files_of(*queued); !wrong.empty()) world_.fail(wrong);
}

std::vector<Line> Relay::lines_of(ThreadId thread, const Viewer& viewer) const {
  std::vector<Line> lines;
  for (const Record& record : log_)
    if (record.thread == thread && may_see(viewer, record.line.event)) lines.push_back(record.line);
  return lines;
}

Backend::Position Relay::position() { return {epoch_, log_.size(), 1, world_.relay_clock()}; }

std::optional<Backend::SignedIn> Relay::sign_in(const wire::Hello& hello) {
  const Agent* agent = state_.agents.find(agent_of_ticket(hello.ticket));
  if (!agent || !agent->active) return std::nullopt;
  return SignedIn{Viewer{agent->id, agent->role}, "Agent", "Workspace", ""};
}

Backend::Range Relay::lines_after(const Viewer& viewer, std::uint64_t after) {
  Range range;
  for (std::size_t i = after; i < log_.size(); ++i) {
    if (!may_see(viewer, log_[i].line.event)) continue;
    if (range.lines.empty()) range.oldest = log_[i].line.stamp.at;
    range.lines.push_back(log_[i].text);
    range.bytes += log_[i].text.size();
    range.contents.insert(range.contents.end(), log_[i].contents.begin(), log_[i].contents.end());
  }
  return range;
}

std::vector<std::string> Relay::words_for(const Conversation& conversation, const Contact& contact) const {
  std::vector<std::string> texts;
  const auto add = [&](const char* kind, std::uint64_t high, std::uint64_t low) {
    const auto it = rows_.find({kind, {high, low}});
    if (it != rows_.end()) texts.push_back(it->second);
  };
  add("contact_name0", contact.id.high, contact.id.low);
  for (IdentityId id : contact.identities) add("address_text0", id.high, id.low);
  add("message_body0", conversation.last_message.high, conversation.last_message.low);
  return texts;
}

std::vector<std::string> Relay::snapshot(const Viewer& viewer) {
  State committed;  // of the head: not of the turn that is under way
  for (const Record& record : log_) apply_event(committed, record.line.event, record.line.stamp);
  return wire::snapshot_pieces(committed, viewer.agent, {},
                               [this](const Conversation& c, const Contact& who) { return words_for(c, who); }, snapshot_bytes);
}

Backend::PageRange Relay::page(const Viewer& viewer, ThreadId thread, std::uint64_t before, std::uint32_t limit) {
  limit = std::min(limit, 12u);  // small pages, so that there are many
  PageRange page;
  for (std::size_t i = log_.size(); i-- > 0;) {
    const Record& record = log_[i];
    if (record.thread != thread || !may_see(viewer, record.line.event) || (before && record.line.seq >= before)) continue;
    if (page.lines.size() == limit) {
      page.more = true;
      break;
    }
    page.lines.push_back(record.text);
    page.contents.insert(page.contents.end(), record.contents.begin(), record.contents.end());
  }
  std::reverse(page.lines.begin(), page.lines.end());
  return page;
}

// A command id is decided once; asked again, it gets the same answer (P6a).
void Relay::submit(const Viewer& viewer, const wire::Submit& submit, std::function<void(std::string)> done) {
  wire::Answer answer;
  if (const auto known = answers_.find(submit.id); known != answers_.end()) {
    answer = known->second;
  } else if (const auto waiting = turn_.answers.find(submit.id); waiting != turn_.answers.end()) {
    answer = waiting->second;
  } else {
    decide(submit.id, submit.command, Stamp{world_.relay_clock(), Actor{ActorKind::agent, viewer.agent}, submit.id}, answer);
    turn_.answers[submit.id] = answer;
  }
  after_commit([done = std::move(done), text = wire::server_frame_text(answer)] { done(text); });
}

std::optional<std::vector<Draft>> Relay::drafts(const Viewer& viewer) {
  std::vector<Draft> mine;
  for (const auto& [key, draft] : drafts_)
    if (key.first == viewer.agent && !draft.text.empty()) mine.push_back(draft);
  return mine;
}

// Kept with the turn, and looked at the plain way: no edit gives way to an older one.
void Relay::save_drafts(const Viewer& viewer, const std::vector<Draft>& offered) {
  wire::Drafts stand;
  for (const Draft& one : offered) {
    if (!state_.conversations.find(one.conversation)) continue;
    const DraftKey key{viewer.agent, DraftBox::Key{one.conversation, one.note}};
    const auto waiting = turn_.drafts.find(key);
    const auto durable = drafts_.find(key);
    const Draft* there = waiting != turn_.drafts.end() ? &waiting->second : durable != drafts_.end() ? &durable->second : nullptr;
    const auto kept = kept_of(one, there, world_.relay_clock());
    if (kept && there && kept->edited < there->edited) world_.fail("a draft gave way to an older edit");
    stand.drafts.push_back(kept ? *kept : *there);
    if (kept) turn_.drafts[key] = *kept;
  }
  if (stand.drafts.empty()) return;
  after_commit([this, agent = viewer.agent, frame = wire::server_frame_text(stand)] { if (tell) tell(agent, frame); });
}

}  // namespace tributary::sim
