#include "relay/store/go_without.h"

#include <algorithm>
#include <boost/mp11.hpp>
#include <variant>
#include <vector>

#include "core/inbox/catalogue.h"
#include "core/wire/json.h"
#include "core/wire/reader.h"

namespace tributary::store {
namespace {

std::vector<std::string_view> names_of(std::string_view kept) {
  std::vector<std::string_view> names;
  while (!kept.empty()) {
    const std::size_t end = std::min(kept.find('\n'), kept.size());
    if (end > 0) names.push_back(kept.substr(0, end));
    kept.remove_prefix(std::min(end + 1, kept.size()));
  }
  return names;
}

// {"pinned":{…}}: the one name there is. Empty: it is nothing of that shape.
std::string kind_of(std::string_view text) {
  wire::Reader from(text);
  std::string kind;
  const bool one = from.object([&](std::string_view name) {
    if (!kind.empty()) return false;
    kind = name;
    return from.skip();
  });
  return one && from.ended() ? kind : std::string();
}

bool plain(std::string_view kind) {
  return !kind.empty() && kind.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

// Every field of an event has a default.
bool known_kind(const std::string& kind) { return wire::parse_event("{\"" + kind + "\":{}}").has_value(); }

}  // namespace

std::span<const std::string_view> named_here() { return {}; }

std::vector<std::string_view> kinds_here() {
  std::vector<std::string_view> names;
  boost::mp11::mp_for_each<boost::mp11::mp_iota_c<std::variant_size_v<EventOneOf>>>([&](auto index) { names.push_back(wire::name_of(Event(std::in_place_index<index>))); });
  return names;
}

GoWithout::GoWithout(std::string_view kept, std::span<const std::string_view> known) {
  for (const std::string_view name : names_of(kept))
    if (std::find(known.begin(), known.end(), name) == known.end()) names_.emplace(name);
}

bool GoWithout::leaves_out(std::string_view text) const { return beyond_us() && names_.contains(kind_of(text)); }

std::optional<std::string> with_names(std::string_view kept, std::span<const std::string_view> names) {
  const auto there = names_of(kept);
  std::string value(kept);
  for (const std::string_view name : names) {
    if (std::find(there.begin(), there.end(), name) != there.end()) continue;
    if (!value.empty() && value.back() != '\n') value += '\n';
    value += name;
  }
  return value.size() == kept.size() ? std::nullopt : std::optional(value);
}

std::string unreadable_line(std::uint64_t seq, const std::string& folder, std::string_view event) {
  const std::string where = "Line " + std::to_string(seq) + " of the log in " + folder;
  const std::string kind = kind_of(event);
  if (!plain(kind) || known_kind(kind)) return where + " cannot be read. Run: tributary-relay check";
  return where + " says \"" + kind + "\", which a newer version wrote and this program does not know. Start the newer program, or restore a backup made before the upgrade.";
}

}  // namespace tributary::store
