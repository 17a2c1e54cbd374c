#include "core/wire/codec.h"

#include <utility>

namespace tributary::wire {
namespace {

template <class Named>
const Named* one_named(std::string_view name, const Named* all, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i)
    if (all[i].name == name) return all + i;
  return nullptr;
}

}  // namespace

const int* value_named(std::string_view name, const NamedValue* all, std::size_t count) {
  const NamedValue* one = one_named(name, all, count);
  return one ? &one->value : nullptr;
}

bool take_parts(Reader& from, void* into, const NamedPart* all, std::size_t count) {
  std::uint64_t seen = 0;  // a bit for each that came already
  return from.object([&](std::string_view name) {
    const NamedPart* part = one_named(name, all, count);
    if (!part) return from.skip();
    const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(part - all);
    if (seen & bit) return false;
    seen |= bit;
    return part->take(from, into);
  });
}

bool take_only_part(Reader& from, void* into, const NamedPart* all, std::size_t count) {
  bool taken = false;
  return from.object([&](std::string_view name) {
    const NamedPart* part = std::exchange(taken, true) ? nullptr : one_named(name, all, count);
    return part && part->take(from, into);
  }) && taken;
}

}  // namespace tributary::wire
