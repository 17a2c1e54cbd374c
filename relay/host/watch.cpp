#include "relay/host/watch.h"

#include <utility>

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
  decltype(red_) red;
  for (const auto& [id, tenant] : house_.tenants())
    for (const HealthValue& one : health_of(house_, *tenant).values) {
      if (one.level() != Level::red) continue;
      const auto key = red.emplace(id, one.id).first;
      if (!red_.contains(*key)) say_("ALARM " + id + " " + one.id + " = " + std::to_string(*one.value) + " (" + std::string(word(one.unit)) + "): " + one.meaning + " " + one.action);
    }
  for (const auto& [id, value] : red_)  // one that is shown no more is well too
    if (!red.contains({id, value})) say_("WELL " + id + " " + value);
  red_ = std::move(red);
}

}  // namespace tributary::host
