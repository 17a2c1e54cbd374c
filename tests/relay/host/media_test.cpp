// P1e: what messages refer to is fetched by a durable job and handed out sandboxed.
#include <gtest/gtest.h>

#include <boost/asio/post.hpp>

#include "relay/store/keys.h"
#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

namespace json = boost::json;

const std::string png("\x89PNG\r\n\x1a\n....pixels....", 22);
const std::string path = std::string("/2010-04-01/Accounts/") + account_sid + "/Messages/MM1/Media/ME1";

class Media : public ::testing::Test {
 protected:
  Media() {
    http::Door door;
    door.body_bytes_max = [](auto, auto) { return std::size_t{1} << 20; };
    door.now_ms = [] { return std::int64_t{0}; };
    door.request = [this](http::Request request, http::Responder respond) {
      at_store.push_back(request);
      http::Response r;
      r.body = stored;
      respond(r);
    };
    store = std::make_unique<http::Server>(relay.io, std::move(door));
    store_port = store->listen("127.0.0.1", 0);
    relay.house->config().media_hosts_allowed = {"127.0.0.1:" + std::to_string(store_port)};
    relay.start_couriers();
  }

  static auto gives(std::string body, std::string declared = "") {
    return [body, declared](const http::Request&, http::Responder respond) {
      http::Response r;
      r.content_type = declared;
      r.body = body;
      respond(r);
    };
  }
  static auto sends_on(std::string to) {
    return [to](const http::Request&, http::Responder respond) {
      http::Response r;
      r.status = 307;
      r.fields.push_back({"Location", to});
      respond(r);
    };
  }
  std::string at_provider() const { return relay.provider.base() + path; }
  std::string at_the_store(const std::string& p = "/bucket/abc") const { return "http://127.0.0.1:" + std::to_string(store_port) + p; }
  void message(const std::string& url, const std::string& type = "image/png") {
    auto form = relay.sms("MM1", "+15550100101", "look");
    for (auto& field : form)
      if (field.name == "NumMedia") field.value = "1";
    form.insert(form.end(), {{"MediaUrl0", url}, {"MediaContentType0", type}});
    EXPECT_EQ(relay.hook("sms", form).status, 200);
  }
  json::object item() {
    const std::string id(relay.as(token, "GET", "/api/v1/conversations").json().at("items").at(0).at("id").as_string());
    return relay.as(token, "GET", "/api/v1/conversations/" + id + "/messages").json().at("items").at(0).at("media").at(0).as_object();
  }
  std::string state() { return std::string(item().at("state").as_string()); }
  void settle() { relay.run_until([&] { return state() != "fetching"; }); }
  Answer bytes() { return relay.as(token, "GET", std::string(item().at("url").as_string())); }
  std::size_t asked() const { return relay.provider.requests.size(); }

  LivingRelay relay;
  std::string token = relay.token({"conversations:read"});
  std::unique_ptr<http::Server> store;
  std::uint16_t store_port = 0;
  std::vector<http::Request> at_store;
  std::string stored = png;
};

std::string authorization(const http::Request& request) { return std::string(request.field("Authorization")); }

TEST_F(Media, OurCredentialsGoToTheProviderAndNotWhereItSendsUs) {
  std::string seen;
  relay.provider.files[path] = [&](const http::Request& request, http::Responder respond) {
    seen = authorization(request);
    sends_on(at_the_store())(request, std::move(respond));
  };
  message(at_provider());
  settle();
  EXPECT_EQ(state(), "stored");
  EXPECT_TRUE(seen.starts_with("Basic ")) << seen;
  ASSERT_EQ(at_store.size(), 1u);
  EXPECT_EQ(authorization(at_store[0]), "");
  EXPECT_EQ(at_store[0].target, "/bucket/abc");
  auto got = bytes();
  EXPECT_EQ(got.status, 200);
  EXPECT_EQ(got.body, png);
  EXPECT_EQ(got.type, "image/png");
  EXPECT_TRUE(got.header("Content-Disposition").starts_with("inline"));
  EXPECT_NE(got.header("Content-Security-Policy").find("sandbox"), std::string::npos);
  EXPECT_EQ(got.header("X-Content-Type-Options"), "nosniff");
}

TEST_F(Media, ARedirectBackToTheProviderCarriesNoCredentialsEither) {
  std::vector<std::string> seen;
  relay.provider.files[path] = [&](const http::Request& request, http::Responder respond) {
    seen.push_back(authorization(request));
    seen.size() == 1 ? sends_on(path)(request, std::move(respond)) : gives(png)(request, std::move(respond));
  };
  message(at_provider());
  settle();
  ASSERT_EQ(seen.size(), 2u);
  EXPECT_NE(seen[0], "");
  EXPECT_EQ(seen[1], "");
}

TEST_F(Media, TheTypeIsWhatTheBytesSayAndWhatCouldRunIsADownload) {
  for (const auto& [body, declared] : std::vector<std::pair<std::string, std::string>>{
           {"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "image/svg+xml"},
           {"<!doctype html><script>alert(1)</script>", "text/html"},
           {"<!doctype html><script>alert(1)</script>", "image/png"},
           {"%PDF-1.7 with scripts", "application/pdf"}}) {
    LivingRelay fresh;
    fresh.start_couriers();
    fresh.provider.files[path] = gives(body, declared);
    auto form = fresh.sms("MM1", "+15550100101", "look");
    for (auto& field : form)
      if (field.name == "NumMedia") field.value = "1";
    form.insert(form.end(), {{"MediaUrl0", fresh.provider.base() + path}, {"MediaContentType0", declared}});
    fresh.hook("sms", form);
    const std::string reader = fresh.token({"conversations:read"});
    const std::string id(fresh.as(reader, "GET", "/api/v1/conversations").json().at("items").at(0).at("id").as_string());
    auto media = [&] { return fresh.as(reader, "GET", "/api/v1/conversations/" + id + "/messages").json().at("items").at(0).at("media").at(0).as_object(); };
    fresh.run_until([&] { return media().at("state").as_string() == "stored"; });
    auto got = fresh.as(reader, "GET", std::string(media().at("url").as_string()));
    EXPECT_EQ(got.body, body);
    EXPECT_EQ(got.type, "application/octet-stream") << declared;
    EXPECT_TRUE(got.header("Content-Disposition").starts_with("attachment")) << declared;
    EXPECT_NE(got.header("Content-Security-Policy").find("sandbox"), std::string::npos);
  }
}

TEST_F(Media, AHostThatIsNotAllowedIsNeverAsked) {
  for (const char* url : {"http://169.254.169.254/latest/meta-data", "https://evil.example/x.png", "http://127.0.0.1:1/x", "file:///etc/passwd"}) {
    LivingRelay fresh;
    fresh.start_couriers();
    auto form = fresh.sms("MM1", "+15550100101", "look");
    for (auto& field : form)
      if (field.name == "NumMedia") field.value = "1";
    form.insert(form.end(), {{"MediaUrl0", url}, {"MediaContentType0", "image/png"}});
    EXPECT_EQ(fresh.hook("sms", form).status, 200);
    const std::string reader = fresh.token({"conversations:read"});
    const std::string id(fresh.as(reader, "GET", "/api/v1/conversations").json().at("items").at(0).at("id").as_string());
    auto media = [&] { return fresh.as(reader, "GET", "/api/v1/conversations/" + id + "/messages").json().at("items").at(0).at("media").at(0).as_object(); };
    fresh.run_until([&] { return media().at("state").as_string() != "fetching"; });
    EXPECT_EQ(media().at("state").as_string(), "blocked") << url;
    EXPECT_GT(media().at("reason").as_string().size(), 20u);
    EXPECT_TRUE(media().at("url").is_null());
  }
}

TEST_F(Media, ARedirectOffTheListIsBlocked) {
  relay.provider.files[path] = sends_on("http://127.0.0.1:1/internal");
  message(at_provider());
  settle();
  EXPECT_EQ(state(), "blocked");
}

TEST_F(Media, ThreeRedirectsAreFollowedAndAFourthIsNot) {
  int times = 0;
  relay.provider.files[path] = [&](const http::Request& request, http::Responder respond) {
    ++times;
    sends_on(path)(request, std::move(respond));
  };
  message(at_provider());
  settle();
  EXPECT_EQ(state(), "blocked");
  EXPECT_EQ(times, 4);
}

TEST_F(Media, WhatIsNotThereYetIsAskedForAgain) {
  int times = 0;
  bool there = false;
  relay.provider.files[path] = [&](const http::Request& request, http::Responder respond) {
    ++times;
    if (there) return gives(png)(request, std::move(respond));
    http::Response r;
    r.status = 404;
    respond(r);
  };
  message(at_provider());
  relay.run_until([&] { return times == 1; });
  EXPECT_EQ(state(), "fetching");
  there = true;
  relay.pass(2'000);
  settle();
  EXPECT_EQ(state(), "stored");
  EXPECT_GE(times, 2);
}

// It is put on another thread, and an old file of that name may go just then: no row says "stored" of what is not there.
TEST_F(Media, P1e_AFileThatWentBeforeItsRowWasWrittenIsFetchedAnew) {
  int times = 0;
  http::Responder held;
  relay.provider.files[path] = [&](const http::Request& request, http::Responder respond) {
    if (++times > 1) return gives(png)(request, std::move(respond));
    held = std::move(respond);
  };
  message(at_provider());
  relay.run_until([&] { return held != nullptr; });
  http::Response file;
  file.body = png;
  held(file);
  bool gone = false;
  relay.run_until([&] {
    boost::asio::post(relay.io, [] {});  // before we look: so we look once more before anybody hears that it is there
    const std::string hash = tributary::store::sha256_hex(png);
    if (!gone && relay.tenant().runtime.files().get(hash)) relay.tenant().runtime.files().forget(hash), gone = true;
    return gone;
  });
  settle();
  EXPECT_EQ(state(), "stored");
  EXPECT_EQ(times, 2);
  EXPECT_EQ(bytes().body, png);
}

TEST_F(Media, P1c_AFileThatCannotBeReadIsNotSaidToBeNone) {
  relay.provider.files[path] = gives(png);
  message(at_provider());
  settle();
  ASSERT_EQ(bytes().body, png);
  const std::string hash = tributary::store::sha256_hex(png);
  const auto file = relay.folder / "tenants/default/files" / hash.substr(0, 2) / hash;
  std::filesystem::remove(file);
  EXPECT_EQ(bytes().status, 404) << "there is none any more";
  std::filesystem::create_directories(file / "inside");  // opened like a file, and no byte of it can be read
  EXPECT_EQ(bytes().status, 500);
  EXPECT_EQ(state(), "stored") << "everybody else is served";
}

// While an auth token is changed the provider refuses for a while; a signed address may expire on the way to it.
TEST_F(Media, WhatIsRefusedForNowIsAskedForAgain) {
  int times = 0;
  relay.provider.files[path] = [&](const http::Request& request, http::Responder respond) {
    if (++times > 2) return gives(png)(request, std::move(respond));
    http::Response r;
    r.status = times == 1 ? 401 : 403;
    respond(r);
  };
  message(at_provider());
  for (const int asked_before : {1, 2}) {
    relay.run_until([&] { return times == asked_before; });
    EXPECT_EQ(state(), "fetching");
    relay.pass(10'000);
  }
  settle();
  EXPECT_EQ(state(), "stored");
}

TEST_F(Media, WhatIsGoneForGoodIsUnavailableAndTheMessageStands) {
  relay.provider.files[path] = [](const http::Request&, http::Responder respond) {
    http::Response r;
    r.status = 410;
    respond(r);
  };
  message(at_provider());
  settle();
  EXPECT_EQ(state(), "unavailable");
  EXPECT_EQ(relay.as(token, "GET", "/api/v1/conversations").json().at("items").at(0).at("messageCount").as_int64(), 1);
}

TEST_F(Media, WhatIsTooLargeIsBlockedBeforeItIsHeldWhole) {
  relay.house->config().media_bytes_max = 1u << 20;
  relay.provider.files[path] = gives(std::string((1u << 20) + 1, 'x'));
  message(at_provider());
  settle();
  EXPECT_EQ(state(), "blocked");
  EXPECT_EQ(item().at("reason").as_string(), "It is larger than 1 MB.");
}

TEST_F(Media, P1e_AFetchThatWasLostIsBegunAgainAfterARestart) {
  std::vector<http::Responder> held;
  relay.provider.files[path] = [&](const http::Request&, http::Responder respond) { held.push_back(std::move(respond)); };
  message(at_provider());
  relay.run_until([&] { return held.size() == 1; });
  EXPECT_EQ(state(), "fetching") << "the message is visible before its file";
  relay.restart();
  relay.provider.files[path] = gives(png);
  relay.start_couriers();
  settle();
  EXPECT_EQ(state(), "stored");
  EXPECT_EQ(bytes().body, png);
}

TEST_F(Media, FilesAreForWhoMayReadThem) {
  relay.provider.files[path] = gives(png);
  message(at_provider());
  settle();
  const std::string url(item().at("url").as_string());
  EXPECT_EQ(relay.ask("GET", url).status, 401);
  EXPECT_EQ(relay.as(relay.token({"messages:send"}), "GET", url).status, 403);
  relay.house->add_tenant("other", "Other");
  EXPECT_EQ(relay.as(relay.token({"conversations:read"}, "other"), "GET", url).status, 404);
  EXPECT_EQ(relay.as(token, "GET", url + "9").status, 404);
}

}  // namespace
}  // namespace tributary::test
