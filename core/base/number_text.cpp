#include "core/base/number_text.h"

#include <cstdio>
#include <cstdlib>

namespace tributary {

double read_number(std::string_view text) { return std::strtod(std::string(text).c_str(), nullptr); }  // it wants an end

std::string number_text(double number) {
  char text[40];
  for (int digits : {15, 16, 17}) {
    std::snprintf(text, sizeof text, "%.*g", digits, number);
    if (std::strtod(text, nullptr) == number) break;
  }
  return text;
}

}  // namespace tributary
