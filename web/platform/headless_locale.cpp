// The languages of tests: English and German tell one from many, Arabic has six forms (CLDR).
#include "web/platform/headless.h"

namespace tributary::platform {

PluralForm plural_form(std::int64_t n) {
  if (headless::record().language != "ar") return n == 1 ? PluralForm::one : PluralForm::other;
  const std::int64_t rest = n % 100;
  if (n == 0) return PluralForm::zero;
  if (n == 1) return PluralForm::one;
  if (n == 2) return PluralForm::two;
  if (rest >= 3 && rest <= 10) return PluralForm::few;
  return rest >= 11 ? PluralForm::many : PluralForm::other;
}

}  // namespace tributary::platform
