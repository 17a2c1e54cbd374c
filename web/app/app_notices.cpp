// A notice goes while somebody stands on its button: by the press itself, by the key that takes back, with its time. The focus
// does not fall to the page then: it returns to where it was before, else to what is being worked in.
#include "web/app/app.h"
#include "web/app/library_pane.h"
#include "web/app/panes.h"

namespace tributary::app {

void App::leave_notice() {
  const std::uint64_t was = toast_focused_;
  for (const Toast& one : state_.toasts)
    if (one.number == was) return;
  toast_focused_ = 0;
  const Conversation* open = state_.open ? session_->state().conversations.find(state_.open) : nullptr;
  if (ui_.shows(before_toast_)) platform::focus(before_toast_);
  else if (state_.page == Page::library) platform::focus(nodes::library_search());
  else if (open && ui_.shows(nodes::log(open->thread))) platform::focus(nodes::log(open->thread));
  else if (state_.page == Page::inbox) focus_list();
}

}  // namespace tributary::app
