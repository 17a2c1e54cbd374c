#pragma once
// What a person chooses from stands in an order they can foresee: ids are random.
#include <vector>

#include "core/inbox/state.h"

namespace tributary::app {

std::vector<const MessageTemplate*> templates_by_name(const State&);
// Those of ours by their address, its channels beside each other.
std::vector<const Number*> numbers_by_address(const State&);

}  // namespace tributary::app
