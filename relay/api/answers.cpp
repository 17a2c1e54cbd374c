#include "relay/api/answers.h"

#include <algorithm>
#include <boost/json.hpp>
#include <chrono>
#include <cstdio>

#include "core/base/id_text.h"
#include "core/base/planted.h"
#include "relay/api/strict_json.h"
#include "relay/http/answer.h"
#include "relay/http/request_id.h"

namespace tributary::api {

namespace json = boost::json;

namespace {

int status_of(Refusal why) {
  switch (why) {
    case Refusal::unknown_conversation: case Refusal::unknown_session: case Refusal::unknown_message:
    case Refusal::unknown_number: case Refusal::unknown_service: case Refusal::unknown_account: case Refusal::unknown_contact:
    case Refusal::unknown_tag: case Refusal::unknown_team: case Refusal::unknown_note: case Refusal::unknown_template:
    case Refusal::unknown_saved_reply: case Refusal::unknown_customer: case Refusal::unknown_upload:
      return 404;
    case Refusal::session_expired: case Refusal::already_resolved: case Refusal::already_open: case Refusal::already_assigned:
    case Refusal::not_sendable_again: case Refusal::id_conflict: case Refusal::name_taken: case Refusal::already_snoozed: case Refusal::already_merged:
    case Refusal::not_merged: case Refusal::stale: case Refusal::not_cancellable:
      return 409;
    case Refusal::not_allowed: case Refusal::not_the_author: return 403;
    case Refusal::files_too_large: return 413;
    case Refusal::file_type_refused: return 415;
    case Refusal::too_many_conversations: return 503;
    default: return 422;
  }
}

}  // namespace

http::Response json_response(int status, const json::value& value) {
  http::Response r;
  r.status = status;
  r.content_type = "application/json";
  r.body = json::serialize(value);
  return r;
}

http::Response no_content() {
  http::Response r;
  r.status = 204;
  return r;
}

http::Response error(int status, std::string_view code, std::string_view message, std::string_view field, std::optional<std::int64_t> limit) {
  json::object e{{"code", code}, {"message", message}, {"request", http::request_id()}};
  if (!field.empty()) e["field"] = field;
  if (limit) e["limit"] = *limit;
  return json_response(status, json::object{{"error", std::move(e)}});
}

http::Response error(const Refused& refused) {
  json::object e{{"code", code(refused.why)}, {"message", sentence(refused)}, {"request", http::request_id()}};
  if (auto at = field(refused.why); !at.empty()) e["field"] = at;
  if (refused.limit) e["limit"] = refused.limit;
  if (refused.current) e["current"] = to_text(refused.current);
  http::Response r = json_response(status_of(refused.why), json::object{{"error", std::move(e)}});
  if (r.status == 503) r.fields.push_back({"Retry-After", http::come_back_seconds()});
  return r;
}

http::Response not_now(std::string_view code, std::string_view message) {
  http::Response r = error(503, code, message);
  r.fields.push_back({"Retry-After", http::come_back_seconds()});
  return r;
}

http::Response not_found() { return error(404, "not_found", "There is nothing at this address."); }

http::Response too_many(std::string_view code, std::string_view message, std::int64_t wait_ms) {
  auto r = error(429, code, message);
  r.fields.push_back({"Retry-After", std::to_string(wait_ms / 1000 + 1)});
  return r;
}

http::Response disk_full() {
  auto r = error(503, "disk_full", "The relay's disk is full. Nothing was saved; try again once there is room.");
  r.fields.push_back({"Retry-After", "30"});
  return r;
}

http::Response undone() { return not_now("storage_error", "Something went wrong while this was written. Nothing was saved; try again."); }

http::Response share_full() {
  auto r = error(503, "disk_full", "Your share of the disk is used up. Nothing was saved; an admin can ask for more.");
  r.fields.push_back({"Retry-After", "30"});
  return r;
}

http::Response quarantine_full() {
  auto r = error(503, "quarantine_full", "This cannot be used, and too much that cannot be used waits for a person already. Nothing was saved; try again later.");
  r.fields.push_back({"Retry-After", "30"});
  return r;
}

std::string iso8601(Instant at) {
  using namespace std::chrono;
  const sys_time<milliseconds> time{milliseconds{at.ms}};
  const auto day = floor<days>(time);
  const year_month_day date{day};
  const hh_mm_ss clock{time - day};
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
  return text;
}

Body read_body(const http::Request& request, std::initializer_list<std::string_view> fields_allowed) {
  if (!request.field("Content-Type").starts_with("application/json"))
    return {{}, error(415, "unsupported_media_type", "Send this as application/json.")};
  auto object = parse_strictly(request.body);
  if (!object) return {{}, error(400, "bad_json", "The body is not a JSON object.")};
  for (const auto& field : *object)
    if (!PLANTED(44) && std::find(fields_allowed.begin(), fields_allowed.end(), std::string_view(field.key().data(), field.key().size())) == fields_allowed.end())
      return {{}, error(400, "unknown_field", "The body has a field that is not known here.")};
  return {std::move(object), {}};
}

std::optional<std::string> text_field(const json::object& object, std::string_view name) {
  const json::value* v = object.if_contains(json::string_view(name.data(), name.size()));
  if (!v || !v->is_string()) return {};
  return std::string(v->as_string());
}

}  // namespace tributary::api
