// What an admin does about the relay and about people, and what becomes of it.
#include <string>

#include "web/app/app.h"
#include "web/app/health_pane.h"
#include "web/app/http_bodies.h"
#include "web/app/words_health.h"

namespace tributary::app {
namespace {

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

void App::administered(const platform::Event& event, bool good) {
  AdminData& admin = state_.admin;
  const bool added = event.number == tag_user_added, released = event.number == tag_released;
  if (released) {
    admin.releasing = false;
    if (good) admin.health = health_of(event.text);
  } else {
    for (Person& one : admin.people.people) one.busy = false;
    if (added) admin.adding = false;
    platform::fetch(tag_users, "GET", users_path, "");
  }
  if (good && added) {
    const AddedPerson person = added_person_of(event.text);
    admin.people.link = person.link;
    admin.people.link_of = person.name;
    admin.people.typed.clear();
    return platform::set_field_text(nodes::new_person(), "");
  }
  if (good) return toast(std::string(words::health::done), false);
  std::string why = words::formatted(words::health::failed, {{"why", error_message_of(event.text)}});
  if (!added || state_.page != Page::admin) return toast(std::move(why), true);
  platform::announce(why, true);
  platform::focus(nodes::new_person());
  admin.people.problem = std::move(why);
}

}  // namespace tributary::app
