#include "relay/api/notes_api.h"

#include <algorithm>

#include "core/inbox/note.h"
#include "core/wire/json.h"
#include "relay/api/commanding.h"
#include "relay/api/views.h"

namespace tributary::api {

namespace json = boost::json;
using host::TenantRuntime;

namespace {

json::value time_json(Instant at) { return at.ms ? json::value(iso8601(at)) : json::value(nullptr); }

json::object note_json(const TenantRuntime& tenant, const Note& note) {
  const auto row = tenant.store().row_text(NoteBody{note.id, {}});
  const auto content = row ? wire::parse_content(*row) : std::nullopt;
  json::array mentions;
  for (AgentId one : note.mentions) mentions.push_back(json::value(to_text(one)));
  const NoteBody* body = content ? std::get_if<NoteBody>(&*content) : nullptr;
  return {{"id", to_text(note.id)}, {"conversationId", note.conversation ? json::value(to_text(note.conversation)) : json::value(nullptr)},
          {"contactId", note.contact ? json::value(to_text(note.contact)) : json::value(nullptr)}, {"authorId", to_text(note.author)},
          {"authorName", agent_name(tenant, note.author)}, {"text", body ? body->text : std::string()}, {"at", time_json(note.at)},
          {"editedAt", time_json(note.edited)}, {"mentions", std::move(mentions)}};
}

http::Response note_response(int status, const TenantRuntime& tenant, NoteId id) {
  const Note* note = tenant.state().notes.find(id);
  return note ? json_response(status, note_json(tenant, *note)) : not_found();
}

std::vector<NoteId> notes_of(const State& state, ConversationId conversation) {
  std::vector<std::pair<Instant, NoteId>> found;
  state.notes.for_each([&](NoteId id, const Note& note) {
    if (note.conversation == conversation) found.emplace_back(note.at, id);
  });
  std::sort(found.begin(), found.end());
  std::vector<NoteId> notes;
  for (const auto& one : found) notes.push_back(one.second);
  return notes;
}

void list(const Granted<Action::read_conversations>& granted, Call& call, const std::vector<NoteId>& notes) {
  const TenantRuntime& tenant = granted.tenant().runtime;
  json::array items;
  for (NoteId id : notes)
    if (const Note* note = tenant.state().notes.find(id)) items.push_back(note_json(tenant, *note));
  call.reply(list_response(std::move(items)));
}

void add(const Granted<Action::write_notes>& granted, Call& call, ConversationId conversation, ContactId contact) {
  auto body = read_body(call.request, {"text", "mentions"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  auto mentions = field_ids<AgentTag>(*body.fields, "mentions");
  if (!mentions) return call.reply(error(Refused(Refusal::unknown_agent)));
  const auto id = store::mint<CommandId>();
  const AddNote command{conversation, contact, text_field(*body.fields, "text").value_or(""), std::move(*mentions)};
  submit(granted, call, id, command, [&tenant = granted.tenant().runtime, note = same_bits<NoteId>(id)] { return note_response(201, tenant, note); });
}

void change(const Granted<Action::write_notes>& granted, Call& call) {
  auto body = read_body(call.request, {"text", "mentions"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  auto mentions = field_ids<AgentTag>(*body.fields, "mentions");
  if (!mentions) return call.reply(error(Refused(Refusal::unknown_agent)));
  const NoteId note = path_id<NoteTag>(call);
  const EditNote command{note, text_field(*body.fields, "text").value_or(""), std::move(*mentions)};
  submit(granted, call, store::mint<CommandId>(), command, [&tenant = granted.tenant().runtime, note] { return note_response(200, tenant, note); });
}

}  // namespace

void add_note_routes(Router& router) {
  router.on<Action::read_conversations>("GET", "/api/v1/conversations/{id}/notes", [](const auto& granted, Call& call) {
    const ConversationId id = path_id<ConversationTag>(call);
    if (!granted.tenant().runtime.state().conversations.find(id)) return call.reply(error(Refused(Refusal::unknown_conversation)));
    list(granted, call, notes_of(granted.tenant().runtime.state(), id));
  });
  router.on<Action::read_conversations>("GET", "/api/v1/contacts/{id}/notes", [](const auto& granted, Call& call) {
    const ContactId id = path_id<ContactTag>(call);
    if (!granted.tenant().runtime.state().contacts.find(id)) return call.reply(error(Refused(Refusal::unknown_contact)));
    list(granted, call, notes_of(granted.tenant().runtime.state(), id));
  });
  router.on<Action::write_notes>("POST", "/api/v1/conversations/{id}/notes", [](const auto& granted, Call& call) {
    const ConversationId id = path_id<ConversationTag>(call);
    if (!id) return call.reply(error(Refused(Refusal::unknown_conversation)));
    add(granted, call, id, {});
  });
  router.on<Action::write_notes>("POST", "/api/v1/contacts/{id}/notes", [](const auto& granted, Call& call) { add(granted, call, {}, path_id<ContactTag>(call)); });
  router.on<Action::write_notes>("PATCH", "/api/v1/notes/{id}", change);
  router.on<Action::write_notes>("DELETE", "/api/v1/notes/{id}", [](const auto& granted, Call& call) {
    submit(granted, call, store::mint<CommandId>(), DeleteNote{path_id<NoteTag>(call)}, [] { return no_content(); });
  });
}

}  // namespace tributary::api
