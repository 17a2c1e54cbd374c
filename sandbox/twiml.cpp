#include "sandbox/twiml.h"

#include <vector>

namespace tributary::sandbox {

namespace {

struct Tag { std::string_view name; bool closes = false, empty = false; };

Tag read_tag(std::string_view inside) {
  Tag tag;
  tag.closes = inside.starts_with('/');
  if (tag.closes) inside.remove_prefix(1);
  tag.empty = inside.ends_with('/');
  if (tag.empty) inside.remove_suffix(1);
  tag.name = inside.substr(0, inside.find_first_of(" \t\r\n"));
  return tag;
}

bool blank_text(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

bool speaks(const std::vector<std::string_view>& open) {
  for (const auto name : open)
    if (name == "Message" || name == "Sms") return true;
  return false;
}

}  // namespace

Twiml read_twiml(std::string_view text) {
  Twiml out;
  if (blank_text(text)) return {true, {}};
  std::vector<std::string_view> open;
  bool seen = false;
  while (!text.empty()) {
    const auto start = text.find('<');
    const std::string_view words = text.substr(0, start);
    if (open.empty() && !blank_text(words)) return out;
    if (speaks(open) && !blank_text(words)) out.message += words;
    if (start == std::string_view::npos) break;
    const auto end = text.find('>', start);
    if (end == std::string_view::npos) return out;
    const std::string_view inside = text.substr(start + 1, end - start - 1);
    text.remove_prefix(end + 1);
    if (inside.starts_with('?') || inside.starts_with('!')) continue;
    const Tag tag = read_tag(inside);
    if (open.empty() && (seen || tag.closes || tag.name != "Response")) return out;
    seen = true;
    if (tag.closes) {
      if (open.back() != tag.name) return out;
      open.pop_back();
    } else if (!tag.empty) open.push_back(tag.name);
  }
  out.well_formed = seen && open.empty();
  return out;
}

}  // namespace tributary::sandbox
