// A person sets their own password: what is wrong is said at its field, and the page goes on with the session it gets.
#include <gtest/gtest.h>

#include "tests/web/app/at_desk.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

struct OwnPassword : AtDesk {
  static constexpr const char* path = "/api/v1/me/password";

  void SetUp() override { open(true); }
  void open(bool has_password) {
    desk.has_password = has_password;
    desk.customer_writes(1, "Maya", "Where is my parcel?");
    desk.open_page("#/preferences");
    ASSERT_TRUE(headless::press(Role::button, "Set or change your password")) << headless::dump();
    desk.settle();
  }
  void fill(std::string_view now, std::string_view wanted, std::string_view again) {
    headless::type("Current password", now);
    headless::type("New password", wanted);
    headless::type("New password once more", again);
    desk.settle();
  }
  void save() { press_only("Save"); }
  bool says(std::string_view words) { return headless::dump().find(words) != std::string::npos; }
  const headless::Request* asked(std::string_view which) {
    for (const headless::Request& one : headless::record().requests)
      if (one.path == which) return &one;
    return nullptr;
  }
};

TEST_F(OwnPassword, WhatIsWrongIsSaidBeforeAnythingIsSent) {
  fill("", "short", "short");
  save();
  EXPECT_TRUE(says("A password has at least 12 characters.")) << headless::dump();
  const auto wrong = [](std::string_view name) {
    const headless::ShownNode* field = headless::find(Role::textbox, name);
    return (field->node.flags & platform::node_invalid) != 0 && field->description.find("\tA password has at least 12 characters.") != std::string::npos;
  };
  EXPECT_TRUE(wrong("New password")) << "whoever comes back to the field hears it again";
  EXPECT_FALSE(wrong("Current password"));
  fill("", "correct horse battery", "correct horse batery");
  save();
  EXPECT_TRUE(says("The two new passwords are not the same."));
  fill("", std::string(1025, 'x'), std::string(1025, 'x'));
  save();
  EXPECT_TRUE(says("This password is too long."));
  EXPECT_FALSE(asked(path));
  for (const char* name : {"New password", "New password once more"}) EXPECT_NE(headless::find(Role::textbox, name)->node.flags & platform::node_new_password, 0u) << name;
  EXPECT_EQ(headless::find(Role::textbox, "Current password")->node.flags & platform::node_new_password, 0u);
}

TEST_F(OwnPassword, AWrongCurrentOneStandsAtItsFieldAndBlanksBelongToAPassword) {
  fill("a wrong guess", " correct horse battery ", " correct horse battery ");
  save();
  save();
  ASSERT_TRUE(asked(path));
  EXPECT_EQ(asked(path)->body, R"({"currentPassword":"a wrong guess","password":" correct horse battery "})");
  int times = 0;
  for (const headless::Request& one : headless::record().requests) times += one.path == path;
  EXPECT_EQ(times, 1);
  headless::answer(401, R"({"error":{"code":"wrong_sign_in","message":"That e-mail address and password do not belong together."}})");
  desk.settle();
  EXPECT_TRUE(says("This is not your current password.")) << headless::dump();
  EXPECT_EQ(headless::record().focused, headless::find(Role::textbox, "Current password")->node.id);
  save();
  headless::answer(429, R"({"error":{"code":"too_many_tries","message":"Too many tries."}})");
  desk.settle();
  EXPECT_TRUE(says("Too many attempts. Wait a minute and try again."));
}

TEST_F(OwnPassword, ThePageWaitsForItsNewSessionAndConnectsWithItUnasked) {
  fill("", "correct horse battery", "correct horse battery");
  save();
  platform::Event bye = headless::event_of(platform::EventKind::socket_text);
  bye.text = R"({"frame":"bye","code":"signed_out","message":"You were signed out. Sign in again."})";
  headless::emit(bye);
  desk.cut();  // the relay ends every socket of theirs
  desk.pass(2'000);
  EXPECT_FALSE(asked("/api/v1/session/ticket")) << "the old session is none any more: asking with it would sign the page out";
  headless::answer(200, R"({"kind":"agent"})");
  desk.settle();
  EXPECT_FALSE(headless::find(Role::dialog, ""));
  EXPECT_TRUE(says("Your new password counts from now on.")) << headless::dump();
  ASSERT_TRUE(asked("/api/v1/session/ticket"));
  desk.connect();
  desk.customer_writes(2, "Noor", "Hello?");
  EXPECT_FALSE(headless::find(Role::textbox, "Email")) << "nobody was signed out here";
  EXPECT_TRUE(headless::find(Role::heading, "Preferences"));
  ASSERT_TRUE(headless::press(Role::button, "Set or change your password"));
  desk.settle();
  EXPECT_EQ(platform::field_text(headless::find(Role::textbox, "New password")->node.id), "") << "nothing typed is kept";
}

struct FirstPassword : OwnPassword {
  void SetUp() override { open(false); }
  void set() {
    headless::type("New password", "correct horse battery");
    headless::type("New password once more", "correct horse battery");
    desk.settle();
    save();
  }
};

TEST_F(FirstPassword, WhoHasNoneIsNotAskedForOneAndNextTimeIs) {
  EXPECT_FALSE(headless::find(Role::textbox, "Current password")) << headless::dump();
  EXPECT_EQ(headless::record().focused, headless::find(Role::textbox, "New password")->node.id);
  set();
  ASSERT_TRUE(asked(path));
  EXPECT_EQ(asked(path)->body, R"({"password":"correct horse battery"})");
  headless::answer(200, R"({"kind":"agent"})");
  desk.settle();
  ASSERT_TRUE(headless::press(Role::button, "Set or change your password"));
  desk.settle();
  EXPECT_TRUE(headless::find(Role::textbox, "Current password")) << headless::dump();
}

TEST_F(FirstPassword, OneThatWasSetInAnotherTabMeanwhileIsAskedForAfterAll) {
  set();
  headless::answer(401, R"({"error":{"code":"wrong_sign_in","message":"That e-mail address and password do not belong together."}})");
  desk.settle();
  EXPECT_TRUE(says("You have a password by now.")) << headless::dump();
  ASSERT_TRUE(headless::find(Role::textbox, "Current password"));
  EXPECT_EQ(headless::record().focused, headless::find(Role::textbox, "Current password")->node.id);
  EXPECT_EQ(platform::field_text(headless::find(Role::textbox, "New password")->node.id), "correct horse battery");
}

}  // namespace
}  // namespace tributary
