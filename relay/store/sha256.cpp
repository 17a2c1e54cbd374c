#include "relay/store/sha256.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <array>
#include <stdexcept>

namespace tributary::store {

void Sha256::End::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  if (!context_ || EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) != 1) throw std::runtime_error("OpenSSL has no SHA-256.");
}

void Sha256::add(std::string_view text) { EVP_DigestUpdate(context_.get(), text.data(), text.size()); }

std::string Sha256::bytes() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  unsigned size = 0;
  EVP_DigestFinal_ex(context_.get(), hash.data(), &size);
  return std::string(reinterpret_cast<const char*>(hash.data()), size);
}

std::string Sha256::hex() {
  const std::string hash = bytes();
  std::string text(2 * hash.size() + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), reinterpret_cast<const unsigned char*>(hash.data()), hash.size());
  text.pop_back();
  return text;
}

}  // namespace tributary::store
