#pragma once
// A row of a list that is walked with the arrows while a field keeps the focus: marked where it is the chosen one, lit under the
// pointer unless it cannot be taken.
#include <string_view>

#include "web/app/ui.h"

namespace tributary::app {

// Its node is entered: the caller draws what stands in the row, and leaves it. flags: selected, checked, disabled.
void begin_option(Ui&, NodeId, Rect row, std::string_view name, int index, int count, std::uint32_t flags);

}  // namespace tributary::app
