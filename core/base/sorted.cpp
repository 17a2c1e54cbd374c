#include "core/base/sorted.h"

#include <algorithm>
#include <numeric>

namespace tributary {

std::vector<std::uint32_t> order_of(std::size_t count, bool (*before)(const void* with, std::uint32_t a, std::uint32_t b), const void* with) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return before(with, a, b); });
  return order;
}

}  // namespace tributary
