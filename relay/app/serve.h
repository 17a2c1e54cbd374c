#pragma once
#include "relay/host/config.h"

namespace tributary::app {

// Serves until SIGTERM or SIGINT, then ends cleanly (P13). Throws with a sentence when it cannot start.
int serve(host::Config);

}  // namespace tributary::app
