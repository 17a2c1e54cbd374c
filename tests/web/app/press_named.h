#pragma once
// Presses the first button of exactly this name: headless::press takes the beginning of a name, and other names begin alike.
#include <gtest/gtest.h>

#include <string_view>

#include "tests/web/app/desk.h"

namespace tributary {

inline void press_named(Desk& desk, std::string_view name) {
  namespace headless = platform::headless;
  for (const headless::ShownNode& shown : headless::record().nodes) {
    if (shown.node.role != platform::Role::button || shown.name != name) continue;
    platform::Event event = headless::event_of(platform::EventKind::activated);
    event.node = shown.node.id;
    headless::emit(event);
    return desk.settle();
  }
  FAIL() << "no button " << name << "\n" << headless::dump();
}

}  // namespace tributary
