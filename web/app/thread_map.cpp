#include "web/app/thread_map.h"

namespace tributary::app {

void ThreadMap::start(std::int64_t begin) {
  *this = ThreadMap();
  begin_ = begin;
  first_block_ = block_of(begin);
}

void ThreadMap::add(std::int64_t number, double height) {
  const std::int64_t block = block_of(number);
  while (blocks_.empty() || block < first_block_) {
    blocks_.push_front(0);
    if (blocks_.size() == 1) first_block_ = block;
    else --first_block_;
  }
  while (block >= first_block_ + static_cast<std::int64_t>(blocks_.size())) blocks_.push_back(0);
  blocks_[static_cast<std::size_t>(block - first_block_)] += height;
  total_ += height;
}

void ThreadMap::put_above(const Item& item) {
  items_.push_front(item);
  add(--begin_, static_cast<double>(item.height));
}

void ThreadMap::put_below(const Item& item) {
  add(end(), static_cast<double>(item.height));
  items_.push_back(item);
}

void ThreadMap::drop_below() {
  add(end() - 1, -static_cast<double>(items_.back().height));
  items_.pop_back();
}

void ThreadMap::measured(std::int64_t number, float height) {
  Item& item = items_[static_cast<std::size_t>(number - begin_)];
  if (item.height == height) return;
  add(number, static_cast<double>(height) - static_cast<double>(item.height));
  item.height = height;
}

std::int64_t ThreadMap::number_of(std::uint64_t key) const {
  for (std::int64_t number = end(); number > begin_; --number)
    if (at(number - 1).key == key) return number - 1;
  return end();
}

double ThreadMap::top(std::int64_t number) const {
  if (number <= begin_) return 0;
  if (number >= end()) return total_;
  double y = 0;
  const std::int64_t block = block_of(number);
  for (std::int64_t at = first_block_; at < block; ++at) y += blocks_[static_cast<std::size_t>(at - first_block_)];
  const std::int64_t from = block * block_size > begin_ ? block * block_size : begin_;
  for (std::int64_t at = from; at < number; ++at) y += static_cast<double>(this->at(at).height);
  return y;
}

std::int64_t ThreadMap::at_height(double y) const {
  double top = 0;
  std::int64_t block = first_block_;
  const std::int64_t last = first_block_ + static_cast<std::int64_t>(blocks_.size());
  for (; block < last && top + blocks_[static_cast<std::size_t>(block - first_block_)] <= y; ++block) top += blocks_[static_cast<std::size_t>(block - first_block_)];
  std::int64_t number = block * block_size > begin_ ? block * block_size : begin_;
  for (; number < end(); ++number) {
    top += static_cast<double>(at(number).height);
    if (top > y) return number;
  }
  return end();
}

}  // namespace tributary::app
