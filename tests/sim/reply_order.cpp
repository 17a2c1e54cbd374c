// That replies keep their order: what was written behind a reply that the relay stopped does not go out alone.
#include "core/base/id_text.h"
#include "tests/sim/browser.h"

namespace tributary::sim {

void Browser::take_text_back() {
  for (const ClientSession::Notice& notice : session_.take_notices()) {
    if (notice.code == "stale") stopped_.insert(notice.id);
    if (notice.kind == ClientSession::Notice::Kind::signed_out) disconnect();
  }
}

// Which replies to the same conversation it was written behind, none of them answered by then.
void Browser::note_reply(CommandId id) {
  const std::vector<Replica::Pending>& all = session_.replica().pending();
  const auto* mine = all.empty() || all.back().id != id ? nullptr : std::get_if<SendReply>(&all.back().command);
  if (!mine) return;
  for (const Replica::Pending& one : all) {
    const auto* earlier = std::get_if<SendReply>(&one.command);
    if (earlier && one.id != id && earlier->conversation == mine->conversation) behind_.emplace(same_bits<MessageId>(id), one.id);
  }
}

void Browser::check_order() const {
  for (const Relay::Record& record : relay_.log()) {
    const auto* queued = std::get_if<ReplyQueued>(&record.line.event);
    if (!queued) continue;
    const auto [first, last] = behind_.equal_range(queued->message);
    for (auto it = first; it != last; ++it)
      if (stopped_.count(it->second)) world_.fail("agent " + std::to_string(agent_.low) + ": a reply went out alone though the one before it was stopped");
  }
}

}  // namespace tributary::sim
