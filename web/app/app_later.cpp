// The program comes in two parts (web/later.txt). What opens something of the second waits for it: nothing changes until it is
// here, so that the focus and the fields find what they are meant for. Whatever else calls it is called all the same (js/later.js).
#include "web/app/app.h"
#include "web/app/people_state.h"

namespace tributary::app {
namespace {

template <class... Any>
bool is_one_of(const Intent& wanted) { return (std::holds_alternative<Any>(wanted) || ...); }

bool opens_later(const Intent& wanted) {
  using What = intent::Compose::What;
  if (const auto* compose = std::get_if<intent::Compose>(&wanted)) return compose->what >= What::open_templates || compose->what == What::open_menu;
  if (const auto* edit = std::get_if<intent::EditContact>(&wanted)) return edit->part != ContactPart::none;
  return is_one_of<intent::OpenPalette, intent::EditNotSent, intent::OpenSheet, intent::OpenForm, intent::OpenLightbox, intent::OpenListMenu, intent::AskMenu, intent::ToggleAssignMenu,
                   intent::ToggleMoreMenu, intent::ToggleSnoozeMenu, intent::ChangePicked, intent::SnoozePicked, intent::ReadCard>(wanted);
}

}  // namespace

bool App::waits_for_later(const Intent& wanted) {
  if (!opens_later(wanted) || platform::later_here()) return false;
  waiting_ = wanted;  // what was asked for last
  state_.coming = true;
  platform::kick(1);
  return true;
}

void App::tend_later() {
  const bool stands = state_.page == Page::sign_in || (session_->welcome() && session_->link() == ClientSession::Link::live);
  if (stands && !later_asked_) platform::bring_later();
  later_asked_ = later_asked_ || stands;
  if (!waiting_ || !platform::later_here()) return;
  state_.coming = false;
  const Intent wanted = *std::exchange(waiting_, std::nullopt);
  if (state_.page != Page::sign_in) act(wanted);
}

}  // namespace tributary::app
