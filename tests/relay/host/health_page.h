#pragma once
// The health page (docs/operations.md), read where an operator reads it: /api/v1/admin/health, as an admin.
#include <gtest/gtest.h>

#include "tests/relay/host/living_relay.h"

namespace tributary::test {

// One of its values; empty where it is not shown.
inline boost::json::object health_value(LivingRelay& relay, const std::string& admin, std::string_view id) {
  const boost::json::value page = relay.as(admin, "GET", "/api/v1/admin/health").json();
  for (const boost::json::value& one : page.at("values").as_array())
    if (one.at("id").as_string() == id) return one.as_object();
  return {};
}

class AtHealthPage : public ::testing::Test {
 protected:
  boost::json::object page() { return relay.as(admin, "GET", "/api/v1/admin/health").json().as_object(); }
  boost::json::object value(std::string_view id) { return health_value(relay, admin, id); }
  std::string level(std::string_view id) { return std::string(shown(id).at("level").as_string()); }
  std::string detail(std::string_view id) { return std::string(shown(id).at("detail").as_string()); }
  std::int64_t measured(std::string_view id) { return shown(id).at("value").as_int64(); }
  host::Machine& machine() { return relay.house->machine(); }

  LivingRelay relay;
  std::string token = relay.token({"conversations:read", "messages:send"}), admin = relay.token({"admin"});

 private:
  boost::json::object shown(std::string_view id) {
    boost::json::object found = value(id);
    EXPECT_FALSE(found.empty()) << "no value " << id;
    return found;
  }
};

}  // namespace tributary::test
