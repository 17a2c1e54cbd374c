// How the relay is, asked once a minute while an admin looks at the page.
#include "core/base/id_text.h"
#include "web/app/app.h"
#include "web/app/health_data.h"

namespace tributary::app {
namespace {

constexpr double asked_every_ms = 60'000;

}  // namespace

void App::tend_health() {
  const auto& welcome = session_->welcome();
  if (!welcome || welcome->role != Role::admin || !state_.page_visible || state_.page == Page::sign_in) return;
  const double left = state_.admin.health_asked_ms + asked_every_ms - platform::now_ms();
  if (state_.admin.health_asked_ms > 0 && left > 0) return platform::wake_after(left);
  ask_health();
}

void App::ask_health() {
  state_.admin.health_asked_ms = platform::now_ms();
  platform::fetch(tag_health, "GET", "/api/v1/admin/health", "");
}

bool App::health_fetched(const platform::Event& event) {
  if (event.number < tag_health || event.number > tag_released) return false;
  AdminData& admin = state_.admin;
  const bool good = event.status >= 200 && event.status < 300;
  if (session_->welcome()) admin.me = to_text(session_->welcome()->agent);
  if (event.number == tag_health) {
    admin.health_failed = !good;
    if (good) admin.health = health_of(event.text);
  } else if (event.number != tag_users) {
    administered(event, good);
  } else if (good) {
    admin.people.people = people_of(event.text);
  } else {
    admin.failed = true;
  }
  return true;
}

}  // namespace tributary::app
