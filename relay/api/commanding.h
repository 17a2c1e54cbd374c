#pragma once
// What routes that submit one command have in common: ids out of paths and bodies, the command, the answer once it is durable.
#include <boost/json.hpp>

#include "core/base/id_text.h"
#include "core/inbox/attachment.h"
#include "relay/api/answers.h"
#include "relay/api/router.h"

namespace tributary::api {

// The id in the path; a zero id, which nobody has, when it is none.
template <class Tag>
Id<Tag> path_id(const Call& call, std::size_t index = 0) { return parse_id<Tag>(call.parameters[index]).value_or(Id<Tag>{}); }

// The id in a field of the body. Absent or null: none. Anything else that is no id: nullopt.
template <class Tag>
std::optional<Id<Tag>> field_id(const boost::json::object& body, std::string_view name) {
  const boost::json::value* value = body.if_contains(boost::json::string_view(name.data(), name.size()));
  if (!value || value->is_null()) return Id<Tag>{};
  if (!value->is_string()) return std::nullopt;
  return parse_id<Tag>(std::string_view(value->get_string().data(), value->get_string().size()));
}

// A list of ids; nullopt when it is none.
template <class Tag>
std::optional<std::vector<Id<Tag>>> field_ids(const boost::json::object& body, std::string_view name) {
  std::vector<Id<Tag>> ids;
  const boost::json::value* value = body.if_contains(boost::json::string_view(name.data(), name.size()));
  if (!value) return ids;
  if (!value->is_array()) return std::nullopt;
  for (const boost::json::value& one : value->get_array()) {
    const auto id = one.is_string() ? parse_id<Tag>(std::string_view(one.get_string().data(), one.get_string().size())) : std::nullopt;
    if (!id) return std::nullopt;
    ids.push_back(*id);
  }
  return ids;
}

// The files of a body: ids that POST /api/v1/uploads gave; nullopt when `attachments` is none such list.
inline std::optional<Attachments> read_attachments(const boost::json::object& body) {
  const auto ids = field_ids<UploadTag>(body, "attachments");
  if (!ids) return std::nullopt;
  Attachments files;
  for (UploadId id : *ids) files.push_back({id, {}, {}, 0});
  return files;
}
inline http::Response wrong_attachments() { return error(422, "invalid_value", "attachments must be a list of the ids that POST /api/v1/uploads gave.", "attachments"); }

// Submits and answers: the refusal, or what `make` gives once it is durable. `id` is the command's: what it makes takes it.
template <class G, class Make>
void submit(const G& granted, Call& call, CommandId id, const Command& command, Make make) {
  const auto receipt = granted.tenant().runtime.submit(command, granted.actor(), id);
  if (!receipt.accepted) return call.reply(error(receipt.refused));
  call.reply_when_durable([make = std::move(make)] { return make(); });
}

inline http::Response list_response(boost::json::array items) {
  return json_response(200, boost::json::object{{"items", std::move(items)}, {"nextCursor", nullptr}});
}

}  // namespace tributary::api
