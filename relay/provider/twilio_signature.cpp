// X-Twilio-Signature = base64(HMAC-SHA1(token, data)).
// data of a form = the public address, then for every parameter of the body, names in bytewise order, name
// and value, decoded; equal names give their distinct values in order. data of anything else = the address
// alone; a body that is no form is bound to the address by its bodySHA256 parameter.
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <deque>
#include <utility>

#include "relay/provider/twilio.h"
#include "relay/provider/twilio_form.h"

namespace tributary::provider::twilio {
namespace {

std::string base64(const unsigned char* bytes, std::size_t count) {
  std::string text(4 * ((count + 2) / 3) + 1, '\0');
  const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes, static_cast<int>(count));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

// A key schedule that is kept: making one anew for each request costs more than the hash of a webhook.
class Mac {
 public:
  explicit Mac(std::string token) : token_(std::move(token)) {
    EVP_MAC* hmac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    context_ = EVP_MAC_CTX_new(hmac);
    EVP_MAC_free(hmac);
    char digest[] = "SHA1";
    const std::array<OSSL_PARAM, 2> with{OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0), OSSL_PARAM_construct_end()};
    good_ = context_ && EVP_MAC_init(context_, reinterpret_cast<const unsigned char*>(token_.data()), token_.size(), with.data()) == 1;
  }
  ~Mac() {
    EVP_MAC_CTX_free(context_);
    OPENSSL_cleanse(token_.data(), token_.size());
  }
  Mac(const Mac&) = delete;
  Mac& operator=(const Mac&) = delete;

  bool is_of(const std::string& token) const { return token_ == token; }
  // Of two texts, one after the other. Empty: the library failed, and nothing is right.
  std::string of(std::string_view first, std::string_view then) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    std::size_t length = 0;
    if (!good_ || EVP_MAC_init(context_, nullptr, 0, nullptr) != 1 || !add(first) || !add(then)) return {};
    if (EVP_MAC_final(context_, mac.data(), &length, mac.size()) != 1) return {};
    return base64(mac.data(), length);
  }

 private:
  bool add(std::string_view text) { return EVP_MAC_update(context_, reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1; }
  std::string token_;
  EVP_MAC_CTX* context_ = nullptr;
  bool good_ = false;
};

Mac& mac_of(const std::string& token) {
  constexpr std::size_t kept_max = 16;  // an account has two tokens while they are being changed
  static thread_local std::deque<Mac> kept;
  for (Mac& one : kept)
    if (one.is_of(token)) return one;
  if (kept.size() == kept_max) kept.pop_front();
  return kept.emplace_back(token);
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), hash.data());
  std::string hex;
  for (unsigned char byte : hash) {
    hex += "0123456789abcdef"[byte >> 4];
    hex += "0123456789abcdef"[byte & 15];
  }
  return hex;
}

// The parts of "scheme://user@host:port/path" that the port rule needs; port includes its colon.
struct AddressParts { std::string_view before, port, after; bool https = false, good = false; };

AddressParts split(std::string_view url) {
  const std::size_t scheme_end = url.find("://");
  if (scheme_end == std::string_view::npos) return {};
  const std::size_t begin = scheme_end + 3;
  std::size_t end = url.find_first_of("/?", begin);
  if (end == std::string_view::npos) end = url.size();
  std::string_view authority = url.substr(begin, end - begin);
  const std::size_t at = authority.rfind('@');
  const std::size_t host = at == std::string_view::npos ? 0 : at + 1;
  const std::size_t bracket = authority.rfind(']');  // [::1] has colons of its own
  const std::size_t colon = authority.find(':', bracket == std::string_view::npos || bracket < host ? host : bracket);
  const std::size_t port = colon == std::string_view::npos ? authority.size() : colon;
  return {url.substr(0, begin + port), authority.substr(port), url.substr(end), url.starts_with("https"), true};
}

// Twilio's signing side is not of one mind about ports: with, without, and the default one spelled out.
std::optional<std::string> other_spelling(std::string_view url) {
  const AddressParts parts = split(url);
  if (!parts.good) return std::nullopt;
  const std::string before(parts.before), after(parts.after);
  return parts.port.empty() ? before + (parts.https ? ":443" : ":80") + after : before + after;
}

// Twilio sends the pairs as it signs them: then what was decoded, one after the other, is what was signed.
std::string_view form_data(const http::DecodedForm& form, std::string& made) {
  using Pair = http::DecodedForm::Pair;
  const auto before = [](const Pair& a, const Pair& b) { return a.name != b.name ? a.name < b.name : a.value < b.value; };
  const auto not_before = [&](const Pair& a, const Pair& b) { return !before(a, b); };
  const std::vector<Pair>& sent = form.pairs();
  if (std::adjacent_find(sent.begin(), sent.end(), not_before) == sent.end()) return form.joined();
  std::vector<Pair> pairs = sent;
  std::sort(pairs.begin(), pairs.end(), before);
  pairs.erase(std::unique(pairs.begin(), pairs.end(), [&](const Pair& a, const Pair& b) { return !before(a, b); }), pairs.end());
  made.reserve(form.joined().size());
  for (const Pair& pair : pairs) made.append(pair.name).append(pair.value);
  return made;
}

bool names_type(std::string_view content_type, std::string_view type) {
  if (content_type.size() < type.size()) return false;
  for (std::size_t i = 0; i < type.size(); ++i) {
    const char c = content_type[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c) != type[i]) return false;
  }
  return content_type.size() == type.size() || content_type[type.size()] == ';' || content_type[type.size()] == ' ';
}

bool body_is_bound(std::string_view url, std::string_view body) {
  const std::size_t question = url.find('?');
  if (question == std::string_view::npos) return false;
  const auto hash = http::query_value(url.substr(question + 1), "bodySHA256");
  return hash && equal_in_constant_time(*hash, sha256_hex(body));
}

}  // namespace

bool verify(std::string_view method, std::string_view url, std::string_view content_type, std::string_view body,
            std::string_view signature, const std::vector<std::string>& tokens) {
  return verify({method, url, content_type, body, signature}, Form(method == "GET" ? std::string_view() : body), tokens);
}

bool verify(const Signed& request, const Form& form, const std::vector<std::string>& tokens) {
  std::string made;
  std::string_view signed_body;
  const bool in_the_address = request.method == "GET" || (request.content_type.empty() && request.body.empty());
  if (!in_the_address) {
    if (names_type(request.content_type, "application/x-www-form-urlencoded")) signed_body = form_data(form.decoded(), made);
    else if (!body_is_bound(request.url, request.body)) return false;
  }
  if (request.signature.empty()) return false;
  const auto signs = [&](std::string_view spelling) {
    for (const std::string& token : tokens)
      if (!token.empty() && equal_in_constant_time(mac_of(token).of(spelling, signed_body), request.signature)) return true;
    return false;
  };
  // The usual spelling with the newest token comes first. That a signature was right is no secret, nor which one it was.
  const std::string_view spelled = request.url.substr(0, request.url.find('#'));  // connection overrides; never sent, never signed
  if (signs(spelled)) return true;
  const auto other = other_spelling(spelled);
  return other && signs(*other);
}

}  // namespace tributary::provider::twilio
