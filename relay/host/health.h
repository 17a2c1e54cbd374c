#pragma once
// How a tenant is doing: every value an operator watches, with its limits, what it means and what to do. Values are
// measured when somebody asks; only what cannot be measured later (peaks, troubles, the books) is kept in between.
// docs/operations.md has a paragraph on each. Loop thread only.
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/types.h"

namespace tributary::host {

class House;
struct Tenant;

enum class Level : std::uint8_t { ok, attention, red };
std::string_view word(Level);  // "ok", "attention", "red"

enum class Unit : std::uint8_t { count, bytes, milliseconds };
std::string_view word(Unit);

struct HealthValue {
  const char* id = "";            // "oldest_unsent": stable, for scripts and translations
  Unit unit = Unit::count;
  bool low_is_bad = false;        // free space; elsewhere high is bad
  std::int64_t attention = 0, red = 0;
  const char* meaning = "";       // one sentence
  const char* action = "";        // what to do when it is not ok
  std::optional<std::int64_t> value = {};  // none: nothing to measure here, which is ok
  std::string detail = {};        // of this moment: a sum, an address
  Level level() const;
};

struct Health {
  Instant at;
  std::vector<HealthValue> values;
  Level worst() const;
};

// What only the machine knows. Tests give their own.
struct Machine {
  struct Space { std::int64_t free = 0, total = 0; };
  std::function<Space(const std::string& folder)> space;
  std::function<std::int64_t(const std::string& file)> bytes_of;  // 0: there is none
  std::function<std::optional<Instant>(const std::string& file)> written;  // last; none: there is none
  std::function<std::int64_t()> files_max;                         // how many sockets and files may be open
  static Machine real();
};

Health health_of(House&, Tenant&);

}  // namespace tributary::host
