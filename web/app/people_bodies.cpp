#include "web/app/people_bodies.h"

#include <boost/json/value.hpp>

#include "core/base/civil.h"
#include "core/base/id_text.h"
#include "core/wire/document.h"
#include "web/app/body_reading.h"

namespace tributary::app {
namespace {

namespace json = boost::json;
using body::each, body::json_text, body::member, body::parsed, body::text;

template <class Tag>
Id<Tag> id(const json::value& value, const char* name) { return parse_id<Tag>(text(value, name)).value_or(Id<Tag>{}); }

FoundMessage found_message(const json::value& item) {
  FoundMessage one;
  one.conversation = id<ConversationTag>(item, "conversationId");
  one.contact = id<ContactTag>(item, "contactId");
  one.message = id<MessageTag>(item, "messageId");
  one.note = id<NoteTag>(item, "noteId");
  one.name = text(item, "contactName");
  if (const auto at = parse_iso(text(item, "at"))) one.at_ms = static_cast<double>(at->ms);
  each(member(item, "snippet"), [&](const json::value& piece) {
    const auto begin = static_cast<std::uint32_t>(one.text.size());
    one.text += text(piece, "text");
    const json::value* hit = member(piece, "hit");
    if (hit && hit->is_bool() && hit->get_bool()) one.marks.push_back({begin, static_cast<std::uint32_t>(one.text.size())});
  });
  for (char& c : one.text)
    if (c == '\n' || c == '\t') c = ' ';  // one line
  return one;
}

}  // namespace

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
    if (plain) out += c;
    else out += '%', out += hex[byte >> 4U], out += hex[byte & 15U];
  }
  return out;
}

void read_found(std::string_view body, SearchState& into) {
  const json::value value = parsed(body);
  each(member(value, "items"), [&](const json::value& item) {
    FoundMessage one = found_message(item);
    if (one.conversation || one.contact) into.messages.push_back(std::move(one));
  });
  into.next = text(value, "nextCursor");
  const json::value* complete = member(value, "complete");
  into.complete = !complete || !complete->is_bool() || complete->get_bool();
}

std::vector<CustomerSearch::Found> customers_of(std::string_view body) {
  std::vector<CustomerSearch::Found> found;
  const json::value value = parsed(body);
  each(member(value, "items"), [&](const json::value& item) {
    found.push_back({id<CustomerTag>(item, "id"), text(item, "name"), text(item, "company"), text(item, "reference"), text(item, "email")});
  });
  return found;
}

std::string start_body(const StartBody& what) {
  json::object object;
  object["numberId"] = json_text(to_text(what.number));
  object["to"] = json_text(what.to);
  if (what.message_template) {
    object["templateId"] = json_text(to_text(what.message_template));
    json::object values;
    for (const auto& [name, value] : what.values) values[json::string_view(name.data(), name.size())] = json_text(value);
    object["values"] = std::move(values);
  } else {
    object["message"] = json_text(what.text);
    json::array files;
    for (const Attachment& one : what.attachments) files.push_back(json_text(to_text(one.upload)));
    if (!files.empty()) object["attachments"] = std::move(files);
  }
  if (what.at.ms > 0) object["sendAt"] = json_text(iso_text(what.at));
  return wire::document_text(object);
}

std::string password_body(std::string_view current, std::string_view wanted) {
  json::object object;
  if (!current.empty()) object["currentPassword"] = json_text(current);
  object["password"] = json_text(wanted);
  return wire::document_text(object);
}

ConversationId conversation_of_start(std::string_view body) {
  const json::value value = parsed(body);
  const json::value* conversation = member(value, "conversation");
  return conversation ? id<ConversationTag>(*conversation, "id") : ConversationId{};
}

ErrorOfBody error_of(std::string_view body) {
  const json::value value = parsed(body);
  const json::value* error = member(value, "error");
  return error ? ErrorOfBody{text(*error, "code"), text(*error, "message"), text(*error, "field")} : ErrorOfBody{};
}

}  // namespace tributary::app
