#pragma once
// How much of a page is told at once. What a page holds is told whole while it is little; when it is more, only what its
// scrollers show and what lies within a screen of that (less where that is still too much), with the place and the size of
// every set as they truly are. What has the focus is always told.
#include <cstddef>
#include <cstdint>
#include <vector>

#include "web/platform/platform.h"

namespace tributary::app {

// The page makes up to 400 elements of them: scrollers have parts of their own.
inline constexpr std::size_t told_max = 360;

void keep_within_limit(std::vector<platform::Node>& nodes, std::uint64_t focused);

}  // namespace tributary::app
