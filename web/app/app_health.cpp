// How the relay is, asked once a minute while an admin looks at the page, and what an admin does about it.
#include "core/base/id_text.h"
#include "web/app/app.h"
#include "web/app/health_pane.h"
#include "web/app/http_bodies.h"
#include "web/app/words_health.h"

namespace tributary::app {
namespace {

constexpr double asked_every_ms = 60'000;
constexpr const char* users_path = "/api/v1/admin/users";

const char* path_of(intent::Administer::What what) {
  using What = intent::Administer::What;
  switch (what) {
    case What::activate: return "/activate";
    case What::deactivate: return "/deactivate";
    case What::sign_out: return "/sign-out";
    default: return "/role";
  }
}

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

void App::administer(const intent::Administer& wanted) {
  using What = intent::Administer::What;
  AdminData& admin = state_.admin;
  if (wanted.what == What::release) {
    admin.releasing = true;
    return platform::fetch(tag_released, "POST", "/api/v1/admin/sending/release", "");
  }
  if (wanted.what == What::add) {
    admin.adding = true;
    admin.people.problem.clear();
    return platform::fetch(tag_user_added, "POST", users_path, new_person_body(admin.people.typed));
  }
  for (Person& one : admin.people.people)
    if (one.id == wanted.person) one.busy = true;
  const bool role = wanted.what == What::make_admin || wanted.what == What::make_agent;
  const char* body = !role ? "" : wanted.what == What::make_admin ? R"({"role":"admin"})" : R"({"role":"agent"})";
  platform::fetch(tag_user_changed, "POST", std::string(users_path) + "/" + wanted.person + path_of(wanted.what), body);
}

bool App::health_fetched(const platform::Event& event) {
  if (event.number < tag_health || event.number > tag_released) return false;
  AdminData& admin = state_.admin;
  const bool good = event.status >= 200 && event.status < 300;
  if (session_->welcome()) admin.me = to_text(session_->welcome()->agent);
  if (event.number == tag_health || event.number == tag_released) {
    admin.releasing = false;
    if (event.number == tag_health) admin.health_failed = !good;
    if (good) admin.health = health_of(event.text);
    if (good && event.number == tag_released) toast(std::string(words::health::done), false);
  } else if (event.number == tag_users) {
    if (good) admin.people.people = people_of(event.text);
    else admin.failed = true;
    return true;
  } else {
    for (Person& one : admin.people.people) one.busy = false;
    const bool added = event.number == tag_user_added;
    if (added) admin.adding = false;
    if (good && added) {
      const AddedPerson person = added_person_of(event.text);
      admin.people.link = person.link;
      admin.people.link_of = person.name;
      admin.people.typed.clear();
      platform::set_field_text(nodes::new_person(), "");
    } else if (good) {
      toast(std::string(words::health::done), false);
    }
    platform::fetch(tag_users, "GET", users_path, "");
  }
  if (good || event.number == tag_health) return true;
  std::string why = words::formatted(words::health::failed, {{"why", error_message_of(event.text)}});
  if (event.number != tag_user_added || state_.page != Page::admin) return toast(std::move(why), true), true;
  platform::announce(why, true);
  platform::focus(nodes::new_person());
  admin.people.problem = std::move(why);
  return true;
}

}  // namespace tributary::app
