// A person of several contacts over REST: what one of them has is the person's, and its own again when it is set apart.
#include <gtest/gtest.h>

#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

namespace json = boost::json;

struct MergedPeople : ::testing::Test {
  LivingRelay relay;
  std::string cookie = relay.cookie_of("sam@example.com", Role::agent);
  std::string kept, other;  // the path of each

  // Both wrote; the other one has a record, and attributes of which one name is the kept one's too.
  void SetUp() override {
    kept = contact("SM1", "+15550100101");
    relay.pass(1'000);
    other = contact("SM2", "+15550100102");
    ASSERT_NE(kept, other);
    const Answer customer = page("POST", "/customers", R"({"name":"Northwind"})");
    ASSERT_EQ(customer.status, 201) << customer.body;
    const std::string link = R"(,"customerId":")" + std::string(customer.json().at("id").as_string()) + R"("})";
    change(kept, R"({"attributes":[{"name":"City","value":"Oslo"}]})");
    change(other, R"({"attributes":[{"name":"city","value":"Rome"},{"name":"Plan","value":"Gold"}])" + link);
    const Answer merged = page("POST", kept + "/merge", json::serialize(json::object{{"contactId", other.substr(other.rfind('/') + 1)}}));
    ASSERT_EQ(merged.status, 200) << merged.body;
  }
  Answer page(const std::string& method, const std::string& path, const std::string& body = "") {
    std::vector<http::Field> fields{{"Cookie", cookie}, {"Origin", public_url}, {"X-Requested-By", "app"}};
    if (!body.empty()) fields.push_back({"Content-Type", "application/json"});
    return relay.ask(method, "/api/v1" + path, body, std::move(fields));
  }
  void change(const std::string& path, const std::string& body) {
    const Answer changed = page("PATCH", path, body);
    EXPECT_EQ(changed.status, 200) << changed.body;
  }
  void set_apart() { ASSERT_EQ(page("POST", other + "/unmerge", "{}").status, 200); }
  std::string contact(const std::string& sid, const std::string& from) {
    EXPECT_EQ(relay.hook("sms", relay.sms(sid, from, "hello")).status, 200);
    const json::value newest = page("GET", "/conversations").json().at("items").at(0);
    return "/contacts/" + std::string(newest.at("contactId").as_string());
  }
  std::string attributes(const std::string& path) {
    std::string all;
    const json::value person = page("GET", path).json();
    for (const json::value& one : person.at("attributes").as_array()) all += std::string(one.at("name").as_string()) + "=" + std::string(one.at("value").as_string()) + " ";
    return all;
  }
  std::string customer(const std::string& path) {
    const json::value person = page("GET", path).json();
    return person.at("customer").is_null() ? std::string("none") : std::string(person.at("customer").at("name").as_string());
  }
};

TEST_F(MergedPeople, D48_D51_HaveWhatEachOfThemHasAndItIsTheirOwnAgainOnceSetApart) {
  EXPECT_EQ(attributes(kept), "City=Oslo Plan=Gold ");
  EXPECT_EQ(attributes(other), "City=Oslo Plan=Gold ");
  EXPECT_EQ(customer(kept), "Northwind");
  change(kept, R"({"attributes":[{"name":"City","value":"Bergen"},{"name":"Plan","value":"Gold"}]})");
  EXPECT_EQ(attributes(kept), "City=Bergen Plan=Gold ");
  set_apart();
  EXPECT_EQ(attributes(kept), "City=Bergen ") << "what nobody touched was not copied";
  EXPECT_EQ(attributes(other), "city=Rome Plan=Gold ");
  EXPECT_EQ(customer(kept), "none");
  EXPECT_EQ(customer(other), "Northwind");
}

TEST_F(MergedPeople, D48_D51_LetGoOfWhatOneOfThemHas) {
  change(kept, R"({"attributes":[{"name":"City","value":"Oslo"}],"customerId":null})");
  EXPECT_EQ(attributes(kept), "City=Oslo ");
  EXPECT_EQ(customer(kept), "none");
  set_apart();
  EXPECT_EQ(attributes(other), "city=Rome ");
  EXPECT_EQ(customer(other), "none");
}

TEST_F(MergedPeople, D51_WhatIsSetUnderTheOthersIdIsTheKeptOnes) {
  change(other, R"({"attributes":[{"name":"City","value":"Oslo"},{"name":"Plan","value":"Gold"},{"name":"Size","value":"44"}]})");
  EXPECT_EQ(attributes(kept), "City=Oslo Size=44 Plan=Gold ");
  set_apart();
  EXPECT_EQ(attributes(kept), "City=Oslo Size=44 ");
  EXPECT_EQ(attributes(other), "city=Rome Plan=Gold ");
}

}  // namespace
}  // namespace tributary::test
