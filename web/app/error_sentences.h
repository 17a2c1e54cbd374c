#pragma once
// The provider's error codes in words an agent understands: what happened, then what to do.
#include <cstdint>
#include <string_view>

namespace tributary::app {

std::string_view error_sentence(std::int32_t code);

}  // namespace tributary::app
