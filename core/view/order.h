#pragma once
// Ids in an order, by position and by key: what a list of 100,000 rows is scrolled by. Blocks of a few hundred
// entries, so that inserting and erasing move little and a position is found by counting blocks.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/types.h"

namespace tributary {

class Order {
 public:
  struct Entry {
    std::int64_t rank = 0;  // smaller stands above; equal ranks by id
    ConversationId id;
    bool operator<(const Entry& other) const { return rank != other.rank ? rank < other.rank : id < other.id; }
    bool operator==(const Entry&) const = default;
  };

  std::size_t size() const { return size_; }
  void clear() { *this = Order(); }
  bool insert(const Entry&);                             // false: stood there already
  bool erase(const Entry&);                              // false: did not
  const Entry& at(std::size_t position) const;           // position < size()
  std::optional<std::size_t> position(const Entry&) const;

 private:
  static constexpr std::size_t block_max = 512;
  using Block = std::vector<Entry>;
  std::size_t block_for(const Entry&) const;             // the first whose last entry is not above
  void count() const;

  std::vector<Block> blocks_;                            // none is empty
  std::size_t size_ = 0;
  mutable std::vector<std::size_t> starts_;              // position of each block's first entry, counted when asked for
  mutable bool counted_ = true;
};

}  // namespace tributary
