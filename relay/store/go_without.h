#pragma once
// Going back after an upgrade (P11). What a newer program writes that the one before does not know, and may go without, it
// names in the file before it writes any of it, at the latest in the same turn: kinds of events and of words as core/wire
// calls them ("pinned"), and fields of those that were there before ("conversation.pinned_at"). A program that finds a name
// it does not know leaves out such lines and rows, and neither uses nor saves a state beside the log: the newer one finds
// everything again when it comes back.
// A kind that is not named is needed, and a program that does not know it refuses the log. So that it meets it, each program
// also leaves the names of all its kinds of events: whoever finds one it does not know trusts no saved state, which may speak
// for lines that were never read, and reads the log.
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tributary::store {

inline constexpr std::string_view go_without_name = "go_without";  // small value: the names, one in a line

inline constexpr std::string_view kinds_name = "kinds";  // small value: of every program that wrote here, one in a line

// Of all events this program knows.
std::vector<std::string_view> kinds_here();

// What this program names. A release that brings something adds its name here, and no name is ever taken away.
std::span<const std::string_view> named_here();

class GoWithout {
 public:
  // The value as it stands in the file.
  explicit GoWithout(std::string_view kept, std::span<const std::string_view> known = named_here());
  bool beyond_us() const { return !names_.empty(); }       // a newer program was here
  bool leaves_out(std::string_view text) const;            // an event or a row of words that cannot be read here

 private:
  std::set<std::string, std::less<>> names_;  // that are not known here
};

// The value with these names in it too. Nothing: they all stand there.
std::optional<std::string> with_names(std::string_view kept, std::span<const std::string_view> names);

// To the operator: why this line ends the start.
std::string unreadable_line(std::uint64_t seq, const std::string& folder, std::string_view event);

}  // namespace tributary::store
