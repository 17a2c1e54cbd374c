// What bad input must get, row by row against a whole relay; and every secret there is, searched for in
// everything the relay says and keeps.
#include <gtest/gtest.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/relay/host/socket_client.h"

namespace tributary::test {
namespace {

namespace asio = boost::asio;

class BadInput : public ::testing::Test {
 protected:
  LivingRelay relay;
  std::string admin = relay.token({"admin"}), sender = relay.token({"conversations:read", "messages:send"});

  // Raw bytes in, everything that comes back until the relay closes or has answered.
  std::string raw(const std::string& bytes) {
    asio::ip::tcp::socket socket(relay.io);
    socket.connect({asio::ip::address_v4::loopback(), relay.port});
    asio::write(socket, asio::buffer(bytes));
    std::string heard;
    bool over = false;
    std::array<char, 16384> buffer{};
    std::function<void()> read = [&] {
      socket.async_read_some(asio::buffer(buffer), [&](boost::system::error_code ec, std::size_t n) {
        if (ec == asio::error::operation_aborted) return;
        heard.append(buffer.data(), n);
        over = ec || heard.find("\r\n\r\n") != std::string::npos;
        if (!over) read();
      });
    };
    read();
    relay.run_until([&] { return over; });
    boost::system::error_code ignored;
    socket.close(ignored);
    relay.io.poll();
    return heard;
  }
  int status_of(const std::string& answer) { return answer.size() > 12 ? std::atoi(answer.c_str() + 9) : 0; }
  std::size_t kept() { return relay.as(admin, "GET", "/api/v1/admin/quarantine").json().at("items").as_array().size(); }
  std::size_t conversations() { return relay.as(sender, "GET", "/api/v1/conversations").json().at("items").as_array().size(); }
};

TEST_F(BadInput, WhatIsNoProperRequestGetsItsStatusAndAConstantAnswer) {
  struct Row { const char* what; std::string bytes; int status; };
  const std::string host = "Host: relay.example.com\r\n", marker = "echo-marker-5k";
  const std::vector<Row> rows{
      {"nonsense", marker + " nonsense\r\n\r\n", 400},
      {"a length and chunks", "POST /" + marker + " HTTP/1.1\r\n" + host + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"two lengths", "POST / HTTP/1.1\r\n" + host + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello", 400},
      {"two hosts", "GET / HTTP/1.1\r\n" + host + "Host: " + marker + "\r\n\r\n", 400},
      {"a path that climbs", "GET /api/../" + marker + " HTTP/1.1\r\n" + host + "\r\n", 400},
      {"a path that climbs in disguise", "GET /api/%2e%2e/" + marker + " HTTP/1.1\r\n" + host + "\r\n", 400},
      {"a path with an end in it", "GET /api/%00" + marker + " HTTP/1.1\r\n" + host + "\r\n", 400},
      {"a header that is too long", "GET / HTTP/1.1\r\n" + host + "X-Long: " + std::string(9000, 'x') + "\r\n\r\n", 431},
      {"too many fields", "GET / HTTP/1.1\r\n" + host + [] { std::string many; for (int i = 0; i < 70; ++i) many += "X-F" + std::to_string(i) + ": 1\r\n"; return many; }() + "\r\n", 431},
      {"another host", "GET /healthz HTTP/1.1\r\nHost: " + marker + ".example\r\n\r\n", 421},
      {"an address nobody has", "GET /" + marker + " HTTP/1.1\r\n" + host + "\r\n", 404},
      {"a body that is too large", "POST /api/v1/session HTTP/1.1\r\n" + host + "Content-Type: application/json\r\nContent-Length: 70000\r\n\r\n", 413},
      {"a webhook that is too large", "POST /api/v1/webhooks/telephony/sms HTTP/1.1\r\n" + host + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 99000000\r\n\r\n", 413}};
  for (const Row& row : rows) {
    const std::string answer = raw(row.bytes);
    EXPECT_EQ(status_of(answer), row.status) << row.what << ": " << answer.substr(0, 300);
    EXPECT_EQ(answer.find(marker), std::string::npos) << row.what << ": input is never echoed";
  }
}

TEST_F(BadInput, WhatTheApiCannotUseIsRefusedWholeWithACodeOfTheTable) {
  relay.hook("sms", relay.sms("SM1", "+15550100101", "hello"));
  struct Row { const char* what; std::string method, path, type, body; int status; const char* code; };
  const std::string reply = "/api/v1/conversations/reply", json = "application/json";
  std::string deep = "1";
  for (int i = 0; i < 40; ++i) deep = "{\"a\":" + deep + "}";
  const std::vector<Row> rows{
      {"not JSON", "POST", reply, json, "{", 400, "bad_json"}, {"not UTF-8", "POST", reply, json, "{\"message\":\"\xff\"}", 400, "bad_json"},
      {"no number", "POST", reply, json, R"({"message":NaN})", 400, "bad_json"}, {"too deep", "POST", reply, json, deep, 400, "bad_json"},
      {"a member twice", "POST", reply, json, R"({"message":"a","message":"b"})", 400, "bad_json"}, {"no object", "POST", reply, json, "[]", 400, "bad_json"},
      {"an unknown field", "POST", reply, json, R"({"sessionId":"x","message":"y","admin":true})", 400, "unknown_field"},
      {"another type", "POST", reply, "text/plain", "message=hi", 415, "unsupported_media_type"}, {"another method", "PUT", reply, json, "{}", 405, "method_not_allowed"},
      {"an id of no kind", "POST", reply, json, R"({"sessionId":"; drop","message":"hi"})", 404, "unknown_session"},
      {"an empty message", "POST", reply, json, R"({"sessionId":"ses_00000000000000000000000001","message":" "})", 404, "unknown_session"},
      {"a filter that cannot be", "GET", "/api/v1/conversations?status=%27%20OR%201", "", "", 400, "invalid_value"}, {"a limit of letters", "GET", "/api/v1/conversations?limit=x", "", "", 400, "invalid_value"},
      {"a search that is too long", "GET", "/api/v1/search?q=" + std::string(1200, 'a'), "", "", 400, "query_too_long"}, {"a search that is no text", "GET", "/api/v1/search?q=%ff", "", "", 400, "invalid_value"}};
  const auto head = relay.tenant().runtime.head();
  for (const Row& row : rows) {
    std::vector<http::Field> fields{{"Authorization", "Bearer " + sender}};
    if (!row.type.empty()) fields.push_back({"Content-Type", row.type});
    const auto answer = relay.ask(row.method, row.path, row.body, fields);
    EXPECT_EQ(answer.status, row.status) << row.what << ": " << answer.body;
    if (answer.status >= 400) { EXPECT_EQ(answer.code(), row.code) << row.what; }
    if (answer.status == 405) { EXPECT_NE(answer.header("Allow"), ""); }
  }
  EXPECT_EQ(relay.tenant().runtime.head(), head) << "something was applied";
}

TEST_F(BadInput, P1d_AWebhookIsRefusedForItsSignatureAloneAndOtherwiseKept) {
  const std::string path = "/api/v1/webhooks/telephony/sms";
  const auto form = relay.sms("SM1", "+15550100101", "hello");
  const std::string body = http::form_encode(form), type = "application/x-www-form-urlencoded", good = sign(public_url + path, form);
  auto post = [&](const std::string& with, const std::string& signature) {
    std::vector<http::Field> fields{{"Content-Type", type}};
    if (!signature.empty()) fields.push_back({"X-Twilio-Signature", signature});
    return relay.ask("POST", path, with, fields);
  };
  std::string bent = good;
  bent[3] = bent[3] == 'A' ? 'B' : 'A';
  for (const std::string& wrong : {std::string(), bent, std::string("x"), sign(public_url + path, form, "another token"), sign("https://evil.example" + path, form), good.substr(0, good.size() - 1)}) {
    const auto answer = post(body, wrong);
    EXPECT_EQ(answer.status, 403) << wrong;
    if (answer.status == 403) { EXPECT_EQ(answer.code(), "bad_signature"); }
  }
  EXPECT_EQ(post(body + "&Body=other", good).status, 403);
  EXPECT_EQ(conversations(), 0u);
  EXPECT_EQ(kept(), 0u) << "nothing of an unsigned body is kept";
  EXPECT_EQ(post(body, good).status, 200);
  EXPECT_EQ(post(body, good).status, 200) << "the same again";
  EXPECT_EQ(conversations(), 1u);
  std::size_t expected = 0;
  auto take = [&](std::vector<http::Field> odd, const char* what) {
    EXPECT_EQ(relay.hook("sms", odd).status, 200) << what << ": a 4xx would lose it";
    EXPECT_EQ(kept(), ++expected) << what;
  };
  auto with = [&](const char* name, const std::string& value, const std::string& sid) {
    auto odd = relay.sms(sid, "+15550100101", "odd");
    for (auto& field : odd)
      if (field.name == name) field.value = value;
    return odd;
  };
  take(with("Body", "other words under the same id", "SM1"), "the same id with another body");
  take(with("To", "+15550100999", "SM2"), "a number that is not ours");
  take(with("AccountSid", "AC00000000000000000000000000000009", "SM3"), "another account than the signer's");
  take(with("From", "", "SM4"), "from nobody");
  take({{"Nothing", "known"}}, "of no kind");
  EXPECT_EQ(relay.hook("nonsense", form).status, 404);
  EXPECT_EQ(relay.ask("POST", "/hooks/twilio/" + std::string(32, 'a') + "/sms", body, {{"Content-Type", type}, {"X-Twilio-Signature", good}}).status, 404);
}

// Every secret is a canary: none may stand in what is said to anybody, in what is logged, or readable on the disk.
TEST_F(BadInput, NoSecretIsEverSaidLoggedOrReadableOnTheDisk) {
  testing::internal::CaptureStderr();
  testing::internal::CaptureStdout();
  std::string heard;
  auto hear = [&](const Answer& answer) { heard += answer.body; for (const auto& field : answer.fields) heard += field.value; };
  const std::string password = "canary-password-correct-horse", link = store::random_secret(), other_token = "c0ba17c0ba17c0ba17c0ba17open0003";
  auto user = relay.house->add_user("default", "you@example.com", "You", Role::admin, store::hash_password(password));
  relay.house->system().add_link(link, user.id, relay.house->clock().now() + 100'000);
  relay.house->add_tenant("second", "Second");
  const std::string base = relay.house->tenants().at("second")->accounts.add({"Second", "AC2", other_token, "+15550100700", "", relay.provider.base()});
  const std::string hook_secret = base.substr(base.find("/twilio/") + 8);
  relay.house->round().finish_now();
  const std::vector<http::Field> page{{"Origin", public_url}, {"X-Requested-By", "app"}, {"Content-Type", "application/json"}};
  hear(relay.ask("POST", "/api/v1/session", R"({"email":"you@example.com","password":")" + password + "x\"}", page));
  hear(relay.ask("POST", "/api/v1/session/link", R"({"secret":")" + link + "x\"}", page));
  const auto signed_in = relay.ask("POST", "/api/v1/session/link", R"({"secret":")" + link + "\"}", page);
  const std::string cookies = signed_in.header("Set-Cookie"), session = cookies.substr(cookies.find('=') + 1, 43);
  heard += signed_in.body;  // the cookie itself is what it is for
  hear(relay.ask("POST", "/hooks/twilio/" + hook_secret + "/sms", "Body=x", {{"Content-Type", "application/x-www-form-urlencoded"}, {"X-Twilio-Signature", "no"}}));
  hear(relay.ask("POST", "/hooks/twilio/" + hook_secret + "/sms", "Body=x", {{"Content-Type", "text/plain"}}));
  hear(relay.ask("GET", "/api/v1/me", "", {{"Cookie", "__Host-tributary=" + session}}));
  for (const char* path : {"/api/v1/admin/diagnoses", "/api/v1/admin/quarantine", "/api/v1/admin/tokens", "/api/v1/admin/users", "/api/v1/numbers", "/api/v1/agents", "/api/v1/me", "/metrics", "/healthz", "/nothing"}) {
    hear(relay.as(admin, "GET", path));
    hear(relay.as(relay.token({"admin"}, "second"), "GET", path));
  }
  hear(relay.as(admin + "x", "GET", "/api/v1/me"));
  SocketClient socket(relay);
  socket.open_as(sender);
  socket.welcome();
  heard += socket.heard();
  relay.house->save();
  const std::string logged = testing::internal::GetCapturedStderr() + testing::internal::GetCapturedStdout();
  std::string disk;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(relay.folder)) {
    if (!entry.is_regular_file() || entry.path().filename() == "master.key") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    disk += bytes.str();
  }
  ASSERT_GT(disk.size(), 10'000u);
  ASSERT_NE(disk.find("you@example.com"), std::string::npos) << "the search must be able to find something";
  ASSERT_EQ(session.size(), 43u);
  for (const auto& [what, secret] : std::map<std::string, std::string>{{"the password", password}, {"a sign-in link", link}, {"an account's token", other_token}, {"the environment's token", auth_token},
                                                                      {"a webhook path", hook_secret}, {"a session", session}, {"an API token", admin}, {"another API token", sender}}) {
    EXPECT_EQ(heard.find(secret), std::string::npos) << what << " was said";
    EXPECT_EQ(logged.find(secret), std::string::npos) << what << " was logged";
    EXPECT_EQ(disk.find(secret), std::string::npos) << what << " lies readable on the disk";
  }
}

}  // namespace
}  // namespace tributary::test
