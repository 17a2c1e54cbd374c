#pragma once
#include <boost/system/result.hpp>

#include "core/base/refusal.h"

namespace tributary {

[[noreturn]] inline void throw_exception_from_error(const Refused&, const boost::source_location&) {
  __builtin_trap();  // value() on a refusal is a programmer's error
}

template <class T>
using Result = boost::system::result<T, Refused>;

// TRY(name, expression): name is the value, or the refusal is passed on to our caller.
#define TRIBUTARY_JOIN2(a, b) a##b
#define TRIBUTARY_JOIN(a, b) TRIBUTARY_JOIN2(a, b)
#define TRY(name, ...)                                           \
  auto TRIBUTARY_JOIN(tried_, __LINE__) = (__VA_ARGS__);         \
  if (!TRIBUTARY_JOIN(tried_, __LINE__))                         \
    return TRIBUTARY_JOIN(tried_, __LINE__).error();             \
  auto name = std::move(*TRIBUTARY_JOIN(tried_, __LINE__))

}  // namespace tributary
