#pragma once
// An ordered map that can lie over another one. The relay's state is a plain table; a browser's
// predictions are tables over the confirmed ones, so rebasing costs what was touched and never a
// copy of the state. What an id names is found without walking the tree.
#include <functional>
#include <map>
#include <optional>
#include <type_traits>
#include <utility>

#include "core/base/id_index.h"
#include "core/base/types.h"

namespace tributary {

template <class Key>
inline constexpr bool is_id = false;
template <class Tag>
inline constexpr bool is_id<Id<Tag>> = true;
struct NoIndex { void clear() {} };  // of keys that are no ids

template <class Key, class Value>
class Table {
 public:
  Table() = default;
  Table(Table&&) = default;
  Table& operator=(Table&&) = default;
  Table(const Table& other) : own_(other.own_), base_(other.base_) {
    if constexpr (is_id<Key>)
      for (const Entry& entry : own_) index_.put(&entry);
  }
  Table& operator=(const Table& other) { return *this = Table(other); }

  const Value* find(const Key& key) const {
    if (const Entry* entry = here(key)) return entry->second ? &*entry->second : nullptr;
    return base_ ? base_->find(key) : nullptr;
  }
  // The entry to write to: made when absent, copied up from the table below when it is only there.
  Value& edit(const Key& key) {
    Entry* entry = here(key);
    if (!entry) entry = &make(key, copied_from_base(key));
    if (!entry->second) entry->second.emplace();
    return *entry->second;
  }
  void erase(const Key& key) {
    Entry* entry = here(key);
    if (!base_ || !base_->find(key)) {
      if (entry) remove(*entry);
    } else if (entry) {
      entry->second.reset();
    } else {
      make(key, std::nullopt);
    }
  }
  // In key order, the table below included.
  template <class F>
  void for_each(F&& f) const {
    if (base_) {
      visit([&f](const Key& key, const Value& value) { f(key, value); return true; });
      return;
    }
    for (const auto& [key, value] : own_) f(key, *value);
  }
  // The same from `from` on (none = from the first), until the visitor says false: enough.
  using Visitor = std::function<bool(const Key&, const Value&)>;
  bool visit(const Visitor& more, const Key* from = nullptr) const {
    auto it = from ? own_.lower_bound(*from) : own_.begin();
    const auto own_up_to = [&](const Key* end) {
      for (; it != own_.end() && (!end || it->first < *end); ++it)
        if (it->second && !more(it->first, *it->second)) return false;
      return true;
    };
    if (base_ && !base_->visit([&](const Key& key, const Value& value) {
          if (!own_up_to(&key)) return false;
          if (it == own_.end() || key < it->first) return more(key, value);
          const bool hidden = !it->second;
          const Value* mine = hidden ? nullptr : &*it->second;
          ++it;
          return hidden || more(key, *mine);
        }, from)) return false;
    return own_up_to(nullptr);
  }
  // Own entries only: what an overlay has touched (a deleted one has no value).
  const std::map<Key, std::optional<Value>>& own() const { return own_; }
  std::size_t size_here() const { return own_.size(); }
  // What was touched here goes into the table below, which then shows what this one showed.
  void sink_into(Table& below) {
    while (!own_.empty()) {  // the entries themselves go: whoever points at one still does
      auto entry = own_.extract(own_.begin());
      if (Entry* covered = below.here(entry.key())) below.remove(*covered);
      if (entry.mapped()) below.listed(*below.own_.insert(std::move(entry)).position);
    }
    lie_over(nullptr);
  }
  // One level only: what lies below must not lie over anything itself.
  void lie_over(const Table* base) {
    base_ = base;
    own_.clear();
    index_.clear();
  }
  bool operator==(const Table& other) const { return base_ == other.base_ && own_ == other.own_; }

 private:
  using Own = std::map<Key, std::optional<Value>>;
  using Entry = typename Own::value_type;
  const Entry* here(const Key& key) const {
    if constexpr (is_id<Key>) {
      return static_cast<const Entry*>(index_.find(key.high, key.low));
    } else {
      const auto it = own_.find(key);
      return it == own_.end() ? nullptr : &*it;
    }
  }
  Entry* here(const Key& key) { return const_cast<Entry*>(std::as_const(*this).here(key)); }
  Entry& listed(Entry& entry) {
    if constexpr (is_id<Key>) index_.put(&entry);
    return entry;
  }
  Entry& make(const Key& key, std::optional<Value> value) { return listed(*own_.emplace(key, std::move(value)).first); }
  void remove(Entry& entry) {
    if constexpr (is_id<Key>) index_.drop(&entry);
    const Key key = entry.first;  // the entry goes with its key
    own_.erase(key);
  }
  std::optional<Value> copied_from_base(const Key& key) const {
    if (base_)
      if (const Value* below = base_->find(key)) return *below;
    return std::nullopt;
  }
  Own own_;
  std::conditional_t<is_id<Key>, IdIndex, NoIndex> index_;
  const Table* base_ = nullptr;
};

}  // namespace tributary
