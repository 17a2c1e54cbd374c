#pragma once
// `demo`: fills a tenant with a made-up past, through the engine and the store, so that an inbox of any size can be
// tried and measured. Only while no relay serves the folder.
#include "relay/app/commands.h"

namespace tributary::app {

Said demo(host::House&, const Asked&);

}  // namespace tributary::app
