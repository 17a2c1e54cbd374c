// docs/openapi.yaml against the running server: every route both ways, every answer's fields.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "core/base/civil.h"
#include "core/base/id_text.h"
#include "tests/relay/host/living_relay.h"
#include "tests/relay/host/schema_check.h"

namespace tributary::test {
namespace {

namespace json = boost::json;

json::value document() {
  std::ifstream in(std::string(TRIBUTARY_ROOT) + "/docs/openapi.yaml");
  std::stringstream text;
  text << in.rdbuf();
  return json::parse(text.str());
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  return text;
}

class OpenApi : public ::testing::Test {
 protected:
  LivingRelay relay;
  json::value doc = document();
  std::set<std::string> answered;
  std::string admin = relay.cookie_of("admin@example.com", Role::admin);

  Answer page(const std::string& method, const std::string& path, const std::string& body = "") {
    std::vector<http::Field> fields{{"Cookie", admin}, {"Origin", public_url}, {"X-Requested-By", "app"}};
    if (!body.empty()) fields.push_back({"Content-Type", "application/json"});
    return relay.ask(method, path, body, fields);
  }
  void the_agents_day(const std::string& conversation);
  const json::object& operation(const std::string& method, const std::string& pattern) {
    return doc.at("paths").as_object().at(pattern).as_object().at(method).as_object();
  }
  // The answer is one the document lists for this route, and its body is what the document says.
  void expect(const std::string& method, const std::string& pattern, int status, const Answer& answer) {
    SCOPED_TRACE(method + " " + pattern);
    EXPECT_EQ(answer.status, status) << answer.body;
    answered.insert(method + " " + pattern);
    const json::object& responses = operation(method, pattern).at("responses").as_object();
    const json::value* described = responses.if_contains(std::to_string(answer.status));
    ASSERT_TRUE(described) << "status " << answer.status << " is not described";
    const json::value* found = described;
    if (const json::value* ref = described->as_object().if_contains("$ref")) {
      const std::string name(ref->as_string());
      found = &doc.at("components").at("responses").as_object().at(name.substr(name.rfind('/') + 1));
    }
    const json::value* content = found->as_object().if_contains("content");
    const json::value* media = content ? content->as_object().if_contains("application/json") : nullptr;
    if (!media) return;
    EXPECT_EQ(SchemaCheck(doc).check(media->at("schema"), answer.json()), "") << answer.body;
  }
};

// Tags, teams, notes, saved replies, contacts and writing first, on a conversation that is there.
void OpenApi::the_agents_day(const std::string& conversation) {
  const std::string api = "/api/v1", base = api + "/conversations/" + conversation;
  const auto id_of = [](const Answer& answer) { return std::string(answer.json().at("id").as_string()); };
  const auto tag = page("POST", api + "/tags", R"({"name":"Urgent","colour":"#ff0000"})");
  expect("post", "/api/v1/tags", 201, tag);
  expect("post", "/api/v1/tags", 409, page("POST", api + "/tags", R"({"name":"urgent"})"));
  expect("get", "/api/v1/tags", 200, page("GET", api + "/tags"));
  expect("patch", "/api/v1/tags/{id}", 200, page("PATCH", api + "/tags/" + id_of(tag), R"({"description":"Now"})"));
  expect("put", "/api/v1/conversations/{id}/tags/{tagId}", 200, page("PUT", base + "/tags/" + id_of(tag)));
  expect("delete", "/api/v1/conversations/{id}/tags/{tagId}", 200, page("DELETE", base + "/tags/" + id_of(tag)));
  expect("delete", "/api/v1/tags/{id}", 204, page("DELETE", api + "/tags/" + id_of(tag)));
  expect("post", "/api/v1/tags/{id}/restore", 200, page("POST", api + "/tags/" + id_of(tag) + "/restore"));
  expect("post", "/api/v1/conversations/{id}/snooze", 422, page("POST", base + "/snooze", R"({"until":"2020-01-01T09:00:00Z"})"));
  expect("post", "/api/v1/conversations/{id}/snooze", 200, page("POST", base + "/snooze", json::serialize(json::object{{"until", iso_text(relay.house->clock().now() + limits::day_ms)}})));
  expect("post", "/api/v1/conversations/changes", 204, page("POST", api + "/conversations/changes", json::serialize(json::object{{"conversationIds", {conversation}}, {"change", "reopen"}})));
  const auto team = page("POST", api + "/teams", R"({"name":"Returns"})");
  expect("post", "/api/v1/teams", 201, team);
  expect("get", "/api/v1/teams", 200, page("GET", api + "/teams"));
  expect("patch", "/api/v1/teams/{id}", 200, page("PATCH", api + "/teams/" + id_of(team), R"({"name":"Refunds"})"));
  expect("post", "/api/v1/conversations/{id}/assign", 200, page("POST", base + "/assign", R"({"teamId":")" + id_of(team) + R"("})"));
  expect("delete", "/api/v1/teams/{id}", 204, page("DELETE", api + "/teams/" + id_of(team)));
  const auto saved = page("POST", api + "/saved-replies", R"({"shortcut":"hi","title":"Greeting","body":"Hello {{customer_name}}"})");
  expect("post", "/api/v1/saved-replies", 201, saved);
  expect("get", "/api/v1/saved-replies", 200, page("GET", api + "/saved-replies"));
  expect("patch", "/api/v1/saved-replies/{id}", 200, page("PATCH", api + "/saved-replies/" + id_of(saved), R"({"folder":"Start"})"));
  expect("delete", "/api/v1/saved-replies/{id}", 204, page("DELETE", api + "/saved-replies/" + id_of(saved)));
  const auto note = page("POST", base + "/notes", R"({"text":"call back"})");
  expect("post", "/api/v1/conversations/{id}/notes", 201, note);
  expect("get", "/api/v1/conversations/{id}/notes", 200, page("GET", base + "/notes"));
  expect("patch", "/api/v1/notes/{id}", 200, page("PATCH", api + "/notes/" + id_of(note), R"({"text":"call on Monday"})"));
  expect("delete", "/api/v1/notes/{id}", 204, page("DELETE", api + "/notes/" + id_of(note)));
  const std::string contact = api + "/contacts/" + std::string(page("GET", base).json().at("contactId").as_string());
  expect("post", "/api/v1/contacts/{id}/notes", 201, page("POST", contact + "/notes", R"({"text":"prefers mornings"})"));
  expect("get", "/api/v1/contacts/{id}/notes", 200, page("GET", contact + "/notes"));
  const auto customer = page("POST", api + "/customers", R"({"name":"Ada Ltd","reference":"4711"})");
  expect("post", "/api/v1/customers", 201, customer);
  expect("get", "/api/v1/customers", 200, page("GET", api + "/customers?q=ada"));
  expect("patch", "/api/v1/customers/{id}", 200, page("PATCH", api + "/customers/" + id_of(customer), R"({"company":"Ada"})"));
  expect("patch", "/api/v1/contacts/{id}", 200, page("PATCH", contact, R"({"name":"Ada","attributes":[{"name":"City","value":"Oslo"}],"customerId":")" + id_of(customer) + R"("})"));
  expect("get", "/api/v1/contacts/{id}", 200, page("GET", contact));
  std::string number;
  relay.tenant().runtime.state().numbers.for_each([&](NumberId n, const Number& known) { if (known.channel == Channel::sms) number = to_text(n); });
  const auto started = page("POST", api + "/conversations", json::serialize(json::object{{"numberId", number}, {"to", "(555) 010-0177"}, {"message", "hello"}}));
  expect("post", "/api/v1/conversations", 202, started);
  expect("post", "/api/v1/conversations", 422, page("POST", api + "/conversations", json::serialize(json::object{{"numberId", number}, {"to", "call me"}, {"message", "hello"}})));
  const std::string second(started.json().at("conversation").at("contactId").as_string());
  expect("post", "/api/v1/contacts/{id}/merge", 200, page("POST", contact + "/merge", json::serialize(json::object{{"contactId", second}})));
  expect("post", "/api/v1/contacts/{id}/unmerge", 200, page("POST", api + "/contacts/" + second + "/unmerge"));
  const auto text = page("POST", api + "/message-templates", R"({"name":"hours","channel":"sms","body":"Open till {{hour}}"})");
  const auto with = [&](const char* hour) { return json::serialize(json::object{{"templateId", id_of(text)}, {"values", {{"hour", hour}}}}); };
  expect("post", "/api/v1/conversations/{id}/template", 422, page("POST", base + "/template", with(" ")));
  expect("post", "/api/v1/conversations/{id}/template", 202, page("POST", base + "/template", with("18:00")));
  expect("post", "/api/v1/conversations/{id}/choices", 202, page("POST", base + "/choices", R"({"message":"Which day?","choices":[{"title":"Monday"},{"title":"Tuesday","description":"late"}]})"));
  expect("post", "/api/v1/conversations/{id}/choices", 422, page("POST", base + "/choices", R"({"message":"Which day?","choices":[]})"));
  expect("post", "/api/v1/messages/{id}/again", 404, page("POST", api + "/messages/msg_00000000000000000000000001/again"));
  expect("post", "/api/v1/messages/{id}/elsewhere", 404, page("POST", api + "/messages/msg_00000000000000000000000001/elsewhere", json::serialize(json::object{{"numberId", number}, {"identityId", "idn_00000000000000000000000001"}})));
  expect("post", "/api/v1/messages/{id}/mark-as-sent", 404, page("POST", api + "/messages/msg_00000000000000000000000001/mark-as-sent"));
  expect("post", "/api/v1/uploads", 201, page("POST", api + "/uploads?conversation=" + conversation + "&name=note.pdf", "%PDF-1.7 note"));
  expect("post", "/api/v1/uploads", 415, page("POST", api + "/uploads?channel=sms", "<html></html>"));
  expect("get", "/files/{tenant}/{message}/{index}/{until}/{signature}", 404, page("GET", "/files/default/msg_00000000000000000000000001/0/1/00000000000000000000000001"));
  relay.cookie_of("ben@example.com", Role::agent);
  const auto users = page("GET", api + "/admin/users");
  expect("get", "/api/v1/admin/users", 200, users);
  std::string ben;
  const json::value people = users.json();
  for (const auto& user : people.at("items").as_array())
    if (user.at("email").as_string() == "ben@example.com") ben = std::string(user.at("id").as_string());
  expect("post", "/api/v1/admin/users/{id}/deactivate", 200, page("POST", api + "/admin/users/" + ben + "/deactivate"));
  expect("post", "/api/v1/admin/users/{id}/activate", 200, page("POST", api + "/admin/users/" + ben + "/activate"));
  const std::string of_ben = api + "/admin/users/" + ben;
  expect("post", "/api/v1/admin/users/{id}/role", 200, page("POST", of_ben + "/role", R"({"role":"admin"})"));
  expect("post", "/api/v1/admin/users/{id}/role", 422, page("POST", of_ben + "/role", R"({"role":"king"})"));
  expect("post", "/api/v1/admin/users/{id}/sign-out", 200, page("POST", of_ben + "/sign-out"));
  expect("post", "/api/v1/admin/users/{id}/link", 200, page("POST", of_ben + "/link"));
  expect("post", "/api/v1/admin/users", 201, page("POST", api + "/admin/users", R"({"email":"cleo@example.com","name":"Cleo","role":"agent"})"));
  expect("post", "/api/v1/admin/users", 409, page("POST", api + "/admin/users", R"({"email":"CLEO@example.com"})"));
  const std::string sid = "AC" + std::string(32, '7'), account_token(32, '5');
  const auto account = page("POST", api + "/admin/accounts", json::serialize(json::object{{"name", "Shop"}, {"sid", sid}, {"token", account_token}, {"smsNumber", "+1 555 010 0905"}}));
  expect("post", "/api/v1/admin/accounts", 201, account);
  expect("post", "/api/v1/admin/accounts", 409, page("POST", api + "/admin/accounts", json::serialize(json::object{{"name", "Shop"}, {"sid", sid}, {"token", account_token}, {"smsNumber", "+15550100905"}})));
  expect("post", "/api/v1/admin/accounts", 422, page("POST", api + "/admin/accounts", "{}"));
  expect("get", "/api/v1/admin/accounts", 200, page("GET", api + "/admin/accounts"));
  expect("patch", "/api/v1/admin/accounts/{id}", 200, page("PATCH", api + "/admin/accounts/" + id_of(account), R"({"name":"Shop two"})"));
  expect("patch", "/api/v1/admin/accounts/{id}", 409, page("PATCH", api + "/admin/accounts/" + id_of(account), R"({"smsNumber":"+15550100906"})"));
  expect("patch", "/api/v1/admin/accounts/{id}", 404, page("PATCH", api + "/admin/accounts/acc_00000000000000000000000001", "{}"));
  expect("delete", "/api/v1/admin/accounts/{id}", 200, page("DELETE", api + "/admin/accounts/" + id_of(account)));
  expect("get", "/api/v1/admin/accounts", 200, page("GET", api + "/admin/accounts"));
  expect("patch", "/api/v1/admin/accounts/{id}", 409, page("PATCH", api + "/admin/accounts/" + id_of(account), R"({"name":"Shop three"})"));
  expect("delete", "/api/v1/admin/accounts/{id}", 404, page("DELETE", api + "/admin/accounts/acc_00000000000000000000000001"));
  expect("get", "/api/v1/admin/health", 200, page("GET", api + "/admin/health"));
  expect("post", "/api/v1/admin/sending/release", 200, page("POST", api + "/admin/sending/release"));
  expect("post", "/api/v1/messages/{id}/cancel", 404, page("POST", api + "/messages/msg_00000000000000000000000001/cancel"));
}

TEST_F(OpenApi, EveryRouteIsDescribedAndEveryDescribedRouteIsThere) {
  std::set<std::string> described, there;
  for (const auto& path : doc.at("paths").as_object())
    for (const auto& method : path.value().as_object())
      if (method.value().is_object()) described.insert(upper(std::string(method.key())) + " " + std::string(path.key()));
  for (const auto& route : relay.front->router().listed())
    if (route.pattern != "/build.json") there.insert(route.method + " " + route.pattern);
  EXPECT_EQ(described, there);
}

TEST_F(OpenApi, TheScopeThatIsDescribedIsTheOneThatIsAsked) {
  for (const auto& route : relay.front->router().listed()) {
    if (!route.action) continue;
    std::string method = route.method;
    for (char& c : method) c = static_cast<char>(c | 0x20);
    const std::string described(operation(method, route.pattern).at("x-scope").as_string());
    const auto rule = std::find_if(api::rules.begin(), api::rules.end(), [&](const auto& r) { return std::string_view(r.name) == route.action; });
    const std::string_view scope = rule->scope;
    if (described == "none") continue;  // the socket's plain answer
    EXPECT_EQ(described, scope == "*" ? "any" : scope.empty() ? "agent" : scope) << route.method << " " << route.pattern;
  }
}

TEST_F(OpenApi, EveryAnswerHasTheFieldsItIsSaidToHave) {
  relay.start_couriers();
  const std::string base = "/api/v1/conversations";
  expect("post", "/api/v1/webhooks/telephony/sms", 200, relay.hook("sms", relay.sms("SM1", "+15550100101", "hello")));
  auto unknown = relay.sms("SM2", "+15550100101", "nobody's");
  for (auto& field : unknown)
    if (field.name == "To") field.value = "+15550100999";
  relay.hook("sms", unknown);
  relay.ask("POST", "/api/v1/webhooks/telephony/sms", "Body=x", {{"Content-Type", "application/x-www-form-urlencoded"}});
  expect("post", "/api/v1/webhooks/telephony/status", 200, relay.hook("status", {{"MessageSid", "SM77"}, {"MessageStatus", "sent"}, {"AccountSid", account_sid}}));
  expect("post", "/api/v1/webhooks/telephony/voice", 200, relay.hook("voice", {{"CallSid", "CA1"}, {"AccountSid", account_sid}, {"From", "+15550100101"}, {"To", our_number}, {"Direction", "inbound"}, {"CallStatus", "completed"}, {"SequenceNumber", "2"}, {"CallDuration", "5"}}));
  for (const char* kind : {"sms", "status", "voice"})
    expect("post", std::string("/hooks/twilio/{secret}/") + kind, 404, relay.ask("POST", std::string("/hooks/twilio/00000000000000000000000000000000/") + kind, "a=b", {{"Content-Type", "application/x-www-form-urlencoded"}}));

  auto list = page("GET", base);
  expect("get", base, 200, list);
  const auto row = list.json().at("items").at(0).as_object();
  const std::string id(row.at("id").as_string());
  std::string session;
  for (const auto& [session_id, s] : relay.tenant().runtime.state().sessions.own())
    if (s && s->channel == Channel::sms) session = to_text(session_id);
  expect("get", base, 400, page("GET", base + "?limit=0"));
  expect("get", base + "/stats", 200, page("GET", base + "/stats"));
  expect("get", base + "/{id}", 200, page("GET", base + "/" + id));
  expect("post", base + "/reply", 202, page("POST", base + "/reply", json::serialize(json::object{{"sessionId", session}, {"message", "hi"}})));
  expect("post", base + "/reply", 422, page("POST", base + "/reply", json::serialize(json::object{{"sessionId", session}, {"message", " "}})));
  expect("get", base + "/{id}/messages", 200, page("GET", base + "/" + id + "/messages"));
  expect("post", base + "/{id}/assign", 200, page("POST", base + "/" + id + "/assign", R"({"agentId":null})"));
  expect("post", base + "/{id}/resolve", 200, page("POST", base + "/" + id + "/resolve"));
  expect("post", base + "/{id}/resolve", 409, page("POST", base + "/" + id + "/resolve"));
  expect("post", base + "/{id}/reopen", 200, page("POST", base + "/" + id + "/reopen"));
  expect("post", base + "/{id}/read", 200, page("POST", base + "/" + id + "/read", "{}"));
  const std::string draft = base + "/" + id + "/draft";
  expect("put", base + "/{id}/draft", 200, page("PUT", draft, R"({"text":"begun","note":false})"));
  expect("put", base + "/{id}/draft", 422, page("PUT", draft, "{}"));
  expect("get", "/api/v1/drafts", 200, page("GET", "/api/v1/drafts"));
  expect("post", base + "/{id}/read", 200, page("POST", base + "/" + id + "/read", R"({"leaveUnread":1})"));
  the_agents_day(id);
  expect("get", "/api/v1/media/{messageId}/{index}", 404, page("GET", "/api/v1/media/msg_00000000000000000000000001/0"));
  relay.run_until([&] { return relay.tenant().searcher.complete(); });
  expect("get", "/api/v1/search", 200, page("GET", "/api/v1/search?q=hello"));
  expect("get", "/api/v1/search", 400, page("GET", "/api/v1/search?q=hello&limit=0"));
  expect("get", "/api/v1/me", 200, page("GET", "/api/v1/me"));
  expect("patch", "/api/v1/me/preferences", 200, page("PATCH", "/api/v1/me/preferences", R"({"values":{"theme":"dark","view/Texts":"#/all?channel=sms"}})"));
  expect("patch", "/api/v1/me/preferences", 422, page("PATCH", "/api/v1/me/preferences", "{}"));
  expect("get", "/api/v1/me/preferences", 200, page("GET", "/api/v1/me/preferences"));
  expect("post", "/api/v1/session/ticket", 200, page("POST", "/api/v1/session/ticket"));
  expect("get", "/api/v1/agents", 200, page("GET", "/api/v1/agents"));
  expect("get", "/api/v1/numbers", 200, page("GET", "/api/v1/numbers"));
  expect("get", "/api/v1/admin/diagnoses", 200, page("GET", "/api/v1/admin/diagnoses"));
  auto quarantine = page("GET", "/api/v1/admin/quarantine");
  expect("get", "/api/v1/admin/quarantine", 200, quarantine);
  expect("post", "/api/v1/admin/quarantine/{id}/replay", 422, page("POST", "/api/v1/admin/quarantine/" + std::to_string(quarantine.json().at("items").at(0).at("id").as_int64()) + "/replay"));
  expect("post", "/api/v1/admin/quarantine/{id}/dismiss", 200, page("POST", "/api/v1/admin/quarantine/" + std::to_string(quarantine.json().at("items").at(0).at("id").as_int64()) + "/dismiss"));
  auto token = page("POST", "/api/v1/admin/tokens", R"({"name":"robot","scopes":["conversations:read"],"expiresInDays":3})");
  expect("post", "/api/v1/admin/tokens", 201, token);
  expect("get", "/api/v1/admin/tokens", 200, page("GET", "/api/v1/admin/tokens"));
  expect("delete", "/api/v1/admin/tokens/{id}", 204, page("DELETE", "/api/v1/admin/tokens/" + std::string(token.json().at("id").as_string())));
  expect("get", "/api/v1/message-templates", 200, page("GET", "/api/v1/message-templates"));
  expect("post", "/api/v1/message-templates", 201, page("POST", "/api/v1/message-templates", R"({"name":"order_update","channel":"whatsapp","body":"Hi {{name}}, {{order}} is on its way."})"));
  const std::string hours(page("POST", "/api/v1/message-templates", R"({"name":"closing","channel":"sms","body":"Open till {{hour}}","usage":"reply"})").json().at("id").as_string());
  expect("patch", "/api/v1/message-templates/{id}", 200, page("PATCH", "/api/v1/message-templates/" + hours, R"({"body":"Open until {{hour}}"})"));
  expect("patch", "/api/v1/message-templates/{id}", 404, page("PATCH", "/api/v1/message-templates/tpl_00000000000000000000000001", R"({"body":"x"})"));
  expect("post", "/api/v1/message-templates/refresh", 204, page("POST", "/api/v1/message-templates/refresh"));
  const auto taken = page("POST", "/api/v1/message-templates", R"({"name":"order_update","channel":"whatsapp","body":"the name is taken"})");
  expect("post", "/api/v1/message-templates", 409, taken);
  EXPECT_EQ(taken.code(), "name_taken");
  expect("post", "/api/v1/message-templates", 422, page("POST", "/api/v1/message-templates", R"({"name":" ","channel":"whatsapp","body":"no name"})"));
  expect("get", "/api/v1/message-templates", 200, page("GET", "/api/v1/message-templates"));
  expect("get", "/api/v1/socket", 400, page("GET", "/api/v1/socket"));
  expect("get", "/api/v1/openapi.yaml", 200, page("GET", "/api/v1/openapi.yaml"));
  expect("get", "/healthz", 200, page("GET", "/healthz"));
  expect("get", "/metrics", 200, page("GET", "/metrics"));
  expect("post", "/api/v1/session", 401, page("POST", "/api/v1/session", R"({"email":"x@example.com","password":"no"})"));
  expect("post", "/api/v1/session/link", 401, page("POST", "/api/v1/session/link", json::serialize(json::object{{"secret", std::string(43, 'a')}})));
  expect("post", "/api/v1/me/password", 422, page("POST", "/api/v1/me/password", R"({"password":"short"})"));
  expect("post", "/api/v1/me/sign-out-everywhere", 204, page("POST", "/api/v1/me/sign-out-everywhere"));
  admin = relay.cookie_of("admin2@example.com", Role::admin);
  expect("delete", "/api/v1/session", 204, page("DELETE", "/api/v1/session"));
  for (const auto& route : relay.front->router().listed())
    if (route.pattern != "/build.json") {
      std::string method = route.method;
      for (char& c : method) c = static_cast<char>(c | 0x20);
      EXPECT_TRUE(answered.contains(method + " " + route.pattern)) << "nothing asked " << method << " " << route.pattern;
    }
}

}  // namespace
}  // namespace tributary::test
