#pragma once
// What the command line says; a wrong value stops the start with a sentence that names it.
#include <cstdint>
#include <string>

namespace tributary::sandbox {

struct Options {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8081;
  std::string data;                                    // a folder of ours
  std::string account_sid, auth_token;
  std::string sms_number = "+15550100900";
  std::string whatsapp_number = "+15550100900";
  std::string webhook_base = "http://127.0.0.1:8080";  // no slash at the end
  std::uint64_t seed = 0;                              // 0: chosen by chance at the first start and kept

  std::string own_base() const { return "http://" + address + ":" + std::to_string(port); }
};

// Throws std::runtime_error with a sentence for the person who typed it.
Options parse_options(int count, const char* const* words);

}  // namespace tributary::sandbox
