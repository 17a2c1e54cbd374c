#pragma once
// May this viewer see this? Asked before the socket, for every event (P5d). Today there is one role
// class that sees all accounts; read markers belong to one agent.
#include "core/inbox/catalogue.h"

namespace tributary {

struct Viewer {
  AgentId agent;
  Role role = Role::agent;
};

// Who else than the class gets an event: none = everybody of the class, an agent = only that agent.
AgentId only_for(const Event&);
bool may_see(const Viewer&, const Event&);
// May an agent's browser submit this at all? Provider, courier, timer and configuration commands are refused.
bool may_submit(const Viewer&, const Command&);

}  // namespace tributary
