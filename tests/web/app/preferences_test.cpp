// What a person chose for themselves is kept word for word, and no stored nonsense can lock anybody out.
#include "web/app/preferences.h"

#include <gtest/gtest.h>

#include <cstdio>

#include "tests/web/app/desk.h"

namespace tributary::app {
namespace {

namespace headless = platform::headless;

Preferences unusual() {
  Preferences p;
  p.theme = ThemeChoice::contrast;
  p.density = Density::compact;
  p.text_percent = 130;
  p.language = "ar";
  p.reduced_motion = Choice::on;
  p.sharper_text = Choice::off;
  p.enter_sends = false;
  p.single_keys = false;
  p.keys = {{"resolve", "d"}, {"reply", ""}, {"palette", "Mod+\"\\"}};
  p.rail_width = 180.5f;
  p.list_width = 400;
  p.contact_width = 250;
  p.contact_shown = false;
  return p;
}

TEST(Preferences, ComeBackAsTheyWereWritten) {
  EXPECT_EQ(preferences_of(preferences_text(unusual())), unusual());
  EXPECT_EQ(preferences_of(preferences_text(Preferences{})), Preferences{});
  EXPECT_FALSE(unusual() == Preferences{});
}

TEST(Preferences, OfNothingOrNonsenseAreTheDefaults) {
  for (const char* text : {"", "null", "[]", "7", "\"dark\"", "{", "{\"theme\":", "\xff\xfe", "{\"theme\":7,\"keys\":[1,2],\"text_percent\":\"big\"}"})
    EXPECT_EQ(preferences_of(text), Preferences{}) << text;
  EXPECT_EQ(preferences_of(std::string(100'000, '[')), Preferences{});
}

TEST(Preferences, AWrongFieldCostsThatFieldAlone) {
  const Preferences p = preferences_of(
      R"({"theme":"pink","density":"compact","text_percent":4000,"list_width":-3,"contact_width":1e99,"keys":{"reply":5,"resolve":"d"},"later":true})");
  Preferences wanted;
  wanted.density = Density::compact;
  wanted.keys = {{"resolve", "d"}};
  EXPECT_EQ(p, wanted);
}

TEST(Preferences, TheHoursOfQuietAreSaidAsTheClockSaysThemInEveryZone) {
  for (const int zone : {0, 330, -480}) {
    Desk desk({1440, 3000, 1, platform::Theme::light});
    Preferences quiet;
    quiet.quiet_hours = true;
    quiet.quiet_from = 22, quiet.quiet_until = 7;
    save_preferences(quiet);
    headless::record().zone_minutes = zone;
    desk.open_page("#/preferences");
    const headless::ShownNode* from = headless::find(platform::Role::slider, "From");
    ASSERT_NE(from, nullptr) << headless::dump();
    // The clock that words it is always UTC's here: 22:00 of that zone.
    const int minutes = ((22 * 60 - zone) % 1440 + 1440) % 1440;
    char said[8];
    std::snprintf(said, sizeof said, "%02d:%02d", minutes / 60, minutes % 60);
    EXPECT_EQ(from->value, said) << zone;
  }
}

TEST(Preferences, AreLoadedWithThePageAndSavedWhenTheyChange) {
  Desk desk;
  headless::record().storage["preferences"] = R"({"theme":"dark"})";
  desk.open_page();
  ASSERT_TRUE(headless::find(platform::Role::button, "Light theme")) << headless::dump();
  EXPECT_EQ(headless::record().storage["preferences"], R"({"theme":"dark"})");  // nothing changed, nothing written
  headless::press(platform::Role::button, "Light theme");
  EXPECT_EQ(preferences_of(headless::record().storage["preferences"]).theme, ThemeChoice::light);
}

}  // namespace
}  // namespace tributary::app
