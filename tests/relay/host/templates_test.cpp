// Templates as agents meet them: the provider's words, blanks and approvals are read; ours are handed in by themselves, and
// again when they have been changed (C17, D72-D78).
#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/id_text.h"
#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

namespace json = boost::json;

const std::string first_sid = "HX" + std::string(32, '1'), second_sid = "HX" + std::string(32, '2');

json::object content(const std::string& sid, const std::string& name, const std::string& body, const std::string& status) {
  return {{"sid", sid}, {"friendly_name", name}, {"language", "en"}, {"variables", json::object{}}, {"types", json::object{{"twilio/text", json::object{{"body", body}}}}},
          {"approval_requests", json::object{{"status", status}}}};
}

struct Templates : ::testing::Test {
  LivingRelay relay{[](host::Config& config) { config.twilio_templates = {{"order_confirmation", first_sid}}; }};
  std::string token = relay.token({"conversations:read", "templates:write"});
  json::array contents;             // what the provider lists
  std::vector<std::string> posted;  // paths, in order
  json::array bodies;

  static http::Response answer(const json::value& body, int status) {
    http::Response r;
    r.status = status;
    r.content_type = "application/json";
    r.body = json::serialize(body);
    return r;
  }
  void SetUp() override {
    relay.provider.files["/v1/ContentAndApprovals"] = [this](const http::Request&, http::Responder respond) {
      respond(answer(json::object{{"contents", contents}, {"meta", json::object{{"next_page_url", nullptr}}}}, 200));
    };
  }
  // What the next request that changes something gets.
  void next(const json::value& body, int status = 201) {
    relay.provider.script.push_back([this, body, status](const http::Request& request, http::Responder respond) {
      posted.push_back(request.path);
      bodies.push_back(json::parse(request.body));
      respond(answer(body, status));
    });
  }
  void refresh() { EXPECT_EQ(relay.as(token, "POST", "/api/v1/message-templates/refresh").status, 204); }
  // By its name; an empty object when there is none.
  json::object named(const std::string& name) {
    const json::value all = relay.as(token, "GET", "/api/v1/message-templates").json();
    for (const json::value& one : all.at("items").as_array())
      if (one.at("name").as_string() == name) return one.as_object();
    return {};
  }
  std::string approval(const std::string& name) {
    const json::object found = named(name);
    return found.empty() ? "none" : std::string(found.at("approval").as_string());
  }
};

TEST_F(Templates, C17_D77_WhatTheEnvironmentNamesGetsItsWordsItsBlanksAndItsApproval) {
  EXPECT_EQ(approval("order_confirmation"), "not_submitted");
  contents = {content(first_sid, "order_confirmation_en", "Thank you, {{1}}. Order {{2}} is on its way.", "approved")};
  refresh();
  const json::object known = named("order_confirmation");
  EXPECT_EQ(known.at("approval").as_string(), "approved");
  EXPECT_EQ(known.at("body").as_string(), "Thank you, {{1}}. Order {{2}} is on its way.");
  EXPECT_EQ(known.at("variables").as_array().size(), 2u);
  EXPECT_TRUE(known.at("readOnly").as_bool());
  contents = {content(first_sid, "order_confirmation_en", "Thank you, {{1}}.", "paused")};
  refresh();
  EXPECT_EQ(named("order_confirmation").at("body").as_string(), "Thank you, {{1}}.");
  EXPECT_EQ(approval("order_confirmation"), "paused");
}

TEST_F(Templates, C14_C17_TheDefaultsAreThereFromTheStartAndTheEnvironmentReplacesThem) {
  for (const char* name : {"welcome_menu", "part_selection"}) {
    EXPECT_EQ(named(name).at("usage").as_string(), "reply") << name;
    EXPECT_EQ(approval(name), "not_submitted") << name;
    EXPECT_FALSE(named(name).at("variables").as_array().empty()) << name;
  }
  EXPECT_EQ(named("order_confirmation").at("contentSid").as_string(), first_sid);
  EXPECT_EQ(named("order_confirmation").at("usage").as_string(), "any");
  relay.start_couriers();
  refresh();
  for (const http::Request& request : relay.provider.requests) EXPECT_EQ(request.method, "GET") << "they are for conversations under way";
  const std::string id(named("welcome_menu").at("id").as_string());
  EXPECT_EQ(relay.as(token, "PATCH", "/api/v1/message-templates/" + id, R"({"body":"Hello!"})").status, 200);
  relay.restart();
  EXPECT_EQ(named("welcome_menu").at("body").as_string(), "Hello!") << "what was changed stays";
}

TEST_F(Templates, WhatWasMadeAtTheProviderIsThereTooUnlessWhatsAppWasNeverAsked) {
  contents = {content(second_sid, "greeting", "Hello {{1}}", "approved"), content("HX" + std::string(32, '3'), "only_in_a_session", "Choose", "unsubmitted")};
  refresh();
  EXPECT_EQ(approval("greeting"), "approved");
  EXPECT_EQ(approval("only_in_a_session"), "none");
  const Answer changed = relay.as(token, "PATCH", "/api/v1/message-templates/" + std::string(named("greeting").at("id").as_string()), R"({"body":"Bye"})");
  EXPECT_EQ(changed.status, 409);
  EXPECT_EQ(changed.code(), "read_only");
  refresh();
  EXPECT_EQ(named("greeting").at("body").as_string(), "Hello {{1}}") << "read again, it is the same one";
}

TEST_F(Templates, D72_D75_D78_OneOfOursIsHandedInByItself) {
  relay.start_couriers();
  next({{"sid", second_sid}});
  next({{"status", "received"}});
  const Answer made = relay.as(token, "POST", "/api/v1/message-templates", R"({"name":"Update","channel":"whatsapp","body":"Hi {{name}}, {{order}}","usage":"start"})");
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.json().at("usage").as_string(), "start");
  relay.run_until([&] { return approval("Update") == "received"; });
  EXPECT_EQ(posted, (std::vector<std::string>{"/v1/Content", "/v1/Content/" + second_sid + "/ApprovalRequests/whatsapp"}));
  EXPECT_EQ(bodies.at(0).at("types").at("twilio/text").at("body").as_string(), "Hi {{1}}, {{2}}");
  EXPECT_EQ(named("Update").at("contentSid").as_string(), second_sid);
  contents = {content(second_sid, "Update", "Hi {{1}}, {{2}}", "approved")};
  refresh();
  EXPECT_EQ(approval("Update"), "approved");
  EXPECT_EQ(named("Update").at("body").as_string(), "Hi {{name}}, {{order}}") << "our own words stay";
}

TEST_F(Templates, D72_HaveTheAccountThatHoldsThemAndLabelsToFindThemBy) {
  contents = {content(second_sid, "greeting", "Hello {{1}}", "approved")};
  refresh();
  EXPECT_EQ(named("greeting").at("accountId").as_string(), to_text(relay.tenant().accounts.environment()->id));
  EXPECT_TRUE(named("welcome_menu").at("accountId").is_null());
  const Answer made = relay.as(token, "POST", "/api/v1/message-templates", R"({"name":"Hours","channel":"sms","body":"Open till six","labels":[" Opening ","Shop"]})");
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.json().at("labels").at(0).as_string(), "Opening");
  const std::string path = "/api/v1/message-templates/" + std::string(made.json().at("id").as_string());
  EXPECT_EQ(relay.as(token, "PATCH", path, R"({"labels":[""]})").status, 422);
  EXPECT_EQ(relay.as(token, "PATCH", path, R"({"labels":[]})").json().at("labels").as_array().size(), 0u);
}

TEST_F(Templates, C17_D77_OneOfOursThatTheEnvironmentNamesTooHearsInBothPlaces) {
  relay.start_couriers();
  next({{"sid", first_sid}});
  next({{"status", "received"}});
  ASSERT_EQ(relay.as(token, "POST", "/api/v1/message-templates", R"({"name":"Update","channel":"whatsapp","body":"Buy now"})").status, 201);
  relay.run_until([&] { return approval("Update") == "received"; });
  contents = {content(first_sid, "order_confirmation_en", "Buy now", "approved")};
  refresh();
  EXPECT_EQ(approval("Update"), "approved");
  EXPECT_EQ(approval("order_confirmation"), "approved");
}

TEST_F(Templates, D77_WhyOneWasRejectedIsToldAndForgottenOnceItIsHandedInAnew) {
  EXPECT_TRUE(relay.as(token, "GET", "/api/v1/message-templates").json().at("readAt").is_null()) << "not yet";
  refresh();
  EXPECT_TRUE(relay.as(token, "GET", "/api/v1/message-templates").json().at("readAt").is_string());
  relay.start_couriers();
  next({{"sid", first_sid}});
  next({{"status", "received"}});
  const Answer made = relay.as(token, "POST", "/api/v1/message-templates",
                               R"({"name":"Update","channel":"whatsapp","body":"Hi {{name}}, {{order}}","category":"marketing","samples":{"name":"Maya"}})");
  ASSERT_EQ(made.status, 201) << made.body;
  relay.run_until([&] { return approval("Update") == "received"; });
  EXPECT_EQ(bodies.at(0).at("variables").at("1").as_string(), "Maya");
  EXPECT_EQ(bodies.at(0).at("variables").at("2").as_string(), "order") << "without a sample its name stands for it";
  EXPECT_EQ(bodies.at(1).at("category").as_string(), "MARKETING");
  json::object rejected = content(first_sid, "Update", "Hi {{1}}, {{2}}", "rejected");
  rejected["approval_requests"].as_object()["rejection_reason"] = "INVALID_FORMAT";
  contents = {rejected};
  refresh();
  EXPECT_EQ(approval("Update"), "rejected");
  EXPECT_EQ(named("Update").at("reason").as_string(), "INVALID_FORMAT");
  const std::string path = "/api/v1/message-templates/" + std::string(made.json().at("id").as_string());
  EXPECT_EQ(relay.as(token, "PATCH", path, R"({"labels":["Orders"]})").json().at("approval").as_string(), "rejected") << "nothing WhatsApp would read";
  EXPECT_EQ(relay.as(token, "PATCH", path, R"({"samples":{"nobody":"x"}})").status, 422);
  EXPECT_EQ(relay.as(token, "PATCH", path, R"({"category":"king"})").status, 422);
  next({{"sid", second_sid}});
  next({{"status", "pending"}});
  const Answer changed = relay.as(token, "PATCH", path, R"({"body":"{{order}} is ready, {{name}}"})");
  EXPECT_EQ(changed.json().at("samples").at("name").as_string(), "Maya") << "it stays with its blank";
  EXPECT_TRUE(changed.json().at("reason").is_null());
  relay.run_until([&] { return approval("Update") == "pending"; });
  EXPECT_EQ(bodies.at(2).at("variables").at("2").as_string(), "Maya");
}

TEST_F(Templates, D77_ARejectedOneIsChangedAndHandedInAnew) {
  relay.start_couriers();
  next({{"sid", first_sid}});
  next({{"status", "rejected"}});
  const Answer made = relay.as(token, "POST", "/api/v1/message-templates", R"({"name":"Update","channel":"whatsapp","body":"Buy now"})");
  relay.run_until([&] { return approval("Update") == "rejected"; });
  next({{"sid", second_sid}});
  next({{"status", "pending"}});
  const std::string id(made.json().at("id").as_string());
  EXPECT_EQ(relay.as(token, "PATCH", "/api/v1/message-templates/" + id, R"({"usage":"king"})").status, 422);
  EXPECT_EQ(relay.as(token, "PATCH", "/api/v1/message-templates/" + id, R"({"body":"Your order is ready"})").status, 200);
  relay.run_until([&] { return approval("Update") == "pending"; });
  EXPECT_EQ(named("Update").at("contentSid").as_string(), second_sid);
}

TEST_F(Templates, WhatTheProviderDoesNotTakeIsTriedAgainWithTheNextReadingAndTextsOnSmsNeedNobody) {
  relay.start_couriers();
  next({{"code", 20001}}, 400);
  ASSERT_EQ(relay.as(token, "POST", "/api/v1/message-templates", R"({"name":"Update","channel":"whatsapp","body":"Hi"})").status, 201);
  ASSERT_EQ(relay.as(token, "POST", "/api/v1/message-templates", R"({"name":"Hours","channel":"sms","body":"Open till six"})").status, 201);
  relay.run_until([&] { return posted.size() == 1; });
  EXPECT_EQ(approval("Update"), "not_submitted");
  next({{"sid", second_sid}});
  next({{"status", "pending"}});
  refresh();
  relay.run_until([&] { return approval("Update") == "pending"; });
  EXPECT_EQ(posted.size(), 3u);
  EXPECT_EQ(approval("Hours"), "not_submitted");
}

TEST_F(Templates, AfterARestoreNothingIsHandedInBeforeAPersonSaysSo) {
  relay.tenant().runtime.writing().put_value(host::sending_held_name, "1");
  relay.start_couriers();
  ASSERT_EQ(relay.as(token, "POST", "/api/v1/message-templates", R"({"name":"Update","channel":"whatsapp","body":"Hi"})").status, 201);
  refresh();
  for (const http::Request& request : relay.provider.requests) EXPECT_EQ(request.method, "GET") << request.target;
  EXPECT_EQ(approval("Update"), "not_submitted");
}

}  // namespace
}  // namespace tributary::test
