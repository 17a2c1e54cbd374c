#include "core/base/search_text.h"

#include "core/base/text.h"

namespace tributary {
namespace {

constexpr std::string_view mark = "\xE2\x80\x8B";  // U+200B
constexpr char32_t mark_value = 0x200B;

struct Range { char32_t first, last; };
constexpr Range apart_ranges[] = {
    {0x0E00, 0x0EFF},    // Thai, Lao
    {0x1000, 0x109F},    // Burmese
    {0x1780, 0x17FF},    // Khmer
    {0x2190, 0x2BFF},    // arrows, signs, dingbats
    {0x2E80, 0x2FDF},    // radicals
    {0x3005, 0x3007}, {0x3021, 0x3029}, {0x3031, 0x3035}, {0x3041, 0x30FF}, {0x31F0, 0x31FF},  // kana
    {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xA9E0, 0xA9FF}, {0xAA60, 0xAA7F}, {0xF900, 0xFAFF},
    {0xFF66, 0xFF9F},    // half-width kana
    {0x1B000, 0x1B16F}, {0x1F000, 0x1FAFF}, {0x20000, 0x3FFFF},
};

bool is_apart(char32_t c) {
  if (c < apart_ranges[0].first) return false;
  for (const Range& range : apart_ranges)
    if (c >= range.first && c <= range.last) return true;
  return false;
}

// Joins people and skin to one pictograph: without them the parts are words of their own.
bool is_joiner(char32_t c) { return c == 0x200D || c == 0xFE0F || c == 0xFE0E; }

}  // namespace

std::string search_form(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 2);
  bool after_apart = false;
  while (!text.empty()) {
    const CodePoint at = first_code_point(text);
    const std::size_t bytes = at.bytes == 0 ? 1 : at.bytes;
    if (at.bytes == 0 || at.value == mark_value) {
      text.remove_prefix(at.bytes == 0 ? 1 : at.bytes);
      continue;
    }
    const bool apart = is_apart(at.value);
    const bool break_here = (apart || after_apart) && !out.empty() && !is_joiner(at.value);
    if (break_here) out += mark;
    out += text.substr(0, bytes);
    after_apart = apart || (after_apart && is_joiner(at.value));
    text.remove_prefix(bytes);
  }
  return out;
}

std::string shown_form(std::string_view form) {
  std::string out;
  out.reserve(form.size());
  while (!form.empty()) {
    const std::size_t at = form.find(mark);
    out += form.substr(0, at);
    if (at == std::string_view::npos) break;
    form.remove_prefix(at + mark.size());
  }
  return out;
}

bool ends_apart(std::string_view text) {
  std::size_t begin = text.size();
  while (begin > 0 && (static_cast<unsigned char>(text[--begin]) & 0xC0u) == 0x80u) {}
  return is_apart(first_code_point(text.substr(begin)).value);
}

}  // namespace tributary
