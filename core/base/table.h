#pragma once
// An ordered map that can lie over another one. The relay's state is a plain table; a browser's
// predictions are tables over the confirmed ones, so rebasing costs what was touched and never a
// copy of the state (decisions.md 16).
#include <functional>
#include <map>
#include <optional>
#include <utility>

namespace tributary {

template <class Key, class Value>
class Table {
 public:
  const Value* find(const Key& key) const {
    auto it = own_.find(key);
    if (it != own_.end()) return it->second ? &*it->second : nullptr;
    return base_ ? base_->find(key) : nullptr;
  }
  // The entry to write to: made when absent, copied up from the table below when it is only there.
  Value& edit(const Key& key) {
    auto it = own_.find(key);
    if (it == own_.end()) it = own_.emplace(key, copied_from_base(key)).first;
    if (!it->second) it->second.emplace();
    return *it->second;
  }
  void erase(const Key& key) {
    if (base_ && base_->find(key)) own_[key] = std::nullopt;
    else own_.erase(key);
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
      below.own_.erase(entry.key());
      if (entry.mapped()) below.own_.insert(std::move(entry));
    }
    base_ = nullptr;
  }
  // One level only: what lies below must not lie over anything itself.
  void lie_over(const Table* base) { base_ = base; own_.clear(); }
  bool operator==(const Table& other) const { return base_ == other.base_ && own_ == other.own_; }

 private:
  std::optional<Value> copied_from_base(const Key& key) const {
    if (base_)
      if (const Value* below = base_->find(key)) return *below;
    return std::nullopt;
  }
  std::map<Key, std::optional<Value>> own_;
  const Table* base_ = nullptr;
};

}  // namespace tributary
