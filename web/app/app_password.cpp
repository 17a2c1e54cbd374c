// A person's own password (who signed in by a link has none yet). The relay ends every session and socket of
// theirs but the one its answer opens: this page goes on with that one, and nobody at it notices.
#include "core/base/text.h"
#include "web/app/app.h"
#include "web/app/form.h"
#include "web/app/form_pane.h"
#include "web/app/password_form.h"
#include "web/app/people_bodies.h"
#include "web/app/reason_words.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr std::size_t characters_min = 12, bytes_max = 1024;

std::string own(std::string_view words) { return std::string(words); }

// As typed: a blank belongs to it.
const std::string& typed(FormState& form, int index) { return form.text[nodes::form_field(index)]; }

}  // namespace

void password_form(Frame& f, Rect page) {
  Form form(f, page, words::people::password_title, words::people::save);
  form.say("password-hint", words::people::password_hint);
  if (f.state.has_password) form.text(current_password, words::people::password_current, platform::node_password);
  form.text(new_password, words::people::password_new, platform::node_password | platform::node_new_password);
  form.text(again_password, words::people::password_again, platform::node_password | platform::node_new_password);
  form.end();
}

void password_first_texts(FormState& form) {
  for (const int index : {current_password, new_password, again_password}) form.text.emplace(nodes::form_field(index), std::string());
}

void App::change_password() {
  FormState& form = state_.form;
  if (form.busy) return;
  const std::string wanted = typed(form, new_password);
  if (code_points(wanted) < characters_min) return wrong_in(new_password, own(words::people::password_short));
  if (wanted.size() > bytes_max) return wrong_in(new_password, own(words::people::password_long));
  if (typed(form, again_password) != wanted) return wrong_in(again_password, own(words::people::password_differs));
  if (session_->link() != ClientSession::Link::live) return void(form.error = own(words::people::password_offline));
  form.busy = true;
  link_.hold(true);
  platform::fetch(tag_password, "POST", "/api/v1/me/password", password_body(typed(form, current_password), wanted));
}

void App::password_answered(const platform::Event& event) {
  link_.hold(false);
  const bool shown = state_.dialog.kind == Dialog::password_form && state_.form.busy;  // not left, nor opened again
  if (shown) state_.form.busy = false;
  if (event.status >= 200 && event.status < 300) {
    state_.has_password = true;
    if (shown) close_dialog();
    return toast(own(words::people::password_changed), false);
  }
  const ErrorOfBody error = error_of(event.text);
  std::string why = error.code.empty() ? own(words::people::password_unclear) : refusal_words(error.code, error.message);
  const bool wrong = error.code == "wrong_sign_in";
  if (wrong) why = own(state_.has_password ? words::people::password_wrong : words::people::password_needed);
  if (wrong) state_.has_password = true;  // set in another tab: from now on its field is there
  if (error.code == "too_many_tries") why = own(words::sign_in_too_many);
  if (!shown) return toast(why, true);
  if (wrong) wrong_in(current_password, why);
  else state_.form.error = why;
  platform::announce(why, true);
}

}  // namespace tributary::app
