#pragma once
// Ids of nodes are hashes of our ids under a fixed salt, never of text that is shown: two messages that
// say the same are two nodes, and a renamed contact stays the same row.
#include <cstdint>
#include <string_view>

#include "core/base/digest.h"
#include "core/base/types.h"

namespace tributary::app {

using NodeId = std::uint64_t;

inline NodeId node_id(std::string_view salt, std::uint64_t high = 0, std::uint64_t low = 0, std::uint64_t part = 0) {
  const std::uint64_t hash = Digest().add(salt).add(high).add(low).add(part).value();
  return hash ? hash : 1;  // 0 means "no node"
}

template <class Tag>
NodeId node_id(std::string_view salt, Id<Tag> id, std::uint64_t part = 0) {
  return node_id(salt, id.high, id.low, part);
}

}  // namespace tributary::app
