#include "relay/api/media_api.h"

#include <boost/json.hpp>
#include <charconv>

#include "core/base/id_text.h"
#include "relay/api/answers.h"
#include "relay/api/views.h"
#include "relay/api/words_of_kinds.h"
#include "relay/http/answer.h"
#include "relay/store/failure.h"

namespace tributary::api {

namespace json = boost::json;

namespace {

constexpr std::size_t label_code_points_max = 120;

// RFC 6266 with RFC 5987 for what is not plain: the label never ends the header early.
std::string disposition(bool show_inline, const std::string& label) {
  std::string value = show_inline ? "inline" : "attachment";
  if (!label.empty()) value += "; filename*=UTF-8''" + http::percent_encode(label.substr(0, label_code_points_max * 4));
  return value;
}

void media(const Granted<Action::read_media>& granted, Call& call) {
  auto message = parse_id<MessageTag>(call.parameters[0]);
  std::uint32_t index = 0;
  const std::string& text = call.parameters[1];
  const bool number = !text.empty() && std::from_chars(text.data(), text.data() + text.size(), index).ptr == text.data() + text.size();
  auto& tenant = granted.tenant().runtime;
  auto file = message && number ? tenant.store().file(*message, index) : std::nullopt;
  auto bytes = bytes_or_reply(call, tenant, file);
  if (!bytes) return;
  const bool shown = store::may_show_inline(file->type);
  http::Response r;
  r.content_type = shown ? file->type : "application/octet-stream";
  r.body = std::move(*bytes);
  r.fields = {{"Content-Disposition", disposition(shown, file->name)}, {"Content-Security-Policy", "sandbox; default-src 'none'"},
              {"Cache-Control", "private, max-age=86400, immutable"}};
  call.reply(std::move(r));
}

void agents(const Granted<Action::read_roster>& granted, Call& call) {
  const auto& tenant = granted.tenant().runtime;
  json::array items;
  tenant.state().agents.for_each([&](AgentId id, const Agent& agent) {
    items.push_back({{"id", to_text(id)}, {"name", agent_name(tenant, id)}, {"role", word(agent.role)}, {"active", agent.active}});
  });
  call.reply(json_response(200, json::object{{"items", std::move(items)}, {"nextCursor", nullptr}}));
}

void numbers(const Granted<Action::read_roster>& granted, Call& call) {
  const State& state = granted.tenant().runtime.state();
  json::array items;
  state.numbers.for_each([&](NumberId id, const Number& n) {
    const Account* account = state.accounts.find(n.account);
    const Service* service = state.services.find(n.service);
    items.push_back({{"id", to_text(id)}, {"channel", word(n.channel)}, {"address", n.address}, {"accountId", to_text(n.account)},
                     {"accountName", account ? account->name : ""}, {"serviceId", to_text(n.service)}, {"serviceName", service ? service->name : ""}, {"connected", is_connected(n)}});
  });
  call.reply(json_response(200, json::object{{"items", std::move(items)}, {"nextCursor", nullptr}}));
}

}  // namespace

std::optional<std::string> bytes_or_reply(Call& call, host::TenantRuntime& tenant, const std::optional<store::StoredFile>& file) {
  std::optional<std::string> bytes;
  try {
    if (file) bytes = tenant.files().get(file->sha256);
  } catch (const store::OutOfHandles&) {
    call.reply(http::overloaded());
    return {};
  }
  if (!bytes) call.reply(not_found());
  return bytes;
}

void add_media_route(Router& router) { router.on<Action::read_media>("GET", "/api/v1/media/{messageId}/{index}", media); }

void add_roster_routes(Router& router) {
  router.on<Action::read_roster>("GET", "/api/v1/agents", agents);
  router.on<Action::read_roster>("GET", "/api/v1/numbers", numbers);
}

}  // namespace tributary::api
