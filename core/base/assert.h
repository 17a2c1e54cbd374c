#pragma once
// What must be true, checked in release too. Never on user input: that gets a Refusal.
namespace tributary {

[[noreturn]] void check_failed(const char* expression, const char* file, int line);

}  // namespace tributary

#define TRIBUTARY_CHECK(expression) \
  ((expression) ? static_cast<void>(0) : ::tributary::check_failed(#expression, __FILE__, __LINE__))
