// Saved views and settings follow their person: two pages of one agent see the same, each keeps what belongs to its device,
// and nobody's change is lost because the other changed something else.
#include "web/app/shared_preferences.h"

#include <algorithm>

#include "core/base/id_text.h"
#include "core/wire/document.h"
#include "tests/web/app/at_desk.h"

namespace tributary::app {
namespace {

namespace headless = platform::headless;
namespace json = boost::json;
using Role = platform::Role;

std::string text(const Shared& shared) { return wire::document_text(shared); }
Shared shared(std::string_view text) { return wire::parse_document(text)->get_object(); }

struct OwnEverywhere : AtDesk {
  void open() {
    desk.keeps_preferences = true;
    desk.customer_writes(1, "Maya", "Where is my parcel?");
    desk.open_page();
  }
  // The same person at another browser; the one before is put aside.
  std::map<std::string, std::string> another_browser() {
    auto before = std::exchange(headless::record().storage, {});
    desk.reload(true);
    return before;
  }
  void back_at(const std::map<std::string, std::string>& storage) {
    headless::record().storage = storage;
    desk.reload(true);
  }
  void save_view(std::string_view name) {
    platform::Event there = headless::event_of(platform::EventKind::went);
    there.text = "#/all?sort=oldest";
    headless::emit(there);
    desk.settle();
    press(Role::button, "Filter");
    press(Role::menuitem, "Save this view");
    ASSERT_TRUE(headless::type("Name of the view", name));
    press(Role::button, "Save");
    ASSERT_TRUE(headless::find(Role::link, name)) << headless::dump();
  }
  Preferences here() { return preferences_of(headless::record().storage["preferences"]); }
  void choose(const Preferences& p) {  // as a page of this browser left them
    headless::record().storage["preferences"] = preferences_text(p);
    desk.reload(true);
  }
};

TEST_F(OwnEverywhere, AViewSavedOnOnePageStandsOnTheOtherAndIsGoneFromBothOnceRemoved) {
  open();
  save_view("Longest first");
  desk.pass(1'100);
  EXPECT_NE(desk.kept_preferences().find("view/Longest first"), std::string::npos) << desk.kept_preferences();
  const auto first = another_browser();
  EXPECT_TRUE(headless::find(Role::link, "Longest first")) << headless::dump();
  press(Role::link, "Longest first");
  press(Role::button, "Remove the view “Longest first”");
  desk.pass(1'100);
  EXPECT_EQ(desk.kept_preferences().find("Longest first"), std::string::npos);
  back_at(first);
  EXPECT_FALSE(headless::find(Role::link, "Longest first")) << "removed elsewhere, not brought back from here";
}

void told_of_preferences() {
  platform::Event told = headless::event_of(platform::EventKind::told);
  told.number = static_cast<int>(platform::Told::preferences);
  headless::emit(told);
}

int tabs_told() {
  int count = 0;
  for (const headless::KeptRow& row : headless::record().told) count += row.id == "preferences";
  return count;
}

TEST_F(OwnEverywhere, TheOtherTabsHearOfAChangeAsSoonAsTheRelayHasIt) {
  open();
  EXPECT_EQ(tabs_told(), 0) << "who only asks has nothing to tell";
  save_view("Longest first");
  EXPECT_EQ(tabs_told(), 0);
  desk.pass(1'100);
  EXPECT_EQ(tabs_told(), 1);
}

TEST_F(OwnEverywhere, ATabThatHearsOfAChangeShowsItAndTellsNobody) {
  open();
  desk.other_device_prefers(R"({"view/From the other tab":"#/all?sort=oldest"})");
  EXPECT_FALSE(headless::find(Role::link, "From the other tab"));
  told_of_preferences();
  desk.settle();
  EXPECT_TRUE(headless::find(Role::link, "From the other tab")) << headless::dump();
  EXPECT_TRUE(headless::find(Role::listitem, "Maya")) << "and goes on";
  desk.pass(5'000);
  EXPECT_EQ(tabs_told(), 0) << "two tabs that tell each other would never end";
}

TEST_F(OwnEverywhere, WhatWasChangedWhileItAskedIsAskedForOnceMore) {
  open();
  const std::string before = desk.kept_preferences();
  told_of_preferences();
  headless::settle();
  auto& waiting = headless::record().requests;
  const auto asked = std::find_if(waiting.begin(), waiting.end(), [](const headless::Request& one) { return one.path == "/api/v1/me/preferences"; });
  ASSERT_NE(asked, waiting.end());
  platform::Event answer = headless::event_of(platform::EventKind::fetched);
  answer.number = asked->tag;
  answer.status = 200;
  answer.text = "{\"agentId\":\"" + to_text(desk.me.agent) + "\",\"values\":" + before + "}";
  waiting.erase(asked);
  desk.other_device_prefers(R"({"view/From the other tab":"#/all?sort=oldest"})");
  told_of_preferences();
  headless::emit(answer);  // the relay had made it before the change
  desk.settle();
  EXPECT_TRUE(headless::find(Role::link, "From the other tab")) << headless::dump();
}

TEST_F(OwnEverywhere, WhatAnotherDeviceChangedIsShownAsSoonAsTheRelayTellsOfIt) {
  open();
  desk.other_device_prefers(R"({"theme":"dark","view/From the phone":"#/all?sort=oldest"})");
  desk.relay_tells_of_preferences();
  desk.settle();
  EXPECT_TRUE(headless::find(Role::link, "From the phone")) << headless::dump();
  EXPECT_TRUE(headless::record().colours.dark);
  desk.pass(5'000);
  EXPECT_EQ(desk.preference_changes, 0) << "what was heard is not said back";
  EXPECT_EQ(tabs_told(), 0);
}

TEST_F(OwnEverywhere, AHiddenPageAsksAsSoonAsTheRelayTellsOfIt) {
  open();
  headless::emit(headless::event_of(platform::EventKind::visible));
  desk.settle();
  const int before = desk.preference_requests;
  desk.other_device_prefers(R"({"theme":"dark"})");
  desk.relay_tells_of_preferences();
  desk.settle();
  EXPECT_EQ(desk.preference_requests, before + 1);
}

TEST_F(OwnEverywhere, ThePageThatMadeTheChangeNeedNotAskWhetherItHearsOfItBeforeTheAnswerOrAfter) {
  open();
  press(Role::button, "Dark theme");
  desk.pass(1'100);
  EXPECT_EQ(desk.preference_changes, 1);
  int before = desk.preference_requests;
  desk.relay_tells_of_preferences();  // after the answer
  desk.settle();
  EXPECT_EQ(desk.preference_requests, before);

  press(Role::button, "Light theme");
  headless::pass(1'100);
  headless::settle();  // it has said so and has no answer yet
  before = desk.preference_requests;
  desk.other_device_prefers(R"({"theme":"light"})");  // as the relay has them now
  desk.relay_tells_of_preferences();
  desk.settle();
  EXPECT_EQ(desk.preference_requests, before + 1) << "its own change and nothing more";
}

TEST_F(OwnEverywhere, WhatAnotherDeviceChangedWhileThisOneToldItsOwnIsAskedForOnceMore) {
  open();
  press(Role::button, "Dark theme");
  headless::pass(1'100);
  headless::settle();
  auto& waiting = headless::record().requests;
  const auto asked = std::find_if(waiting.begin(), waiting.end(), [](const headless::Request& one) { return one.path == "/api/v1/me/preferences"; });
  ASSERT_NE(asked, waiting.end());
  EXPECT_EQ(asked->method, "PATCH");
  platform::Event answer = headless::event_of(platform::EventKind::fetched);
  answer.number = asked->tag;
  answer.status = 200;
  answer.text = "{\"agentId\":\"" + to_text(desk.me.agent) + R"(","revision":"of this change","values":{"theme":"dark"}})";
  waiting.erase(asked);
  desk.other_device_prefers(R"({"theme":"dark","view/From the phone":"#/all?sort=oldest"})");
  desk.relay_tells_of_preferences();
  headless::emit(answer);  // the relay had made it before the other change
  desk.settle();
  EXPECT_TRUE(headless::find(Role::link, "From the phone")) << headless::dump();
}

TEST_F(OwnEverywhere, WhatTwoPagesChangeStandsOnBothAlsoWithoutANetwork) {
  open();
  desk.cut();
  save_view("From the first");
  const auto first = another_browser();
  EXPECT_FALSE(headless::find(Role::link, "From the first"));
  save_view("From the second");
  desk.pass(1'100);
  back_at(first);
  for (const char* name : {"From the first", "From the second"}) EXPECT_TRUE(headless::find(Role::link, name)) << name << "\n" << headless::dump();
  EXPECT_EQ(desk.kept_preferences(), R"({"view/From the second":"#/all?sort=oldest","view/From the first":"#/all?sort=oldest"})");
}

TEST_F(OwnEverywhere, IsToldAMomentAfterTheLastChangeAndOnce) {
  open();
  for (const ThemeChoice theme : {ThemeChoice::dark, ThemeChoice::light, ThemeChoice::dark}) {
    press(Role::button, theme == ThemeChoice::dark ? "Dark theme" : "Light theme");
    desk.pass(500);
  }
  EXPECT_EQ(desk.preference_changes, 0);
  desk.pass(600);
  EXPECT_EQ(desk.preference_changes, 1);
  EXPECT_EQ(desk.kept_preferences(), R"({"theme":"dark"})");
  desk.pass(60'000);
  EXPECT_EQ(desk.preference_changes, 1);
}

TEST_F(OwnEverywhere, IsToldAtOnceWhenThePageIsHidden) {
  open();
  press(Role::button, "Dark theme");
  headless::emit(headless::event_of(platform::EventKind::visible));
  desk.settle();
  EXPECT_EQ(desk.kept_preferences(), R"({"theme":"dark"})");
}

TEST_F(OwnEverywhere, ThatTheRelayWillNotTakeStaysHereIsSaidOnceAndGoesWithTheNextChange) {
  open();
  desk.preferences_full = true;
  press(Role::button, "Dark theme");
  desk.pass(1'100);
  EXPECT_NE(headless::dump().find("would be larger than 64 KB"), std::string::npos) << headless::dump();
  EXPECT_TRUE(headless::record().colours.dark);
  desk.pass(60'000);
  EXPECT_EQ(desk.preference_changes, 1) << "it would be refused again";
  desk.preferences_full = false;
  save_view("Longest first");
  desk.pass(1'100);
  EXPECT_EQ(desk.kept_preferences(), R"({"theme":"dark","view/Longest first":"#/all?sort=oldest"})");
}

TEST_F(OwnEverywhere, IsHeardWhenThePageIsLookedAtAgain) {
  open();
  desk.other_device_prefers(R"({"theme":"dark","view/Texts":"#/all?channel=sms"})");
  platform::Event looked = headless::event_of(platform::EventKind::visible);
  looked.number = 1;
  headless::emit(looked);
  desk.settle();
  EXPECT_TRUE(headless::find(Role::link, "Texts")) << headless::dump();
  EXPECT_TRUE(headless::record().colours.dark);
  EXPECT_EQ(here().theme, ThemeChoice::dark) << "the next start has it in the first frame";
  desk.pass(5'000);
  EXPECT_EQ(desk.preference_changes, 0) << "what was heard is not said back";
}

TEST_F(OwnEverywhere, IsAskedForOnceTheProgramsSecondPartIsHere) {
  headless::record().later_here = false;
  desk.other_device_prefers(R"({"theme":"dark"})");
  open();
  EXPECT_FALSE(headless::record().colours.dark);
  headless::record().later_here = true;
  platform::kick(1);
  desk.settle();
  EXPECT_TRUE(headless::record().colours.dark);
}

TEST_F(OwnEverywhere, OfTheFirstTimeInABrowserTheRelaysCopyCountsAndItsOwnViewsAreAddedToIt) {
  desk.other_device_prefers(R"({"theme":"light","view/Texts":"#/all?channel=sms"})");
  Preferences before;  // as the page before this one kept them
  before.theme = ThemeChoice::dark;
  before.density = Density::compact;
  before.views.push_back({to_text(desk.me.agent), "Old", "#/all?sort=oldest"});
  save_preferences(before);
  open();
  desk.pass(1'100);
  EXPECT_EQ(desk.kept_preferences(), R"({"theme":"light","view/Texts":"#/all?channel=sms","density":"compact","view/Old":"#/all?sort=oldest"})");
  EXPECT_EQ(here().theme, ThemeChoice::light);
  for (const char* name : {"Old", "Texts"}) EXPECT_TRUE(headless::find(Role::link, name)) << name;
}

TEST_F(OwnEverywhere, WhatBelongsToTheDeviceStaysOnIt) {
  open();
  Preferences p;
  p.theme = ThemeChoice::dark;
  p.list_width = 400;
  p.contact_shown = false;
  p.sharper_text = Choice::on;
  p.notify_desktop = p.notify_sound = true;
  choose(p);
  desk.pass(1'100);
  EXPECT_EQ(desk.kept_preferences(), R"({"theme":"dark"})");
  desk.other_device_prefers(R"({"list_width":200,"notify_sound":false,"theme":"light"})");
  desk.reload(true);
  EXPECT_EQ(here().theme, ThemeChoice::light);
  EXPECT_EQ(here().list_width, 400.0f);
  EXPECT_TRUE(here().notify_sound && here().notify_desktop && !here().contact_shown);
}

TEST_F(OwnEverywhere, SomebodyElseInThisBrowserBeginsWithTheirsAndTakesNothingOfTheOneBefore) {
  open();
  save_view("Ada's own");
  press(Role::button, "Dark theme");
  desk.pass(1'100);
  std::swap(desk.me, desk.colleague);
  desk.other_device_prefers(R"({"density":"compact","view/Sam's own":"#/mine"})");
  desk.reload(true);
  desk.pass(1'100);
  EXPECT_TRUE(headless::find(Role::link, "Sam's own")) << headless::dump();
  EXPECT_FALSE(headless::find(Role::link, "Ada's own"));
  EXPECT_EQ(here().theme, ThemeChoice::system);
  EXPECT_EQ(desk.kept_preferences(), R"({"density":"compact","view/Sam's own":"#/mine"})") << "nothing of Ada's is told as Sam's";
  std::swap(desk.me, desk.colleague);
  desk.reload(true);
  EXPECT_TRUE(headless::find(Role::link, "Ada's own"));
  EXPECT_EQ(here().theme, ThemeChoice::dark);
  EXPECT_EQ(here().density, Density::comfortable);
}

TEST(SharedPreferences, ComeBackAsTheyWentAndNonsenseIsLeftOut) {
  Preferences p;
  p.density = Density::cosy;
  p.keys = {{"resolve", "d"}, {"reply", ""}};
  p.quiet_from = 20;
  p.views = {{"agt_1", "Mine", "#/mine"}, {"agt_2", "Theirs", "#/all"}};
  const Shared kept = shared_of(p, "agt_1");
  EXPECT_EQ(kept.at("key/reply"), "");
  EXPECT_EQ(kept.at("view/Mine"), "#/mine");
  EXPECT_FALSE(kept.contains("view/Theirs"));
  EXPECT_EQ(shared_of(with_shared(Preferences{}, "agt_1", kept), "agt_1"), kept);
  const Preferences strange = with_shared(p, "agt_1", shared(R"({"theme":7,"text_percent":4000,"views":1,"keys":2,"later":true,"view/":"#/all","view/No words":5,"key/resolve":"x"})"));
  Preferences wanted = p;
  wanted.keys = {{"resolve", "x"}};
  wanted.views = {{"agt_2", "Theirs", "#/all"}};
  EXPECT_EQ(strange, wanted);
}

TEST(SharedPreferences, OnlyWhatIsOtherIsToldAndWhatThisPageDoesNotKnowIsLeftAlone) {
  Preferences p;
  EXPECT_EQ(text(changes_since({}, shared_of(p, "agt_1"))), "{}");
  p.theme = ThemeChoice::dark;
  p.views = {{"agt_1", "New", "#/mine"}};
  const Shared told = shared(R"({"theme":"dark","density":"compact","view/Old":"#/all","key/reply":"","of a newer page":1})");
  EXPECT_EQ(text(changes_since(told, shared_of(p, "agt_1"))), R"({"density":"comfortable","view/New":"#/mine","view/Old":null,"key/reply":null})");
}

TEST(SharedPreferences, AChangeWhoseAnswerWasLostIsToldAgainEvenWhenItWasTakenBack) {
  Shared told;
  doubt(told, shared(R"({"theme":"dark","view/Gone":null})"));
  EXPECT_EQ(text(changes_since(told, shared_of(Preferences{}, "agt_1"))), R"({"theme":"system"})");
}

TEST(SharedPreferences, WhatWasChangedHereSinceTheRelayWasAskedStays) {
  const Shared asked = shared(R"({"theme":"dark","density":"cosy","view/A":"#/a","view/B":"#/b","view/C":"#/c"})");
  const Shared here = shared(R"({"theme":"light","density":"cosy","view/A":"#/a","view/C":"#/c","view/D":"#/d"})");
  const Shared told = shared(R"({"view/A":"#/a","view/B":"#/b"})");
  const Shared now = shared(R"({"theme":"dark","density":"compact","view/B":"#/b","view/C":"#/c","view/E":"#/e"})");
  EXPECT_EQ(text(merged({asked, here, told, now})), R"({"theme":"light","density":"compact","view/C":"#/c","view/D":"#/d","view/E":"#/e"})");
}

}  // namespace
}  // namespace tributary::app
