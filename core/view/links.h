#pragma once
// Where a person may be led by what a customer wrote: web addresses, mail addresses and telephone numbers. Only
// these schemes ever come out: http, https, mailto, tel. The words of the message are never changed.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tributary {

struct Link {
  std::uint32_t begin = 0, end = 0;  // bytes of the text
  std::string address;               // where it leads, scheme included
  friend bool operator==(const Link&, const Link&) = default;
};

// In the order of the text, never overlapping. "example.com" becomes https, "ada@example.com" mailto, "+49 30 1234567"
// tel. Punctuation that ends a sentence stays outside, a closing bracket too unless its opening one is inside. An
// address that names a user ("https://bank.example@thief.example") is no link: it is written to mislead.
std::vector<Link> find_links(std::string_view utf8);

}  // namespace tributary
