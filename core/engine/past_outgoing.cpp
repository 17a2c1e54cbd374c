#include "core/engine/past_outgoing.h"

#include "core/base/planted.h"
#include "core/engine/engine.h"

namespace tributary {
namespace {

constexpr int pages_counted_max = 100;  // everybody waits meanwhile

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

// For those that were queued before they said which message they are: counted from the end. None: too much was said since.
std::optional<std::uint32_t> messages_after(std::uint64_t seq, const Conversation& conversation, const LogReader& log) {
  std::uint32_t count = 0;
  std::uint64_t before = 0;
  for (int page = 0; page < pages_counted_max; ++page) {
    const std::vector<Line> lines = log.of_thread(conversation.thread, before);
    for (auto line = lines.rbegin(); line != lines.rend() && line->seq > seq; ++line) count += is_message_of(line->event, conversation.id);
    if (lines.empty() || lines.front().seq <= seq) return count;
    before = lines.front().seq;
  }
  return {};
}

// Its own lines know it, unless an older program wrote them and it was never taken up since. 0: it has no place there.
std::uint32_t position_of(const std::vector<Line>& said, const Conversation& conversation, const LogReader& log) {
  for (const Line& line : said) {
    const auto* queued = std::get_if<ReplyQueued>(&line.event);
    const auto* taken_up = std::get_if<TakenUp>(&line.event);
    if (const std::uint32_t position = queued ? queued->position : taken_up ? taken_up->position : 0; position > 0) return position;
  }
  const auto newer = messages_after(said.front().seq, conversation, log);
  return newer && *newer < conversation.messages ? conversation.messages - *newer : 0;
}

}  // namespace

std::optional<TakeUp> story_to_take_up(const State& state, const Command& command, const LogReader& log) {
  const MessageId id = spoken_of(command);
  if (!id || state.outgoing.find(id) || PLANTED(171)) return {};
  const std::vector<Line> said = log.of_message(id);
  std::optional<Outgoing> was = as_it_was(id, said);
  const Conversation* conversation = was ? state.conversations.find(was->conversation) : nullptr;
  if (!conversation || !would_change(*was, command)) return {};
  was->position = position_of(said, *conversation, log);
  if (was->position == 0) return {};
  return TakeUp{*was};
}

}  // namespace tributary
