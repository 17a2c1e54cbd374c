#pragma once
#include "relay/api/router.h"

namespace tributary::api {

// The health page over REST (docs/operations.md), and what an operator does about it.
void add_health_routes(Router&);

// The same for a monitoring system: how each value is over all tenants, the worst first. Open, so it carries numbers alone.
std::string health_metrics(host::House&);

}  // namespace tributary::api
