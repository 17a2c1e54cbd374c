#include "web/app/http_bodies.h"

#include <boost/json/value.hpp>

#include "core/base/id_text.h"
#include "core/wire/document.h"
#include "web/app/body_reading.h"

namespace tributary::app {
namespace {

namespace json = boost::json;
using body::each, body::json_text, body::member, body::parsed, body::text;

template <class F>
void for_each_item(std::string_view body, F&& f) {
  const json::value value = parsed(body);
  each(member(value, "items"), f);
}

}  // namespace

std::string sign_in_body(std::string_view email, std::string_view password) {
  json::object object;
  object["email"] = json_text(email);
  object["password"] = json_text(password);
  return wire::document_text(object);
}

std::string link_body(std::string_view secret) {
  json::object object;
  object["secret"] = json_text(secret);
  return wire::document_text(object);
}

std::string ticket_of(std::string_view body) { return text(parsed(body), "ticket"); }

AgentId agent_of_me(std::string_view body) { return parse_id<AgentTag>(text(parsed(body), "id")).value_or(AgentId{}); }

bool has_password_of_me(std::string_view body) {
  const json::value value = parsed(body);
  const json::value* has = member(value, "hasPassword");
  return !has || !has->is_bool() || has->get_bool();
}

std::optional<UploadedFile> uploaded_file(std::string_view body) {
  const json::value value = parsed(body);
  const auto id = parse_id<UploadTag>(text(value, "id"));
  const json::value* bytes = member(value, "bytes");
  if (!id || !bytes || !bytes->is_int64()) return std::nullopt;
  return UploadedFile{*id, text(value, "type"), bytes->get_int64()};
}

std::string error_code_of(std::string_view body) {
  const json::value value = parsed(body);
  const json::value* error = member(value, "error");
  return error ? text(*error, "code") : std::string();
}

std::string error_message_of(std::string_view body) {
  const json::value value = parsed(body);
  const json::value* error = member(value, "error");
  return error ? text(*error, "message") : std::string();
}

std::vector<Diagnosis> diagnoses_of(std::string_view body) {
  std::vector<Diagnosis> found;
  for_each_item(body, [&](const json::value& item) {
    found.push_back(Diagnosis{text(item, "at"), text(item, "what"), text(item, "detail"), text(item, "peer")});
  });
  return found;
}

std::vector<QuarantineItem> quarantine_of(std::string_view body) {
  std::vector<QuarantineItem> found;
  for_each_item(body, [&](const json::value& item) {
    QuarantineItem one;
    const json::value* id = member(item, "id");
    if (id && id->if_int64()) one.id = *id->if_int64();
    one.at = text(item, "at");
    one.account = text(item, "account");
    one.route = text(item, "route");
    one.reason = text(item, "reason");
    one.body = text(item, "body");
    const auto flag = [&item](const char* name) {
      const json::value* value = member(item, name);
      return value && value->is_bool() && value->get_bool();
    };
    one.replayed = flag("replayed");
    one.dismissed = flag("dismissed");
    found.push_back(std::move(one));
  });
  return found;
}

}  // namespace tributary::app
