#include "relay/host/watch.h"

#include "relay/host/health.h"
#include "relay/host/house.h"

namespace tributary::host {

namespace {
constexpr std::chrono::seconds between{60};
}  // namespace

Watch::Watch(House& house, Say say) : house_(house), say_(std::move(say)), timer_(house.io()) {}

void Watch::start() {
  timer_.expires_after(between);
  timer_.async_wait([this](boost::system::error_code ec) {
    if (ec) return;
    look();
    start();
  });
}

void Watch::look() {
  for (const auto& [id, tenant] : house_.tenants())
    for (const HealthValue& one : health_of(house_, *tenant).values) {
      const std::pair<std::string, std::string> key{id, one.id};
      const bool red = one.level() == Level::red;
      if (red && red_.insert(key).second) say_("ALARM " + id + " " + one.id + " = " + std::to_string(*one.value) + " (" + std::string(word(one.unit)) + "): " + one.meaning + " " + one.action);
      if (!red && red_.erase(key) > 0) say_("WELL " + id + " " + one.id);
    }
}

}  // namespace tributary::host
