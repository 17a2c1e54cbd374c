#pragma once
// The one text form of everything that is stored or sent. Boost.Describe names the fields (wire/fields.h);
// this header keeps Boost.JSON out of everybody else's compile.
// Shapes: ids "cnv_…" (none = null) · Instant = integer milliseconds · enums = snake_case words ·
// optional = value or null · a variant = {"<snake_case type name>": {fields}}.
// Parsing: missing fields take their defaults, unknown ones are ignored (old log meets new code);
// a wrong type, NaN, depth over 32 or an unknown variant name gives nullopt.
#include <optional>
#include <string>
#include <string_view>

#include "core/inbox/catalogue.h"
#include "core/inbox/content.h"
#include "core/inbox/line.h"

namespace tributary::wire {

std::string event_text(const Event&);
std::optional<Event> parse_event(std::string_view);
std::string command_text(const Command&);
std::optional<Command> parse_command(std::string_view);
std::string content_text(const Content&);
std::optional<Content> parse_content(std::string_view);
std::string actor_text(const Actor&);
std::optional<Actor> parse_actor(std::string_view);

std::string_view name_of(const Event&);    // "message_received"
std::string_view name_of(const Command&);  // "send_reply"

// {"seq":41,"at":1790000000000,"actor":{…},"cause":"cmd_…","event":{…}}; `event` as stored text is spliced in as it is.
std::string line_text(std::uint64_t seq, const Stamp&, std::string_view event_text);
inline std::string line_text(const Line& line) { return line_text(line.seq, line.stamp, event_text(line.event)); }
std::optional<Line> parse_line(std::string_view);

// The key a content row is stored and replaced under.
struct ContentKey { std::string kind; std::uint64_t high = 0, low = 0; std::uint32_t part = 0; };
ContentKey key_of(const Content&);

}  // namespace tributary::wire
