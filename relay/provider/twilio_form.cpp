#include "relay/provider/twilio_form.h"

#include <algorithm>
#include <charconv>

#include "core/base/phone.h"
#include "core/base/text.h"

namespace tributary::provider::twilio {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return is_upper(c) || (c >= 'a' && c <= 'z'); }

// A Meta business-scoped id: the country's two letters, a dot, then digits (or letters, to be safe).
bool is_business_scoped(std::string_view text) {
  if (text.size() < 4 || text.size() > 80 || !is_upper(text[0]) || !is_upper(text[1]) || text[2] != '.') return false;
  return std::all_of(text.begin() + 3, text.end(), [](char c) { return is_digit(c) || is_letter(c); });
}

// Carriers allow up to eleven letters, digits and a few marks, with at least one letter.
bool is_sender_name(std::string_view text) {
  if (text.empty() || text.size() > 11 || !std::any_of(text.begin(), text.end(), is_letter)) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return is_digit(c) || is_letter(c) || c == ' ' || c == '-' || c == '_' || c == '&' || c == '+' || c == '.';
  });
}

}  // namespace

Form::Form(const http::Request& request) : Form(std::string_view(request.method == "GET" ? request.query : request.body)) {}

std::string_view Form::get(std::string_view name) const {
  for (const auto& pair : decoded_.pairs())
    if (pair.name == name) return pair.value;
  return {};
}

std::string_view Form::first_of(std::string_view one, std::string_view other) const {
  const std::string_view value = get(one);
  return value.empty() ? get(other) : value;
}

std::string Form::text(std::string_view name) const { return valid_text(get(name)); }
bool Form::says_true(std::string_view name) const { return get(name) == "true"; }

std::string valid_text(std::string_view text) { return valid_utf8(text) ? std::string(text) : for_display(text); }

std::optional<std::int64_t> whole_number(std::string_view text, std::int64_t min, std::int64_t max) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < min || value > max) return std::nullopt;
  return value;
}

bool looks_like_sid(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || is_letter(c); });
}

Address split_address(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return {Channel::sms, text};
  const std::string_view bare = text.substr(colon + 1);
  if (text.substr(0, colon) == "whatsapp") return {Channel::whatsapp, bare};
  return {std::nullopt, bare};
}

std::optional<Claim> sms_claim(std::string_view bare) {
  if (auto phone = parse_e164(bare)) return Claim{IdentityKind::phone, *phone};
  const bool digits = std::all_of(bare.begin(), bare.end(), is_digit);
  if (digits && bare.size() >= 3 && bare.size() <= 8) return Claim{IdentityKind::short_code, std::string(bare)};
  if (is_sender_name(bare)) return Claim{IdentityKind::sender_name, std::string(bare)};
  return std::nullopt;
}

std::optional<Claim> whatsapp_claim(std::string_view bare) {
  if (auto phone = parse_e164(bare)) return Claim{IdentityKind::phone, *phone};
  if (is_business_scoped(bare)) return Claim{IdentityKind::business_scoped, std::string(bare)};
  return std::nullopt;
}

std::optional<Delivery> delivery_of(std::string_view word) {
  if (word == "accepted" || word == "scheduled" || word == "queued" || word == "sending") return Delivery::accepted;
  if (word == "sent" || word == "partially_delivered") return Delivery::sent;
  if (word == "delivered") return Delivery::delivered;
  if (word == "read" || word == "played") return Delivery::read;
  if (word == "failed" || word == "undelivered") return Delivery::failed;
  if (word == "canceled") return Delivery::cancelled;
  return std::nullopt;
}

}  // namespace tributary::provider::twilio
