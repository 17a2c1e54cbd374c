#include "core/base/text.h"

#include <cstdint>
#include <cstring>

namespace tributary {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

unsigned byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

// How many bytes the first one announces; 0 for a byte no character begins with.
std::size_t announced_bytes(unsigned first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first < 0xE0) return 2;  // C0 and C1 could only begin overlong forms
  if (first >= 0xE0 && first < 0xF0) return 3;
  if (first >= 0xF0 && first < 0xF5) return 4;
  return 0;
}

bool overlong_or_out_of_range(char32_t value, std::size_t bytes) {
  if (bytes == 3) return value < 0x800 || (value >= 0xD800 && value < 0xE000);
  if (bytes == 4) return value < 0x10000 || value > 0x10FFFF;
  return false;
}

// White space as Unicode lists it, and the invisible joiners nobody means to send alone.
bool is_blank(char32_t c) {
  if ((c >= 0x09 && c <= 0x0D) || c == ' ' || c == 0x85 || c == 0xA0 || c == 0x1680) return true;
  if (c >= 0x2000 && c <= 0x200B) return true;
  return c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

}  // namespace

CodePoint first_code_point(std::string_view text) {
  if (text.empty()) return {};
  const unsigned first = byte_at(text, 0);
  const std::size_t bytes = announced_bytes(first);
  if (bytes == 0 || bytes > text.size()) return {};
  if (bytes == 1) return {static_cast<char32_t>(first), 1};
  char32_t value = first & (0xFFu >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte_at(text, i) & 0xC0u) != 0x80u) return {};
    value = (value << 6) | (byte_at(text, i) & 0x3Fu);
  }
  if (overlong_or_out_of_range(value, bytes)) return {};
  return {value, bytes};
}

bool valid_utf8(std::string_view text) {
  while (!text.empty()) {
    std::uint64_t eight = 0;  // letters of ASCII, eight at a look
    if (text.size() >= 8) {
      std::memcpy(&eight, text.data(), 8);
      if ((eight & 0x8080808080808080u) == 0) {
        text.remove_prefix(8);
        continue;
      }
    }
    const CodePoint next = first_code_point(text);
    if (next.bytes == 0) return false;
    text.remove_prefix(next.bytes);
  }
  return true;
}

std::size_t code_points(std::string_view utf8) {
  std::size_t count = 0;
  for (char c : utf8) count += (static_cast<unsigned char>(c) & 0xC0u) != 0x80u ? 1u : 0u;
  return count;
}

std::string for_display(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  while (!text.empty()) {
    const CodePoint next = first_code_point(text);
    const bool line_end = next.value == '\r' && text.size() > 1 && text[1] == '\n';
    const bool control = next.value < 0x20 && next.value != '\t' && next.value != '\n';
    if (next.bytes == 0 || (control && !line_end)) shown += replacement;
    else if (!line_end) shown += text.substr(0, next.bytes);
    text.remove_prefix(next.bytes == 0 ? 1 : next.bytes);
  }
  return shown;
}

bool blank(std::string_view text) {
  while (!text.empty()) {
    const CodePoint next = first_code_point(text);
    if (next.bytes == 0 || !is_blank(next.value)) return false;
    text.remove_prefix(next.bytes);
  }
  return true;
}

std::string_view cut_code_points(std::string_view text, std::size_t max) {
  std::size_t seen = 0;
  for (std::size_t i = 0; i < text.size(); ++i)
    if ((byte_at(text, i) & 0xC0u) != 0x80u && seen++ == max) return text.substr(0, i);
  return text;
}

}  // namespace tributary
