#include "relay/api/drafts_api.h"

#include <limits>

#include "core/base/civil.h"
#include "core/base/limits.h"
#include "relay/api/commanding.h"
#include "relay/host/drafts.h"

namespace tributary::api {

namespace json = boost::json;

namespace {

using Own = Granted<Action::keep_drafts>;

json::object draft_json(const Draft& draft) {
  return {{"conversationId", to_text(draft.conversation)}, {"note", draft.note}, {"text", draft.text}, {"editedAt", iso_text(draft.edited)}};
}

void list(const Own& granted, Call& call) {
  json::array items;
  for (const Draft& draft : granted.tenant().runtime.store().drafts(granted.principal().agent)) items.push_back(draft_json(draft));
  call.reply(list_response(std::move(items)));
}

// Whoever asks here means what they say now: it is newer than whatever is there.
void put(const Own& granted, Call& call) {
  auto body = read_body(call.request, {"text", "note"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  auto& tenant = granted.tenant().runtime;
  Draft draft;
  draft.conversation = path_id<ConversationTag>(call);
  if (!tenant.state().conversations.find(draft.conversation)) return call.reply(error(Refused(Refusal::unknown_conversation)));
  const auto text = text_field(*body.fields, "text");
  if (!text) return call.reply(error(422, "invalid_value", "text is missing: it holds what was written, or nothing to take the draft away.", "text"));
  const json::value* note = body.fields->if_contains("note");
  if (note && !note->is_bool()) return call.reply(error(422, "invalid_value", "note must be true or false.", "note"));
  draft.note = note && note->get_bool();
  draft.text = *text;
  draft.edited = Instant{std::numeric_limits<std::int64_t>::max()};
  if (!keepable(draft.text)) return call.reply(error(422, "draft_too_long", "A draft has at most 10,000 characters.", "text", limits::draft_characters_max));
  const std::vector<Draft> stand = host::keep_drafts(tenant, granted.principal().agent, {draft});
  if (stand.empty()) return call.reply(error(422, "too_many_drafts", "You have 500 drafts. Send or empty some of them first.", "text", limits::drafts_max));
  call.reply_when_durable([kept = stand.front()] { return json_response(200, draft_json(kept)); });
}

}  // namespace

void add_draft_routes(Router& router) {
  router.on<Action::keep_drafts>("GET", "/api/v1/drafts", list);
  router.on<Action::keep_drafts>("PUT", "/api/v1/conversations/{id}/draft", put);
}

}  // namespace tributary::api
