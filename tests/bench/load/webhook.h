#pragma once
// One webhook as Twilio posts it for an SMS: every field it sends, about 700 bytes, signed over the address and the
// sorted pairs; or signed over its body alone, for the yardstick.
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "tests/bench/load/tools.h"

namespace tributary::load {

struct Webhook { std::string sid, from; std::int64_t sent_ns = 0; };

// Names in the order a signature wants them, values as they are signed. Only '+' has to be escaped in the body, and
// blanks become '+': the rest of these values stands for itself.
using Pairs = std::vector<std::pair<std::string_view, std::string>>;

class WebhookMaker {
 public:
  enum class Signing { twilio, body };
  WebhookMaker(Signing how, std::string secret, std::string url, std::string account, std::string to, std::size_t text_bytes)
      : how_(how), secret_(std::move(secret)), url_(std::move(url)), account_(std::move(account)), to_(std::move(to)), words_(text_bytes, 'x') {
    for (std::size_t i = 5; i < words_.size(); i += 6) words_[i] = ' ';
    if (!words_.empty()) words_.back() = '.';
  }

  // The text begins with "sent.NANOSECONDS." by which whoever receives it knows how long it took.
  Pairs pairs(const Webhook& hook) const {
    return {{"AccountSid", account_}, {"ApiVersion", "2010-04-01"}, {"Body", "sent." + std::to_string(hook.sent_ns) + ". " + words_},
            {"From", hook.from}, {"FromCity", "HARBOUR"}, {"FromCountry", "US"}, {"FromState", "CA"}, {"FromZip", "94105"},
            {"MessageSid", hook.sid}, {"MessagingServiceSid", "MG0123456789abcdef0123456789abcdef"}, {"NumMedia", "0"}, {"NumSegments", "1"},
            {"SmsMessageSid", hook.sid}, {"SmsSid", hook.sid}, {"SmsStatus", "received"}, {"To", to_}, {"ToCity", "HARBOUR"},
            {"ToCountry", "US"}, {"ToState", "CA"}, {"ToZip", "94105"}};
  }

  static std::string body(const Pairs& pairs) {
    std::string out;
    for (const auto& [name, value] : pairs) {
      if (!out.empty()) out += '&';
      out.append(name).append("=");
      for (const char c : value) {
        if (c == '+') out += "%2B";
        else out += c == ' ' ? '+' : c;
      }
    }
    return out;
  }

  // A whole header line.
  std::string signature(const Pairs& pairs, const std::string& body) const {
    if (how_ == Signing::body) return "X-Body-Signature: " + base64(EVP_sha256(), body) + "\r\n";
    std::string text = url_;
    for (const auto& [name, value] : pairs) text.append(name).append(value);
    return "X-Twilio-Signature: " + base64(EVP_sha1(), text) + "\r\n";
  }

 private:
  std::string base64(const EVP_MD* digest, const std::string& text) const {
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned int size = 0;
    HMAC(digest, secret_.data(), static_cast<int>(secret_.size()), reinterpret_cast<const unsigned char*>(text.data()), text.size(), mac.data(), &size);
    std::array<char, 96> letters{};
    EVP_EncodeBlock(reinterpret_cast<unsigned char*>(letters.data()), mac.data(), static_cast<int>(size));
    return letters.data();
  }

  Signing how_;
  std::string secret_, url_, account_, to_, words_;
};

}  // namespace tributary::load
