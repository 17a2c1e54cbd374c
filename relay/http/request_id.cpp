#include "relay/http/request_id.h"

#include <cstdint>
#include <random>

#include "core/base/id_text.h"

namespace tributary::http {

namespace {

constexpr std::size_t letters = 13;

std::mt19937_64 begun() {
  std::random_device source;
  std::seed_seq seed{source(), source(), source(), source()};
  return std::mt19937_64(seed);
}

}  // namespace

std::string request_id() {
  static thread_local std::mt19937_64 chance = begun();
  std::string text = base32(chance(), 0);
  text.resize(letters);
  return text;
}

}  // namespace tributary::http
