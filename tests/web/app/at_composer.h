#pragma once
// At a desk with a conversation open, about to send.
#include <gtest/gtest.h>

#include <initializer_list>
#include <string_view>

#include "tests/web/app/at_desk.h"

namespace tributary {

struct AtComposer : AtDesk {
  void write(std::string_view text) {
    ASSERT_TRUE(platform::headless::type("Reply", text));
    desk.settle();
  }
  void send_by(std::initializer_list<std::string_view> items) {
    press(platform::Role::button, "More ways to send");
    for (std::string_view item : items) press(platform::Role::menuitem, item);
  }
  // The dialog lies over the composer, whose buttons bear the same names: what is drawn last is meant.
  void press_in_dialog(std::string_view name) {
    platform::Event event = platform::headless::event_of(platform::EventKind::activated);
    for (const platform::headless::ShownNode& shown : platform::headless::record().nodes)
      if (shown.node.role == platform::Role::button && shown.name == name) event.node = shown.node.id;
    ASSERT_NE(event.node, 0u) << name << "\n" << platform::headless::dump();
    platform::headless::emit(event);
    desk.settle();
  }
};

}  // namespace tributary
