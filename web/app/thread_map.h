#pragma once
// The heights of a thread's entries, measured or estimated, in blocks with their sums: from a place on the scroll to
// an entry and back without walking over all of them. Entries have numbers that stay when older ones arrive above.
#include <cstdint>
#include <deque>

namespace tributary::app {

class ThreadMap {
 public:
  struct Item {
    std::uint64_t key = 0;      // who it is: a prediction that is confirmed becomes another
    int day = 0;                // of the calendar, where the person is
    float height = 0;
  };

  std::int64_t begin() const { return begin_; }
  std::int64_t end() const { return begin_ + static_cast<std::int64_t>(items_.size()); }
  bool empty() const { return items_.empty(); }
  double height() const { return total_; }
  const Item& at(std::int64_t number) const { return items_[static_cast<std::size_t>(number - begin_)]; }

  void start(std::int64_t begin);                      // empty, and the next one put below has this number
  void put_above(const Item&);
  void put_below(const Item&);
  void drop_below();
  void measured(std::int64_t number, float height);
  void rename(std::int64_t number, std::uint64_t key) { items_[static_cast<std::size_t>(number - begin_)].key = key; }

  std::int64_t number_of(std::uint64_t key) const;     // end() when there is none
  double top(std::int64_t number) const;               // of an entry, or of the end
  // The first entry whose bottom lies below `y`; end() when there is none.
  std::int64_t at_height(double y) const;

 private:
  static constexpr std::int64_t block_size = 64;
  static std::int64_t block_of(std::int64_t number) { return number >= 0 ? number / block_size : -((block_size - 1 - number) / block_size); }
  void add(std::int64_t number, double height);

  std::int64_t begin_ = 0;
  std::deque<Item> items_;
  std::int64_t first_block_ = 0;
  std::deque<double> blocks_;   // the sum of each block's heights
  double total_ = 0;
};

}  // namespace tributary::app
