// A message of ours once more, with everything it carried: taken back before it leaves, or by another channel when it failed.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/id_text.h"
#include "tests/web/app/at_desk.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;
using Kind = platform::EventKind;

struct Resend : AtDesk {
  void open(Channel channel) {
    desk.customer_writes(1, "Maya Brown", "Do you have a photo?", channel);
    desk.open_page();
    press(Role::listitem, "Maya");
  }
  // A reply with a picture, through the composer.
  void reply_with_picture(std::string_view words) {
    emit(Kind::dropped, 7, 0, "2000\timage/png\tphoto.png");
    emit(Kind::uploaded, 7, 201, R"({"id":")" + to_text(UploadId{1, 1}) + R"(","type":"image/png","name":"photo.png","bytes":2000})");
    headless::type("Reply", std::string(words));
    press(Role::button, "Send");
  }
  static std::string draft() {
    const headless::ShownNode* field = headless::find(Role::textbox, "Reply");
    return field ? headless::record().fields[field->node.id] : "no field";
  }
  static long pictures() {
    const auto& nodes = headless::record().nodes;
    return std::count_if(nodes.begin(), nodes.end(), [](const headless::ShownNode& shown) { return shown.node.role == Role::img && shown.name.find("Picture") != std::string::npos; });
  }
};

TEST_F(Resend, WhatIsTakenBackComesBackWithItsFiles) {
  headless::record().storage["preferences"] = R"({"undo_seconds":10})";
  open(Channel::sms);
  reply_with_picture("Here it is");
  EXPECT_FALSE(headless::find(Role::listitem, "photo.png"));
  press(Role::button, "Undo");
  EXPECT_EQ(draft(), "Here it is");
  EXPECT_TRUE(headless::find(Role::listitem, "photo.png")) << headless::dump();
  press(Role::button, "Send");
  EXPECT_EQ(draft(), "");
  EXPECT_FALSE(headless::find(Role::listitem, "photo.png"));
}

TEST_F(Resend, APictureWithoutWordsIsTakenBackToo) {
  headless::record().storage["preferences"] = R"({"undo_seconds":10})";
  open(Channel::sms);
  reply_with_picture("");
  press(Role::button, "Undo");
  EXPECT_TRUE(headless::find(Role::listitem, "photo.png")) << headless::dump();
}

TEST_F(Resend, AFailedMessageGoesByAnotherChannelWithItsFiles) {
  desk.customer_writes(2, "Maya Brown", "From my other number");
  desk.pass(60'000);
  open(Channel::whatsapp);
  ASSERT_TRUE(desk.command(MergeContacts{desk.contact_of(1), desk.contact_of(2)}, desk.me));
  desk.settle();
  reply_with_picture("On its way.");
  desk.provider_reports(desk.last_message(), Delivery::failed, 30003);
  desk.settle();
  const MessageId failed = desk.last_message();
  const long before = pictures();
  press(Role::button, "Send by SMS");
  EXPECT_NE(desk.last_message(), failed);
  EXPECT_EQ(pictures(), before + 1) << headless::dump();
}

}  // namespace
}  // namespace tributary
