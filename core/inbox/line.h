#pragma once
#include <cstdint>

#include "core/inbox/catalogue.h"

namespace tributary {

// One line of a tenant's log, as the relay numbered it: seq is +1 each, no holes (P4).
struct Line {
  std::uint64_t seq = 0;
  Stamp stamp;
  Event event;
};

}  // namespace tributary
