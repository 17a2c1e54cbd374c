#pragma once
// The provider's error codes in words an agent understands: what happened, then what to do. One table for REST
// and the screen.
#include <cstdint>
#include <string_view>

namespace tributary {

std::string_view provider_error_sentence(std::int32_t code);  // never empty

}  // namespace tributary
