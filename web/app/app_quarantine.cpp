// A webhook in quarantine is tried again or set aside, and what the relay says to that.
#include <algorithm>

#include "web/app/app.h"
#include "web/app/http_bodies.h"
#include "web/app/node_id.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr std::int64_t tags = 1'000'000;  // so many stand between tag_quarantined and the next

}  // namespace

void App::settle_quarantined(const intent::Settle& wanted) {
  auto& items = state_.admin.quarantine;
  const auto one = std::find_if(items.begin(), items.end(), [&wanted](const QuarantineItem& item) { return item.id == wanted.item; });
  if (one == items.end()) return;
  state_.admin.sure_of = 0;
  one->busy = true;
  one->dismissing = wanted.dismiss;
  if (wanted.dismiss) platform::focus(node_id("quarantined", static_cast<std::uint64_t>(wanted.item)));  // its button is gone
  const std::string path = "/api/v1/admin/quarantine/" + std::to_string(wanted.item) + (wanted.dismiss ? "/dismiss" : "/replay");
  platform::fetch(tag_quarantined + static_cast<int>(wanted.item % tags), "POST", path, "");
}

void App::quarantine_answered(const platform::Event& event) {
  const bool good = event.status == 200;
  for (QuarantineItem& item : state_.admin.quarantine) {
    if (static_cast<int>(item.id % tags) != event.number - tag_quarantined) continue;
    item.busy = false;
    if (good) {
      (item.dismissing ? item.dismissed : item.replayed) = true;
      toast(std::string(item.dismissing ? words::dismissed : words::replayed), false);
      ask_health();
    } else {
      toast(words::formatted(item.dismissing ? words::dismiss_failed : words::replay_failed, {{"why", error_message_of(event.text)}}), true);
    }
  }
}

}  // namespace tributary::app
