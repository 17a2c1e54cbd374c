#pragma once
// Contact cards that customers send: their names and numbers, read out of the file (vCard 2.1 to 4.0).
#include <string>
#include <string_view>
#include <vector>

#include "core/base/types.h"
#include "core/inbox/content.h"

namespace tributary::app {

struct ContactCard { std::string name, details; };   // details: numbers and addresses, in their order
std::vector<ContactCard> read_cards(std::string_view file);

// One card file of the open thread, as far as it is known here.
struct CardFile {
  MessageId message;
  std::uint32_t index = 0;
  bool read = false;                                 // else it is on its way
  std::vector<ContactCard> cards;
};
bool is_card(const MediaItem&);

}  // namespace tributary::app
