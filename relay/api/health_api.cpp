#include "relay/api/health_api.h"

#include <boost/json.hpp>
#include <map>

#include "relay/api/answers.h"
#include "relay/host/health.h"

namespace tributary::api {

namespace json = boost::json;

namespace {

constexpr std::size_t troubles_shown_max = 20;

json::object value_json(const host::HealthValue& one) {
  return {{"id", one.id}, {"level", host::word(one.level())}, {"value", one.value ? json::value(*one.value) : json::value(nullptr)}, {"unit", host::word(one.unit)},
          {"lowIsBad", one.low_is_bad}, {"attention", one.attention}, {"red", one.red}, {"meaning", one.meaning}, {"action", one.action}, {"detail", one.detail}};
}

// For pages that say it in the words of their language; the value's detail says it in English.
json::value books_json(const std::optional<host::Conservation::Checked>& checked) {
  if (!checked) return nullptr;
  const auto& sum = checked->sum;
  return json::object{{"queued", sum.queued_ever}, {"accepted", sum.accepted}, {"failed", sum.failed}, {"cancelled", sum.cancelled}, {"unknown", sum.unknown}, {"inFlight", sum.in_flight}};
}

json::value instant_json(std::optional<Instant> at) { return at ? json::value(iso8601(*at)) : json::value(nullptr); }

json::object health_json(host::House& house, host::Tenant& tenant) {
  const host::Health health = host::health_of(house, tenant);
  json::array values, troubles;
  for (const auto& one : health.values) values.push_back(value_json(one));
  for (const auto& one : tenant.runtime.troubles().last()) {
    if (troubles.size() == troubles_shown_max) break;
    troubles.push_back({{"at", iso8601(one.at)}, {"what", one.what}, {"code", one.code}});
  }
  const auto& checked = tenant.conservation.last();
  return {{"at", iso8601(health.at)}, {"level", host::word(health.worst())}, {"values", std::move(values)}, {"errors", std::move(troubles)},
          {"sendingHeld", tenant.courier.held()}, {"lastBackup", instant_json(house.last_backup())},
          {"booksChecked", instant_json(checked ? std::optional(checked->at) : std::nullopt)}, {"books", books_json(checked)}, {"listReadUntil", instant_json(tenant.reconciler.complete_until())}};
}

}  // namespace

void add_health_routes(Router& router) {
  router.on<Action::read_diagnoses>("GET", "/api/v1/admin/health", [](const auto& granted, Call& call) { call.reply(json_response(200, health_json(call.house(), granted.tenant()))); });
  router.on<Action::release_sending>("POST", "/api/v1/admin/sending/release", [](const auto& granted, Call& call) {
    granted.tenant().courier.release();
    call.reply(json_response(200, health_json(call.house(), granted.tenant())));
  });
}

std::string health_metrics(host::House& house) {
  struct Worst { host::Level level = host::Level::ok; std::optional<std::int64_t> value; };
  std::map<std::string, Worst> worst;
  for (const auto& [id, tenant] : house.tenants())
    for (const auto& one : host::health_of(house, *tenant).values) {
      Worst& w = worst[one.id];
      const bool beyond = one.value && (!w.value || (one.low_is_bad ? *one.value < *w.value : *one.value > *w.value));
      if (beyond) w.value = one.value;
      w.level = std::max(w.level, one.level());
    }
  std::string levels = "# HELP tributary_health_level 0 ok, 1 attention, 2 red; docs/operations.md says what to do.\n# TYPE tributary_health_level gauge\n";
  std::string values = "# HELP tributary_health_value What was measured: milliseconds, bytes or a count.\n# TYPE tributary_health_value gauge\n";
  for (const auto& [id, w] : worst) {
    levels += "tributary_health_level{check=\"" + id + "\"} " + std::to_string(static_cast<int>(w.level)) + "\n";
    if (w.value) values += "tributary_health_value{check=\"" + id + "\"} " + std::to_string(*w.value) + "\n";
  }
  return levels + values;
}

}  // namespace tributary::api
