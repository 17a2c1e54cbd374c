// GET /api/v1/conversations narrowed and ordered as the page's list is (D14-D16, D82).
#include <gtest/gtest.h>

#include <map>

#include "core/base/civil.h"
#include "core/base/id_text.h"
#include "relay/app/commands.h"
#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

namespace json = boost::json;

class ListQuery : public ::testing::Test {
 protected:
  // Three people have written, Cleo last: Ada and Cleo by SMS, Ben by WhatsApp.
  void SetUp() override {
    write("ada", relay.sms("SM1", "+15550100101", "hello"));
    write("ben", to(relay.sms("SM2", "whatsapp:+15550100102", "hola"), std::string("whatsapp:") + our_number));
    write("cleo", relay.sms("SM3", "+15550100103", "good morning"));
  }
  static std::vector<http::Field> to(std::vector<http::Field> form, const std::string& number) {
    for (auto& field : form)
      if (field.name == "To") field.value = number;
    return form;
  }
  void learn(const std::string& name) { ids[name] = std::string(page("GET", "").json().at("items").at(0).at("id").as_string()); }
  void write(const std::string& name, const std::vector<http::Field>& form) {
    ASSERT_EQ(relay.hook("sms", form).status, 200);
    learn(name);
    relay.pass(1000);
  }
  Answer page(const std::string& method, const std::string& path, const json::object& body = {}) {
    std::vector<http::Field> fields{{"Cookie", admin}, {"Origin", public_url}, {"X-Requested-By", "app"}};
    if (!body.empty()) fields.push_back({"Content-Type", "application/json"});
    return relay.ask(method, "/api/v1/conversations" + path, body.empty() ? "" : json::serialize(body), fields);
  }
  void change(const std::string& name, const std::string& how, const json::object& body = {}) {
    const Answer answer = page("POST", "/" + ids.at(name) + "/" + how, body);
    ASSERT_EQ(answer.status, 200) << answer.body;
  }
  std::string made(const std::string& path, const json::object& body) {
    const Answer answer = relay.ask("POST", "/api/v1/" + path, json::serialize(body), {{"Cookie", admin}, {"Origin", public_url}, {"X-Requested-By", "app"}, {"Content-Type", "application/json"}});
    EXPECT_EQ(answer.status, 201) << answer.body;
    return answer.status == 201 ? std::string(answer.json().at("id").as_string()) : std::string();
  }
  // The names of what is listed, in order.
  std::string listed(const std::string& query) {
    const Answer answer = page("GET", query);
    EXPECT_EQ(answer.status, 200) << answer.body;
    if (answer.status != 200) return answer.code();
    std::string names;
    const json::value found = answer.json();
    for (const json::value& item : found.at("items").as_array())
      for (const auto& [name, id] : ids)
        if (item.at("id").as_string() == id) names += (names.empty() ? "" : " ") + name;
    return names;
  }
  std::string wrong_in(const std::string& query) {
    const Answer answer = page("GET", query);
    EXPECT_EQ(answer.status, 400) << query << ": " << answer.body;
    return answer.status == 400 ? std::string(answer.json().at("error").at("field").as_string()) : std::string();
  }

  LivingRelay relay;
  std::string admin = relay.cookie_of("admin@example.com", Role::admin);
  std::string sam_cookie = relay.cookie_of("sam@example.com", Role::agent);
  std::string sam = to_text(relay.house->system().user_by_email("sam@example.com")->id);
  std::map<std::string, std::string> ids;
};

TEST_F(ListQuery, D13_NobodysAreListedAndAgentsAndTeamsStandBesideThem) {
  const std::string returns = made("teams", {{"name", "Returns"}});
  change("ada", "assign", {{"agentId", sam}});
  change("ben", "assign", {{"teamId", returns}});
  EXPECT_EQ(listed("?assigneeId=none"), "cleo ben") << "a team's without a person is nobody's";
  EXPECT_EQ(listed("?assigneeId=" + sam), "ada");
  EXPECT_EQ(listed("?assigneeId=" + sam + ",none"), "cleo ben ada");
  EXPECT_EQ(listed("?teamId=" + returns), "ben");
  EXPECT_EQ(listed("?teamId=" + returns + "&assigneeId=" + sam), "ben ada") << "either of them";
  EXPECT_EQ(listed("?assigneeId=agt_00000000000000000000000001"), "") << "an id nobody has is an empty list";
}

TEST_F(ListQuery, D14_SeveralStatusesMeanAnyOfThem) {
  change("ada", "resolve");
  change("ben", "snooze", {{"until", iso_text(relay.house->clock().now() + limits::hour_ms)}});
  EXPECT_EQ(listed("?workStatus=open"), "cleo");
  EXPECT_EQ(listed("?workStatus=snoozed,resolved"), "ben ada");
  EXPECT_EQ(listed("?status=completed"), "ada") << "the state of the session is another question";
  EXPECT_EQ(listed("?status=completed,active"), "cleo ben ada");
  EXPECT_EQ(listed("?status=active&workStatus=open,resolved"), "cleo") << "of all kinds together";
}

TEST_F(ListQuery, D15_SeveralChannelsMeanAnyOfThem) {
  EXPECT_EQ(listed("?channel=whatsapp"), "ben");
  EXPECT_EQ(listed("?channel=sms,whatsapp"), "cleo ben ada");
  EXPECT_EQ(listed("?channel=voice"), "");
}

TEST_F(ListQuery, D15_OneAccountsAreListed) {
  const std::string sid = "ACf1c70000000000000000000000000002", secret = "0123456789abcdef0123456789abcdef", second = "+15550100901";
  const auto said = app::run_command(*relay.house, {{"add-account", "--sid", sid, "--sms-number", second, "--token-stdin"}, secret});
  ASSERT_TRUE(said.ok) << said.text;
  const std::string from_path = said.text.substr(said.text.find("/hooks/twilio/")), path = from_path.substr(0, from_path.find('\n'));
  auto form = to(relay.sms("SM4", "+15550100104", "to the second"), second);
  for (auto& field : form)
    if (field.name == "AccountSid") field.value = sid;
  ASSERT_EQ(relay.ask("POST", path, http::form_encode(form), {{"Content-Type", "application/x-www-form-urlencoded"}, {"X-Twilio-Signature", sign(public_url + path, form, secret)}}).status, 200);
  learn("dan");
  std::map<std::string, std::string> accounts;  // by our number
  const json::value numbers = relay.ask("GET", "/api/v1/numbers", "", {{"Cookie", admin}}).json();
  for (const json::value& number : numbers.at("items").as_array())
    accounts[std::string(number.at("address").as_string())] = std::string(number.at("accountId").as_string());
  EXPECT_EQ(listed("?accountId=" + accounts.at(second)), "dan");
  EXPECT_EQ(listed("?accountId=" + accounts.at(our_number)), "cleo ben ada");
  EXPECT_EQ(listed("?accountId=" + accounts.at(our_number) + "," + accounts.at(second)), "dan cleo ben ada");
}

TEST_F(ListQuery, D16_D82_TagsAreAFilterAndDeletedOnesStayOne) {
  const std::string urgent = made("tags", {{"name", "Urgent"}}), refund = made("tags", {{"name", "Refund"}});
  ASSERT_EQ(page("PUT", "/" + ids.at("ada") + "/tags/" + urgent).status, 200);
  ASSERT_EQ(page("PUT", "/" + ids.at("ben") + "/tags/" + refund).status, 200);
  EXPECT_EQ(listed("?tagId=" + urgent), "ada");
  EXPECT_EQ(listed("?tagId=" + urgent + "," + refund), "ben ada") << "two tags mean either";
  EXPECT_EQ(listed("?tagId=" + urgent + "&channel=whatsapp"), "") << "a tag and a channel mean both";
  ASSERT_EQ(relay.ask("DELETE", "/api/v1/tags/" + urgent, "", {{"Cookie", admin}, {"Origin", public_url}, {"X-Requested-By", "app"}}).status, 204);
  EXPECT_EQ(listed("?tagId=" + urgent), "ada") << "conversations keep it (D81)";
}

TEST_F(ListQuery, TheOrderIsTheOneThatIsAskedFor) {
  const json::value ada = page("GET", "/" + ids.at("ada")).json();
  ASSERT_EQ(relay.ask("POST", "/api/v1/conversations/reply", json::serialize(json::object{{"sessionId", ada.at("sessionId")}, {"message", "hello Ada"}}),
                      {{"Cookie", admin}, {"Origin", public_url}, {"X-Requested-By", "app"}, {"Content-Type", "application/json"}}).status, 202);
  change("cleo", "read", {{"count", 1}});
  EXPECT_EQ(listed(""), "ada cleo ben");
  EXPECT_EQ(listed("?sort=newest"), "ada cleo ben");
  EXPECT_EQ(listed("?sort=oldest"), "ben cleo ada");
  EXPECT_EQ(listed("?sort=waiting"), "ben cleo ada") << "whom nobody has answered stands above, the longest first";
  EXPECT_EQ(listed("?sort=unread"), "ada ben cleo") << "Cleo has been read";
  change("ben", "resolve");
  EXPECT_EQ(listed("?sort=oldest"), "cleo ada ben") << "what is resolved stands below";
  EXPECT_EQ(listed("?sort=oldest&limit=1"), "cleo");
  EXPECT_EQ(listed("?sort=oldest&limit=1&cursor=1"), "ada") << "pages follow the order";
}

TEST_F(ListQuery, PagesAreTheWholeListCutIntoPiecesWhateverTheOrder) {
  for (int i = 0; i < 9; ++i) write("guest" + std::to_string(i), relay.sms("SMg" + std::to_string(i), "+1555010012" + std::to_string(i), "hello"));
  change("guest3", "resolve");
  change("guest5", "read", {{"count", 1}});
  for (const std::string sort : {"newest", "oldest", "waiting", "unread"}) {
    const std::string whole = listed("?sort=" + sort);
    for (int limit : {1, 5, 12}) {
      std::string pieces, cursor = "0";
      while (!cursor.empty()) {
        const std::string at = "?sort=" + sort + "&limit=" + std::to_string(limit) + "&cursor=" + cursor;
        pieces += (pieces.empty() ? "" : " ") + listed(at);
        const json::value next = page("GET", at).json().at("nextCursor");
        cursor = next.is_null() ? "" : std::string(next.as_string());
      }
      EXPECT_EQ(pieces, whole) << sort << ", " << limit << " at a time";
    }
  }
  EXPECT_EQ(listed("?cursor=1000000"), "") << "behind the end there is nothing";
}

TEST_F(ListQuery, ASessionNamesItsOneConversation) {
  const std::string session(page("GET", "/" + ids.at("ben")).json().at("sessionId").as_string());
  EXPECT_EQ(listed("?sessionId=" + session), "ben");
  EXPECT_EQ(listed("?sessionId=" + session + "&channel=sms"), "") << "and the other filters hold too";
  EXPECT_EQ(listed("?sessionId=ses_00000000000000000000000001"), "");
}

TEST_F(ListQuery, AValueThatCannotBeIsRefusedByItsName) {
  EXPECT_EQ(wrong_in("?assigneeId=nobody"), "assigneeId");
  EXPECT_EQ(wrong_in("?teamId=none"), "teamId");
  EXPECT_EQ(wrong_in("?tagId=Urgent"), "tagId");
  EXPECT_EQ(wrong_in("?accountId=acc_1"), "accountId");
  EXPECT_EQ(wrong_in("?workStatus=open,"), "workStatus");
  EXPECT_EQ(wrong_in("?workStatus=pending"), "workStatus") << "no conversation ever is";
  EXPECT_EQ(wrong_in("?channel=sms,fax"), "channel");
  EXPECT_EQ(wrong_in("?sort=by+name"), "sort");
}

}  // namespace
}  // namespace tributary::test
