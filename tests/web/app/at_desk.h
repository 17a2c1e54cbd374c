#pragma once
// A test at a desk, and what a person's hands do there. The desk has settled after each.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/web/app/desk.h"
#include "tests/web/app/page_words.h"

namespace tributary {

// The page goes on in this language; take it back with app::words::use({}).
inline void speak(const std::string& language) {
  platform::Event words = platform::headless::event_of(platform::EventKind::words_arrived);
  words.text = page_words(language);
  words.status = 200;
  platform::headless::emit(words);
  platform::headless::settle();
}

// Something with these words was announced.
inline bool said(std::string_view words) {
  for (const auto& one : platform::headless::record().announcements)
    if (one.words.find(words) != std::string::npos) return true;
  return false;
}

struct AtDesk : ::testing::Test {
  Desk desk;

  // The first whose name begins so.
  void press(platform::Role role, std::string_view name) {
    ASSERT_TRUE(platform::headless::press(role, name)) << name << "\n" << platform::headless::dump();
    desk.settle();
  }
  // The first of exactly this name, where others begin alike.
  void press_only(platform::Role role, std::string_view name) {
    namespace headless = platform::headless;
    for (const headless::ShownNode& shown : headless::record().nodes) {
      if (shown.node.role != role || shown.name != name) continue;
      platform::Event event = headless::event_of(platform::EventKind::activated);
      event.node = shown.node.id;
      headless::emit(event);
      return desk.settle();
    }
    FAIL() << name << " is not there\n" << headless::dump();
  }
  void press_only(std::string_view button) { press_only(platform::Role::button, button); }
  void key(std::string_view which, int modifiers = 0) {
    platform::headless::key(which, modifiers);
    desk.settle();
  }
  void focus(std::uint64_t node) {
    platform::headless::record().focused = node;
    platform::Event event = platform::headless::event_of(platform::EventKind::focused);
    event.node = node;
    platform::headless::emit(event);
    desk.settle();
  }
  // Of a file, say: its number, and what has become of it.
  void emit(platform::EventKind kind, int number, int status, std::string text) {
    platform::Event event = platform::headless::event_of(kind);
    event.number = number;
    event.status = status;
    event.text = std::move(text);
    platform::headless::emit(event);
    desk.settle();
  }
};

}  // namespace tributary
