#pragma once
// Lists put in order by one body of code for all of them: the page's program would carry the standard library's sort anew for
// every type and every order, 1.5 KB each time. For lists a person looks through; the relay's large ones use the library's.
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace tributary {

// The places 0 … count - 1 in order; equal ones stay as they were. before(with, a, b): what is at a stands before what is at b.
std::vector<std::uint32_t> order_of(std::size_t count, bool (*before)(const void* with, std::uint32_t a, std::uint32_t b), const void* with);

// Stable. less(x, y): x stands before y.
template <class T, class Less = std::less<T>>
void sort_list(std::vector<T>& list, Less less = {}) {
  struct With { const T* items; Less* less; } with{list.data(), &less};
  const auto before = [](const void* given, std::uint32_t a, std::uint32_t b) {
    const With& is = *static_cast<const With*>(given);
    return static_cast<bool>((*is.less)(is.items[a], is.items[b]));
  };
  std::vector<T> sorted;
  sorted.reserve(list.size());
  for (const std::uint32_t at : order_of(list.size(), before, &with)) sorted.push_back(std::move(list[at]));
  list = std::move(sorted);
}

}  // namespace tributary
