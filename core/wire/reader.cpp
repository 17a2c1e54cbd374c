#include "core/wire/reader.h"

#include <cmath>
#include <cstring>

#include "core/base/number_text.h"
#include "core/base/text.h"

namespace tributary::wire {
namespace {

constexpr int depth_max = 32;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// Eight letters at once: none of them ends a string, begins an escape or may not stand there. It may say no too often.
bool all_plain(std::uint64_t eight) {
  constexpr std::uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
  const auto has_zero = [](std::uint64_t word) { return (word - ones) & ~word & tops; };
  const std::uint64_t control = (eight - 0x20 * ones) & ~eight & tops;
  return (has_zero(eight ^ ('"' * ones)) | has_zero(eight ^ ('\\' * ones)) | control | (eight & tops)) == 0;
}

const char* skip_plain(const char* at, const char* end) {
  std::uint64_t eight = 0;
  while (end - at >= 8) {
    std::memcpy(&eight, at, 8);
    if (!all_plain(eight)) break;
    at += 8;
  }
  return at;
}

void append_utf8(std::string& out, std::uint32_t code) {
  const auto byte = [&out](std::uint32_t bits) { out += static_cast<char>(bits); };
  if (code < 0x80) return byte(code);
  if (code < 0x800) {
    byte(0xC0 | code >> 6);
  } else {
    if (code < 0x10000) {
      byte(0xE0 | code >> 12);
    } else {
      byte(0xF0 | code >> 18);
      byte(0x80 | (code >> 12 & 0x3F));
    }
    byte(0x80 | (code >> 6 & 0x3F));
  }
  byte(0x80 | (code & 0x3F));
}

}  // namespace

void Reader::skip_blanks() {
  while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t')) ++at_;
}

bool Reader::next_is(char c) {
  skip_blanks();
  return at_ != end_ && *at_ == c;
}

bool Reader::take(char c) {
  if (!next_is(c)) return false;
  ++at_;
  return true;
}

bool Reader::open(char bracket) { return take(bracket) && ++depth_ <= depth_max; }

bool Reader::close(char bracket) {
  if (!take(bracket)) return false;
  --depth_;
  return true;
}

bool Reader::ended() {
  skip_blanks();
  return at_ == end_;
}

bool Reader::take_word(std::string_view word) {
  skip_blanks();
  if (std::string_view(at_, static_cast<std::size_t>(end_ - at_)).substr(0, word.size()) != word) return false;
  at_ += word.size();
  return true;
}

// Nearly every string stands in the text as it is meant, and is seen there.
std::optional<std::string_view> Reader::string() {
  if (!take('"')) return {};
  const char* const from = at_;
  unsigned all = 0;
  for (const char* at = skip_plain(from, end_); at != end_; ++at) {
    const auto c = static_cast<unsigned char>(*at);
    if (c == '"') {
      at_ = at + 1;
      const std::string_view found(from, static_cast<std::size_t>(at - from));
      if (all >= 0x80 && !valid_utf8(found)) return {};
      return found;
    }
    if (c == '\\') {
      at_ = at;
      return escaped_string(from);
    }
    if (c < 0x20) return {};
    all |= c;
  }
  return {};
}

std::optional<std::string_view> Reader::escaped_string(const char* from) {
  unescaped_.assign(from, at_);
  while (at_ != end_) {
    const char c = *at_++;
    if (c == '"') {
      if (!valid_utf8(unescaped_)) return {};
      return std::string_view(unescaped_);
    }
    if (static_cast<unsigned char>(c) < 0x20) return {};
    if (c != '\\') unescaped_ += c;
    else if (!take_escape()) return {};
  }
  return {};
}

bool Reader::take_escape() {
  if (at_ == end_) return false;
  constexpr std::string_view letters = "\"\\/bfnrt", meant = "\"\\/\b\f\n\r\t";
  const char c = *at_++;
  if (c == 'u') return take_unicode();
  const std::size_t which = letters.find(c);
  if (which == std::string_view::npos) return false;
  unescaped_ += meant[which];
  return true;
}

// Beyond the first 65,536 characters one is written as a pair; half of one is none.
bool Reader::take_unicode() {
  const int first = four_digits();
  if (first < 0 || (first >= 0xDC00 && first <= 0xDFFF)) return false;
  if (first < 0xD800 || first > 0xDFFF) {
    append_utf8(unescaped_, static_cast<std::uint32_t>(first));
    return true;
  }
  if (end_ - at_ < 2 || at_[0] != '\\' || at_[1] != 'u') return false;
  at_ += 2;
  const int second = four_digits();
  if (second < 0xDC00 || second > 0xDFFF) return false;
  append_utf8(unescaped_, static_cast<std::uint32_t>(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)));
  return true;
}

int Reader::four_digits() {
  if (end_ - at_ < 4) return -1;
  int value = 0;
  for (int i = 0; i < 4; ++i) {
    const int digit = hex_value(*at_++);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

bool Reader::digits() {
  const char* const from = at_;
  while (at_ != end_ && is_digit(*at_)) ++at_;
  return at_ != from;
}

// -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?
std::optional<std::string_view> Reader::number() {
  skip_blanks();
  const char* const from = at_;
  if (at_ != end_ && *at_ == '-') ++at_;
  if (at_ != end_ && *at_ == '0') ++at_;
  else if (!digits()) return {};
  if (at_ != end_ && *at_ == '.') {
    ++at_;
    if (!digits()) return {};
  }
  if (at_ != end_ && (*at_ == 'e' || *at_ == 'E')) {
    ++at_;
    if (at_ != end_ && (*at_ == '+' || *at_ == '-')) ++at_;
    if (!digits()) return {};
  }
  return std::string_view(from, static_cast<std::size_t>(at_ - from));
}

std::optional<double> Reader::real() {
  const auto letters = number();
  if (!letters) return {};
  const double value = read_number(*letters);
  if (!std::isfinite(value)) return {};
  return value;
}

bool Reader::skip() {
  if (next_is('{')) return object([this](std::string_view) { return skip(); });
  if (next_is('[')) return array([this] { return skip(); });
  if (next_is('"')) return string().has_value();
  if (next_is('t')) return take_word("true");
  if (next_is('f')) return take_word("false");
  if (next_is('n')) return take_word("null");
  return number().has_value();
}

}  // namespace tributary::wire
