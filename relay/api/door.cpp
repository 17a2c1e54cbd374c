#include "relay/api/door.h"

#include <boost/json.hpp>

#include "core/base/planted.h"
#include "relay/api/accounts_api.h"
#include "relay/api/admin_api.h"
#include "relay/api/answers.h"
#include "relay/api/client_address.h"
#include "relay/api/contacts_api.h"
#include "relay/api/drafts_api.h"
#include "relay/api/conversations_api.h"
#include "relay/api/health_api.h"
#include "relay/api/labels_api.h"
#include "relay/api/media_api.h"
#include "relay/api/notes_api.h"
#include "relay/api/outgoing_api.h"
#include "relay/api/preferences_api.h"
#include "relay/api/sending_api.h"
#include "relay/api/search_api.h"
#include "relay/api/templates_api.h"
#include "relay/api/uploads_api.h"
#include "relay/api/users_api.h"
#include "relay/api/work_api.h"
#include "relay/host/agent_socket.h"
#include "relay/host/memory.h"

namespace tributary::api {

namespace {

constexpr std::size_t body_bytes_max = 64 * 1024;  // of our own API: the largest is a reply
constexpr std::string_view socket_path = "/api/v1/socket";

http::Response no_place() { return not_now("too_many_sockets", "As many pages and programs of yours are connected as may be. Close some, or try again later."); }

bool has_body(const http::Request& head) {
  return !head.field("Transfer-Encoding").empty() || (!head.field("Content-Length").empty() && head.field("Content-Length") != "0");
}

// Files of customers, of the page, and the description of our API.
bool may_be_large(std::string_view path) {
  return !path.starts_with("/api/") ? !path.starts_with("/hooks/") : path.starts_with("/api/v1/media/") || path == "/api/v1/openapi.yaml";
}

// "host:port" of the Host field and of the configured address, for comparing.
std::string authority(const http::Url& url) {
  const bool usual = url.port == (url.scheme == "https" ? 443 : 80);
  return usual ? url.host : url.host + ":" + std::to_string(url.port);
}

}  // namespace

FrontDoor::FrontDoor(host::House& house, std::span<const assets::File> page, std::string_view openapi)
    : house_(house), router_(house), sessions_(house), hooks_(house), page_(house, page), openapi_(openapi), sockets_([] { return 0; }), overload_(house.io(), house.clock(), [this] { return load(); }) {
  overload_.tell_of_refused_webhooks([this] { house_.owe_reconciling(); });
  overload_.tell_of_refusals([this](const http::Response& refusal) { note_unseen(refusal); });
  overload_.share_between([this](const http::Request& request) { return hooks_.whose(request.path); });
  memory_budget_ = house.config().memory_budget ? house.config().memory_budget : host::memory_limit() / 10 * 7;
  sessions_.add_routes(router_);
  hooks_.add_routes(router_);
  add_conversation_routes(router_);
  add_search_routes(router_);
  add_reply_route(router_, send_limits_);
  add_media_route(router_);
  add_upload_routes(router_);
  add_file_links(router_);
  add_roster_routes(router_);
  add_template_routes(router_);
  add_tag_routes(router_);
  add_team_routes(router_);
  add_saved_reply_routes(router_);
  add_note_routes(router_);
  add_draft_routes(router_);
  add_preference_routes(router_);
  add_work_routes(router_);
  add_sending_routes(router_, send_limits_);
  add_outgoing_routes(router_, send_limits_);
  add_contact_routes(router_);
  add_admin_routes(router_);
  add_account_routes(router_);
  add_health_routes(router_);
  add_user_routes(router_);
  add_system_routes();
  page_.add_routes(router_);
}

void FrontDoor::add_system_routes() {
  router_.open("GET", "/healthz", [this](Call& call) {
    call.reply(json_response(stopping_ ? 503 : 200, boost::json::object{{"status", stopping_ ? "stopping" : "ok"}}));
  });
  router_.open("GET", "/metrics", [this](Call& call) {
    http::Response r;
    r.content_type = "text/plain; version=0.0.4; charset=utf-8";
    r.body = metrics();
    call.reply(std::move(r));
  });
  router_.open("GET", "/api/v1/openapi.yaml", [this](Call& call) {
    http::Response r;
    r.content_type = "application/yaml";
    r.body = openapi_;
    call.reply(std::move(r));
  });
  router_.open("GET", "/api/v1/socket", [](Call& call) {
    call.reply(error(400, "upgrade_required", "This address speaks WebSocket, subprotocol tributary.v1."));
  });
}

http::Door FrontDoor::door() {
  http::Door door;
  door.body_bytes_max = [](std::string_view, std::string_view path) {
    const bool hook = path.starts_with("/api/v1/webhooks/") || path.starts_with("/hooks/");
    return hook ? hook_body_bytes_max : body_bytes_max;
  };
  door.stream = [this](const http::Request& head) {
    if (has_body(head) && overload_.refuses_body(head)) {
      if (host::Overload::kind_of(head) == host::Overload::Kind::webhook) house_.owe_reconciling();
      http::Response later = overload_.refusal();
      note_unseen(later);
      return http::BodyPlan{{}, 0, std::move(later)};
    }
    http::BodyPlan plan = plan_upload(house_, router_.gate(), head);
    if (plan.refused) router_.refusals().note("POST", "/api/v1/uploads", *plan.refused);
    return plan;
  };
  door.request = [this](http::Request request, http::Responder respond) {
    http::Response refusal;
    if (!host_is_ours(request, refusal)) return respond(std::move(refusal));
    request.peer = client_address(request, house_.config().trusted_proxies);
    if (too_fast(request)) {
      http::Response wait = too_many("too_many", "Too many requests from this address. Wait a little and try again.", per_address_.wait_ms());
      note_unseen(wait);
      return respond(std::move(wait));
    }
    overload_.admit(std::move(request), std::move(respond), [this](http::Request admitted, http::Responder answer) { router_.handle(std::move(admitted), std::move(answer)); });
  };
  door.refused = [this](const http::Response& refusal) { note_unseen(refusal); };
  door.large = may_be_large;
  door.always = [](std::string_view path) { return path == "/healthz" || path == "/metrics"; };
  door.upgrade = [this](const http::Request& request, http::Response& refusal) {
    auto socket = upgrade(request, refusal);
    if (!socket) router_.refusals().note("GET", socket_path, refusal);
    return socket;
  };
  door.now_ms = [this] { return PLANTED(72) ? house_.clock().steady_ms() : house_.clock().line_ms(); };
  return door;
}

// Before anybody looked where it was to go.
void FrontDoor::note_unseen(const http::Response& refusal) { router_.refusals().note("-", "-", refusal); }

// The process's memory is asked of the system a few times a second and every few dozen requests, not for each.
host::Load FrontDoor::load() const {
  constexpr std::int64_t fresh_ms = 250;
  constexpr int fresh_for = 32;
  if (const std::int64_t now = house_.clock().steady_ms(); memory_read_ms_ == 0 || now - memory_read_ms_ > fresh_ms || ++asked_since_ > fresh_for) {
    memory_used_ = host::memory_used();
    memory_read_ms_ = now;
    asked_since_ = 0;
  }
  return {memory_used_, memory_budget_, overload_.waiting_bytes(), house_.round().oldest_ms(), house_.config().commit_ms_max};
}

// Webhooks are never counted: behind a proxy a stranger has the provider's address, and their signature says who they are.
bool FrontDoor::too_fast(const http::Request& request) {
  const auto kind = host::Overload::kind_of(request);
  if (kind == host::Overload::Kind::always || kind == host::Overload::Kind::webhook || host::is_loopback(request.peer)) return false;
  return !per_address_.take(counted_address(request.peer), Instant{house_.clock().steady_ms()});
}

// Taken apart once for each address that was configured, not for each request. Empty: none that can be read.
const std::string& FrontDoor::configured_authority() const {
  if (authority_of_ != house_.config().public_url) {
    authority_of_ = house_.config().public_url;
    const auto configured = http::parse_url(authority_of_);
    authority_ = configured ? authority(*configured) : "";
  }
  return authority_;
}

// Pages opened under the other loopback name go to the configured one, where the cookie is.
bool FrontDoor::host_is_ours(const http::Request& request, http::Response& refusal) const {
  const std::string_view host = request.field("Host");
  if (!host.empty() && host == configured_authority()) return true;
  const std::string name(host.substr(0, host.rfind(':')));
  if (!host::is_loopback(name) && !host::is_loopback(std::string(host))) {
    refusal = error(421, "unknown_host", "This relay does not serve that host name.");
    return false;
  }
  const bool opens_page = (request.method == "GET" || request.method == "HEAD") && (request.path == "/" || request.path == "/index.html");
  if (!opens_page || !host::public_url_is_loopback(house_.config())) return true;
  refusal = http::Response{};
  refusal.status = 307;
  refusal.fields.push_back({"Location", house_.config().public_url + "/"});
  return false;
}

std::unique_ptr<http::WebSocketHandler> FrontDoor::upgrade(const http::Request& request, http::Response& refusal) {
  const Gate& gate = router_.gate();
  if (overload_.refuses(host::Overload::Kind::connect)) return refusal = overload_.refusal(), nullptr;
  if (stopping_) return refusal = not_now("stopping", "The relay is restarting. Try again in a moment."), nullptr;
  if (!host_is_ours(request, refusal)) return nullptr;
  if (request.path != socket_path) return refusal = not_found(), nullptr;
  const bool cookie = gate.from_cookie(request);
  if (cookie && !gate.same_origin(request)) return refusal = error(403, "cross_site", "This request did not come from the inbox's own page."), nullptr;
  auto principal = gate.authenticate(request);
  if (!principal) return refusal = error(401, "not_signed_in", "Sign in first: the session or token is missing, wrong or has ended."), nullptr;
  if (!gate.grant<Action::open_socket>(*principal)) return refusal = error(403, "not_allowed", "Your role does not allow this."), nullptr;
  if (has_its_share(principal->tenant)) return refusal = no_place(), nullptr;
  return socket_of(*principal, cookie);
}

bool FrontDoor::has_its_share(const std::string& tenant) const {
  const auto most = house_.tenant_sockets_max();
  return most && house_.tenants().at(tenant)->runtime.hub().places_taken() >= *most && !PLANTED(142);
}

// A cookie alone opens nothing: the first frame must carry a ticket made for the same session.
std::unique_ptr<http::WebSocketHandler> FrontDoor::socket_of(const Principal& principal, bool needs_ticket) {
  auto granted = router_.gate().grant<Action::open_socket>(principal);
  const auto who = std::make_shared<const Principal>(principal);  // one for all that asks about it: there are thousands of sockets
  auto& runtime = granted->tenant().runtime;
  auto sign_in = [this, who, needs_ticket](const wire::Hello& hello) -> std::optional<Backend::SignedIn> {
    if (needs_ticket) {
      auto owner = sessions_.use_ticket(hello.ticket, who->tenant);
      if (!owner || owner->agent != who->agent || owner->session_secret != who->session_secret) return std::nullopt;
    }
    if (!router_.gate().still_valid(*who)) return std::nullopt;
    std::string notice;
    for (const auto& [id, account] : house_.tenants().at(who->tenant)->accounts.all())
      if (account.polls) notice = "Twilio cannot reach this computer, so messages and ticks are asked for every 10 seconds.";
    return Backend::SignedIn{{who->agent, who->role}, who->name, house_.system().tenant_name(who->tenant), notice};
  };
  auto still_valid = [this, who](bool heard) {
    const bool valid = router_.gate().still_valid(*who);
    if (valid && heard && who->kind == Principal::Kind::agent) house_.system().touch_session(who->session_secret, house_.clock().never_back());
    return valid;
  };
  host::Desk::Author author;
  author.kind = principal.kind == Principal::Kind::agent ? ActorKind::agent : ActorKind::automation;
  author.may = [who](const Command& command) {
    auto action = action_of(command);
    return action && allowed(*who, *action);
  };
  author.too_fast = [this, who](const Command& command) {
    return action_of(command) == Action::send_messages && !send_limits_.take(*who, house_.clock().now());
  };
  return std::make_unique<host::AgentSocket>(house_.io(), house_.config(), runtime, std::move(author), std::move(sign_in), std::move(still_valid), page_.build());
}

// Anybody may ask, at any time and as often as they like: it is measured once a second for all of them.
const std::string& FrontDoor::metrics() {
  constexpr std::int64_t fresh_ms = 1000;
  const std::int64_t now = house_.clock().steady_ms();
  if (metrics_.empty() || now - metrics_ms_ >= fresh_ms) metrics_ = measured(), metrics_ms_ = now;
  return metrics_;
}

std::string FrontDoor::measured() const {
  std::string out;
  auto line = [&](const char* name, const char* kind, const char* help, std::uint64_t value) {
    out.append("# HELP tributary_").append(name).append(" ").append(help).append("\n# TYPE tributary_").append(name).append(" ").append(kind);
    out.append("\ntributary_").append(name).append(" ").append(std::to_string(value)).append("\n");
  };
  std::uint64_t waiting = 0, sending = 0, events = 0, conversations = 0, recovered = 0, statements = 0, lined_up = 0, out_of_turn = 0, unread = 0;
  for (const auto& [id, tenant] : house_.tenants()) {
    waiting += tenant->courier.waiting(), sending += tenant->courier.in_flight(), events += tenant->runtime.head();
    conversations += tenant->runtime.state().conversation_count, recovered += tenant->reconciler.recovered();
    statements += tenant->runtime.store().statements(), lined_up += tenant->turn.waiting(), out_of_turn += tenant->turn.refused(), unread += tenant->searcher.behind();
  }
  line("requests_total", "counter", "HTTP requests handled.", router_.requests());
  line("webhooks_accepted_total", "counter", "Webhooks with a good signature.", hooks_.taken());
  line("webhooks_refused_total", "counter", "Webhooks refused for their signature.", hooks_.refused());
  line("events_total", "counter", "Lines of all logs.", events);
  line("conversations", "gauge", "Conversations of all tenants.", conversations);
  line("outgoing_waiting", "gauge", "Messages queued for a provider.", waiting);
  line("outgoing_sending", "gauge", "Messages being handed to a provider.", sending);
  line("recovered_messages_total", "counter", "Messages only the provider's list brought.", recovered);
  line("store_statements_total", "counter", "SQL statements since the start, of all tenants.", statements);
  line("search_lines_behind", "gauge", "Lines of the logs that the search index has not read yet.", unread);
  line("commits_total", "counter", "Rounds made durable.", house_.round().commits());
  line("clock_steps_total", "counter", "Times the computer's clock was set by more than 30 s.", house_.clock_steps());
  const host::Load now = overload_.load();
  line("refused_overload_total", "counter", "Requests refused because too much was asked.", overload_.refused());
  line("webhooks_held", "gauge", "Webhooks that wait for room.", overload_.held());
  line("webhooks_in_line", "gauge", "Webhooks that wait for their tenant's next turn.", lined_up);
  line("refused_out_of_turn_total", "counter", "Webhooks told to come later, because too many of their tenant wait before them.", out_of_turn);
  line("refused_reads_total", "counter", "Reads told to come later, because whoever asked has had a share of the relay's time.", house_.reads().refused());
  line("memory_bytes", "gauge", "Memory of this process, without mapped files.", now.memory);
  line("memory_budget_bytes", "gauge", "Above it requests are refused and sockets ended.", now.memory_budget);
  line("oldest_uncommitted_ms", "gauge", "How long the oldest has waited for its commit.", static_cast<std::uint64_t>(now.oldest_ms));
  line("sockets", "gauge", "Open WebSockets.", static_cast<std::uint64_t>(sockets_()));
  return out + health_metrics(house_);
}

}  // namespace tributary::api
