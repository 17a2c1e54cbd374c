#include "relay/api/views.h"

#include <boost/json.hpp>

#include "core/base/id_text.h"
#include "core/inbox/contact_merge.h"
#include "core/inbox/delivery.h"
#include "core/inbox/read_marker.h"
#include "core/view/inbox_list.h"
#include "core/wire/json.h"
#include "relay/api/answers.h"
#include "relay/api/words_of_kinds.h"
#include "relay/provider/twilio.h"

namespace tributary::api {

namespace json = boost::json;
using host::TenantRuntime;

namespace {

template <class Tag>
json::value id_or_null(Id<Tag> id) {
  return id ? json::value(to_text(id)) : json::value(nullptr);
}

std::string contact_title(const TenantRuntime& tenant, const Contact& contact) {
  if (std::string name = contact_name(tenant, contact.id); !name.empty()) return name;
  for (IdentityId identity : contact.identities)
    if (auto address = tenant.store().address(identity); address && !address->empty()) return *address;
  return "Unknown";
}

json::object author_json(const TenantRuntime& tenant, const ThreadEntry& entry, const Contact* contact) {
  if (entry.direction == Direction::in) return {{"kind", "contact"}, {"name", contact ? contact_title(tenant, *contact) : "Unknown"}};
  if (entry.actor.kind == ActorKind::agent) return {{"kind", "agent"}, {"name", agent_name(tenant, entry.actor.agent)}};
  if (entry.actor.kind == ActorKind::automation) return {{"kind", "automation"}, {"name", ""}};
  return {{"kind", "system"}, {"name", ""}};
}

json::array media_json(const TenantRuntime& tenant, MessageId message, std::uint32_t count) {
  json::array all;
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto item = tenant.store().media(message, i);
    if (!item) continue;
    const bool stored = item->state == MediaState::stored;
    all.push_back({{"index", i}, {"type", item->type}, {"name", item->name}, {"bytes", item->bytes}, {"state", word(item->state)}, {"reason", item->reason},
                   {"url", stored ? json::value("/api/v1/media/" + to_text(message) + "/" + std::to_string(i)) : json::value(nullptr)}});
  }
  return all;
}

// The lines after a page may have moved a message of ours: ask what was said about it last.
void bring_up_to_date(const TenantRuntime& tenant, ThreadEntry& entry) {
  if (entry.direction == Direction::in) return;
  if (const Outgoing* o = tenant.state().outgoing.find(entry.message)) {
    entry.delivery = o->status;
    entry.error = o->error;
    return;
  }
  for (const auto& line : tenant.store().message_lines(entry.message))
    if (auto event = wire::parse_event(line.event))
      if (auto* changed = std::get_if<DeliveryChanged>(&*event)) {
        entry.delivery = changed->status;
        if (changed->error) entry.error = changed->error;
      }
}

json::object message_json(const TenantRuntime& tenant, ThreadEntry entry) {
  bring_up_to_date(tenant, entry);
  const Conversation* conversation = tenant.state().conversations.find(entry.conversation);
  const Thread* thread = conversation ? tenant.state().threads.find(conversation->thread) : nullptr;
  const Contact* contact = thread ? tenant.state().contacts.find(root_contact(tenant.state(), thread->contact)) : nullptr;
  const MessageBody body = tenant.store().body(entry.message).value_or(MessageBody{});
  json::object m{{"id", to_text(entry.message)}, {"conversationId", to_text(entry.conversation)}, {"sessionId", id_or_null(entry.session)},
                 {"direction", word(entry.direction)}, {"author", author_json(tenant, entry, contact)}, {"channel", word(entry.channel)},
                 {"kind", word(entry.direction == Direction::out && body.media > 0 ? MessageKind::media : entry.message_kind)}, {"text", body.text}, {"media", media_json(tenant, entry.message, body.media)},
                 {"status", entry.direction == Direction::in ? std::string_view("received") : word(entry.delivery)}, {"at", iso8601(entry.at)}};
  if (body.location) m["location"] = json::object{{"latitude", body.location->latitude}, {"longitude", body.location->longitude}, {"label", body.location->label}, {"address", body.location->address}};
  if (body.choice) m["choice"] = json::object{{"id", body.choice->id}, {"title", body.choice->title}};
  if (entry.direction == Direction::out && entry.delivery == Delivery::failed)
    m["error"] = json::object{{"code", entry.error}, {"message", provider::twilio::error_sentence(entry.error)}};
  return m;
}

std::vector<Line> parsed(const std::vector<store::StoredLine>& stored) {
  std::vector<Line> lines;
  for (const auto& s : stored) {
    auto event = wire::parse_event(s.event);
    auto actor = wire::parse_actor(s.actor);
    if (event && actor) lines.push_back(Line{s.seq, Stamp{s.at, *actor, s.cause}, std::move(*event)});
  }
  return lines;
}

}  // namespace

std::string agent_name(const TenantRuntime& tenant, AgentId id) {
  if (auto text = tenant.store().agent_name_text(id))
    if (auto content = wire::parse_content(*text))
      if (auto* name = std::get_if<AgentName>(&*content)) return name->name;
  return {};
}

std::string contact_name(const TenantRuntime& tenant, ContactId root) {
  for (ContactId one : merged_family(tenant.state(), root))
    if (auto name = tenant.store().contact_name(one); name && !name->empty()) return *name;
  return {};
}

json::object conversation_json(const TenantRuntime& tenant, const Conversation& c, AgentId viewer) {
  const Thread* thread = tenant.state().threads.find(c.thread);
  const Contact* contact = thread ? tenant.state().contacts.find(root_contact(tenant.state(), thread->contact)) : nullptr;
  const SessionId session_id = c.sessions[static_cast<std::size_t>(c.channel)];
  const Session* session = tenant.state().sessions.find(session_id);
  const Number* number = tenant.state().numbers.find(c.number);
  const auto body = tenant.store().body(c.last_message);
  const auto address = tenant.store().address(c.identity);
  json::array tags;
  for (TagId tag : tags_of(tenant.state(), c)) tags.push_back(json::value(to_text(tag)));
  const auto snoozed = snoozed_until(tenant.state(), c.id);
  return {{"id", to_text(c.id)}, {"threadId", to_text(c.thread)}, {"sessionId", id_or_null(session_id)},
          {"contactId", contact ? to_text(contact->id) : ""}, {"contactName", contact ? contact_title(tenant, *contact) : "Unknown"},
          {"channel", word(c.channel)}, {"address", address.value_or("")}, {"number", number ? number->address : ""},
          {"status", word(session ? session->status : SessionStatus::expired)}, {"workStatus", word(c.status)}, {"assigneeId", id_or_null(c.assignee)},
          {"unread", unread(tenant.state(), viewer, c)}, {"messageCount", c.messages},
          {"preview", body ? preview(*body, MessageKind::text) : ""}, {"openedAt", iso8601(c.opened)}, {"lastMessageAt", iso8601(c.last_activity)},
          {"tagIds", std::move(tags)}, {"teamId", id_or_null(team_of(tenant.state(), c))},
          {"snoozedUntil", snoozed ? json::value(iso8601(*snoozed)) : json::value(nullptr)},
          {"sessionExpiresAt", session ? json::value(iso8601(session->expires)) : json::value(nullptr)}};
}

MessagePage messages_json(const TenantRuntime& tenant, const Conversation& c, std::uint64_t before, std::size_t limit) {
  std::vector<ThreadEntry> newest_first;
  std::uint64_t at = before;
  bool more = true;
  // Other lines (deliveries, sessions) lie between the messages: read on until there are enough.
  while (more && newest_first.size() <= limit) {
    auto stored = tenant.store().thread_lines(c.thread, at, limits::page_lines_max);
    more = stored.size() == static_cast<std::size_t>(limits::page_lines_max);
    if (stored.empty()) break;
    at = stored.front().seq;
    ThreadView view;
    view.add_older(parsed(stored));
    for (auto it = view.entries().rbegin(); it != view.entries().rend(); ++it)
      if (it->kind == ThreadEntry::Kind::message && it->conversation == c.id) newest_first.push_back(*it);
  }
  MessagePage page;
  if (newest_first.size() > limit) {
    newest_first.resize(limit);
    page.next = newest_first.back().seq;
  }
  for (auto it = newest_first.rbegin(); it != newest_first.rend(); ++it) page.items.push_back(message_json(tenant, *it));
  return page;
}

json::object sent_message_json(const TenantRuntime& tenant, MessageId id) {
  ThreadView view;
  view.add_older(parsed(tenant.store().message_lines(id)));
  for (const ThreadEntry& entry : view.entries())
    if (entry.message == id) return message_json(tenant, entry);
  return {};
}

}  // namespace tributary::api
