#pragma once
// What every pane is given: read the session and the state, draw with the ui, say what the person wants.
#include "core/sync/client_session.h"
#include "web/app/inbox_rows.h"
#include "web/app/intent.h"
#include "web/app/ui.h"
#include "web/app/ui_state.h"

namespace tributary::app {

struct Frame {
  Ui& ui;
  const ClientSession& session;
  UiState& state;
  const InboxRows& inbox;
  Intents& intents;
  Instant now;  // the relay's clock
  bool wants_minute = false;  // something on the screen counts minutes
  bool wants_frame = false;   // something moved that must be drawn once more

  const State& data() const { return session.state(); }
  const Words& words() const { return session.words(); }
  AgentId me() const { return session.welcome() ? session.welcome()->agent : AgentId{}; }
  bool admin() const { return session.welcome() && session.welcome()->role == Role::admin; }
  bool narrow() const { return ui.screen().width < size::narrow_below; }
  void want(Intent intent) { intents.push_back(std::move(intent)); }
  // The conversation on the screen, when it is known.
  const Conversation* open() const { return state.open ? data().conversations.find(state.open) : nullptr; }
};

}  // namespace tributary::app
