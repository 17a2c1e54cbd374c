#pragma once
// What every pane is given: read the session and the state, draw with the ui, say what the person wants.
#include <vector>

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
  std::vector<Suggestion> at_caret = {};  // the list that hangs there, asked once for all who draw by it

  const State& data() const { return session.state(); }
  const Words& words() const { return session.words(); }
  AgentId me() const { return session.welcome() ? session.welcome()->agent : AgentId{}; }
  bool admin() const { return session.welcome() && session.welcome()->role == Role::admin; }
  bool narrow() const { return ui.screen().width < size::narrow_below; }
  void want(Intent intent) { intents.push_back(std::move(intent)); }
  // The conversation on the screen, when it is known.
  const Conversation* open() const { return state.open ? data().conversations.find(state.open) : nullptr; }
};

// True once something has been under way for `ms`: a skeleton that flashes by helps nobody. Asks for the
// frame in which it becomes true.
inline bool waited(Frame& f, NodeId what, double ms) {
  UiState::Waiting& w = f.state.waiting;
  const double now = platform::now_ms();
  if (w.what != what || now - w.asked_ms > 10'000) w = UiState::Waiting{what, now, now};
  w.asked_ms = now;
  const double left = w.since_ms + ms - now;
  if (left > 0) platform::wake_after(left);
  return left <= 0;
}

// List, conversation and details wait together when the page opens: one clock for all of them, since one thing at a time is waited for.
inline bool waited_for_inbox(Frame& f) { return waited(f, node_id("inbox-coming"), 150); }

}  // namespace tributary::app
