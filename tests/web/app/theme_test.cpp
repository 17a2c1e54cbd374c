// Contrasts of the token table: 4.5:1 for words, 3:1 for edges of fields and focus.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

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

struct Pair { const char* what; std::uint32_t ink, ground; };

std::vector<Pair> words_on_grounds(const Theme& t) {
  return {{"text on surface", t.text, t.surface}, {"text on bg", t.text, t.bg}, {"text on selected", t.text, t.selected}, {"text on hover", t.text, t.hover},
          {"text on sunken", t.text, t.sunken}, {"muted on surface", t.muted, t.surface}, {"muted on selected", t.muted, t.selected},
          {"muted on bg", t.muted, t.bg}, {"muted on sunken", t.muted, t.sunken}, {"muted on hover", t.muted, t.hover}, {"faint on surface", t.faint, t.surface},
          {"faint on bg", t.faint, t.bg}, {"accent on surface", t.accent, t.surface}, {"accent on selected", t.accent, t.selected},
          {"on accent", t.on_accent, t.accent}, {"on accent, hovered", t.on_accent, t.accent_hover}, {"bubble in", t.bubble_in_text, t.bubble_in},
          {"bubble out", t.bubble_out_text, t.bubble_out}, {"bubble auto", t.bubble_auto_text, t.bubble_auto}, {"note", t.note_text, t.note_bg},
          {"success", t.success, t.success_bg}, {"warning", t.warning, t.warning_bg}, {"warning on sunken", t.warning, t.sunken},
          {"danger", t.danger, t.danger_bg}, {"danger on surface", t.danger, t.surface}, {"link", t.link, t.surface}};
}

void expect_words(const Theme& t, const char* name, double least) {
  for (const Pair& pair : words_on_grounds(t)) EXPECT_GE(contrast(pair.ink, pair.ground), least) << pair.what << ", " << name;
}

TEST(Theme, EveryWordIsReadableOnWhatItStandsOn) {
  expect_words(theme(Look::light), "light", 4.5);
  expect_words(theme(Look::dark), "dark", 4.5);
}

TEST(Theme, HighContrastReachesSevenToOneForEveryWordAndShowsEveryEdge) {
  for (const Look look : {Look::contrast_light, Look::contrast_dark}) {
    const Theme& t = theme(look);
    const char* name = t.dark ? "high contrast, dark" : "high contrast, light";
    expect_words(t, name, 7);
    EXPECT_TRUE(t.strong);
    for (const std::uint32_t ground : {t.surface, t.bg}) {
      EXPECT_GE(contrast(t.border, ground), 4.5) << name;
      EXPECT_GE(contrast(t.bubble_edge, ground), 7) << name;
      EXPECT_GE(contrast(t.focus, ground), 7) << name;
    }
  }
}

TEST(Theme, HighContrastReachesSevenToOneForEveryInkOnEveryGround) {
  for (const Look look : {Look::contrast_light, Look::contrast_dark}) {
    const Theme& t = theme(look);
    for (const std::uint32_t ground : {t.bg, t.surface, t.sunken, t.hover, t.selected, t.bubble_in, t.bubble_auto, t.note_bg, t.success_bg, t.warning_bg, t.danger_bg})
      for (const std::uint32_t ink : {t.text, t.muted, t.faint, t.accent, t.link, t.success, t.warning, t.danger})
        EXPECT_GE(contrast(ink, ground), 7) << std::hex << ink << " on " << ground << (t.dark ? ", dark" : ", light");
  }
}

TEST(Theme, WhatCannotBePressedNowCanStillBeRead) {
  for (const Look look : {Look::light, Look::dark, Look::contrast_light, Look::contrast_dark}) {
    const Theme& t = theme(look);
    EXPECT_GE(contrast(t.faint, t.strong ? t.sunken : t.border), 3) << static_cast<int>(look);
  }
}

TEST(Theme, EdgesOfFieldsAndTheFocusRingStandOutInEveryTheme) {
  for (const Look look : {Look::light, Look::dark, Look::contrast_light, Look::contrast_dark}) {
    const Theme& t = theme(look);
    EXPECT_GE(contrast(t.border_strong, t.surface), 3.0);
    for (const std::uint32_t ground : {t.surface, t.bg, t.selected, t.sunken}) EXPECT_GE(contrast(t.focus, ground), 3.0);
  }
}

TEST(Theme, TheSystemsColoursAreTakenAsTheyAre) {
  const platform::SystemColours system{rgb(0x000000), rgb(0xFFFFFF), rgb(0x1AEBFF), rgb(0x000000), rgb(0xFFFF00)};
  const Theme t = forced_theme(system);
  EXPECT_TRUE(t.dark && t.strong);
  EXPECT_EQ(t.surface, system.canvas);
  EXPECT_EQ(t.text, system.canvas_text);
  EXPECT_EQ(t.link, system.link_text);
  expect_words(t, "forced", 4.5);
}

TEST(Theme, TheChoiceWinsOverTheSystemAndHighContrastFollowsItsLightness) {
  EXPECT_EQ(look_of(ThemeChoice::system, platform::Theme::dark), Look::dark);
  EXPECT_EQ(look_of(ThemeChoice::light, platform::Theme::dark), Look::light);
  EXPECT_EQ(look_of(ThemeChoice::contrast, platform::Theme::dark), Look::contrast_dark);
  EXPECT_EQ(look_of(ThemeChoice::contrast, platform::Theme::light), Look::contrast_light);
}

TEST(Theme, ColoursMixEvenlyAndFadeInWithTheirOwnHue) {
  EXPECT_EQ(mix(rgb(0x000000), rgb(0xFFFFFF), 0.5f), rgb(0x808080));
  EXPECT_EQ(mix(0, rgb(0x2F5FDB), 0.5f) & 0x00FFFFFFu, rgb(0x2F5FDB) & 0x00FFFFFFu);
  EXPECT_EQ(darker(rgb(0xFFFFFF)), rgb(0xF0F0F0)) << "six per cent";
}

TEST(Theme, WhoIsMeantInANoteIsReadableAndStandsOut) {
  for (const Look look : {Look::light, Look::dark, Look::contrast_light, Look::contrast_dark}) {
    const Theme& t = theme(look);
    EXPECT_GE(contrast(t.note_text, mention_on_note(t)), t.strong ? 7 : 4.5) << static_cast<int>(look);
    EXPECT_GE(contrast(t.strong ? t.note_border : mention_on_note(t), t.note_bg), t.strong ? 4.5 : 1.2) << static_cast<int>(look);
  }
}

TEST(Theme, SelectedWordsStayReadableAndLookSelected) {
  for (const Look look : {Look::light, Look::dark, Look::contrast_light, Look::contrast_dark}) {
    const Theme& t = theme(look);
    const int which = static_cast<int>(look);
    EXPECT_GE(contrast(t.link, selection_on(t, t.bubble_in)), t.strong ? 7 : 4) << which << ": the line below a link, whose words take the ink around them (page.css)";
    for (const auto& [words, ground] : {std::pair{t.bubble_in_text, t.bubble_in}, {t.bubble_out_text, t.bubble_out}, {t.bubble_auto_text, t.bubble_auto}, {t.note_text, t.note_bg}}) {
      const std::uint32_t chosen = selection_on(t, ground);
      EXPECT_GE(contrast(words, chosen), t.strong ? 7 : 4.5) << which << " " << ground;
      EXPECT_GE(contrast(chosen, ground), 1.15) << which << " " << ground;
      EXPECT_LT(chosen >> 24U, 255U);
    }
  }
}

TEST(Theme, InitialsAreReadableOnEveryAvatar) {
  for (std::uint64_t i = 0; i < 10; ++i) EXPECT_GE(contrast(avatar_fill(i), rgb(0xFFFFFF)), 4.5) << i;
}

}  // namespace
}  // namespace tributary::app
