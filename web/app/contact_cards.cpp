#include "web/app/contact_cards.h"

#include <algorithm>

#include "core/base/text.h"

namespace tributary::app {
namespace {

constexpr std::size_t bytes_max = 256 * 1024, cards_max = 50, details_max = 4, characters_max = 120;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same(std::string_view a, std::string_view lower_case) {
  return a.size() == lower_case.size() && std::equal(a.begin(), a.end(), lower_case.begin(), [](char x, char y) { return lower(x) == y; });
}

// A line that begins with a blank goes on with the one before it.
std::vector<std::string> lines_of(std::string_view file) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < file.size();) {
    const std::size_t end = std::min(file.find('\n', at), file.size());
    std::string_view line = file.substr(at, end - at);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (!lines.empty() && !line.empty() && (line[0] == ' ' || line[0] == '\t')) lines.back() += line.substr(1);
    else lines.emplace_back(line);
    at = end + 1;
  }
  return lines;
}

// "item1.TEL;TYPE=CELL:+1 555" -> "TEL"
std::string_view property_of(std::string_view head) {
  head = head.substr(0, head.find(';'));
  const std::size_t dot = head.find('.');
  return dot == std::string_view::npos ? head : head.substr(dot + 1);
}

std::string unescaped(std::string_view value) {
  std::string text;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '\\' || i + 1 == value.size()) text += value[i];
    else text += value[++i] == 'n' || value[i] == 'N' ? ' ' : value[i];
  }
  return std::string(cut_code_points(for_display(text), characters_max));
}

// "Family;Given;…" where nothing better is said.
std::string name_of_parts(std::string_view value) {
  const std::size_t first = value.find(';'), second = first == value.npos ? value.npos : value.find(';', first + 1);
  const std::string family = unescaped(value.substr(0, first));
  const std::string given = first == value.npos ? std::string() : unescaped(value.substr(first + 1, second == value.npos ? second : second - first - 1));
  return given.empty() ? family : family.empty() ? given : given + " " + family;
}

void take_line(std::string_view line, ContactCard& card, std::size_t& details) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return;
  const std::string_view property = property_of(line.substr(0, colon)), value = line.substr(colon + 1);
  if (same(property, "fn")) card.name = unescaped(value);
  else if (same(property, "n") && card.name.empty()) card.name = name_of_parts(value);
  else if ((same(property, "tel") || same(property, "email") || same(property, "org")) && details < details_max && !blank(value)) {
    const std::string_view plain = value.substr(0, 4) == "tel:" ? value.substr(4) : value;
    card.details += (details++ > 0 ? ", " : "") + unescaped(plain);
  }
}

}  // namespace

bool is_card(const MediaItem& item) { return item.state == MediaState::stored && (item.type == "text/vcard" || item.type == "text/x-vcard"); }

std::vector<ContactCard> read_cards(std::string_view file) {
  std::vector<ContactCard> cards;
  if (file.size() > bytes_max || !valid_utf8(file)) return cards;
  std::size_t details = 0;
  bool inside = false;
  for (const std::string& line : lines_of(file)) {
    if (same(line, "begin:vcard") && cards.size() < cards_max) {
      cards.push_back({});
      details = 0;
      inside = true;
    } else if (same(line, "end:vcard")) {
      inside = false;
    } else if (inside) {
      take_line(line, cards.back(), details);
    }
  }
  cards.erase(std::remove_if(cards.begin(), cards.end(), [](const ContactCard& card) { return card.name.empty() && card.details.empty(); }), cards.end());
  return cards;
}

}  // namespace tributary::app
