#pragma once
// Only for core/sync: how a client words what it submits, and how long it rests when that was too much at once.
#include <string>

#include "core/engine/replica.h"

namespace tributary {

inline constexpr std::int64_t pause_ms = 1'000;  // the relay takes five messages a second

std::string submit_text(const Replica::Pending&);

}  // namespace tributary
