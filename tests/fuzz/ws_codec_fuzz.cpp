// libFuzzer: clang++ -std=c++20 -I. -fsanitize=fuzzer,address,undefined tests/fuzz/ws_codec_fuzz.cpp relay/http/ws_codec.cpp core/base/text.cpp
#include "tests/fuzz/ws_codec_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tributary::fuzz::ws_codec({reinterpret_cast<const char*>(data), size});
  return 0;
}
