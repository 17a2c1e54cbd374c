#pragma once
// Ids as text: prefix, underscore, 26 characters of Crockford base32 in lower case.
#include <optional>
#include <string>
#include <string_view>

#include "core/base/types.h"

namespace tributary {

std::string base32(std::uint64_t high, std::uint64_t low);  // 26 characters
void append_base32(std::string& out, std::uint64_t high, std::uint64_t low);
// False when it is not 26 characters of the alphabet or exceeds 128 bits.
bool from_base32(std::string_view text, std::uint64_t& high, std::uint64_t& low);

template <class Tag>
void append_text(std::string& out, Id<Tag> id) {
  out.append(Tag::prefix).append(1, '_');
  append_base32(out, id.high, id.low);
}

template <class Tag>
std::string to_text(Id<Tag> id) {
  std::string text;
  append_text(text, id);
  return text;
}

template <class Tag>
std::optional<Id<Tag>> parse_id(std::string_view text) {
  Id<Tag> id;
  const std::string_view prefix = Tag::prefix;
  if (text.size() != prefix.size() + 27 || text.substr(0, prefix.size()) != prefix || text[prefix.size()] != '_') return {};
  if (!from_base32(text.substr(prefix.size() + 1), id.high, id.low)) return {};
  return id;
}

// Ids that a decision needs are derived from the command that caused it: a browser's prediction and
// the relay's confirmation then speak of the same thing. `salt` tells apart several of one kind.
void mix_bits(CommandId from, std::string_view purpose, std::uint64_t salt, std::uint64_t& high, std::uint64_t& low);
template <class To>
To derive(CommandId from, std::string_view purpose, std::uint64_t salt = 0) {
  To id;
  mix_bits(from, purpose, salt, id.high, id.low);
  return id;
}

}  // namespace tributary
