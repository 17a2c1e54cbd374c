// What a client has asked for and is not answered: sent in order after a reconnect, kept over a reload.
#include "core/sync/client_outbox.h"

#include <algorithm>
#include <set>

#include "core/sync/client_session.h"

namespace tributary {
namespace {

// The commands that write to a customer in a conversation that is there.
template <class Any, class Then>
void if_it_writes(Any& command, Then&& then) {
  if (auto* reply = std::get_if<SendReply>(&command)) then(*reply);
  else if (auto* send = std::get_if<SendTemplate>(&command)) then(*send);
  else if (auto* offer = std::get_if<OfferChoices>(&command)) then(*offer);
}

ConversationId written_to(const Command& command) {
  ConversationId conversation;
  if_it_writes(command, [&conversation](const auto& one) { conversation = one.conversation; });
  return conversation;
}

SendOptions* options_of(Command& command) {
  SendOptions* how = nullptr;
  if_it_writes(command, [&how](auto& one) { how = &one.how; });
  return how;
}

bool says_what_was_seen(Command command) {
  const SendOptions* how = options_of(command);
  return how && how->seen && !how->anyway;
}

}  // namespace

std::string submit_text(const Replica::Pending& pending) {
  return wire::client_frame_text(wire::Submit{pending.id, pending.command});
}

// One at a time: what is refused must not be overtaken by what was asked for after it.
std::vector<std::string> ClientSession::next_submit() {
  const bool up = link_ == Link::catching_up || link_ == Link::live;
  if (!up || !draining_ || resume_at_ || !under_way_.empty()) return {};
  std::set<ConversationId> answered_in;  // their lines are still to come
  for (const Replica::Pending& pending : replica_.pending()) {
    const ConversationId conversation = written_to(pending.command);
    if (std::any_of(held_.begin(), held_.end(), [&](const auto& one) { return one.second == pending.id; })) {
      answered_in.insert(conversation);
      continue;
    }
    if (answered_in.count(conversation) && says_what_was_seen(pending.command)) return {};  // count_own() first: the relay may have sent that one by now
    under_way_.insert(pending.id);
    return {submit_text(pending)};
  }
  draining_ = false;
  return {};
}

std::vector<std::string> ClientSession::resume(Instant local) {
  if (!resume_at_ || local < *resume_at_) return {};
  resume_at_.reset();
  return next_submit();
}

ClientSession::Notice ClientSession::refusal_of(const Replica::Pending& asked, const wire::Answer& answer) const {
  Notice notice;
  notice.command = asked.command;
  notice.id = asked.id;
  if (!answer.error) return notice;
  notice.code = answer.error->code;
  notice.message = answer.error->message;
  return notice;
}

// A reply to a conversation that another one is under way to is held until that one is answered: it stops with it.
bool ClientSession::behind_a_send(const Replica::Pending& asked) const {
  const ConversationId conversation = written_to(asked.command);
  return conversation && std::any_of(replica_.pending().begin(), replica_.pending().end(), [&](const Replica::Pending& one) {
    return under_way_.count(one.id) > 0 && written_to(one.command) == conversation;
  });
}

// The next reply was written by somebody who thought this one was sent: it must stop for the same newer messages.
void ClientSession::withdraw_after(const Replica::Pending& stopped, const wire::Answer& answer) {
  const ConversationId conversation = written_to(stopped.command);
  std::vector<CommandId> withdrawn;
  bool later = false;
  for (const Replica::Pending& pending : replica_.pending()) {
    if (pending.id == stopped.id) later = true;
    else if (later && conversation && written_to(pending.command) == conversation && under_way_.count(pending.id) == 0) {
      notices_.push_back(refusal_of(pending, answer));
      withdrawn.push_back(pending.id);
    }
  }
  for (CommandId id : withdrawn) replica_.settle(id);
}

// For another reason than something newer each reply is judged by itself; but a conversation with one that was not sent is
// neither resolved nor put away by those behind it.
void ClientSession::keep_open_after(const Replica::Pending& refused) {
  const ConversationId conversation = written_to(refused.command);
  bool later = false;
  for (const Replica::Pending& pending : replica_.pending()) {
    later = later || pending.id == refused.id;
    if (!later || !conversation || written_to(pending.command) != conversation) continue;
    Command alone = pending.command;
    options_of(alone)->then_resolve = false;
    options_of(alone)->then_snooze = {};
    replica_.reword(pending.id, std::move(alone));
  }
}

// What an author has seen is counted in confirmed messages. One of their own right behind those is seen as well, and the
// relay deducts it only until it has left: whoever waits behind it says so.
void ClientSession::count_own(const Line& line) {
  const auto* queued = std::get_if<ReplyQueued>(&line.event);
  if (!queued || !welcome_ || line.stamp.actor.agent != welcome_->agent) return;
  for (const Replica::Pending& pending : replica_.pending()) {
    if (written_to(pending.command) != queued->conversation) continue;
    Command counted = pending.command;
    SendOptions& how = *options_of(counted);
    if (!how.seen || *how.seen + 1 != queued->position) continue;
    ++*how.seen;
    replica_.reword(pending.id, std::move(counted));
  }
}

std::vector<std::string> ClientSession::adopt(std::string_view submit, Instant at) {
  const auto frame = wire::parse_client_frame(submit);
  const auto* asked = frame ? std::get_if<wire::Submit>(&*frame) : nullptr;
  if (!asked || !welcome_) return {};
  for (const Replica::Pending& pending : replica_.pending())
    if (pending.id == asked->id) return {};
  const Stamp stamp{at, Actor{ActorKind::agent, welcome_->agent}, asked->id};
  if (const Decision means = decide_command(state(), asked->command, stamp))
    for (const Content& content : means->contents) words_.put(content);
  replica_.adopt(Replica::Pending{asked->id, asked->command, stamp});
  changed();
  draining_ = draining_ || link_ == Link::catching_up || link_ == Link::live;
  return next_submit();
}

// The same ways as from the socket, as if it were catching up; what they would ask for is asked for once there is one.
bool ClientSession::restore(std::string_view text) {
  const auto frame = wire::parse_server_frame(text);
  if (!frame || link_ == Link::catching_up || link_ == Link::live) return false;
  const Link before = std::exchange(link_, Link::catching_up);
  if (const auto* welcome = std::get_if<wire::Welcome>(&*frame)) {
    welcome_ = *welcome;
    welcome_->build.clear();  // an earlier page's: says nothing about this one
    ++version_;
  } else if (const auto* piece = std::get_if<wire::Snapshot>(&*frame)) {
    take(*piece);
  } else if (const auto* lines = std::get_if<wire::Lines>(&*frame)) {
    take(*lines);
  } else if (const auto* page = std::get_if<wire::Page>(&*frame)) {
    threads_[page->thread].loading = true;
    take(*page);
  }
  for (auto& [id, thread] : threads_) thread.loading = false;
  link_ = before;
  heard_ = {};
  return !std::exchange(wants_reconnect_, false);
}

}  // namespace tributary
