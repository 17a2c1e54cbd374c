#include "core/sync/client_session.h"

#include <algorithm>

#include "core/base/planted.h"
#include "core/sync/client_outbox.h"

namespace tributary {
namespace {

std::string page_text(ThreadId thread, std::uint64_t before, int lines = limits::page_lines_usual) {
  return wire::client_frame_text(wire::PageRequest{thread, before, static_cast<std::uint32_t>(lines)});
}

// A failed message that the outbox has let go of (core/inbox/ageing.h) is in the relay's log alone: who sees it failed in
// its thread may ask, and only the relay can answer. It is shown as failed until then. So is whom a new number means.
bool only_the_relay_knows(const State& state, const Command& command) {
  if (const auto* start = std::get_if<StartConversation>(&command)) return !start->to.id;
  const auto* again = std::get_if<SendAgain>(&command);
  return again && !state.outgoing.find(again->message);
}

// Nothing on the screen has changed yet, so a second click is likely.
bool asked_already(const std::vector<Replica::Pending>& pending, const Command& command) {
  const auto* wish = std::get_if<SendAgain>(&command);
  return wish && std::any_of(pending.begin(), pending.end(), [&](const Replica::Pending& one) {
    const auto* again = std::get_if<SendAgain>(&one.command);
    return again && again->message == wish->message;
  });
}

}  // namespace

void ClientSession::connecting() { link_ = Link::connecting; }

std::vector<std::string> ClientSession::connected(std::string_view ticket, std::string_view build) {
  link_ = Link::catching_up;
  build_ = build;
  wants_reconnect_ = false;
  farewell_.clear();
  under_way_.clear();
  drafts_.connected();
  draining_ = !replica_.pending().empty() && !PLANTED(5);
  resume_at_.reset();
  wire::Hello hello{std::string(ticket), build_, epoch_, replica_.sequence()};
  std::vector<std::string> frames{wire::client_frame_text(hello)};
  for (std::string& request : ask_for_unshown_threads()) frames.push_back(std::move(request));
  return frames;
}

// Held answers are forgotten: their commands are still pending and will be answered again.
void ClientSession::disconnected() {
  if (link_ != Link::ended) link_ = Link::offline;
  held_.clear();
  under_way_.clear();
  draining_ = false;
  resume_at_.reset();
  filling_ = nullptr;
  wants_reconnect_ = false;
  for (auto& [id, thread] : threads_) {
    thread.loading = false;
    if (!thread.shown) thread.meanwhile.clear();
  }
  presence_ = {};
  ++version_;
}

std::vector<std::string> ClientSession::receive(std::string_view text, Instant local) {
  heard_ = {};
  const auto frame = wire::parse_server_frame(text);
  if (!frame || link_ == Link::ended || wants_reconnect_) return {};
  if (const auto* welcome = std::get_if<wire::Welcome>(&*frame)) return take(*welcome, local);
  const std::size_t asked = under_way_.size(), answered = held_.size();
  std::vector<std::string> frames = std::visit([&]<class One>(const One& one) -> std::vector<std::string> {
    if constexpr (std::is_same_v<One, wire::Welcome>) return {};
    else return take(one);
  }, *frame);
  was_live_ = was_live_ || link_ == Link::live;
  if (resume_at_ && resume_at_->ms == 0) resume_at_ = local + pause_ms;
  if (under_way_.size() < asked || held_.size() < answered)
    for (std::string& next : next_submit()) frames.push_back(std::move(next));
  return frames;
}

ClientSession::Asked ClientSession::ask(CommandId id, Command command, Instant now) {
  Asked asked;
  const Actor me{ActorKind::agent, welcome_ ? welcome_->agent : AgentId{}};
  const Stamp stamp{relay_now(now), me, id};
  if (only_the_relay_knows(state(), command)) {
    asked.accepted = asked_already(replica_.pending(), command);
    if (asked.accepted) return asked;
    replica_.adopt(Replica::Pending{id, std::move(command), stamp});
    return submitted();
  }
  Decision decision = replica_.ask(id, std::move(command), stamp);
  if (!decision) {
    asked.refused = decision.error();
    return asked;
  }
  asked.accepted = true;
  for (const Content& content : decision->contents) words_.put(content);
  if (decision->events.empty()) {  // nothing to change, nothing to send
    replica_.settle(id);
    return asked;
  }
  return submitted();
}

// What was asked for last is pending now.
ClientSession::Asked ClientSession::submitted() {
  Asked asked;
  asked.accepted = true;
  const bool up = link_ == Link::catching_up || link_ == Link::live;
  draining_ = draining_ || (up && behind_a_send(replica_.pending().back()));
  if (up && !draining_) {
    under_way_.insert(replica_.pending().back().id);
    asked.frames.push_back(submit_text(replica_.pending().back()));
  }
  changed();
  return asked;
}

std::vector<std::string> ClientSession::open_thread(ThreadId id) {
  Loaded& thread = threads_[id];
  thread.opened = ++openings_;
  if (thread.shown || thread.loading) return {};
  let_go_of_oldest();
  changed();
  if (link_ != Link::catching_up && link_ != Link::live) return {};
  thread.loading = true;
  return {page_text(id, 0)};
}

std::vector<std::string> ClientSession::load_older(ThreadId id) {
  const auto it = threads_.find(id);
  if (it == threads_.end() || !it->second.shown || it->second.loading || !it->second.more) return {};
  if (link_ != Link::catching_up && link_ != Link::live) return {};
  it->second.loading = true;
  return {page_text(id, it->second.oldest, limits::page_lines_older)};
}

// Who reads through a hundred conversations holds the last few, not all hundred.
void ClientSession::let_go_of_oldest() {
  while (threads_.size() > limits::threads_held_max) {
    auto oldest = threads_.end();
    for (auto it = threads_.begin(); it != threads_.end(); ++it)
      if (oldest == threads_.end() || it->second.opened < oldest->second.opened) oldest = it;
    for (const ThreadEntry& entry : oldest->second.view.entries()) forget_words(entry);
    threads_.erase(oldest);
  }
}

void ClientSession::keep_newest(ThreadId id, std::size_t entries) {
  const auto it = threads_.find(id);
  if (it == threads_.end() || it->second.loading || it->second.view.entries().size() <= entries) return;
  Loaded& thread = it->second;
  const std::size_t before = thread.view.entries().size();
  std::vector<ThreadEntry> gone(thread.view.entries().begin(), thread.view.entries().end() - static_cast<std::ptrdiff_t>(entries));
  thread.view.drop_older(entries);
  if (thread.view.entries().size() == before || thread.view.entries().empty()) return;
  for (const ThreadEntry& entry : gone) forget_words(entry);
  thread.oldest = thread.view.entries().front().seq;
  thread.more = true;
  ++version_;
}

// The last message's words stay: the list shows them.
void ClientSession::forget_words(const ThreadEntry& entry) {
  const Conversation* conversation = state().conversations.find(entry.conversation);
  if (entry.message && !(conversation && conversation->last_message == entry.message)) words_.forget(entry.message);
}

bool ClientSession::loading(ThreadId id) const {
  const auto it = threads_.find(id);
  return it != threads_.end() && it->second.loading;
}

bool ClientSession::has_older(ThreadId id) const {
  const auto it = threads_.find(id);
  return it != threads_.end() && (!it->second.shown || it->second.more);
}

const ThreadView* ClientSession::thread(ThreadId id) const {
  const auto it = threads_.find(id);
  return it == threads_.end() ? nullptr : &it->second.view;
}

std::vector<std::string> ClientSession::save_drafts() {
  const bool up = link_ == Link::catching_up || link_ == Link::live;
  return up ? drafts_.save() : std::vector<std::string>();
}

std::vector<ClientSession::Notice> ClientSession::take_notices() { return std::exchange(notices_, {}); }

std::vector<std::string> ClientSession::ask_for_unshown_threads() {
  std::vector<std::string> frames;
  for (auto& [id, thread] : threads_) {
    if (thread.shown || thread.loading) continue;
    thread.loading = true;
    frames.push_back(page_text(id, 0));
  }
  return frames;
}

void ClientSession::follow() {
  const AgentId me = welcome_ ? welcome_->agent : AgentId{};
  const Replica::Touched touched = replica_.take_touched();
  const bool other = !(me == inbox_.viewer());
  if (touched.everything || other) inbox_.reset(me);
  if (!other) return inbox_.touch(state(), touched.conversations);
  std::vector<ConversationId> all;  // somebody else looks at the same state: nothing counts as it did
  state().conversations.for_each([&](ConversationId id, const Conversation&) { all.push_back(id); });
  inbox_.touch(state(), all);
}

void ClientSession::changed() {
  replica_.rebase();
  follow();
  for (auto& [id, thread] : threads_) {
    std::vector<Line> mine;
    for (const Line& line : replica_.predicted())
      if (about(replica_.visible(), line.event).thread == id) mine.push_back(line);
    thread.view.predict(mine);
  }
  ++version_;
}

}  // namespace tributary
