#include "tests/relay/guard/two_tenants.h"

#include <gtest/gtest.h>

#include "core/base/id_text.h"

namespace tributary::test {

namespace json = boost::json;

namespace {

constexpr const char* second_sid = "AC0000c0ba17c0ba17c0ba17c0ba170001";
constexpr const char* second_token = "c0ba17c0ba17c0ba17c0ba17open0002";
constexpr const char* second_number = "+15550100800";

std::vector<http::Field> text_form(const std::string& sid, const std::string& account, const std::string& from, const std::string& to, const std::string& text) {
  return {{"MessageSid", sid}, {"SmsSid", sid}, {"AccountSid", account}, {"From", from}, {"To", to}, {"Body", text}, {"NumMedia", "0"}, {"SmsStatus", "received"}};
}

std::string quoted(const std::string& text) { return json::serialize(json::value(text)); }

}  // namespace

TwoTenants::TwoTenants() {
  amber.tenant = "default", amber.canary = "canary-amber-7q", amber.customer = "+15550100101";
  cobalt.tenant = "cobalt", cobalt.canary = "canary-cobalt-4z", cobalt.customer = "+15550100202";
  relay.house->add_tenant("cobalt", "Workspace canary-cobalt-4z");
  auto& accounts = relay.house->tenants().at("cobalt")->accounts;
  const std::string base = accounts.add({"Account canary-cobalt-4z", second_sid, second_token, second_number, "", relay.provider.base()});
  relay.house->round().finish_now();
  const std::string path = base.substr(std::string(public_url).size());
  people(amber);
  people(cobalt);
  fill(amber, [this](const auto& form) { return relay.hook("sms", form); }, our_number);
  fill(cobalt, [&](const auto& form) {
    return relay.ask("POST", path + "/sms", http::form_encode(form), {{"Content-Type", "application/x-www-form-urlencoded"}, {"X-Twilio-Signature", sign(public_url + path + "/sms", form, second_token)}});
  }, second_number);
}

void TwoTenants::people(Side& side) {
  side.agent = relay.cookie_of("agent." + side.canary + "@example.com", Role::agent, side.tenant);
  side.admin = relay.cookie_of("admin." + side.canary + "@example.com", Role::admin, side.tenant);
  side.reader = relay.token({"conversations:read", "messages:send", "templates:write"}, side.tenant);
  for (const auto& user : relay.house->system().users(side.tenant)) side.ids[user.role == Role::admin ? "admin" : "agent"] = to_text(user.id);
}

Answer TwoTenants::page(Side& side, const std::string& cookie, const std::string& method, const std::string& path, const std::string& body) {
  std::vector<http::Field> fields{{"Cookie", cookie}, {"Origin", public_url}, {"X-Requested-By", "app"}};
  if (!body.empty()) fields.push_back({"Content-Type", "application/json"});
  Answer answer = relay.ask(method, path, body, fields);
  side.heard += answer.body;
  for (const auto& field : answer.fields) side.heard += "\n" + field.name + ": " + field.value;
  return answer;
}

Answer TwoTenants::bearer(Side& side, const std::string& secret, const std::string& method, const std::string& path, const std::string& body) {
  Answer answer = relay.as(secret, method, path, body);
  side.heard += answer.body;
  return answer;
}

std::string TwoTenants::ticket(Side& side, const std::string& cookie) {
  const auto answer = page(side, cookie, "POST", "/api/v1/session/ticket");
  EXPECT_EQ(answer.status, 200) << answer.body;
  return std::string(answer.json().at("ticket").as_string());
}

std::string TwoTenants::made(Side& side, const std::string& path, const std::string& body) {
  const auto answer = page(side, side.admin, "POST", "/api/v1" + path, body);
  EXPECT_TRUE(answer.status == 201 || answer.status == 200) << path << ": " << answer.body;
  return std::string(answer.json().at("id").as_string());
}

void TwoTenants::fill(Side& side, const std::function<Answer(const std::vector<http::Field>&)>& hook, const std::string& number) {
  const std::string account = side.tenant == "default" ? account_sid : second_sid, mark = side.tenant == "default" ? "a" : "c";
  EXPECT_EQ(hook(text_form("SM" + mark + "1", account, side.customer, number, "Hello, " + side.canary)).status, 200);
  EXPECT_EQ(hook(text_form("SM" + mark + "2", account, side.customer + "9", number, "Somebody else, " + side.canary)).status, 200);
  EXPECT_EQ(hook(text_form("SM" + mark + "3", account, side.customer, "+15550100777", "To nobody, " + side.canary)).status, 200);
  // Numbers of rows are each tenant's own: amber's newest has one that cobalt does not have.
  if (side.tenant == "default") { EXPECT_EQ(hook(text_form("SMa4", account, side.customer, "+15550100777", "Again, " + side.canary)).status, 200); }
  auto& tenant = runtime(side);
  const auto rows = page(side, side.admin, "GET", "/api/v1/conversations").json();
  ASSERT_EQ(rows.at("items").as_array().size(), 2u);
  const json::object first = rows.at("items").at(1).as_object(), second = rows.at("items").at(0).as_object();
  auto text = [](const json::object& row, const char* name) { return std::string(row.at(name).as_string()); };
  side.ids["conversation"] = text(first, "id");
  side.ids["session"] = text(first, "sessionId");
  side.ids["contact"] = text(first, "contactId");
  side.ids["otherContact"] = text(second, "contactId");
  const auto* conversation = tenant.state().conversations.find(*parse_id<ConversationTag>(side.ids["conversation"]));
  side.ids["thread"] = to_text(conversation->thread);
  side.ids["message"] = to_text(conversation->last_message);
  tenant.state().numbers.for_each([&](NumberId id, const Number& known) { if (known.channel == Channel::sms) side.ids["number"] = to_text(id); });
  tenant.state().accounts.for_each([&](AccountId id, const Account&) { side.ids["account"] = to_text(id); });
  side.ids["note"] = made(side, "/conversations/" + side.ids["conversation"] + "/notes", R"({"text":"note )" + side.canary + "\"}");
  EXPECT_EQ(page(side, side.agent, "PUT", "/api/v1/conversations/" + side.ids["conversation"] + "/draft", R"({"text":"draft )" + side.canary + "\"}").status, 200);
  EXPECT_EQ(page(side, side.agent, "PATCH", "/api/v1/me/preferences", R"({"values":{"view/view )" + side.canary + R"(":"#/all"}})").status, 200);
  side.ids["tag"] = made(side, "/tags", R"({"name":"tag )" + side.canary + "\"}");
  side.ids["team"] = made(side, "/teams", R"({"name":"team )" + side.canary + "\"}");
  side.ids["savedReply"] = made(side, "/saved-replies", R"({"shortcut":"hi","title":"reply )" + side.canary + R"(","body":"body )" + side.canary + "\"}");
  side.ids["customer"] = made(side, "/customers", R"({"name":"customer )" + side.canary + R"(","reference":"4711"})");
  side.ids["template"] = made(side, "/message-templates", R"({"name":"hours","channel":"sms","body":"Open )" + side.canary + "\"}");
  side.ids["token"] = made(side, "/admin/tokens", R"({"name":"token )" + side.canary + R"(","scopes":["conversations:read"]})");
  const auto kept = page(side, side.admin, "GET", "/api/v1/admin/quarantine").json();
  ASSERT_GE(kept.at("items").as_array().size(), 1u);
  side.ids["quarantine"] = std::to_string(kept.at("items").at(0).at("id").as_int64());
  EXPECT_EQ(page(side, side.admin, "PATCH", "/api/v1/contacts/" + side.ids["contact"], R"({"name":)" + quoted("Customer " + side.canary) + "}").status, 200);
}

std::string TwoTenants::standing(const Side& side) {
  std::string all = std::to_string(runtime(side).head());
  for (const auto& user : relay.house->system().users(side.tenant)) all += " " + to_text(user.id) + (user.active ? "+" : "-") + std::to_string(user.version);
  for (const auto& token : relay.house->system().tokens(side.tenant)) all += " " + to_text(token.id) + (token.revoked ? "-" : "+");
  for (const auto& one : runtime(side).store().quarantined(200)) all += one.replayed ? " replayed" : one.dismissed ? " dismissed" : " kept";
  return all;
}

std::string TwoTenants::path_of(const Side& side, const std::string& pattern) const {
  static const std::vector<std::pair<std::string, std::string>> of_prefix{
      {"/api/v1/conversations/{id}", "conversation"}, {"/api/v1/contacts/{id}", "contact"}, {"/api/v1/customers/{id}", "customer"}, {"/api/v1/tags/{id}", "tag"},
      {"/api/v1/teams/{id}", "team"}, {"/api/v1/saved-replies/{id}", "savedReply"}, {"/api/v1/notes/{id}", "note"}, {"/api/v1/message-templates/{id}", "template"}, {"/api/v1/messages/{id}", "message"},
      {"/api/v1/media/{messageId}", "message"}, {"/api/v1/admin/users/{id}", "agent"}, {"/api/v1/admin/tokens/{id}", "token"}, {"/api/v1/admin/quarantine/{id}", "quarantine"}, {"/api/v1/admin/accounts/{id}", "account"}};
  std::string path = pattern;
  auto put = [&](const std::string& brace, const std::string& value) {
    if (const auto at = path.find(brace); at != std::string::npos) path.replace(at, brace.size(), value);
  };
  for (const auto& [prefix, what] : of_prefix)
    if (pattern.starts_with(prefix)) put(what == "message" && pattern.starts_with("/api/v1/media") ? "{messageId}" : "{id}", side.ids.at(what));
  put("{tagId}", side.ids.at("tag"));
  put("{index}", "0");
  return path.find('{') == std::string::npos ? path : "";
}

std::string bare(const Answer& answer) {
  std::string text = std::to_string(answer.status) + " " + answer.type + "\n" + answer.body;
  for (const auto& field : answer.fields)
    if (field.name != "Date") text += "\n" + field.name + ": " + field.value;
  if (const auto at = text.find("\"request\":\""); at != std::string::npos) text.erase(at, text.find('"', at + 11) - at + 1);
  return text;
}

std::set<std::string> ids_in(const std::string& text) {
  std::set<std::string> found;
  auto in_alphabet = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); };
  for (std::size_t at = text.find('_'); at != std::string::npos; at = text.find('_', at + 1)) {
    std::size_t end = at + 1;
    while (end < text.size() && in_alphabet(text[end])) ++end;
    std::uint64_t high = 0, low = 0;
    if (at >= 3 && end - at == 27 && from_base32(std::string_view(text).substr(at + 1, 26), high, low)) found.insert(text.substr(at - 3, end - at + 3));
  }
  return found;
}

}  // namespace tributary::test
