#include "relay/host/stored_log.h"

#include "core/base/limits.h"
#include "core/wire/json.h"

namespace tributary::host {

namespace {

// All of them were read when the relay started, or written since: one that cannot be read would have ended the start.
std::vector<Line> parsed(const std::vector<store::StoredLine>& stored) {
  std::vector<Line> lines;
  for (const store::StoredLine& one : stored) {
    auto event = wire::parse_event(one.event);
    const auto actor = wire::parse_actor(one.actor);
    if (event && actor) lines.push_back(Line{one.seq, Stamp{one.at, *actor, one.cause}, std::move(*event)});
  }
  return lines;
}

}  // namespace

std::vector<Line> StoredLog::of_message(MessageId id) const { return parsed(store_.message_lines(id)); }

std::vector<Line> StoredLog::of_thread(ThreadId id, std::uint64_t before) const { return parsed(store_.thread_lines(id, before, limits::page_lines_max)); }

}  // namespace tributary::host
