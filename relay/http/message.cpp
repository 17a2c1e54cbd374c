#include "relay/http/message.h"

#include <algorithm>

#include "relay/http/ascii.h"

namespace tributary::http {
namespace {

constexpr std::size_t form_fields_max = 1000;  // a provider sends some forty; more is someone filling our memory

// As the URL standard reads forms: a '%' without two hex digits stands for itself. Signatures are made over
// what the sender meant, and every provider's library decodes so.
void append_decoded(std::string& out, std::string_view text) {
  std::size_t percent = text.find('%'), plus = text.find('+');
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t plain = std::min({percent, plus, text.size()});
    out.append(text.substr(i, plain - i));  // nearly all of it, in one piece
    if (plain == text.size()) return;
    i = plain + 1;
    if (plain == plus) {
      out += ' ';
      plus = text.find('+', i);
      continue;
    }
    const int byte = escaped_byte(text, plain);
    out += byte >= 0 ? static_cast<char>(byte) : '%';
    if (byte >= 0) i += 2;
    percent = text.find('%', i);
  }
}

std::string decode_form_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  append_decoded(out, text);
  return out;
}

// The next "name=value" of `rest`, which loses it.
std::pair<std::string_view, std::string_view> next_pair(std::string_view& rest) {
  const std::string_view pair = rest.substr(0, rest.find('&'));
  rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
  const std::size_t equals = std::min(pair.find('='), pair.size());
  return {pair.substr(0, equals), pair.substr(std::min(pair.size(), equals + 1))};
}

bool unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

void append_escaped(std::string& out, std::string_view text, bool blank_is_plus) {
  constexpr char digits[] = "0123456789ABCDEF";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (unreserved(c)) out += c;
    else if (c == ' ' && blank_is_plus) out += '+';
    else out += '%', out += digits[byte >> 4], out += digits[byte & 15];
  }
}

}  // namespace

std::string_view Request::field(std::string_view name) const {
  for (const Fields::One one : fields)
    if (same_letters(one.name, name)) return one.value;
  return {};
}

std::vector<Field> parse_form(std::string_view text) {
  std::vector<Field> pairs;
  pairs.reserve(std::min(form_fields_max, static_cast<std::size_t>(std::count(text.begin(), text.end(), '&')) + 1));
  while (!text.empty() && pairs.size() < form_fields_max) {
    const auto [name, value] = next_pair(text);
    if (name.empty() && value.empty()) continue;  // "&&" and a trailing '&'
    pairs.push_back({decode_form_text(name), decode_form_text(value)});
  }
  return pairs;
}

// What is decoded is never longer than it was: nothing moves once it is there.
DecodedForm::DecodedForm(std::string_view text) {
  constexpr std::size_t usual_fields = 40;
  text_.reserve(text.size());
  pairs_.reserve(usual_fields);
  const auto decoded = [this](std::string_view raw) {
    const std::size_t from = text_.size();
    append_decoded(text_, raw);
    return std::string_view(text_).substr(from);
  };
  while (!text.empty() && pairs_.size() < form_fields_max) {
    const auto [name, value] = next_pair(text);
    if (name.empty() && value.empty()) continue;
    const std::string_view decoded_name = decoded(name);
    pairs_.push_back({decoded_name, decoded(value)});
  }
}

std::string form_encode(const std::vector<Field>& pairs) {
  std::string out;
  for (const Field& pair : pairs) {
    if (!out.empty()) out += '&';
    append_escaped(out, pair.name, true);
    out += '=';
    append_escaped(out, pair.value, true);
  }
  return out;
}

std::string percent_encode(std::string_view text) {
  std::string out;
  append_escaped(out, text, false);
  return out;
}

std::optional<std::string> query_value(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    const auto [key, value] = next_pair(query);
    if (decode_form_text(key) == name) return decode_form_text(value);
  }
  return std::nullopt;
}

}  // namespace tributary::http
