#pragma once
// Names and addresses come with every message and hardly ever change. What a row said when it was last looked at is kept
// for some thousands of people, so that it is neither written again nor read again for each of their messages.
#include <cstdint>
#include <string>
#include <vector>

#include "core/inbox/content.h"

namespace tributary::host {

class KnownWords {
 public:
  // Only these rows are known at all.
  static bool may_know(const Content& row) { return std::holds_alternative<AddressText>(row) || std::holds_alternative<ContactName>(row); }
  bool says(const Content& row, const std::string& text) const {
    if (slots_.empty() || !may_know(row)) return false;
    const Slot& slot = slots_[place_of(row)];
    return slot.key == key_of(row) && slot.text == text;
  }
  void note(const Content& row, const std::string& text) {
    if (!may_know(row)) return;
    if (slots_.empty()) slots_.resize(slots);
    slots_[place_of(row)] = {key_of(row), text};
  }
  void forget() { slots_.clear(); }  // what was noted in a turn that is taken back was never there

 private:
  struct Key {
    std::uint64_t high = 0, low = 0;
    bool name = false;
    bool operator==(const Key&) const = default;
  };
  struct Slot { Key key; std::string text; };
  static constexpr std::size_t slots = 4096;  // two people of one place take turns in it

  static Key key_of(const Content& row) {
    if (const auto* name = std::get_if<ContactName>(&row)) return {name->id.high, name->id.low, true};
    const auto* address = std::get_if<AddressText>(&row);
    return address ? Key{address->id.high, address->id.low, false} : Key{};
  }
  static std::size_t place_of(const Content& row) {
    const Key key = key_of(row);
    return static_cast<std::size_t>(key.high ^ key.low ^ (key.name ? 0x800 : 0)) % slots;  // ids are hashes already
  }
  std::vector<Slot> slots_;
};

}  // namespace tributary::host
