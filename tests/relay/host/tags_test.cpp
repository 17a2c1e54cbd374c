// Tags over REST: made, put right, put on a conversation, deleted without loss, and back (D31, D79-D82).
#include <gtest/gtest.h>

#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

namespace json = boost::json;

class RestTags : public ::testing::Test {
 protected:
  void SetUp() override {
    relay.hook("sms", relay.sms("SM1", "+15550100101", "hello"));
    const Answer made = relay.as(token, "POST", "/api/v1/tags", R"({"name":"Urgent","description":"Answer at once","colour":"#b3261e"})");
    ASSERT_EQ(made.status, 201) << made.body;
    tag = "/api/v1/tags/" + std::string(made.json().at("id").as_string());
    conversation = "/api/v1/conversations/" + std::string(relay.as(token, "GET", "/api/v1/conversations").json().at("items").at(0).at("id").as_string());
  }
  Answer put(const std::string& body) { return relay.as(token, "PATCH", tag, body); }
  json::value as_listed() { return relay.as(token, "GET", "/api/v1/tags").json().at("items").at(0); }
  std::size_t on_conversation() { return relay.as(token, "GET", conversation).json().at("tagIds").as_array().size(); }
  Answer wear() { return relay.as(token, "PUT", conversation + tag.substr(std::string("/api/v1").size())); }

  LivingRelay relay;
  std::string token = relay.token({"conversations:read", "messages:send"});
  std::string tag, conversation;
};

TEST_F(RestTags, D79_D80_NameDescriptionAndColourAreChangedAndWhatIsLeftOutStays) {
  EXPECT_EQ(put(R"({"name":"Very urgent","colour":"#3366ff"})").status, 200);
  EXPECT_EQ(as_listed().at("name").as_string(), "Very urgent");
  EXPECT_EQ(as_listed().at("colour").as_string(), "#3366ff");
  EXPECT_EQ(as_listed().at("description").as_string(), "Answer at once");
  EXPECT_EQ(put(R"({"description":""})").status, 200);
  EXPECT_EQ(as_listed().at("description").as_string(), "");
  EXPECT_EQ(as_listed().at("name").as_string(), "Very urgent");
}

TEST_F(RestTags, D80_AChangeThatCannotBeIsRefusedAndChangesNothing) {
  ASSERT_EQ(relay.as(token, "POST", "/api/v1/tags", R"({"name":"Refund"})").status, 201);
  const json::value before = relay.as(token, "GET", tag.substr(0, tag.rfind('/'))).json();
  EXPECT_EQ(put(R"({"name":"refund"})").code(), "name_taken");
  EXPECT_EQ(put(R"({"name":" "})").code(), "invalid_value");
  EXPECT_EQ(put(R"({"colour":"red"})").json().at("error").at("field").as_string(), "colour");
  EXPECT_EQ(relay.as(token, "GET", tag.substr(0, tag.rfind('/'))).json(), before);
  EXPECT_EQ(relay.as(token, "PATCH", "/api/v1/tags/tag_00000000000000000000000001", R"({"name":"x"})").code(), "unknown_tag");
}

TEST_F(RestTags, D31_D81_ADeletedTagStaysWhereItIsAndGoesNowhereElse) {
  ASSERT_EQ(wear().status, 200);
  EXPECT_EQ(on_conversation(), 1u);
  ASSERT_EQ(relay.as(token, "DELETE", tag).status, 204);
  EXPECT_TRUE(as_listed().at("archived").as_bool());
  EXPECT_EQ(on_conversation(), 1u) << "its history is kept";
  ASSERT_EQ(relay.as(token, "DELETE", conversation + tag.substr(std::string("/api/v1").size())).status, 200);
  EXPECT_EQ(wear().code(), "unknown_tag");
  ASSERT_EQ(relay.as(token, "POST", tag + "/restore").status, 200);
  EXPECT_EQ(wear().status, 200);
}

}  // namespace
}  // namespace tributary::test
