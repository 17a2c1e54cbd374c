#include "web/app/keeper.h"

#include <algorithm>
#include <vector>

#include "core/base/id_text.h"

namespace tributary::app {
namespace {

using platform::Kept;

bool is_reply(const Command& command) {
  return std::holds_alternative<SendReply>(command) || std::holds_alternative<SendTemplate>(command) || std::holds_alternative<OfferChoices>(command) ||
         std::holds_alternative<StartConversation>(command) || std::holds_alternative<SendAgain>(command);
}

}  // namespace

// What was read is noted in passing: nobody asked for it.
Waiting waiting(const ClientSession& session) {
  Waiting found;
  for (const Replica::Pending& pending : session.replica().pending()) {
    if (is_reply(pending.command)) ++found.replies;
    else if (!std::holds_alternative<MarkRead>(pending.command)) ++found.changes;
  }
  return found;
}

void Keeper::open(std::string_view who) {
  busy_ = true;
  broken_ = stale_ = false;
  platform::open_kept(who);
}

bool Keeper::take(const platform::Event& event, ClientSession& session) {
  const auto what = static_cast<Kept>(event.number);
  if (what == Kept::stale) {
    stale_ = true;
  } else if (what == Kept::done) {
    busy_ = false;
    owner_ = event.text;
    return true;
  } else if (what == Kept::command) {
    session.adopt(event.text, Instant{static_cast<std::int64_t>(event.x)});  // there is no socket yet
    for (const Replica::Pending& pending : session.replica().pending()) kept_.insert(pending.id);
  } else if (!broken_) {
    broken_ = !session.restore(event.text);
    stale_ = stale_ || broken_;
  }
  return false;
}

void Keeper::received(const ClientSession& session) {
  const ClientSession::Kept& heard = session.heard();
  switch (heard.what) {
    case ClientSession::Heard::nothing: return;
    case ClientSession::Heard::welcome: return platform::keep_received(Kept::welcome, false);
    case ClientSession::Heard::first_piece:
      stale_ = false;
      return platform::keep_received(Kept::piece, true);
    case ClientSession::Heard::piece: return platform::keep_received(Kept::piece, false);
    case ClientSession::Heard::lines: return platform::keep_received(Kept::lines, false);
    case ClientSession::Heard::first_page: return platform::keep_received(Kept::page, true, to_text(heard.thread));
    case ClientSession::Heard::page: return platform::keep_received(Kept::page, false, to_text(heard.thread));
  }
}

void Keeper::follow(const ClientSession& session) {
  const std::vector<Replica::Pending>& pending = session.replica().pending();
  const bool live = session.link() == ClientSession::Link::live;
  for (const Replica::Pending& one : pending) {
    if (!kept_.insert(one.id).second) continue;
    const std::string submit = wire::client_frame_text(wire::Submit{one.id, one.command});
    const double at = static_cast<double>(one.stamp.at.ms);
    platform::keep_command(to_text(one.id), at, submit);
    if (!live) platform::tell_tabs(platform::Told::command, at, submit);  // they cannot hear of it from the relay
  }
  for (auto it = kept_.begin(); it != kept_.end();) {
    const bool waits = std::any_of(pending.begin(), pending.end(), [&](const Replica::Pending& one) { return one.id == *it; });
    if (!waits) platform::drop_command(to_text(*it));
    it = waits ? std::next(it) : kept_.erase(it);
  }
}

void Keeper::forget(bool commands_too) {
  kept_.clear();
  stale_ = true;  // what comes from now on does not follow on anything
  platform::forget_kept(commands_too);
}

}  // namespace tributary::app
