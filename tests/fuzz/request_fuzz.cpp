// libFuzzer, built as ws_codec_fuzz.cpp with relay/http/{message,answer,request_head,request_parser}.cpp and core/base/text.cpp
#include "tests/fuzz/request_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  tributary::fuzz::request(bytes);
  tributary::fuzz::form(bytes);
  return 0;
}
