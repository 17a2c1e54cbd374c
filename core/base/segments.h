#pragma once
// How an SMS is counted: GSM 03.38 gives 160 characters (153 each when split), anything else UCS-2: 70 (67).
#include <cstdint>
#include <string_view>

namespace tributary {

struct SmsCount {
  bool gsm7 = true;
  std::int32_t units = 0;      // septets (extension characters count twice) or UTF-16 units
  std::int32_t segments = 0;   // 0 for an empty text
  std::int32_t left = 160;     // units left in the last segment
};
SmsCount count_sms(std::string_view utf8);

}  // namespace tributary
