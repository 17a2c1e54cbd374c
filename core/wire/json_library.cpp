// Boost.JSON's own code, compiled once. Nothing may throw here: an exception would end a browser's page
// without a word, so what the library would throw is a failed check instead.
#include <boost/config.hpp>
#include <exception>

#include "core/base/assert.h"

#if defined(BOOST_NO_EXCEPTIONS)
#include <boost/assert/source_location.hpp>
namespace boost {
void throw_exception(const std::exception&) { tributary::check_failed("no exception", __FILE__, __LINE__); }
void throw_exception(const std::exception&, const source_location&) {
  tributary::check_failed("no exception", __FILE__, __LINE__);
}
}  // namespace boost
#endif

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
// Every header the sources use, before the words below change their meaning.
#include <algorithm>
#include <cstring>
#include <istream>
#include <limits>
#include <memory>
#include <mutex>
#include <new>
#include <ostream>
#include <stdexcept>
#include <utility>

#include <boost/container_hash/hash.hpp>
#include <boost/json.hpp>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/detail/ryu/ryu.hpp>

// Four functions of the library rethrow; without exceptions there is never anything to catch.
#define try if constexpr (true)
#define catch(...) if constexpr (false)
#define throw static_cast<void>(0)
#include <boost/json/src.hpp>
#undef try
#undef catch
#undef throw
#pragma GCC diagnostic pop
