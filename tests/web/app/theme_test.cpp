// Contrasts of the token table (ui.md 4.1): 4.5:1 for words, 3:1 for edges of fields and focus.
#include <gtest/gtest.h>

#include <cmath>
#include <iterator>
#include <utility>

#include "web/app/theme.h"

namespace tributary::app {
namespace {

double channel(std::uint32_t value) {
  const double c = static_cast<double>(value & 255u) / 255.0;
  return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}
double luminance(std::uint32_t c) { return 0.2126 * channel(c) + 0.7152 * channel(c >> 8) + 0.0722 * channel(c >> 16); }
double contrast(std::uint32_t a, std::uint32_t b) {
  const double x = luminance(a), y = luminance(b);
  return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

TEST(Theme, EveryWordIsReadableOnWhatItStandsOn) {
  for (const bool dark : {false, true}) {
    const Theme& t = theme(dark);
    const std::pair<std::uint32_t, std::uint32_t> pairs[] = {
        {t.text, t.surface}, {t.text, t.bg}, {t.text, t.selected}, {t.text, t.hover}, {t.muted, t.surface}, {t.muted, t.selected}, {t.muted, t.bg},
        {t.muted, t.sunken}, {t.muted, t.hover}, {t.faint, t.surface}, {t.accent, t.surface}, {t.accent, t.selected}, {t.on_accent, t.accent},
        {t.on_accent, t.accent_hover}, {t.bubble_in_text, t.bubble_in}, {t.bubble_out_text, t.bubble_out}, {t.bubble_auto_text, t.bubble_auto},
        {t.success, t.success_bg}, {t.warning, t.warning_bg}, {t.warning, t.sunken}, {t.danger, t.danger_bg}, {t.danger, t.surface}, {t.link, t.surface}};
    for (std::size_t i = 0; i < std::size(pairs); ++i)
      EXPECT_GE(contrast(pairs[i].first, pairs[i].second), 4.5) << "pair " << i << (dark ? " dark" : " light");
    EXPECT_GE(contrast(t.border_strong, t.surface), 3.0);
  }
}

TEST(Theme, InitialsAreReadableOnEveryAvatar) {
  for (std::uint64_t i = 0; i < 10; ++i) EXPECT_GE(contrast(avatar_fill(i), rgb(0xFFFFFF)), 4.5) << i;
}

}  // namespace
}  // namespace tributary::app
