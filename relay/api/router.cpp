#include "relay/api/router.h"

#include <exception>
#include <utility>

#include "core/base/planted.h"
#include "relay/api/answers.h"
#include "relay/store/failure.h"

namespace tributary::api {

void Call::reply(http::Response response) {
  reply_when_durable([response = std::move(response)]() mutable { return std::move(response); });
}

void Call::reply_when_durable(std::function<http::Response()> make) {
  host::Round::Answer answer = [respond = std::move(respond_), make = std::move(make), asked = asked_](host::Committed committed) {
    http::Response response = committed == host::Committed::yes ? make() : committed == host::Committed::undone ? undone() : disk_full();
    asked.answered(response);
    respond(std::move(response));
  };
  of_ ? house_.round().answer(*of_, std::move(answer)) : house_.round().answer(std::move(answer));
}

http::Responder Call::take_responder() {
  return [respond = std::exchange(respond_, nullptr), asked = asked_](http::Response response) {
    asked.answered(response);
    respond(std::move(response));
  };
}

std::vector<std::string> Router::split(std::string_view path) {
  std::vector<std::string> segments;
  for (std::size_t at = 1; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    segments.emplace_back(path.substr(at, end - at));
    at = end + 1;
  }
  return segments;
}

bool Router::matches(const Route& route, const std::vector<std::string>& segments, std::vector<std::string>& parameters) {
  if (route.segments.size() != segments.size()) return false;
  parameters.clear();
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (route.segments[i].starts_with('{')) parameters.push_back(segments[i]);
    else if (route.segments[i] != segments[i]) return false;
  }
  return true;
}

void Router::handle(http::Request request, http::Responder respond) {
  ++requests_;
  const auto segments = split(request.path);
  Call call(house_, std::move(request), std::move(respond));
  std::string allow;
  const bool head = call.request.method == "HEAD";
  const std::string_view method = head ? std::string_view("GET") : std::string_view(call.request.method);
  for (const Route& route : routes_) {
    if (!matches(route, segments, call.parameters)) continue;
    if (route.method == method) return run(route, call);
    allow += (allow.empty() ? "" : ", ") + route.method;
  }
  if (allow.empty()) return call.reply(not_found());
  auto refused = error(405, "method_not_allowed", "This address does not take that method.");
  refused.fields.push_back({"Allow", allow});
  call.reply(std::move(refused));
}

// With a full disk reading, signing in and deleting go on (P9).
bool Router::goes_on_without_room(std::string_view method, std::string_view path) {
  return method == "GET" || method == "HEAD" || method == "DELETE" || path.starts_with("/api/v1/session");
}

// Nothing of it is kept, and nobody has answered: at once, with an id to ask for it by.
void Router::fail(Call& call) {
  if (call.is_open()) call.take_responder()(error(500, "internal", "Something went wrong on our side."));
}

void Router::run(const Route& route, Call& call) {
  call.came_to({&refusals_, &route.method, &route.pattern});
  if (house_.round().room() == host::Room::none && !goes_on_without_room(route.method, route.pattern)) {
    house_.owe_reconciling();  // it may have been a provider
    return call.reply(disk_full());
  }
  try {
    house_.round().whole([&] { route.handler(call); });
  } catch (const store::StorageFailed& failed) {  // of a file beside the log, or of system.db; a full log comes with the round
    if (failed.disk_full() && call.is_open()) return call.reply(disk_full());
    fail(call);
    throw;
  } catch (const std::exception&) {  // a bug; whoever handed the request over writes down which
    fail(call);
    throw;
  }
}

std::optional<Principal> Router::admit(Call& call) {
  auto principal = gate_.authenticate(call.request);
  if (!principal) {
    call.reply(error(401, "not_signed_in", "Sign in first: the session or token is missing, wrong or has ended."));
    return std::nullopt;
  }
  if (!per_tenant_.take(principal->tenant, Instant{house_.clock().steady_ms()})) {
    call.reply(too_many("too_many", "Your account asks for too much at once. Wait a little and try again.", per_tenant_.wait_ms()));
    return std::nullopt;
  }
  if (!reads(call) && !PLANTED(54) && gate_.from_cookie(call.request) && (!gate_.same_origin(call.request) || call.request.field("X-Requested-By").empty())) {
    call.reply(error(403, "cross_site", "This request did not come from the inbox's own page."));
    return std::nullopt;
  }
  if (!goes_on_without_room(call.request.method, call.request.path) && house_.tenants().at(principal->tenant)->quota.room() == host::Room::none) {
    call.reply(share_full());
    return std::nullopt;
  }
  return principal;
}

bool Router::reads(const Call& call) { return call.request.method == "GET" || call.request.method == "HEAD"; }

// Asked behind everything else, so that only what would be done counts.
bool Router::may_read(const host::ReadShares::Reader& reader, Call& call) {
  const auto wait_ms = house_.reads().wait_ms(reader, house_.round().commits());
  if (wait_ms) call.reply(too_many("too_many", "Your reading has had its share of the relay's time. Wait a little and try again.", *wait_ms));
  return !wait_ms;
}

void Router::refuse_action(Call& call) { call.reply(error(403, "not_allowed", "Your role does not allow this.")); }

std::vector<Router::Listed> Router::listed() const {
  std::vector<Listed> out;
  for (const Route& route : routes_) out.push_back({route.method, route.pattern, route.action});
  return out;
}

}  // namespace tributary::api
