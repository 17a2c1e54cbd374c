#include "web/app/not_sent.h"

#include <boost/json/value.hpp>

#include "core/base/id_text.h"
#include "core/base/phone.h"
#include "core/wire/document.h"

namespace tributary::app {
namespace {

namespace json = boost::json;

constexpr std::size_t not_sent_max = 100;

json::string_view view(std::string_view s) { return {s.data(), s.size()}; }

std::string text_in(const json::object& from, const char* name) {
  const json::value* found = from.if_contains(name);
  const json::string* text = found ? found->if_string() : nullptr;
  return text ? std::string(text->data(), text->size()) : std::string();
}

std::int64_t number_in(const json::object& from, const char* name) {
  const json::value* found = from.if_contains(name);
  return found && found->is_int64() ? found->get_int64() : 0;
}

json::array files_json(const Attachments& files) {
  json::array list;
  for (const Attachment& file : files) {
    json::object row;
    row["upload"] = view(to_text(file.upload));
    row["type"] = view(file.type);
    row["name"] = view(file.name);
    row["bytes"] = file.bytes;
    list.push_back(std::move(row));
  }
  return list;
}

Attachments files_of(const json::value* kept) {
  Attachments files;
  const json::array* list = kept ? kept->if_array() : nullptr;
  if (!list) return files;
  for (const json::value& row : *list) {
    const json::object* from = row.if_object();
    const auto upload = from ? parse_id<UploadTag>(text_in(*from, "upload")) : std::nullopt;
    if (upload) files.push_back(Attachment{*upload, text_in(*from, "type"), text_in(*from, "name"), number_in(*from, "bytes")});
  }
  return files;
}

SendPlan plan_in(const json::object& from) {
  const std::int64_t then = number_in(from, "then");
  const bool known = then == static_cast<std::int64_t>(SendPlan::Then::resolve) || then == static_cast<std::int64_t>(SendPlan::Then::snooze);
  return SendPlan{Instant{number_in(from, "later")}, known ? static_cast<SendPlan::Then>(then) : SendPlan::Then::nothing, Instant{number_in(from, "until")}};
}

}  // namespace

SendPlan plan_of(const SendOptions& how, Instant grace_until) {
  SendPlan plan;
  if (how.not_before > grace_until) plan.at = how.not_before;
  if (how.then_resolve) plan.then = SendPlan::Then::resolve;
  else if (how.then_snooze.ms != 0) plan.then = SendPlan::Then::snooze;
  plan.until = how.then_snooze;
  return plan;
}

std::optional<NotSent> not_sent_after(const ClientSession::Notice& notice, const Words& words, Instant at) {
  NotSent one{notice.id, {}, {}, notice.message, at, notice.code};
  const MessageBody* body = words.body(same_bits<MessageId>(notice.id));
  if (body) one.text = body->text;
  if (const auto* reply = std::get_if<SendReply>(&notice.command)) {
    one.conversation = reply->conversation;
    one.text = reply->text;
    one.attachments = reply->attachments;
    return one;
  }
  if (const auto* start = std::get_if<StartConversation>(&notice.command)) one.text = start->message_template ? one.text : start->text, one.to = for_people(start->to.address);
  else if (const auto* offer = std::get_if<OfferChoices>(&notice.command)) one.conversation = offer->conversation;
  else if (const auto* send = std::get_if<SendTemplate>(&notice.command)) one.conversation = send->conversation;
  else return std::nullopt;
  one.asked = wire::client_frame_text(wire::Submit{notice.id, notice.command});
  return one;
}

std::string not_sent_text(const std::vector<NotSent>& all) {
  if (all.empty()) return {};
  json::array list;
  for (const NotSent& one : all) {
    json::object row;
    row["command"] = view(to_text(one.command));
    row["conversation"] = view(to_text(one.conversation));
    row["text"] = view(one.text);
    row["reason"] = view(one.reason);
    row["code"] = view(one.code);
    row["at"] = one.at.ms;
    row["files"] = files_json(one.attachments);
    if (!one.asked.empty()) row["asked"] = view(one.asked);
    if (!one.to.empty()) row["to"] = view(one.to);
    if (one.plan.at.ms > 0) row["later"] = one.plan.at.ms;
    if (one.plan.then != SendPlan::Then::nothing) row["then"] = static_cast<std::int64_t>(one.plan.then), row["until"] = one.plan.until.ms;
    list.push_back(std::move(row));
  }
  return wire::document_text(list);
}

std::vector<NotSent> not_sent_of(std::string_view text) {
  std::vector<NotSent> all;
  const std::optional<json::value> value = wire::parse_document(text);
  const json::array* list = value ? value->if_array() : nullptr;
  if (!list) return all;
  for (const json::value& row : *list) {
    const json::object* from = row.if_object();
    if (!from || all.size() == not_sent_max) continue;
    const auto command = parse_id<CommandTag>(text_in(*from, "command"));
    const auto conversation = parse_id<ConversationTag>(text_in(*from, "conversation"));
    const json::value* at = from->if_contains("at");
    if (!command || !conversation || !at || !at->is_int64()) continue;
    all.push_back(NotSent{*command, *conversation, text_in(*from, "text"), text_in(*from, "reason"), Instant{at->get_int64()}, text_in(*from, "code"), files_of(from->if_contains("files")),
                          text_in(*from, "asked"), text_in(*from, "to"), plan_in(*from)});
  }
  return all;
}

}  // namespace tributary::app
