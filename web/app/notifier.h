#pragma once
// Tells a person who looks elsewhere what concerns them: by the system's notifications and by a sound, as they chose.
// Runs on what the socket brings, for a hidden page draws no frames.
#include "core/sync/client_session.h"
#include "web/app/ui_state.h"
#include "web/platform/platform.h"

namespace tributary::app {

enum class Concern : std::uint8_t { none, reply_to_mine, unassigned, assigned_to_me, assigned_to_my_team, mention, back_to_me, not_delivered };

// Why a line of news (ClientSession::take_news) concerns this agent, and whether the preferences let it be told now.
Concern concern_of(const State&, const Line&, AgentId me);
bool wanted(const Preferences&, Concern);
bool quiet_now(const Preferences&, int local_hour);

class Notifier {
 public:
  void look(ClientSession&, const UiState&);
  void typed() { typed_ms_ = platform::now_ms(); }  // no sound while somebody types

 private:
  double typed_ms_ = 0;
};

}  // namespace tributary::app
