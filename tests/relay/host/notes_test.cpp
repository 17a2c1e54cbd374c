// Notes over REST: when they were written and changed, whom they mention, and in which order they come.
#include <gtest/gtest.h>

#include "core/base/id_text.h"
#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

namespace json = boost::json;

struct RestNotes : ::testing::Test {
  LivingRelay relay;
  std::string cookie = relay.cookie_of("sam@example.com", Role::agent);
  std::string sam = to_text(relay.house->system().user_by_email("sam@example.com")->id);

  Answer page(const std::string& method, const std::string& path, const std::string& body = "") {
    std::vector<http::Field> fields{{"Cookie", cookie}, {"Origin", public_url}, {"X-Requested-By", "app"}};
    if (!body.empty()) fields.push_back({"Content-Type", "application/json"});
    return relay.ask(method, "/api/v1" + path, body, std::move(fields));
  }
  std::string write(const std::string& about, const std::string& text) {
    const Answer made = page("POST", about + "/notes", json::serialize(json::object{{"text", text}}));
    EXPECT_EQ(made.status, 201) << made.body;
    return made.status == 201 ? std::string(made.json().at("id").as_string()) : std::string();
  }
  std::string texts(const std::string& about) {
    std::string all;
    const json::value notes = page("GET", about + "/notes").json();
    for (const json::value& note : notes.at("items").as_array()) all += std::string(note.at("text").as_string()) + ",";
    return all;
  }
  // Whoever wrote in from here, as a contact's path.
  std::string contact(const std::string& sid, const std::string& from) {
    EXPECT_EQ(relay.hook("sms", relay.sms(sid, from, "hello")).status, 200);
    const json::value first = page("GET", "/conversations").json().at("items").at(0);
    return "/contacts/" + std::string(first.at("contactId").as_string());
  }
};

TEST_F(RestNotes, D40_SayWhenTheyWereWrittenAndChangedAndComeInThatOrder) {
  contact("SM1", "+15550100101");
  const std::string conversation = "/conversations/" + std::string(page("GET", "/conversations").json().at("items").at(0).at("id").as_string());
  std::string first;
  for (const char* text : {"one", "two", "three", "four", "five"}) {
    const std::string id = write(conversation, text);
    if (first.empty()) first = id;
    relay.pass(1'000);
  }
  EXPECT_EQ(texts(conversation), "one,two,three,four,five,");
  const json::value before = page("GET", conversation + "/notes").json().at("items").at(0);
  EXPECT_TRUE(before.at("at").is_string());
  EXPECT_TRUE(before.at("editedAt").is_null());
  EXPECT_TRUE(before.at("mentions").as_array().empty());
  const Answer changed = page("PATCH", "/notes/" + first, R"({"text":"one, for Sam","mentions":[")" + sam + R"("]})");
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(changed.json().at("at"), before.at("at"));
  EXPECT_GT(changed.json().at("editedAt").as_string(), before.at("at").as_string());
  EXPECT_EQ(changed.json().at("mentions").at(0).as_string(), sam);
  EXPECT_EQ(texts(conversation), "one, for Sam,two,three,four,five,") << "it stays where it was written";
}

TEST_F(RestNotes, OfAContactAreThoseOfAllThatWereMergedWithIt) {
  const std::string first = contact("SM1", "+15550100101");
  relay.pass(1'000);
  const std::string second = contact("SM2", "+15550100102");
  ASSERT_NE(first, second);
  write(second, "likes blue");
  relay.pass(1'000);
  write(first, "prefers mornings");
  EXPECT_EQ(texts(first), "prefers mornings,");
  const auto into = parse_id<ContactTag>(first.substr(first.rfind('/') + 1)), from = parse_id<ContactTag>(second.substr(second.rfind('/') + 1));
  ASSERT_TRUE(into && from);
  ASSERT_TRUE(relay.tenant().runtime.submit(MergeContacts{*into, *from}, ActorKind::system).accepted);
  relay.house->round().finish_now();
  EXPECT_EQ(texts(first), "likes blue,prefers mornings,");
  EXPECT_EQ(texts(second), "likes blue,prefers mornings,");
}

}  // namespace
}  // namespace tributary::test
