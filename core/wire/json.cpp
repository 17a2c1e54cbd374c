#include "core/wire/json.h"

#include <utility>

#include "core/wire/codec.h"

namespace tributary::wire {

bool Codec<Line>::take(Reader& from, Line& into) {
  bool whole = false;
  return from.object([&](std::string_view name) {
    if (name == "seq") return wire::take(from, into.seq);
    if (name == "at") return wire::take(from, into.stamp.at);
    if (name == "actor") return wire::take(from, into.stamp.actor);
    if (name == "cause") return wire::take(from, into.stamp.cause);
    if (name != "event") return from.skip();
    if (std::exchange(whole, true)) return false;
    return wire::take(from, into.event);
  }) && whole;
}

std::string event_text(const Event& event) { return text_of(event); }
std::optional<Event> parse_event(std::string_view text) { return value_of<Event>(text); }
std::string command_text(const Command& command) { return text_of(command); }
std::optional<Command> parse_command(std::string_view text) { return value_of<Command>(text); }
std::string content_text(const Content& content) { return text_of(content); }
std::optional<Content> parse_content(std::string_view text) { return value_of<Content>(text); }
std::string actor_text(const Actor& actor) { return text_of(actor); }
std::optional<Actor> parse_actor(std::string_view text) { return value_of<Actor>(text); }
std::optional<Line> parse_line(std::string_view text) { return value_of<Line>(text); }

std::string_view name_of(const Event& event) {
  return std::visit([]<class One>(const One&) -> std::string_view { return name_of_type<One>(); }, event);
}

std::string_view name_of(const Command& command) {
  return std::visit([]<class One>(const One&) -> std::string_view { return name_of_type<One>(); }, command);
}

std::string line_text(std::uint64_t seq, const Stamp& stamp, std::string_view event_text) {
  std::string out;
  out.reserve(event_text.size() + 160);
  out += "{\"seq\":";
  put(out, seq);
  out += ",\"at\":";
  put(out, stamp.at);
  out += ",\"actor\":";
  put(out, stamp.actor);
  out += ",\"cause\":";
  put(out, stamp.cause);
  out.append(",\"event\":").append(event_text).append("}");
  return out;
}

namespace {

ContentKey key(const ContactName& c) { return {"contact_name", c.id.high, c.id.low, 0}; }
ContentKey key(const AgentName& c) { return {"agent_name", c.id.high, c.id.low, 0}; }
ContentKey key(const AddressText& c) { return {"address_text", c.id.high, c.id.low, 0}; }
ContentKey key(const MessageBody& c) { return {"message_body", c.id.high, c.id.low, 0}; }
ContentKey key(const ContactAttributes& c) { return {"contact_attributes", c.id.high, c.id.low, 0}; }
ContentKey key(const CustomerRecord& c) { return {"customer_record", c.id.high, c.id.low, 0}; }
ContentKey key(const TemplateUse& c) { return {"template_use", c.message.high, c.message.low, 0}; }
ContentKey key(const ChoicesOffered& c) { return {"choices_offered", c.message.high, c.message.low, 0}; }
ContentKey key(const NoteBody& c) { return {"note_body", c.id.high, c.id.low, 0}; }
ContentKey key(const MediaItem& c) { return {"media_item", c.message.high, c.message.low, c.index}; }

}  // namespace

ContentKey key_of(const Content& content) {
  return std::visit([](const auto& one) { return key(one); }, content);
}

}  // namespace tributary::wire
