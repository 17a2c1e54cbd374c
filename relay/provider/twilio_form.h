#pragma once
// What Twilio's forms have in common: pairs, numbers, ids, addresses and status words.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "relay/provider/provider.h"

namespace tributary::provider::twilio {

// The decoded pairs of a webhook: a POST's body, a GET's query. The first of several equal names counts.
class Form {
 public:
  explicit Form(const http::Request&);
  explicit Form(std::string_view raw) : raw_(raw), decoded_(raw) {}
  std::string_view get(std::string_view name) const;  // "" when absent
  // The first of these that is there and not empty.
  std::string_view first_of(std::string_view one, std::string_view other) const;
  std::string text(std::string_view name) const;       // fit to store: always valid UTF-8
  bool says_true(std::string_view name) const;         // "true"
  std::string_view raw() const { return raw_; }        // as it came
  const http::DecodedForm& decoded() const { return decoded_; }

 private:
  std::string_view raw_;  // the request outlives its form
  http::DecodedForm decoded_;
};

std::string valid_text(std::string_view);  // itself when valid UTF-8, else what can be shown of it

// All of the text is one number in range; otherwise nullopt.
std::optional<std::int64_t> whole_number(std::string_view, std::int64_t min, std::int64_t max);

// "SM…", "CA…", "AC…": letters and digits only, so that it may stand in a key or an address.
bool looks_like_sid(std::string_view);

// "whatsapp:+1555…" -> {whatsapp, "+1555…"}; any other prefix ("messenger:", "sip:") is no channel of ours.
struct Address { std::optional<Channel> channel; std::string_view bare; };
Address split_address(std::string_view);

std::optional<Claim> sms_claim(std::string_view bare);       // phone, short code or sender name
std::optional<Claim> whatsapp_claim(std::string_view bare);  // phone or business-scoped id

// nullopt: a word we do not know, or one that says nothing about a message of ours.
std::optional<Delivery> delivery_of(std::string_view word);

}  // namespace tributary::provider::twilio
