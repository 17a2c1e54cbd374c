#pragma once
// Where a word stands: the number of its key among the sorted keys of English. Keys are read by the compiler alone, so the
// page's program carries none; a key that assets/locale/en.json lacks does not compile, and the message names no_such_key.
#include <cstdint>
#include <iterator>

#include "web/app/word_keys.h"  // made of en.json (cmake/word_keys.py)

namespace tributary::app {

using WordPlace = std::uint16_t;
inline constexpr WordPlace word_places = static_cast<WordPlace>(std::size(word_keys)), no_place = 0xffff;
static_assert(std::size(word_keys) < no_place);

void no_such_key();  // is nowhere: whoever calls it is no constant

consteval int key_order(const char* a, const char* b) {
  for (; *a != 0 && *a == *b; ++a) ++b;
  return *a - *b;
}

consteval WordPlace place_of(const char* key) {
  int from = 0, to = word_places;
  while (from < to) {
    const int middle = (from + to) / 2, order = key_order(word_keys[middle], key);
    if (order == 0) return static_cast<WordPlace>(middle);
    if (order < 0) from = middle + 1;
    else to = middle;
  }
  no_such_key();
  return no_place;
}

}  // namespace tributary::app
