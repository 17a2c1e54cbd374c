#include "core/engine/past_outgoing.h"

#include "core/base/planted.h"
#include "core/engine/engine.h"

namespace tributary {
namespace {

// Who is asked about, if anybody.
MessageId spoken_of(const Command& command) {
  if (const auto* report = std::get_if<ReportDelivery>(&command)) return report->message;
  if (const auto* again = std::get_if<SendAgain>(&command)) return again->message;
  return {};
}

bool would_change(const Outgoing& was, const Command& command) {
  const auto* report = std::get_if<ReportDelivery>(&command);
  return report ? moves(was.status, report->status) : was.status == Delivery::failed;
}

// What happened to it happens once more to an empty state: no second set of rules that could differ.
std::optional<Outgoing> as_it_was(MessageId id, const std::vector<Line>& said) {
  if (said.empty() || !std::holds_alternative<ReplyQueued>(said.front().event)) return {};  // none of ours
  State scratch;
  for (const Line& line : said) apply_event(scratch, line.event, line.stamp);
  const Outgoing* was = scratch.outgoing.find(id);
  return was && may_age(was->status, was->channel) ? std::optional<Outgoing>(*was) : std::nullopt;
}

bool is_message_of(const Event& event, ConversationId conversation) {
  if (const auto* received = std::get_if<MessageReceived>(&event)) return received->conversation == conversation;
  const auto* queued = std::get_if<ReplyQueued>(&event);
  return queued && queued->conversation == conversation;
}

// Counted from the end, which is where old messages that anybody still speaks of are nearest.
std::uint32_t messages_after(std::uint64_t seq, const Conversation& conversation, const LogReader& log) {
  std::uint32_t count = 0;
  for (std::uint64_t before = 0;;) {
    const std::vector<Line> lines = log.of_thread(conversation.thread, before);
    for (auto line = lines.rbegin(); line != lines.rend() && line->seq > seq; ++line) count += is_message_of(line->event, conversation.id);
    if (lines.empty() || lines.front().seq <= seq) return count;
    before = lines.front().seq;
  }
}

}  // namespace

std::optional<TakeUp> story_to_take_up(const State& state, const Command& command, const LogReader& log) {
  const MessageId id = spoken_of(command);
  if (!id || state.outgoing.find(id) || PLANTED(171)) return {};
  const std::vector<Line> said = log.of_message(id);
  std::optional<Outgoing> was = as_it_was(id, said);
  const Conversation* conversation = was ? state.conversations.find(was->conversation) : nullptr;
  if (!conversation || !would_change(*was, command)) return {};
  const std::uint32_t newer = messages_after(said.front().seq, *conversation, log);
  if (newer >= conversation->messages) return {};
  was->position = conversation->messages - newer;
  return TakeUp{*was};
}

}  // namespace tributary
