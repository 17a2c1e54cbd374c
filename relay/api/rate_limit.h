#pragma once
// Token buckets by key. Bounded: when there are too many keys those go who may go on the
// longest, so that forgetting is never more generous than it must be.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/base/types.h"

namespace tributary::api {

class RateLimit {
 public:
  RateLimit(double per_minute, double burst) : per_ms_(per_minute / 60'000.0), burst_(burst) {}
  // True: go on. Otherwise wait_ms() says for how long not.
  bool take(const std::string& key, Instant now) {
    if (buckets_.size() > keys_max) forget(now);
    Bucket& b = buckets_.try_emplace(key, Bucket{burst_, now}).first->second;
    b.tokens = tokens_of(b, now);
    b.at = now;
    if (b.tokens < 1) {
      wait_ms_ = static_cast<std::int64_t>((1 - b.tokens) / per_ms_);
      return false;
    }
    b.tokens -= 1;
    return true;
  }
  std::int64_t wait_ms() const { return wait_ms_; }

 private:
  static constexpr std::size_t keys_max = 20'000;
  struct Bucket { double tokens; Instant at; };
  double tokens_of(const Bucket& b, Instant now) const {
    return std::min(burst_, b.tokens + static_cast<double>(std::max<std::int64_t>(0, now.ms - b.at.ms)) * per_ms_);
  }
  // Those who may go on the longest: a crowd of strangers must not set free who is held back.
  void forget(Instant now) {
    std::vector<double> tokens;
    for (const auto& [key, bucket] : buckets_) tokens.push_back(tokens_of(bucket, now));
    const auto middle = tokens.begin() + static_cast<std::ptrdiff_t>(tokens.size() / 2);
    std::nth_element(tokens.begin(), middle, tokens.end());
    std::erase_if(buckets_, [&, least = *middle](const auto& entry) { return tokens_of(entry.second, now) >= least; });
  }
  double per_ms_, burst_;
  std::map<std::string, Bucket> buckets_;
  std::int64_t wait_ms_ = 0;
};

}  // namespace tributary::api
