// core/base/number_text.h for the page. Linked before the library, whose own answers are left out then.
#include "core/base/number_text.h"

#include "web/platform/browser_imports.h"

namespace tributary {

double read_number(std::string_view text) { return js_read_number(text.data(), static_cast<int>(text.size())); }

std::string number_text(double number) {
  js_number_text(number);
  return platform::take_room();
}

}  // namespace tributary
