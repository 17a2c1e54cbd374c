// The page of provider accounts and API tokens as an admin meets it: what is listed, what its forms send and say, what is told once.
#include <gtest/gtest.h>

#include "tests/web/app/at_desk.h"
#include "web/app/word.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

constexpr const char *accounts = "/api/v1/admin/accounts", *tokens = "/api/v1/admin/tokens", *empty_list = R"({"items":[],"nextCursor":null})";
constexpr const char* sid = "AC0123456789abcdef0123456789abcdef";
constexpr const char* secret = "trb_0123456789abcdef";

std::string account(const std::string& id, const std::string& name, const std::string& more) {
  const std::string hook = R"("https://inbox.example.com/hooks/twilio/)" + id;
  return R"({"id":")" + id + R"(","provider":"twilio","name":")" + name + R"(","sid":")" + sid + R"(","apiBase":"https://api.twilio.com","smsNumber":"+15550100900","whatsappNumber":null,"webhooks":{"sms":)" + hook +
         R"(/sms","status":)" + hook + R"(/status","voice":)" + hook + R"(/voice"},)" + more + "}";
}
const std::string of_environment = account("acc_1", "Main", R"("fromEnvironment":true,"publicUrl":true,"rotating":false)");
const std::string shop = account("acc_2", "Shop", R"("fromEnvironment":false,"publicUrl":true,"rotating":false)");
const std::string rotating = account("acc_2", "Shop", R"("fromEnvironment":false,"publicUrl":true,"rotating":true)");
const std::string off = account("acc_2", "Shop", R"("fromEnvironment":false,"publicUrl":true,"rotating":false,"connected":false)");
const std::string unreached = account("acc_2", "Shop", R"("fromEnvironment":false,"publicUrl":false,"rotating":false)");

std::string token(const std::string& id, const std::string& name, bool revoked) {
  return R"({"id":")" + id + R"(","name":")" + name + R"(","scopes":["conversations:read","admin"],"createdAt":"2026-09-21T14:00:00.000Z","expiresAt":"2026-12-20T14:00:00.000Z","revoked":)" + (revoked ? "true}" : "false}");
}
std::string list(const std::string& items) { return R"({"items":[)" + items + R"(],"nextCursor":null})"; }
std::string refusal(const std::string& code, const std::string& message, const std::string& field) {
  return R"({"error":{"code":")" + code + R"(","message":")" + message + R"(","field":")" + field + R"("}})";
}

bool says(std::string_view words) { return headless::dump().find(words) != std::string::npos; }

const headless::Request* asked(std::string_view method, std::string_view path) {
  for (const headless::Request& one : headless::record().requests)
    if (one.method == method && one.path == path) return &one;
  return nullptr;
}

struct Channels : AtDesk {
  void TearDown() override { app::words::use({}); }

  // The relay answers this request; what was asked before it is answered with nothing to say.
  void answered(std::string_view method, std::string_view path, int status, std::string_view body) {
    ASSERT_TRUE(asked(method, path)) << "nobody asked " << path;
    for (bool done = false; !done; desk.settle()) {
      const headless::Request first = headless::record().requests.front();
      done = first.method == method && first.path == path;
      headless::answer(done ? status : 404, done ? body : "{}");
    }
  }
  void lists(const std::string& all_accounts, const std::string& all_tokens) {
    answered("GET", accounts, 200, list(all_accounts));
    answered("GET", tokens, 200, list(all_tokens));
  }
  void open(const std::string& all_accounts = shop, const std::string& all_tokens = {}) {
    desk.admin = true;
    desk.open_page("#/channels");
    lists(all_accounts, all_tokens);
  }
  void type(std::string_view field, std::string_view text) {
    ASSERT_TRUE(headless::type(field, text)) << field << "\n" << headless::dump();
    desk.settle();
  }
  void fill(const std::string& typed_sid) {
    press_only("Add Twilio account");
    type("Name", "Shop");
    type("Account SID", typed_sid);
    type("Auth Token", "0123456789abcdef");
    type("Number for SMS", "+1 555 010 0901");
  }
  std::string row(std::string_view begins) {
    const headless::ShownNode* shown = headless::find(Role::listitem, begins);
    return shown ? shown->name : "none";
  }
  bool wrong_at(std::string_view field, std::string_view sentence) {
    const headless::ShownNode* shown = headless::find(Role::textbox, field);
    return shown && (shown->node.flags & platform::node_invalid) != 0 && shown->description.find(sentence) != std::string::npos;
  }
};

TEST_F(Channels, D55_EachAccountStandsWithItsNumbersAndWithWhereItsAddressesBelong) {
  open(of_environment + "," + shop);
  EXPECT_TRUE(headless::find(Role::heading, "Channels"));
  EXPECT_TRUE(headless::find(Role::list, "Twilio accounts"));
  EXPECT_EQ(row("Shop"), std::string("Shop, ") + sid + ", SMS · +1 555 010 0900");
  EXPECT_TRUE(headless::find(Role::label, "In the Twilio console this goes into “A message comes in”")) << headless::dump();
  EXPECT_TRUE(headless::find(Role::label, "This goes into “A call comes in” and “Call status changes”"));
  EXPECT_TRUE(headless::find(Role::line, "https://inbox.example.com")) << "words of a line can be selected";
  press_only("Copy: https://inbox.example.com/hooks/twilio/acc_2/voice");
  EXPECT_EQ(headless::record().clipboard, "https://inbox.example.com/hooks/twilio/acc_2/voice");
  EXPECT_TRUE(said("Copied"));
}

TEST_F(Channels, TheAccountOfTheEnvironmentSaysSoAndCannotBeChangedHere) {
  open(of_environment + "," + shop);
  EXPECT_NE(row("Main").find("From the environment, read-only"), std::string::npos) << row("Main");
  EXPECT_FALSE(headless::find(Role::button, "Edit: Main"));
  EXPECT_FALSE(headless::find(Role::button, "New Auth Token: Main"));
  EXPECT_TRUE(headless::find(Role::button, "Edit: Shop"));
}

TEST_F(Channels, WhereTwilioCannotReachUsItSaysThatItIsAskedAndNamesNoAddress) {
  open(unreached);
  EXPECT_TRUE(says("messages and ticks are asked for every 10 seconds")) << headless::dump();
  EXPECT_FALSE(says("https://inbox.example.com"));
}

TEST_F(Channels, WithoutAccountsAndTokensItSaysWhatToDo) {
  desk.admin = true;
  desk.open_page("#/channels");
  EXPECT_TRUE(headless::find(Role::status, "Loading")) << headless::dump();
  lists("", "");
  EXPECT_FALSE(headless::find(Role::status, "Loading"));
  EXPECT_TRUE(says("No account yet. Add one"));
  EXPECT_TRUE(says("No tokens yet"));
}

TEST_F(Channels, WhatIsWrongWithANewAccountIsSaidAtItsFieldAndEverythingTypedStays) {
  open("");
  fill("AC12");
  press_only("Save");
  EXPECT_TRUE(wrong_at("Account SID", "An Account SID is AC and 32 digits")) << headless::dump();
  EXPECT_FALSE(asked("POST", accounts));
  type("Account SID", sid);
  press_only("Save");
  press_only("Save");
  ASSERT_TRUE(asked("POST", accounts));
  EXPECT_EQ(asked("POST", accounts)->body, std::string(R"({"name":"Shop","sid":")") + sid + R"(","token":"0123456789abcdef","smsNumber":"+1 555 010 0901"})");
  answered("POST", accounts, 409, refusal("account_exists", "This account is set up already. Change it instead of adding it.", "sid"));
  EXPECT_FALSE(asked("POST", accounts)) << "asked once";
  EXPECT_TRUE(wrong_at("Account SID", "This account is set up already."));
  EXPECT_TRUE(said("This account is set up already."));
  for (const char* field : {"Name", "Account SID", "Auth Token", "Number for SMS"}) EXPECT_FALSE(headless::record().fields[headless::find(Role::textbox, field)->node.id].empty()) << field;
  press_only("Save");
  answered("POST", accounts, 422, refusal("invalid_value", "A number must be in international form, like +15550100900.", "smsNumber"));
  EXPECT_TRUE(wrong_at("Number for SMS", "A number must be in international form"));
}

TEST_F(Channels, ANewAccountNeedsANumberAndItsAuthTokenIsNobodysSignIn) {
  open("");
  fill(sid);
  const std::uint32_t flags = headless::find(Role::textbox, "Auth Token")->node.flags;
  EXPECT_NE(flags & platform::node_password, 0u);
  EXPECT_NE(flags & platform::node_new_password, 0u) << "the browser does not fill in what somebody signs in with";
  type("Number for SMS", "");
  press_only("Save");
  EXPECT_TRUE(wrong_at("Number for SMS", "Give the account a number"));
  EXPECT_FALSE(asked("POST", accounts));
}

TEST_F(Channels, AnAccountThatWasAddedIsInTheListAndItsSecretIsGone) {
  open("");
  fill(sid);
  press_only("Save");
  answered("POST", accounts, 201, shop);
  EXPECT_FALSE(headless::find(Role::dialog, "Add Twilio account"));
  EXPECT_TRUE(said("Done"));
  lists(shop, "");
  EXPECT_NE(row("Shop"), "none");
  press_only("Add Twilio account");
  EXPECT_EQ(headless::record().fields[headless::find(Role::textbox, "Auth Token")->node.id], "");
}

TEST_F(Channels, AnAccountGetsAnotherNameAndTheNumberItDidNotHave) {
  open();
  press_only("Edit: Shop");
  EXPECT_FALSE(headless::find(Role::textbox, "Account SID"));
  EXPECT_FALSE(headless::find(Role::textbox, "Number for SMS")) << "conversations belong to it: it stays";
  type("Name", "The shop");
  type("Number for WhatsApp", "+15550100902");
  press_only("Save");
  ASSERT_TRUE(asked("PATCH", "/api/v1/admin/accounts/acc_2"));
  EXPECT_EQ(asked("PATCH", "/api/v1/admin/accounts/acc_2")->body, R"({"name":"The shop","whatsappNumber":"+15550100902"})");
  answered("PATCH", "/api/v1/admin/accounts/acc_2", 409, refusal("number_taken", "This number belongs to another account already.", "whatsappNumber"));
  EXPECT_TRUE(wrong_at("Number for WhatsApp", "This number belongs to another account already."));
}

TEST_F(Channels, ANewAuthTokenGoesAloneAndThePreviousOneIsAcceptedUntilSomebodyStopsThat) {
  open();
  EXPECT_FALSE(headless::find(Role::button, "Stop accepting it"));
  press_only("New Auth Token: Shop");
  press_only("Save");
  EXPECT_TRUE(wrong_at("Auth Token", "The Auth Token is missing."));
  type("Auth Token", "fedcba9876543210");
  press_only("Save");
  ASSERT_TRUE(asked("PATCH", "/api/v1/admin/accounts/acc_2"));
  EXPECT_EQ(asked("PATCH", "/api/v1/admin/accounts/acc_2")->body, R"({"token":"fedcba9876543210"})");
  answered("PATCH", "/api/v1/admin/accounts/acc_2", 200, rotating);
  lists(rotating, "");
  EXPECT_TRUE(says("The previous Auth Token is still accepted."));
  press_only("Stop accepting it: Shop");
  ASSERT_TRUE(asked("PATCH", "/api/v1/admin/accounts/acc_2"));
  EXPECT_EQ(asked("PATCH", "/api/v1/admin/accounts/acc_2")->body, R"({"forgetPrevious":true})");
  answered("PATCH", "/api/v1/admin/accounts/acc_2", 200, shop);
  lists(shop, "");
  EXPECT_FALSE(says("The previous Auth Token is still accepted."));
}

TEST_F(Channels, AnAccountIsDisconnectedOnlyBySomebodyWhoWasAskedAndItsAuthTokenConnectsItAgain) {
  open(of_environment + "," + shop);
  EXPECT_FALSE(headless::find(Role::button, "Disconnect account: Main"));
  press_only("Disconnect account: Shop");
  EXPECT_TRUE(headless::find(Role::label, "Disconnect this account?")) << headless::dump();
  EXPECT_TRUE(said("Disconnect this account?"));
  press_only("Keep: Shop");
  EXPECT_FALSE(headless::find(Role::label, "Disconnect this account?"));
  press_only("Disconnect account: Shop");
  EXPECT_FALSE(asked("DELETE", "/api/v1/admin/accounts/acc_2"));
  press_only("Disconnect account: Shop");
  ASSERT_TRUE(asked("DELETE", "/api/v1/admin/accounts/acc_2"));
  answered("DELETE", "/api/v1/admin/accounts/acc_2", 200, off);
  lists(off, "");
  EXPECT_TRUE(row("Shop").ends_with(", Disconnected")) << row("Shop");
  EXPECT_FALSE(headless::find(Role::button, "Edit: Shop"));
  EXPECT_FALSE(says("https://inbox.example.com"));
  press_only("Connect again: Shop");
  type("Auth Token", "fedcba9876543210");
  press_only("Save");
  ASSERT_TRUE(asked("PATCH", "/api/v1/admin/accounts/acc_2"));
  EXPECT_EQ(asked("PATCH", "/api/v1/admin/accounts/acc_2")->body, R"({"token":"fedcba9876543210"})");
  answered("PATCH", "/api/v1/admin/accounts/acc_2", 200, shop);
  lists(shop, "");
  EXPECT_TRUE(headless::find(Role::button, "Edit: Shop"));
}

TEST_F(Channels, ANumberIsDisconnectedAlone) {
  open();
  EXPECT_FALSE(headless::find(Role::button, "Disconnect WhatsApp: Shop")) << "there is none";
  press_only("Disconnect SMS: Shop");
  EXPECT_TRUE(says("Disconnect this number?"));
  EXPECT_TRUE(headless::find(Role::button, "Disconnect account: Shop")) << "the others stay where they are";
  press_only("Disconnect SMS: Shop");
  ASSERT_TRUE(asked("PATCH", "/api/v1/admin/accounts/acc_2"));
  EXPECT_EQ(asked("PATCH", "/api/v1/admin/accounts/acc_2")->body, R"({"smsNumber":null})");
}

TEST_F(Channels, ATokenIsToldOnceAndForgottenWithThePage) {
  open();
  press_only("New token");
  press_only("Save");
  EXPECT_TRUE(wrong_at("Name", "The name is missing."));
  type("Name", "Ledger");
  press(Role::toggle, "Read conversations");
  press_only("Save");
  EXPECT_TRUE(says("Choose at least one thing the token may do."));
  press(Role::toggle, "Read conversations");
  press(Role::toggle, "Write templates");
  press(Role::radio, "30");
  press_only("Save");
  ASSERT_TRUE(asked("POST", tokens));
  EXPECT_EQ(asked("POST", tokens)->body, R"({"name":"Ledger","scopes":["conversations:read","templates:write"],"expiresInDays":30})");
  answered("POST", tokens, 201, std::string(R"({"id":"tok_1","name":"Ledger","scopes":[],"revoked":false,"token":")") + secret + R"("})");
  lists(shop, token("tok_1", "Ledger", false));
  EXPECT_TRUE(headless::find(Role::group, "This is the token “Ledger”. It is not shown again")) << headless::dump();
  EXPECT_TRUE(headless::find(Role::line, secret));
  EXPECT_TRUE(says("Read conversations · Administer as an admin"));
  press_only("Copy: Ledger");
  EXPECT_EQ(headless::record().clipboard, secret);

  press(Role::link, "All");
  press(Role::link, "Channels");
  lists(shop, token("tok_1", "Ledger", false));
  EXPECT_FALSE(says(secret));
  EXPECT_FALSE(headless::find(Role::group, "This is the token"));
}

TEST_F(Channels, ATokenThatComesAfterThePageWasLeftIsToldToNobody) {
  open();
  press_only("New token");
  type("Name", "Ledger");
  press_only("Save");
  key("Escape");
  press(Role::link, "All");
  answered("POST", tokens, 201, std::string(R"({"id":"tok_1","name":"Ledger","token":")") + secret + R"("})");
  press(Role::link, "Channels");
  EXPECT_FALSE(says(secret));
  for (const auto& one : headless::record().announcements) EXPECT_EQ(one.words.find(secret), std::string::npos);
}

TEST_F(Channels, ATokenIsRevokedOnlyBySomebodyWhoWasAskedWhetherTheyAreSure) {
  open(shop, token("tok_1", "Ledger", false) + "," + token("tok_2", "Old", true));
  EXPECT_EQ(row("Old"), "Old, Revoked");
  EXPECT_FALSE(headless::find(Role::button, "Revoke: Old"));
  press_only("Revoke: Ledger");
  EXPECT_TRUE(headless::find(Role::label, "Revoke this token for good?")) << headless::dump();
  EXPECT_TRUE(said("Revoke this token for good?"));
  press_only("Keep: Ledger");
  EXPECT_FALSE(headless::find(Role::label, "Revoke this token for good?"));
  press_only("Revoke: Ledger");
  EXPECT_FALSE(asked("DELETE", "/api/v1/admin/tokens/tok_1"));
  press_only("Revoke: Ledger");
  ASSERT_TRUE(asked("DELETE", "/api/v1/admin/tokens/tok_1"));
  answered("DELETE", "/api/v1/admin/tokens/tok_1", 204, "");
  lists(shop, token("tok_1", "Ledger", true));
  EXPECT_EQ(row("Ledger"), "Ledger, Revoked");
}

TEST_F(Channels, WhatCouldNotBeLoadedSaysWhyAndIsTriedAgain) {
  desk.admin = true;
  desk.open_page("#/channels");
  answered("GET", accounts, 503, refusal("overloaded", "The relay has too much to do. Try again in a moment.", ""));
  answered("GET", tokens, 503, refusal("overloaded", "The relay has too much to do. Try again in a moment.", ""));
  EXPECT_TRUE(says("Accounts and tokens could not be loaded.")) << headless::dump();
  EXPECT_TRUE(says("The relay has too much to do."));
  EXPECT_FALSE(headless::find(Role::button, "Add Twilio account")) << "what is there is not known";
  press_only("Retry now");
  lists(shop, "");
  EXPECT_FALSE(says("Accounts and tokens could not be loaded."));
  EXPECT_NE(row("Shop"), "none");
}

TEST_F(Channels, WithoutANetworkItSaysThat) {
  desk.admin = true;
  desk.open_page("#/channels");
  headless::emit(headless::event_of(platform::EventKind::online));
  answered("GET", accounts, 0, "");
  answered("GET", tokens, 0, "");
  EXPECT_TRUE(says("You are offline. Try again when the connection is back.")) << headless::dump();
}

TEST_F(Channels, AFormThatIsSavedWithoutAConnectionKeepsWhatWasTyped) {
  open("");
  fill(sid);
  desk.cut();
  press_only("Save");
  EXPECT_TRUE(says("There is no connection. Save it again when the connection is back.")) << headless::dump();
  EXPECT_FALSE(asked("POST", accounts));
  EXPECT_EQ(headless::record().fields[headless::find(Role::textbox, "Account SID")->node.id], sid);
}

TEST_F(Channels, AnAdminFindsItInThePaletteAndAnAgentHasNoWayThere) {
  desk.customer_writes(1, "Maya", "Hello");
  desk.open_page();
  EXPECT_FALSE(headless::find(Role::link, "Channels"));
  headless::key("k", platform::key_ctrl);
  desk.settle();
  headless::type("Type a command or a name", "api tokens");
  desk.settle();
  EXPECT_FALSE(headless::find(Role::option, "Channels"));
}

TEST_F(Channels, ThePaletteKnowsItByWhatItIsAbout) {
  desk.admin = true;
  desk.open_page();
  headless::key("k", platform::key_ctrl);
  desk.settle();
  headless::type("Type a command or a name", "api tokens");
  desk.settle();
  ASSERT_TRUE(headless::find(Role::option, "Channels")) << headless::dump();
  headless::enter("Type a command or a name");
  desk.settle();
  EXPECT_TRUE(headless::find(Role::heading, "Channels")) << headless::dump();
}

TEST_F(Channels, OnASmallPhoneItIsReachedFromTheAdminPageAndFitsInEveryLanguage) {
  platform::Screen phone{320, 4000, 2, platform::Theme::light};
  phone.coarse = true;
  headless::record().screen = phone;
  desk.admin = true;
  desk.open_page("#/admin");
  EXPECT_FALSE(headless::find(Role::link, "Channels")) << "a sixth link would be less than a finger";
  press_only("Channels");
  lists(rotating, token("tok_1", "Ledger", false));
  for (const char* language : {"en", "de", "ar"}) {
    if (std::string(language) != "en") speak(language);
    int buttons = 0;
    for (const headless::ShownNode& shown : headless::record().nodes) {
      if (shown.node.role != Role::button && shown.node.role != Role::label && shown.node.role != Role::line && shown.node.role != Role::listitem) continue;
      EXPECT_GE(shown.node.x, 0) << language << " " << shown.name;
      EXPECT_LE(shown.node.x + shown.node.w, 320.5f) << language << " " << shown.name;
      if (shown.node.role == Role::button) { EXPECT_GE(shown.node.h, 44) << language << " " << shown.name; }
      buttons += shown.node.role == Role::button;
    }
    EXPECT_GE(buttons, 9) << language;
  }
}

}  // namespace
}  // namespace tributary
