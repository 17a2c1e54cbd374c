#pragma once
// SHA-256 of what comes piece by piece. OpenSSL asks the processor for it: five times as fast as libsodium's.
#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace tributary::store {

class Sha256 {
 public:
  Sha256();
  void add(std::string_view);
  std::string bytes();  // 32; once, at the end
  std::string hex();    // the same as 64 characters

 private:
  struct End { void operator()(evp_md_ctx_st*) const; };
  std::unique_ptr<evp_md_ctx_st, End> context_;
};

}  // namespace tributary::store
