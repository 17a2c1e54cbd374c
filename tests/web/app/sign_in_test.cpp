// The way in: by password and by a one-use link, whatever the relay answers.
#include <gtest/gtest.h>

#include "tests/web/app/at_desk.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

TEST(SignIn, AsksWhoIsHereAndShowsTheFormToNobody) {
  headless::reset({1440, 900, 1}, static_cast<double>(Desk::morning));
  app::App app;
  headless::start(app, "");
  headless::settle();
  ASSERT_EQ(headless::record().requests.front().path, "/api/v1/me");
  headless::answer(401, "{}");
  headless::settle();
  EXPECT_TRUE(headless::find(Role::textbox, "Email"));
  EXPECT_TRUE(headless::find(Role::textbox, "Password"));
  EXPECT_TRUE(headless::find(Role::button, "Sign in"));
}

TEST(SignIn, SendsWhatWasTypedAndSaysWhenItIsWrong) {
  headless::reset({1440, 900, 1}, static_cast<double>(Desk::morning));
  app::App app;
  headless::start(app, "");
  headless::settle();
  headless::answer(401, "{}");
  headless::settle();
  headless::type("Email", "ada@example.com");
  headless::type("Password", "a \"quoted\" one");
  headless::enter("Password");
  ASSERT_EQ(headless::record().requests.size(), 1u);
  EXPECT_EQ(headless::record().requests.front().body, R"({"email":"ada@example.com","password":"a \"quoted\" one"})");
  headless::answer(401, "{}");
  headless::settle();
  EXPECT_TRUE(said("do not belong together"));
  for (const char* name : {"Email", "Password"}) {
    const headless::ShownNode* field = headless::find(Role::textbox, name);
    EXPECT_NE(field->node.flags & platform::node_invalid, 0u) << name;
    EXPECT_NE(field->description.find("do not belong together"), std::string::npos) << name;
  }
  EXPECT_EQ(headless::record().focused, headless::find(Role::textbox, "Password")->node.id);
}

TEST(SignIn, ByLinkSpendsTheSecretAndTakesItOutOfTheAddress) {
  headless::reset({1440, 900, 1}, static_cast<double>(Desk::morning));
  app::App app;
  headless::start(app, "#link=the-secret");
  headless::settle();
  ASSERT_EQ(headless::record().requests.front().path, "/api/v1/session/link");
  EXPECT_EQ(headless::record().requests.front().body, R"({"secret":"the-secret"})");
  EXPECT_EQ(headless::record().address, "#/all");
  headless::answer(200, "{}");
  EXPECT_EQ(headless::record().requests.front().path, "/api/v1/session/ticket");
}

TEST(SignIn, ByLinkIsTriedAgainUntilTheRelayAnswers) {
  headless::reset({1440, 900, 1}, static_cast<double>(Desk::morning));
  app::App app;
  headless::start(app, "#link=the-secret");
  headless::settle();
  for (const int status : {0, 503, 429}) {
    headless::answer(status, "");
    headless::settle();
    EXPECT_FALSE(headless::find(Role::textbox, "Email")) << "nobody is asked for a password they may not have";
    headless::pass(16'000);
    headless::settle();
    ASSERT_EQ(headless::record().requests.size(), 1u) << status;
    ASSERT_EQ(headless::record().requests.front().path, "/api/v1/session/link");
    EXPECT_EQ(headless::record().requests.front().body, R"({"secret":"the-secret"})");
  }
  headless::answer(200, "{}");
  EXPECT_EQ(headless::record().requests.front().path, "/api/v1/session/ticket");
}

}  // namespace
}  // namespace tributary
