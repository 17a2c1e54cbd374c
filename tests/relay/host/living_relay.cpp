#include "tests/relay/host/living_relay.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <sstream>

namespace tributary::test {

namespace json = boost::json;

json::value Answer::json() const {
  boost::system::error_code ec;
  json::value v = json::parse(body, ec);
  EXPECT_FALSE(ec) << "not JSON: " << body;
  return v;
}

std::string Answer::header(std::string_view name) const {
  http::Request as_request;
  as_request.fields = fields;
  return std::string(as_request.field(name));
}

std::string Answer::code() const { return std::string(json().at("error").at("code").as_string()); }

http::Response ScriptedProvider::accepted(const std::string& sid) {
  http::Response r;
  r.status = 201;
  r.content_type = "application/json";
  r.body = R"({"sid":")" + sid + R"(","status":"queued","error_code":null})";
  return r;
}

ScriptedProvider::ScriptedProvider(boost::asio::io_context& io) {
  http::Door door;
  door.body_bytes_max = [](auto, auto) { return std::size_t{1} << 20; };
  door.now_ms = [] { return std::int64_t{0}; };
  door.request = [this](http::Request request, http::Responder respond) {
    requests.push_back(request);
    if (request.method == "GET") return found(request, std::move(respond));
    if (script.empty()) {
      char sid[40];
      std::snprintf(sid, sizeof sid, "SMf1c7%028d", ++sids);
      return respond(accepted(sid));
    }
    auto act = std::move(script.front());
    script.pop_front();
    act(request, std::move(respond));
  };
  server = std::make_unique<http::Server>(io, std::move(door));
  port = server->listen("127.0.0.1", 0);
}

void ScriptedProvider::found(const http::Request& request, http::Responder respond) {
  if (auto file = files.find(request.path); file != files.end()) return file->second(request, std::move(respond));
  http::Response list;
  list.content_type = "application/json";
  list.body = R"({"messages":[],"next_page_uri":null})";
  if (!lists.empty() && request.path.ends_with("/Messages.json")) {
    list.body = std::move(lists.front());
    lists.pop_front();
    if (list.body.empty()) list.status = 503;
  }
  respond(list);
}

LivingRelay::LivingRelay(std::function<void(host::Config&)> adjust) : adjust_(std::move(adjust)) {
  std::uint64_t high = 0, low = 0;
  store::random_bits(high, low);
  folder = std::filesystem::temp_directory_path() / ("tributary-test-" + std::to_string(high));
  std::filesystem::create_directories(folder);
  client = std::make_unique<http::Client>(io);
  open();
}

// What the health page counts as things happen is what lies in the outbox.
static void expect_counted(const host::Tenant& tenant) {
  std::int64_t unknown = 0, waiting = 0, overdue = 0;
  const Instant later{8'000'000'000'000};
  tenant.runtime.state().outgoing.for_each([&](MessageId, const Outgoing& o) {
    const bool waits = o.status == Delivery::queued || o.status == Delivery::sending;
    waiting += waits, unknown += o.status == Delivery::unknown;
    overdue += waits || o.status == Delivery::unknown || o.status == Delivery::accepted;
  });
  EXPECT_EQ(tenant.outbox.unknown(), unknown);
  EXPECT_EQ(tenant.outbox.waiting(), waiting);
  EXPECT_EQ(tenant.outbox.overdue(later), overdue);
}

void LivingRelay::expect_balanced_books() {
  if (!house) return;
  try {
    for (const auto& [id, t] : house->tenants()) {
      const auto& books = t->conservation.check_now();
      EXPECT_EQ(books.difference.messages, 0u) << id << ": " << books.difference.sentence;
      EXPECT_TRUE(books.sum.balanced()) << id;
      expect_counted(*t);
    }
  } catch (const store::StorageFailed&) {
    // A test that breaks the disk reads nothing any more.
  }
}

LivingRelay::~LivingRelay() {
  expect_balanced_books();
  server.reset();
  front.reset();
  house.reset();
  std::filesystem::remove_all(folder);
}

void LivingRelay::open() {
  host::Config config;
  config.data = folder.string();
  config.public_url = public_url;
  config.public_url_given = true;
  config.twilio = host::TwilioEnvironment{account_sid, auth_token, "", our_number, our_number};
  config.twilio_api_base = "http://127.0.0.1:" + std::to_string(provider.port);
  config.clock_offset_ms = moved_ms_;
  config.clock_may_move = true;
  config.memory_budget = std::size_t{1} << 40;  // sanitizers take what they take
  config.commit_ms_max = config.hello_ms_max = 60'000;  // a machine that does much else is not what these tests are about
  config.reads_of_loop = 1e9;  // nor about who reads most
  if (adjust_) adjust_(config);
  house = std::make_unique<host::House>(io, config);
  std::ifstream in(std::string(TRIBUTARY_ROOT) + "/docs/openapi.yaml");
  std::stringstream text;
  text << in.rdbuf();
  front = std::make_unique<api::FrontDoor>(*house, std::span<const assets::File>{}, text.str());
  server = std::make_unique<http::Server>(io, front->door());
  port = server->listen("127.0.0.1", 0);
}

void LivingRelay::restart() {
  server.reset();
  front.reset();
  house.reset();
  open();
}

void LivingRelay::run_until(const std::function<bool()>& done) {
  const auto limit = std::chrono::steady_clock::now() + std::chrono::milliseconds(patience_ms);
  while (!done()) {
    if (std::chrono::steady_clock::now() > limit) return ADD_FAILURE() << "what was waited for did not happen", void();
    io.run_one_for(std::chrono::milliseconds(100));
    if (io.stopped()) io.restart();
  }
}

void LivingRelay::pass(std::int64_t ms) {
  moved_ms_ += ms;
  house->clock().move(moved_ms_);
  for (const auto& [id, t] : house->tenants()) t->runtime.clock_moved(), t->media.clock_moved();
  if (auto due = next_wake(tenant().runtime.state()); due && *due <= house->clock().now()) {
    run_until([&] {
      auto next = next_wake(tenant().runtime.state());
      return !next || *next > house->clock().now();
    });
  }
}

Answer LivingRelay::ask(const std::string& method, const std::string& path, const std::string& body, std::vector<http::Field> fields) {
  http::OutboundRequest request;
  request.method = method;
  request.url = "http://127.0.0.1:" + std::to_string(port) + path;
  request.fields = std::move(fields);
  request.body = body;
  request.body_bytes_max = 16u << 20;
  std::optional<http::OutboundResult> result;
  client->send(std::move(request), [&](http::OutboundResult r) { result = std::move(r); });
  run_until([&] { return result.has_value(); });
  if (!result) return {};
  EXPECT_EQ(result->stage, http::OutboundResult::Stage::answered) << result->error;
  return {result->response.status, result->response.body, result->response.content_type, result->response.fields};
}

Answer LivingRelay::as(const std::string& bearer, const std::string& method, const std::string& path, const std::string& body) {
  std::vector<http::Field> fields;
  if (!bearer.empty()) fields.push_back({"Authorization", "Bearer " + bearer});
  if (!body.empty()) fields.push_back({"Content-Type", "application/json"});
  return ask(method, path, body, std::move(fields));
}

std::string sign(const std::string& url, const std::vector<http::Field>& form, const std::string& token) {
  auto sorted = form;
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  std::string data = url;
  for (const auto& field : sorted) data += field.name + field.value;
  unsigned char mac[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  HMAC(EVP_sha1(), token.data(), static_cast<int>(token.size()), reinterpret_cast<const unsigned char*>(data.data()), data.size(), mac, &size);
  unsigned char text[64];
  const int length = EVP_EncodeBlock(text, mac, static_cast<int>(size));
  return {reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)};
}

Answer LivingRelay::hook(const std::string& kind, const std::vector<http::Field>& form, const std::string& query) {
  const std::string path = "/api/v1/webhooks/telephony/" + kind + query;
  return ask("POST", path, http::form_encode(form),
             {{"Content-Type", "application/x-www-form-urlencoded"}, {"X-Twilio-Signature", sign(public_url + path, form)}});
}

std::vector<http::Field> LivingRelay::sms(const std::string& sid, const std::string& from, const std::string& text) const {
  return {{"MessageSid", sid}, {"SmsSid", sid}, {"SmsMessageSid", sid}, {"AccountSid", account_sid}, {"From", from}, {"To", our_number},
          {"Body", text}, {"NumMedia", "0"}, {"NumSegments", "1"}, {"SmsStatus", "received"}, {"ApiVersion", "2010-04-01"}};
}

std::string LivingRelay::token(std::vector<std::string> scopes, const std::string& tenant) {
  const std::string secret = "trb_" + store::random_secret();
  const Instant now = house->clock().now();
  house->system().add_token(secret, {store::mint<TokenId>(), tenant, "test", std::move(scopes), now, now + 300 * limits::day_ms, false, {}});
  return secret;
}

std::string LivingRelay::cookie_of(const std::string& email, Role role, const std::string& tenant) {
  auto user = house->add_user(tenant, email, "", role, "");
  const std::string secret = store::random_secret();
  const Instant now = house->clock().now();
  house->system().add_session(secret, {"", user.id, tenant, now, now, house->system().user(user.id)->version});
  return "__Host-tributary=" + secret;
}

}  // namespace tributary::test
