#include "relay/api/search_api.h"

#include <boost/json.hpp>
#include <charconv>

#include "core/base/id_text.h"
#include "core/base/text.h"
#include "core/inbox/contact_merge.h"
#include "relay/api/answers.h"
#include "relay/api/views.h"

namespace tributary::api {

namespace json = boost::json;

namespace {

constexpr std::size_t query_bytes_max = 1000, items_usual = 50, items_max = 200;
constexpr int offset_minutes_max = 14 * 60;

template <class Number>
bool read_number(const http::Request& request, const char* name, Number& into) {
  const auto text = http::query_value(request.query, name);
  if (!text) return true;
  return !text->empty() && std::from_chars(text->data(), text->data() + text->size(), into).ptr == text->data() + text->size();
}

std::optional<http::Response> wrong_offset(const http::Request& request, const char* name, int& minutes) {
  if (read_number(request, name, minutes) && std::abs(minutes) <= offset_minutes_max) return std::nullopt;
  return error(400, "invalid_value", std::string(name) + " is minutes east of UTC, -840 to 840.", name);
}

std::string_view problem_sentence(SearchProblem::Kind kind) {
  switch (kind) {
    case SearchProblem::Kind::not_a_date: return "Write a date as 2026-11-21, 2026-11 or 2026.";
    case SearchProblem::Kind::nothing_after: return "Something must follow the colon.";
    case SearchProblem::Kind::unknown_value: break;
  }
  return "This value is not known. status: takes open, snoozed or resolved; channel: takes sms, whatsapp or voice; has: takes attachment.";
}

json::array problems_json(const SearchQuery& query) {
  json::array out;
  const auto tell = [&out](const std::string& token, SearchProblem::Kind kind) { out.push_back({{"token", token}, {"message", problem_sentence(kind)}}); };
  for (const SearchProblem& one : query.problems) tell(one.token, one.kind);
  if (!query.begun.empty()) tell(query.begun, SearchProblem::Kind::nothing_after);  // who asks here has typed all of it
  return out;
}

json::object hit_json(const host::TenantRuntime& tenant, const store::SearchHit& hit) {
  json::array snippet;
  for (const store::SearchPiece& piece : hit.snippet) snippet.push_back({{"text", piece.text}, {"hit", piece.hit}});
  const Conversation* conversation = tenant.state().conversations.find(hit.conversation);
  const Thread* thread = conversation ? tenant.state().threads.find(conversation->thread) : nullptr;
  const Note* note = tenant.state().notes.find(same_bits<NoteId>(hit.message));
  json::object out{{"seq", hit.seq}, {"at", iso8601(hit.at)}, {"snippet", std::move(snippet)}};
  if (note) out["noteId"] = to_text(note->id);
  else out["messageId"] = to_text(hit.message);
  if (hit.conversation) out["conversationId"] = to_text(hit.conversation);
  if (const ContactId of = thread ? thread->contact : note ? note->contact : ContactId{}) {
    const ContactId contact = root_contact(tenant.state(), of);
    out["contactId"] = to_text(contact);
    out["contactName"] = contact_name(tenant, contact);
  }
  return out;
}

void search(const Granted<Action::read_conversations>& granted, Call& call) {
  const std::string typed = http::query_value(call.request.query, "q").value_or("");
  if (typed.size() > query_bytes_max) return call.reply(error(400, "query_too_long", "A search has at most 1,000 bytes.", "q", static_cast<std::int64_t>(query_bytes_max)));
  if (!valid_utf8(typed)) return call.reply(error(400, "invalid_value", "q must be UTF-8.", "q"));
  host::Searcher::Question question{parse_search(typed), granted.principal().agent, 0, 0, 0, items_usual, {}};
  if (!read_number(call.request, "limit", question.limit) || question.limit < 1 || question.limit > items_max)
    return call.reply(error(400, "invalid_value", "limit must be 1 to 200.", "limit"));
  if (!read_number(call.request, "cursor", question.below)) return call.reply(error(400, "invalid_value", "cursor must be one that was given.", "cursor"));
  int usual = 0;
  if (auto wrong = wrong_offset(call.request, "utcOffset", usual)) return call.reply(std::move(*wrong));
  question.after_offset_minutes = question.before_offset_minutes = usual;
  if (auto wrong = wrong_offset(call.request, "afterOffset", question.after_offset_minutes)) return call.reply(std::move(*wrong));
  if (auto wrong = wrong_offset(call.request, "beforeOffset", question.before_offset_minutes)) return call.reply(std::move(*wrong));
  json::array problems = problems_json(question.query);
  if (question.query.empty()) {
    return call.reply(json_response(200, json::object{{"items", json::array{}}, {"nextCursor", nullptr}, {"problems", std::move(problems)}, {"complete", granted.tenant().searcher.complete()}}));
  }
  auto responder = call.take_responder();
  // What is done on the loop once its turn has come is this reader's too.
  question.counted = [&reads = call.house().reads(), reader = reader_of(granted.principal())](const std::function<void()>& work) { reads.count(reader, work); };
  const auto counted = question.counted;
  granted.tenant().searcher.ask(question, [&tenant = granted.tenant(), responder, counted, problems = std::move(problems)](std::optional<store::SearchFound> found) mutable {
    if (!found) return responder(not_now("search_unavailable", "The search index is being made. Try again in a moment."));
    counted([&] {
      json::array items;
      for (const store::SearchHit& hit : found->hits) items.push_back(hit_json(tenant.runtime, hit));
      responder(json_response(200, json::object{{"items", std::move(items)}, {"nextCursor", found->next ? json::value(std::to_string(found->next)) : json::value(nullptr)},
                                                {"problems", std::move(problems)}, {"complete", found->complete}}));
    });
  });
}

}  // namespace

void add_search_routes(Router& router) { router.on<Action::read_conversations>("GET", "/api/v1/search", search); }

}  // namespace tributary::api
