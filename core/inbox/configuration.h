#pragma once
// Accounts, numbers, services, agents and settings: configuration is events too (A6-A9).
// Each Configure… creates what has no entry yet and replaces what has; deciding is idempotent: what
// would change nothing gives no event.
#include "core/inbox/decision.h"

namespace tributary {

struct ConfigureAccount { Account account; };
struct AccountConfigured { Account account; };
struct ConfigureService { Service service; };
struct ServiceConfigured { Service service; };
struct ConfigureNumber { Number number; };  // refused: unknown_account, unknown_service, invalid_value
struct NumberConfigured { Number number; };
struct ConfigureAgent { Agent agent; std::string name; };
struct AgentConfigured { Agent agent; };
struct ConfigureSettings { Settings settings; };
struct SettingsConfigured { Settings settings; };

Decision decide(const State&, const ConfigureAccount&, const Stamp&);
Decision decide(const State&, const ConfigureService&, const Stamp&);
Decision decide(const State&, const ConfigureNumber&, const Stamp&);
Decision decide(const State&, const ConfigureAgent&, const Stamp&);
Decision decide(const State&, const ConfigureSettings&, const Stamp&);
void apply(State&, const AccountConfigured&, const Stamp&);
void apply(State&, const ServiceConfigured&, const Stamp&);
void apply(State&, const NumberConfigured&, const Stamp&);
void apply(State&, const AgentConfigured&, const Stamp&);
void apply(State&, const SettingsConfigured&, const Stamp&);

}  // namespace tributary
