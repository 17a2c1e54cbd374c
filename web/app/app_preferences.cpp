// Preferences follow the person: the relay is asked for them when the connection stands, when the page is looked at again and
// when it says that they are others, and told what was changed here, a moment after the last change; then the other tabs of
// this browser ask it too, also one without a socket. What was changed without a network is told with the next one.
#include <utility>

#include "core/base/id_text.h"
#include "core/wire/document.h"
#include "web/app/app.h"
#include "web/app/body_reading.h"
#include "web/app/people_bodies.h"
#include "web/app/reason_words.h"
#include "web/app/shared_preferences.h"

namespace tributary::app {
namespace {

constexpr std::string_view path = "/api/v1/me/preferences";
constexpr double again_ms = 30'000, soon_ms = 1'000;

std::string change_body(const Shared& changes) {
  boost::json::object object;
  object["values"] = changes;
  return wire::document_text(object);
}

}  // namespace

// Whoever used this browser before took along what the relay has of theirs. Views that it never heard of wait for them.
void App::take_over_preferences(const std::string& before, const std::string& me) {
  const Told told = told_of(preferences_.told);
  std::erase_if(state_.prefs.views, [&](const SavedView& one) { return one.agent == before && told.values.contains("view/" + one.name); });
  state_.prefs = begun_anew(state_.prefs, me);
  preferences_.told = told_text({me, {}});
  keep_preferences();
}

// The first time in this browser the relay is only asked: what it has counts, what it lacks is told it next.
void App::share_preferences() {
  const std::string me = to_text(session_->welcome()->agent);
  const std::string before = told_of(preferences_.told).agent;
  if (!before.empty() && before != me) take_over_preferences(before, me);
  Told told = told_of(preferences_.told);
  const Shared here = shared_of(state_.prefs, me);
  const Shared changes = before.empty() ? Shared() : changes_since(told.values, here);
  preferences_.due_ms = 0;
  if (changes.empty() && preferences_.heard) return;
  preferences_.asked = wire::document_text(here);
  preferences_.busy = true;
  preferences_.changing = !changes.empty();
  if (changes.empty()) return platform::fetch(tag_preferences, "GET", path, "");
  doubt(told.values, changes);
  preferences_.told = told_text(told);
  keep_told();
  platform::fetch(tag_preferences, "PATCH", path, change_body(changes));
}

void App::preferences_answered(const platform::Event& event) {
  preferences_.busy = false;
  if (event.status != 200) return preferences_refused(event);
  preferences_.revision = body::text(body::parsed(event.text), "revision");
  const std::string said = std::exchange(preferences_.said, {});
  preferences_.heard = !std::exchange(preferences_.anew, false) && (said.empty() || said == preferences_.revision);
  if (preferences_.changing) platform::tell_tabs(platform::Told::preferences);
  const Told heard = told_of(event.text);
  const std::string me = session_->welcome() ? to_text(session_->welcome()->agent) : std::string();
  if (heard.agent.empty() || heard.agent != me) return;
  const boost::json::value asked = body::parsed(preferences_.asked);
  if (!asked.is_object()) return;
  const Told told = told_of(preferences_.told);
  state_.prefs = with_shared(state_.prefs, me, merged({asked.get_object(), shared_of(state_.prefs, me), told.values, heard.values}));
  preferences_.told = told_text(heard);
  if (!keep_preferences()) keep_told();
  const bool more = !changes_since(heard.values, shared_of(state_.prefs, me)).empty();
  preferences_.due_ms = more ? platform::now_ms() + soon_ms : 0;
}

// What the relay had no time for is asked again. What it will not take stays in this browser, and its person hears why.
void App::preferences_refused(const platform::Event& event) {
  const bool unheard = event.status == 0 || event.status == 429 || event.status >= 500;
  preferences_.heard = preferences_.heard || !unheard;
  preferences_.due_ms = unheard ? platform::now_ms() + again_ms : 0;
  const ErrorOfBody error = error_of(event.text);
  if (event.status == 413 || event.status == 422) toast(refusal_words(error.code, error.message), true);
}

}  // namespace tributary::app
