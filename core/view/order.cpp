#include "core/view/order.h"

#include "core/base/assert.h"

namespace tributary {

std::size_t Order::block_for(const Entry& entry) const {
  const auto it = std::lower_bound(blocks_.begin(), blocks_.end(), entry, [](const Block& block, const Entry& wanted) { return block.back() < wanted; });
  return static_cast<std::size_t>(it - blocks_.begin());
}

bool Order::insert(const Entry& entry) {
  if (blocks_.empty()) {
    blocks_.push_back({entry});
    ++size_;
    counted_ = false;
    return true;
  }
  const std::size_t index = std::min(block_for(entry), blocks_.size() - 1);
  Block& block = blocks_[index];
  const auto it = std::lower_bound(block.begin(), block.end(), entry);
  if (it != block.end() && *it == entry) return false;
  block.insert(it, entry);
  ++size_;
  counted_ = false;
  if (block.size() <= block_max) return true;
  Block upper(block.begin() + static_cast<std::ptrdiff_t>(block_max / 2), block.end());
  block.resize(block_max / 2);
  blocks_.insert(blocks_.begin() + static_cast<std::ptrdiff_t>(index) + 1, std::move(upper));
  return true;
}

bool Order::erase(const Entry& entry) {
  const std::size_t index = block_for(entry);
  if (index == blocks_.size()) return false;
  Block& block = blocks_[index];
  const auto it = std::lower_bound(block.begin(), block.end(), entry);
  if (it == block.end() || !(*it == entry)) return false;
  block.erase(it);
  --size_;
  counted_ = false;
  if (block.empty()) blocks_.erase(blocks_.begin() + static_cast<std::ptrdiff_t>(index));
  return true;
}

void Order::count() const {
  if (counted_) return;
  starts_.clear();
  std::size_t start = 0;
  for (const Block& block : blocks_) {
    starts_.push_back(start);
    start += block.size();
  }
  counted_ = true;
}

const Order::Entry& Order::at(std::size_t position) const {
  TRIBUTARY_CHECK(position < size_);
  count();
  const std::size_t index = static_cast<std::size_t>(std::upper_bound(starts_.begin(), starts_.end(), position) - starts_.begin()) - 1;
  return blocks_[index][position - starts_[index]];
}

std::optional<std::size_t> Order::position(const Entry& entry) const {
  const std::size_t index = block_for(entry);
  if (index == blocks_.size()) return {};
  const Block& block = blocks_[index];
  const auto it = std::lower_bound(block.begin(), block.end(), entry);
  if (it == block.end() || !(*it == entry)) return {};
  count();
  return starts_[index] + static_cast<std::size_t>(it - block.begin());
}

}  // namespace tributary
