// A new conversation that is to leave later, and one with files: both as of a reply (D52, A44).
#include <gtest/gtest.h>

#include "core/base/id_text.h"
#include "tests/web/app/at_desk.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;
using Kind = platform::EventKind;

struct StartMore : AtDesk {
  void SetUp() override {
    desk.customer_writes(1, "Maya", "Where is my parcel?");
    desk.open_page();
    key("c");
    headless::type("Recipient's number", "+1 555 010 0109");
    desk.settle();
  }
  void send() {
    headless::enter("Recipient's number");
    desk.settle();
  }
  void send_without_a_connection_and_be_refused() {
    desk.refuse_late = true;
    desk.cut();
    send();
    EXPECT_FALSE(headless::find(Role::dialog, "")) << headless::dump();
    desk.pass(1'000);
    desk.connect();
    desk.refuse_late = false;
  }
  // Something is refused; then another conversation is begun, with a file, and left for the refused one.
  void edit_what_was_refused_while_a_file_is_uploaded() {
    headless::type("Message", "Good morning");
    send_without_a_connection_and_be_refused();
    key("c");
    headless::type("Recipient's number", "+1 555 010 0107");
    desk.settle();
    emit(Kind::dropped, 7, 0, "2000\timage/png\tphoto.png");
    ASSERT_EQ(headless::record().uploads.size(), 1u) << headless::dump();
    key("Escape");
    press_only("Edit");
    EXPECT_FALSE(says("photo.png")) << "it is the other's\n" << headless::dump();
  }
  // What REST was asked to begin; empty: nothing.
  static std::string asked() {
    for (const headless::Request& one : headless::record().requests)
      if (one.path == "/api/v1/conversations") return one.body;
    return {};
  }
  static bool says(std::string_view words) {
    for (const headless::ShownNode& shown : headless::record().nodes)
      if (shown.name.find(words) != std::string::npos) return true;
    return false;
  }
};

TEST_F(StartMore, D52_IsSentLaterWhenADayAndATimeAreNamed) {
  headless::type("Message", "Good morning");
  headless::type("Send later", "2026-09-22T09:00");
  desk.settle();
  EXPECT_TRUE(headless::find(Role::button, "Send later")) << headless::dump();
  send();
  EXPECT_NE(asked().find(R"("sendAt":"2026-09-22T09:00:00.000Z")"), std::string::npos) << asked();
}

TEST_F(StartMore, D52_ATimeThatIsOverIsSaidAtItsFieldAndNothingIsSent) {
  headless::type("Message", "Good morning");
  headless::type("Send later", "2026-09-20T09:00");
  send();
  EXPECT_EQ(asked(), "");
  const headless::ShownNode* field = headless::find(Role::textbox, "Send later");
  ASSERT_TRUE(field) << headless::dump();
  EXPECT_EQ(headless::record().focused, field->node.id);
  EXPECT_EQ(platform::field_text(headless::find(Role::textbox, "Message")->node.id), "Good morning");
}

TEST_F(StartMore, D52_WithoutATimeItIsSentAtOnce) {
  headless::type("Message", "Good morning");
  send();
  EXPECT_NE(asked().find("Good morning"), std::string::npos) << asked();
  EXPECT_EQ(asked().find("sendAt"), std::string::npos) << asked();
}

TEST_F(StartMore, D52_WhatIsRefusedAfterItWaitedComesBackWithItsTime) {
  headless::type("Message", "Good morning");
  headless::type("Send later", "2026-09-22T09:00");
  send_without_a_connection_and_be_refused();
  press_only("Edit");
  const headless::ShownNode* when = headless::find(Role::textbox, "Send later");
  ASSERT_TRUE(when) << headless::dump();
  EXPECT_EQ(platform::field_text(when->node.id), "2026-09-22T09:00");
}

TEST_F(StartMore, D23_AFileGoesWithItEvenWithoutWords) {
  press(Role::button, "Attach files");
  EXPECT_EQ(headless::record().choosers, 1);
  emit(Kind::dropped, 7, 0, "2000\timage/png\tphoto.png");
  ASSERT_EQ(headless::record().uploads.size(), 1u);
  EXPECT_EQ(headless::record().uploads[0].path, "/api/v1/uploads") << "there is no conversation yet";
  send();
  EXPECT_EQ(asked(), "") << "it is still on its way";
  EXPECT_TRUE(says("photo.png"));
  emit(Kind::uploaded, 7, 201, R"({"id":")" + to_text(UploadId{1, 5}) + R"(","type":"image/png","name":"photo.png","bytes":2000})");
  send();
  EXPECT_NE(asked().find(R"("attachments":[")" + to_text(UploadId{1, 5}) + R"("])"), std::string::npos) << asked();
}

TEST_F(StartMore, D23_AFileThatArrivesWhileARefusedConversationIsEditedIsReadyAfterwards) {
  edit_what_was_refused_while_a_file_is_uploaded();
  emit(Kind::uploaded, 7, 201, R"({"id":")" + to_text(UploadId{1, 5}) + R"(","type":"image/png","name":"photo.png","bytes":2000})");
  press_only("Discard");
  key("c");
  EXPECT_TRUE(says("photo.png")) << headless::dump();
  send();
  EXPECT_NE(asked().find(R"("attachments":[")" + to_text(UploadId{1, 5}) + R"("])"), std::string::npos) << asked() << headless::dump();
}

TEST_F(StartMore, D23_AFileThatIsLostWhileARefusedConversationIsEditedCanBeTriedAgain) {
  edit_what_was_refused_while_a_file_is_uploaded();
  emit(Kind::uploaded, 7, -1, "");
  press_only("Discard");
  key("c");
  press(Role::button, "Upload photo.png again");
  EXPECT_EQ(headless::record().uploads.size(), 2u);
}

TEST_F(StartMore, D25_AFileThatTheChannelRefusesIsSaidBeforeAnythingIsSent) {
  headless::type("Message", "Good morning");
  emit(Kind::dropped, 8, 0, "9000000\timage/png\tlarge.png");
  EXPECT_TRUE(headless::record().uploads.empty());
  EXPECT_TRUE(says("large.png"));
  send();
  EXPECT_EQ(asked(), "");
  press(Role::button, "Remove large.png");
  send();
  EXPECT_NE(asked().find("Good morning"), std::string::npos) << asked();
  EXPECT_EQ(asked().find("attachments"), std::string::npos) << asked();
}

}  // namespace
}  // namespace tributary
