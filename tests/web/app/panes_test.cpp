// Goldens of panes: what the page says and where, as a tree of nodes with rectangles.
// UPDATE_GOLDEN=1 writes them anew; read the difference before you commit it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/web/app/desk.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

constexpr platform::Screen wide{1440, 900, 1, platform::Theme::light};
constexpr platform::Screen narrow{390, 844, 2, platform::Theme::light};

void expect_golden(const std::string& name) {
  const std::string path = std::string(TRIBUTARY_ROOT) + "/tests/golden/panes/" + name + ".txt", shown = headless::dump();
  if (std::getenv("UPDATE_GOLDEN")) {
    std::ofstream(path) << shown;
    return;
  }
  std::ifstream file(path);
  std::stringstream kept;
  kept << file.rdbuf();
  EXPECT_EQ(kept.str(), shown) << "tests/golden/panes/" << name << ".txt differs; UPDATE_GOLDEN=1 writes it anew";
}

void maya_and_ada_talk(Desk& desk) {
  desk.customer_writes(1, "Maya Lindqvist", "Hi there! My order #48213 arrived yesterday but the left earbud does not charge.", Channel::whatsapp);
  desk.pass(60'000);
  desk.command(SendReply{desk.conversation_of(1), {}, "Sorry to hear that. I am sending you a new one today."}, desk.me);
  desk.provider_reports(desk.last_message(), Delivery::delivered);
  desk.pass(60'000);
  desk.customer_writes(1, "Maya Lindqvist", "Thank you!", Channel::whatsapp);
}

TEST(PaneGolden, SignIn) {
  headless::reset(wide, static_cast<double>(Desk::morning));
  app::App app;
  headless::start(app, "");
  headless::settle();
  headless::answer(401, "{}");
  headless::settle();
  expect_golden("sign_in");
}

TEST(PaneGolden, SignInError) {
  headless::reset(wide, static_cast<double>(Desk::morning));
  app::App app;
  headless::start(app, "");
  headless::settle();
  headless::answer(401, "{}");
  headless::settle();
  headless::type("Email", "ada@example.com");
  headless::type("Password", "wrong");
  headless::press(Role::button, "Sign in");
  headless::answer(401, "{}");
  headless::settle();
  expect_golden("error");
}

TEST(PaneGolden, Empty) {
  Desk desk;
  desk.open_page();
  expect_golden("empty");
}

TEST(PaneGolden, OneConversation) {
  Desk desk;
  maya_and_ada_talk(desk);
  desk.open_page();
  headless::press(Role::listitem, "Maya");
  desk.settle();
  expect_golden("one");
}

TEST(PaneGolden, ManyConversations) {
  Desk desk;
  for (int who = 1; who <= 40; ++who) {
    desk.customer_writes(who, "Customer " + std::to_string(who), "Question number " + std::to_string(who));
    desk.pass(1000);
  }
  desk.open_page();
  expect_golden("many");
}

TEST(PaneGolden, LongMessages) {
  Desk desk;
  std::string text;
  for (int i = 0; i < 60; ++i) text += "sentence " + std::to_string(i) + " goes on and on, ";
  for (int i = 0; i < 6; ++i) desk.customer_writes(1, "Somebody With A Very Long Name That Does Not Fit Into The List At All", text);
  desk.open_page();
  headless::press(Role::listitem, "Somebody");
  desk.settle();
  expect_golden("long");
}

TEST(PaneGolden, Arabic) {
  Desk desk;
  desk.customer_writes(1, "محمد العلي", "مرحباً، لم تصلني رسالة تأكيد الطلب رقم 48213 حتى الآن، هل يمكنكم المساعدة؟", Channel::whatsapp);
  desk.open_page();
  headless::press(Role::listitem, "محمد");
  desk.settle();
  expect_golden("arabic");
}

TEST(PaneGolden, Offline) {
  Desk desk;
  maya_and_ada_talk(desk);
  desk.open_page();
  headless::press(Role::listitem, "Maya");
  desk.settle();
  platform::Event offline = headless::event_of(platform::EventKind::online);
  headless::emit(offline);
  desk.cut();
  expect_golden("offline");
}

TEST(PaneGolden, NotDelivered) {
  Desk desk;
  maya_and_ada_talk(desk);
  desk.command(SendReply{desk.conversation_of(1), {}, "Are you there?"}, desk.me);
  desk.provider_reports(desk.last_message(), Delivery::failed, 30003);
  desk.customer_calls(2, CallStatus::no_answer, 0);
  desk.open_page();
  headless::press(Role::listitem, "Maya");
  desk.settle();
  expect_golden("not_delivered");
}

TEST(PaneGolden, Media) {
  Desk desk;
  ReceiveMessage picture;
  picture.kind = MessageKind::media;
  picture.body.text = "The left one";
  picture.body.media = 2;
  MediaItem stored{{}, 0, "image/jpeg", "", 20'480, MediaState::stored, ""};
  MediaItem blocked{{}, 1, "application/pdf", "invoice.pdf", 0, MediaState::unavailable, "The file is larger than 16 MB."};
  picture.media = {stored, blocked};
  desk.customer_sends(1, "Maya Lindqvist", picture);
  ReceiveMessage place;
  place.kind = MessageKind::location;
  place.body.location = Location{52.52, 13.405, "Office", "Berlin"};
  desk.customer_sends(1, "Maya Lindqvist", place);
  ReceiveMessage odd;
  odd.kind = MessageKind::unsupported;
  odd.body.raw = "{\"type\":\"hologram\"}";
  desk.customer_sends(1, "Maya Lindqvist", odd);
  desk.open_page();
  headless::press(Role::listitem, "Maya");
  desk.settle();
  expect_golden("media");
}

TEST(PaneGolden, WindowClosed) {
  Desk desk;
  maya_and_ada_talk(desk);
  desk.open_page();
  headless::press(Role::listitem, "Maya");
  desk.settle();
  desk.pass(25 * limits::hour_ms);
  expect_golden("window_closed");
}

constexpr const char* health_body = R"({"at":"2026-09-21T14:00:00.000Z","level":"red","sendingHeld":true,"errors":[{"at":"2026-09-21T13:00:00.000Z","what":"send_failed","code":21610}],"values":[
  {"id":"flush_time","level":"ok","value":3,"unit":"milliseconds","lowIsBad":false,"attention":100,"red":1000,"meaning":"","action":"","detail":""},
  {"id":"sending_held","level":"red","value":2,"unit":"count","lowIsBad":false,"attention":1,"red":1,"meaning":"","action":"","detail":""},
  {"id":"storage_free","level":"attention","value":1073741824,"unit":"bytes","lowIsBad":true,"attention":2147483648,"red":536870912,"meaning":"","action":"","detail":""},
  {"id":"signature_failures","level":"red","value":12,"unit":"count","lowIsBad":false,"attention":1,"red":10,"meaning":"","action":"","detail":"https://relay.example.com/api/v1/webhooks/telephony/sms"},
  {"id":"clock","level":"ok","value":null,"unit":"milliseconds","lowIsBad":false,"attention":30000,"red":120000,"meaning":"","action":"","detail":""}]})";

TEST(PaneGolden, Admin) {
  Desk desk;
  desk.admin = true;
  desk.open_page("#/admin");
  headless::answer(200, R"({"items":[{"id":7,"at":"2026-09-21T14:00:00.000Z","account":"AC1","route":"sms","reason":"unknown_number","contentType":"","body":"To=%2B1555","bodyBytes":10,"replayed":false}],"nextCursor":null})");
  headless::answer(200, R"({"items":[{"at":"2026-09-21T13:59:00.000Z","what":"bad_signature","detail":"The signature does not match.","peer":"192.0.2.1"}],"nextCursor":null})");
  headless::answer(200, health_body);
  headless::answer(200, R"({"items":[{"id":"agt_1","email":"ana@example.com","name":"Ana","role":"agent","active":true},{"id":"agt_2","email":"old@example.com","name":"Old","role":"admin","active":false}],"nextCursor":null})");
  desk.settle();
  expect_golden("admin");
}

TEST(PaneGolden, Channels) {
  Desk desk;
  desk.admin = true;
  desk.open_page("#/channels");
  headless::answer(200, R"({"items":[
    {"id":"acc_1","name":"Twilio","sid":"AC0123456789abcdef0123456789abcdef","smsNumber":"+15550100900","whatsappNumber":"+15550100900","webhooks":{"sms":"https://inbox.example.com/a/sms","status":"https://inbox.example.com/a/status","voice":"https://inbox.example.com/a/voice"},"fromEnvironment":true,"publicUrl":true,"rotating":false},
    {"id":"acc_2","name":"Shop","sid":"ACfedcba9876543210fedcba9876543210","smsNumber":"+15550100901","whatsappNumber":null,"webhooks":{},"fromEnvironment":false,"publicUrl":false,"rotating":true}],"nextCursor":null})");
  headless::answer(200, R"({"items":[{"id":"tok_1","name":"Ledger","scopes":["conversations:read","messages:send"],"createdAt":"2026-09-21T14:00:00.000Z","expiresAt":"2026-12-20T14:00:00.000Z","revoked":false},
    {"id":"tok_2","name":"Old","scopes":["admin"],"createdAt":"2026-08-21T14:00:00.000Z","expiresAt":"2026-09-20T14:00:00.000Z","revoked":true}],"nextCursor":null})");
  desk.settle();
  expect_golden("channels");
}

TEST(PaneGolden, NarrowList) {
  Desk desk(narrow);
  maya_and_ada_talk(desk);
  desk.open_page();
  expect_golden("narrow_list");
}

TEST(PaneGolden, NarrowThread) {
  Desk desk(narrow);
  maya_and_ada_talk(desk);
  desk.open_page();
  headless::press(Role::listitem, "Maya");
  desk.settle();
  expect_golden("narrow_thread");
}

TEST(PaneGolden, TextInDom) {
  platform::Screen screen = wide;
  screen.text_in_dom = true;
  Desk desk(screen);
  maya_and_ada_talk(desk);
  desk.open_page();
  headless::press(Role::listitem, "Maya");
  desk.settle();
  expect_golden("text_in_dom");
}

}  // namespace
}  // namespace tributary
