// Whom our client believes: a certificate of the system's roots, for the name asked for, over TLS 1.2 or later.
#include <gtest/gtest.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <cstdlib>

#include "tests/relay/http/scripted_server.h"

namespace tributary::http::test {
namespace {

struct Certificate {
  EVP_PKEY* key = EVP_EC_gen("P-256");
  X509* x509 = X509_new();
  explicit Certificate(const char* names) {
    X509_set_version(x509, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(x509), 1);
    X509_gmtime_adj(X509_getm_notBefore(x509), -3600);
    X509_gmtime_adj(X509_getm_notAfter(x509), 3600);
    X509_set_pubkey(x509, key);
    X509_NAME* name = X509_get_subject_name(x509);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("test"), -1, -1, 0);
    X509_set_issuer_name(x509, name);
    X509_EXTENSION* san = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, names);
    X509_add_ext(x509, san, -1);
    X509_EXTENSION_free(san);
    X509_sign(x509, key, EVP_sha256());
  }
  Certificate(const Certificate&) = delete;
  Certificate& operator=(const Certificate&) = delete;
  ~Certificate() {
    X509_free(x509);
    EVP_PKEY_free(key);
  }
};

// A root file for this process alone, in place of the system's.
struct Roots {
  std::string path = testing::TempDir() + "tributary_roots_" + std::to_string(::getpid()) + ".pem";
  explicit Roots(const Certificate& trusted) {
    std::FILE* file = std::fopen(path.c_str(), "w");
    PEM_write_X509(file, trusted.x509);
    std::fclose(file);
    ::setenv("SSL_CERT_FILE", path.c_str(), 1);
  }
  ~Roots() {
    ::unsetenv("SSL_CERT_FILE");
    std::remove(path.c_str());
  }
};

// One request to a server that has `shown` as its certificate.
std::string outcome(const Certificate& trusted, const Certificate& shown, const char* host, int version_max = TLS1_3_VERSION) {
  const Roots roots(trusted);
  Asking a;
  SSL_CTX* context = SSL_CTX_new(TLS_server_method());
  SSL_CTX_set_security_level(context, 0);
  SSL_CTX_set_min_proto_version(context, TLS1_VERSION);
  SSL_CTX_set_max_proto_version(context, version_max);
  SSL_CTX_use_certificate(context, shown.x509);
  SSL_CTX_use_PrivateKey(context, shown.key);
  a.ask({"POST", "https://" + std::string(host) + ":" + std::to_string(a.server.port()) + "/x", {}, "secret", patience_ms, 1000});
  EXPECT_TRUE(a.server.accept());
  SSL* ssl = SSL_new(context);
  SSL_set_fd(ssl, a.server.peer());
  std::string heard;
  until(a.io, [&] {
    char buffer[1000];
    if (!SSL_is_init_finished(ssl)) SSL_accept(ssl);
    else if (const int n = SSL_read(ssl, buffer, sizeof buffer); n > 0) heard.append(buffer, static_cast<std::size_t>(n));
    return a.result.has_value() || heard.find("secret") != std::string::npos;
  });
  constexpr std::string_view ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  if (!a.result) SSL_write(ssl, ok.data(), static_cast<int>(ok.size()));
  const std::string outcome = a.outcome();
  SSL_free(ssl);
  SSL_CTX_free(context);
  return outcome;
}

TEST(ClientTls, BelievesTheRightNameUnderATrustedRoot) {
  const Certificate certificate("DNS:localhost,IP:127.0.0.1");
  EXPECT_EQ(outcome(certificate, certificate, "localhost"), "answered 200 ok");
  EXPECT_EQ(outcome(certificate, certificate, "127.0.0.1"), "answered 200 ok");
  EXPECT_EQ(outcome(certificate, certificate, "localhost", TLS1_2_VERSION), "answered 200 ok");
}

TEST(ClientTls, SendsNothingToAnotherNameAStrangerOrAnOldProtocol) {
  const Certificate certificate("DNS:localhost"), other("DNS:example.org"), stranger("DNS:localhost");
  EXPECT_EQ(outcome(certificate, certificate, "127.0.0.1"), "not_sent tls");
  EXPECT_EQ(outcome(other, other, "localhost"), "not_sent tls");
  EXPECT_EQ(outcome(certificate, stranger, "localhost"), "not_sent tls");
  EXPECT_EQ(outcome(certificate, certificate, "localhost", TLS1_1_VERSION), "not_sent tls");
}

}  // namespace
}  // namespace tributary::http::test
