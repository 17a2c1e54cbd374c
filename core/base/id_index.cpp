#include "core/base/id_index.h"

#include <cstring>
#include <utility>

namespace tributary {
namespace {

constexpr std::size_t slots_min = 8;

// Ids come from outside too, and nobody may choose them so that they meet: the factors differ from one start of a program to
// the next, as the place does where it lies in memory.
std::uint32_t hash_of(std::uint64_t high, std::uint64_t low) {
  static constexpr char somewhere = 0;
  const std::uint64_t secret = reinterpret_cast<std::uintptr_t>(&somewhere) * 0x9E3779B97F4A7C15U;
  return static_cast<std::uint32_t>((high * (secret | 1U) + low * ((secret ^ 0xD1B54A32D192ED03U) | 1U)) >> 32U);
}

struct Bits { std::uint64_t high, low; };

Bits id_of(const void* entry) {
  Bits id;
  std::memcpy(&id, entry, sizeof id);
  return id;
}

std::uint32_t hash_of(const void* entry) {
  const Bits id = id_of(entry);
  return hash_of(id.high, id.low);
}

}  // namespace

IdIndex::IdIndex(IdIndex&& other) noexcept : slots_(std::exchange(other.slots_, {})), used_(std::exchange(other.used_, 0)) {}

IdIndex& IdIndex::operator=(IdIndex&& other) noexcept {
  slots_ = std::exchange(other.slots_, {});
  used_ = std::exchange(other.used_, 0);
  return *this;
}

const void* IdIndex::find(std::uint64_t high, std::uint64_t low) const {
  if (used_ == 0) return nullptr;
  const std::uint32_t hash = hash_of(high, low);
  for (std::size_t at = hash;; ++at) {
    const Slot& slot = slots_[at & (slots_.size() - 1)];
    if (!slot.entry) return nullptr;
    if (slot.hash != hash) continue;
    const Bits id = id_of(slot.entry);
    if (id.high == high && id.low == low) return slot.entry;
  }
}

void IdIndex::put(const void* entry) {
  if ((used_ + 1) * 4 > slots_.size() * 3) grow();
  place({hash_of(entry), entry});
  ++used_;
}

void IdIndex::place(Slot slot) {
  std::size_t at = slot.hash;
  while (slots_[at & (slots_.size() - 1)].entry) ++at;
  slots_[at & (slots_.size() - 1)] = slot;
}

void IdIndex::grow() {
  const std::vector<Slot> before = std::exchange(slots_, std::vector<Slot>(slots_.empty() ? slots_min : slots_.size() * 2));
  for (const Slot& slot : before)
    if (slot.entry) place(slot);
}

// What lies behind moves up, as far as it may: an empty slot ends every search.
void IdIndex::drop(const void* entry) {
  const std::size_t last = slots_.size() - 1;
  std::size_t gap = hash_of(entry) & last;
  while (slots_[gap].entry != entry) gap = (gap + 1) & last;
  for (std::size_t at = (gap + 1) & last; slots_[at].entry; at = (at + 1) & last) {
    const std::size_t from_its_own = (at - slots_[at].hash) & last, from_the_gap = (at - gap) & last;
    if (from_its_own < from_the_gap) continue;
    slots_[gap] = slots_[at];
    gap = at;
  }
  slots_[gap] = {};
  --used_;
}

void IdIndex::clear() {
  if (used_ > 0) slots_.clear();
  used_ = 0;
}

}  // namespace tributary
