#pragma once
// Where the entry of an id lies, in two looks at memory however many there are: a tree of a hundred thousand needs seventeen,
// most of them cold. It stands beside an ordered map, which keeps the order and the entries themselves.
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tributary {

class IdIndex {
 public:
  IdIndex() = default;
  IdIndex(IdIndex&& other) noexcept;
  IdIndex& operator=(IdIndex&& other) noexcept;

  // An entry begins with the 16 bytes of its id (base/types.h) and stays where it is as long as it is here.
  const void* find(std::uint64_t high, std::uint64_t low) const;  // null: not here
  void put(const void* entry);                                    // whose id is not here yet
  void drop(const void* entry);                                   // one that is here
  void clear();

 private:
  struct Slot {
    std::uint32_t hash = 0;
    const void* entry = nullptr;
  };
  void place(Slot);
  void grow();
  std::vector<Slot> slots_;  // a power of two of them, a quarter free; an entry lies at its hash or after it, with no gap between
  std::size_t used_ = 0;
};

}  // namespace tributary
