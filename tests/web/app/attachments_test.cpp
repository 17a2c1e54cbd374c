// D23-D25: files in the composer, told about before anything is sent.
#include <gtest/gtest.h>

#include "core/base/id_text.h"
#include "tests/web/app/at_desk.h"
#include "web/app/words.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;
using Kind = platform::EventKind;

struct Composing : AtDesk {
  void open(Channel channel) {
    desk.customer_writes(1, "Maya", "Do you have a photo?", channel);
    desk.open_page();
    headless::press(Role::listitem, "Maya");
    desk.settle();
  }
  void drop(int file, const std::string& type, const std::string& name, std::int64_t bytes = 2'000) { emit(Kind::dropped, file, 0, std::to_string(bytes) + "\t" + type + "\t" + name); }
  void uploaded(int file, std::uint64_t id, const std::string& type = "image/png", std::int64_t bytes = 2'000) {
    emit(Kind::uploaded, file, 201, R"({"id":")" + to_text(UploadId{1, id}) + R"(","type":")" + type + R"(","name":"x","bytes":)" + std::to_string(bytes) + "}");
  }
  static const headless::ShownNode* saying(std::string_view words) {
    for (const headless::ShownNode& shown : headless::record().nodes)
      if (shown.name.find(words) != std::string::npos) return &shown;
    return nullptr;
  }
  static bool can_send() {
    const auto* send = headless::find(Role::button, "Send");
    return send && (send->node.flags & platform::node_disabled) == 0;
  }
};

TEST_F(Composing, D23_TheButtonOpensTheBrowsersChooserAndItsHintIsTheChannelsLimit) {
  open(Channel::whatsapp);
  ASSERT_TRUE(headless::press(Role::button, "Attach"));
  desk.settle();
  EXPECT_EQ(headless::record().choosers, 1);
}

TEST_F(Composing, D23_ADroppedFileIsUploadedAtOnceForThisConversationAndShowsItsProgress) {
  open(Channel::whatsapp);
  drop(7, "image/png", "photo.png");
  ASSERT_EQ(headless::record().uploads.size(), 1u);
  EXPECT_EQ(headless::record().uploads[0].file, 7);
  EXPECT_EQ(headless::record().uploads[0].path, "/api/v1/uploads?conversation=" + to_text(desk.conversation_of(1)));
  emit(Kind::uploaded, 7, 0, "37");
  EXPECT_TRUE(saying("photo.png, 37"));
  EXPECT_FALSE(can_send());
  uploaded(7, 1);
  EXPECT_TRUE(headless::find(Role::listitem, "photo.png"));
  EXPECT_TRUE(can_send());
  EXPECT_TRUE(saying("WhatsApp takes one file"));
}

TEST_F(Composing, D40_NoFileJoinsTheReplyBehindAPrivateNote) {
  open(Channel::whatsapp);
  ASSERT_TRUE(headless::press(Role::tab, "Private note"));
  desk.settle();
  drop(7, "image/png", "passport.png");
  EXPECT_TRUE(headless::record().uploads.empty());
  EXPECT_TRUE(saying("A private note carries no files.")) << headless::dump();
  key("u", platform::key_ctrl);
  EXPECT_EQ(headless::record().choosers, 0);
  ASSERT_TRUE(headless::press(Role::tab, "Reply"));
  desk.settle();
  EXPECT_FALSE(headless::find(Role::listitem, "passport.png"));
  EXPECT_FALSE(can_send());
  drop(8, "image/png", "photo.png");
  EXPECT_EQ(headless::record().uploads.size(), 1u);
}

TEST_F(Composing, C12_D23_AFileIsTakenOnTheContactPageToo) {
  open(Channel::whatsapp);
  ASSERT_TRUE(headless::press(Role::button, "Open contact page"));
  desk.settle();
  drop(7, "image/png", "photo.png");
  ASSERT_EQ(headless::record().uploads.size(), 1u);
  EXPECT_EQ(headless::record().uploads[0].path, "/api/v1/uploads?conversation=" + to_text(desk.conversation_of(1)));
  uploaded(7, 1);
  ASSERT_TRUE(headless::press(Role::button, "Send"));
  desk.settle();
  EXPECT_TRUE(headless::find(Role::img, "Picture"));
}

TEST_F(Composing, D24_ItGoesOutWithTheReplyAndTheStripIsGone) {
  open(Channel::whatsapp);
  drop(7, "image/png", "photo.png");
  uploaded(7, 1);
  ASSERT_TRUE(headless::press(Role::button, "Send"));
  desk.settle();
  EXPECT_FALSE(headless::find(Role::listitem, "photo.png"));
  EXPECT_TRUE(headless::find(Role::img, "Picture"));
  EXPECT_EQ(headless::record().forgotten_files, std::vector<int>{7});
}

TEST_F(Composing, D25_TooLargeWrongTypeAndEmptyEachHaveASentenceAndAreNotUploaded) {
  open(Channel::sms);
  headless::type("Reply", "The contract");
  drop(1, "application/x-msdownload", "setup.exe");
  EXPECT_TRUE(saying("setup.exe: SMS does not take files of this type."));
  drop(2, "video/mp4", "film.mp4", 5'000'001);
  EXPECT_TRUE(saying("film.mp4: This file has"));
  drop(3, "image/png", "nothing.png", 0);
  EXPECT_TRUE(saying("nothing.png: This file is empty."));
  EXPECT_TRUE(headless::record().uploads.empty());
  EXPECT_FALSE(can_send());
  for (const char* name : {"Remove setup.exe", "Remove film.mp4", "Remove nothing.png"}) {
    ASSERT_TRUE(headless::press(Role::button, name)) << name;
    desk.settle();
  }
  EXPECT_TRUE(can_send());
}

TEST_F(Composing, D25_MoreFilesThanTheChannelTakesAreToldBeforeSending) {
  open(Channel::sms);
  for (int file = 1; file <= 11; ++file) {
    drop(file, "image/png", "picture " + std::to_string(file) + ".png");
    uploaded(file, static_cast<std::uint64_t>(file));
  }
  EXPECT_TRUE(saying("SMS takes at most 10 files in a message. Remove some"));
  EXPECT_FALSE(can_send());
  ASSERT_TRUE(headless::press(Role::button, "Remove picture 11.png"));
  desk.settle();
  EXPECT_TRUE(can_send());
}

TEST_F(Composing, SeveralFilesGoOutOverWhatsAppOneAfterTheOtherTheTextWithTheFirstAndItIsSaidBefore) {
  open(Channel::whatsapp);
  headless::type("Reply", "Both sides");
  for (int file = 1; file <= 3; ++file) {
    drop(file, "image/png", "side " + std::to_string(file) + ".png");
    uploaded(file, static_cast<std::uint64_t>(file));
  }
  EXPECT_TRUE(saying("WhatsApp takes one file in a message: 3 messages are sent one after the other, the text with the first."));
  ASSERT_TRUE(can_send());
  const auto before = desk.replies().size();
  ASSERT_TRUE(headless::press(Role::button, "Send"));
  desk.settle();
  const auto sent = desk.replies();
  ASSERT_EQ(sent.size(), before + 3);
  EXPECT_EQ(sent[before].text, "Both sides");
  EXPECT_EQ(sent[before].media, 1u);
  EXPECT_EQ(sent[before + 1].text, "");
  EXPECT_EQ(sent[before + 2].media, 1u);
  EXPECT_FALSE(headless::find(Role::list, "Attached files"));
}

TEST_F(Composing, TakingOneOfSeveralBackBringsTheTextAndAllFilesBack) {
  open(Channel::whatsapp);
  headless::type("Reply", "Both sides");
  for (int file = 1; file <= 2; ++file) {
    drop(file, "image/png", "side " + std::to_string(file) + ".png");
    uploaded(file, static_cast<std::uint64_t>(file));
  }
  ASSERT_TRUE(headless::press(Role::button, "More ways to send"));
  desk.settle();
  ASSERT_TRUE(headless::press(Role::menuitem, "Send later"));
  desk.settle();
  ASSERT_TRUE(headless::press(Role::menuitem, "Tomorrow morning"));
  desk.settle();
  EXPECT_FALSE(headless::find(Role::list, "Attached files"));
  ASSERT_TRUE(headless::press(Role::button, "Cancel sending"));
  desk.settle();
  EXPECT_TRUE(headless::find(Role::listitem, "side 1.png"));
  EXPECT_TRUE(headless::find(Role::listitem, "side 2.png"));
  EXPECT_EQ(headless::record().fields[headless::find(Role::textbox, "Reply")->node.id], "Both sides");
  EXPECT_FALSE(headless::find(Role::button, "Cancel sending")) << "none of them waits any more";
}

TEST_F(Composing, FilesAloneAreStoppedForSomethingNewerAndGoAnyway) {
  open(Channel::whatsapp);
  drop(7, "image/png", "photo.png");
  uploaded(7, 1);
  desk.customer_writes(1, "Maya", "Never mind", Channel::whatsapp);
  ASSERT_TRUE(headless::press(Role::button, "Send"));
  desk.settle();
  EXPECT_FALSE(desk.last_message());
  EXPECT_TRUE(headless::find(Role::listitem, "photo.png"));
  ASSERT_TRUE(headless::find(Role::region, "1 newer message arrived")) << headless::dump();
  ASSERT_TRUE(headless::press(Role::button, "Send anyway"));
  desk.settle();
  EXPECT_TRUE(desk.last_message());
  EXPECT_FALSE(headless::find(Role::region, "1 newer message arrived"));
}

TEST_F(Composing, FilesAloneThatTheRelayStopsComeBackWithWhatIsNewer) {
  open(Channel::whatsapp);
  drop(7, "image/png", "photo.png");
  uploaded(7, 1);
  desk.cut();
  desk.customer_writes(1, "Maya", "Never mind", Channel::whatsapp);
  ASSERT_TRUE(headless::press(Role::button, "Send"));
  desk.settle();
  desk.pass(1'000);
  desk.connect();
  EXPECT_FALSE(desk.last_message());
  EXPECT_TRUE(headless::find(Role::listitem, "photo.png"));
  ASSERT_TRUE(headless::find(Role::region, "1 newer message arrived")) << headless::dump();
  ASSERT_TRUE(headless::press(Role::button, "Keep editing"));
  desk.settle();
  EXPECT_FALSE(headless::find(Role::region, "1 newer message arrived"));
}

TEST_F(Composing, ARefusalOfTheRelayIsShownAndABrokenUploadCanBeTriedAgain) {
  open(Channel::sms);
  drop(1, "image/png", "one.png");
  emit(Kind::uploaded, 1, 422, R"({"error":{"code":"no_public_address","message":"Files cannot be sent: there is no public address."}})");
  EXPECT_TRUE(saying("one.png: Files cannot be sent"));
  EXPECT_FALSE(headless::find(Role::button, "Upload one.png again"));
  drop(2, "image/png", "two.png");
  emit(Kind::uploaded, 2, -1, "");
  EXPECT_TRUE(saying("two.png: The upload broke off."));
  ASSERT_TRUE(headless::press(Role::button, "Upload two.png again"));
  desk.settle();
  EXPECT_EQ(headless::record().uploads.back().file, 2);
  EXPECT_EQ(headless::record().uploads.size(), 3u);
}

TEST_F(Composing, WhatTheRelayHasNoRoomForIsSaidInTheLanguageOfThePageAndCanBeTriedAgain) {
  open(Channel::sms);
  speak("de");
  const auto refused = [this](int file, int status, const std::string& code) {
    drop(file, "image/png", "bild.png");
    emit(Kind::uploaded, file, status, R"({"error":{"code":")" + code + R"(","message":"In English."}})");
  };
  refused(1, 503, "too_many_uploads");
  EXPECT_TRUE(saying("bild.png: Es sind schon so viele Ihrer Dateien unterwegs")) << headless::dump();
  refused(2, 507, "disk_low");
  EXPECT_TRUE(saying("bild.png: Der Datenträger ist fast voll")) << headless::dump();
  EXPECT_FALSE(saying("In English."));
  EXPECT_TRUE(headless::find(Role::button, "bild.png erneut hochladen")) << headless::dump();
  app::words::use({});
}

TEST_F(Composing, WhatWasAttachedWithoutANetworkIsUploadedOnceByEachNewConnection) {
  open(Channel::sms);
  desk.cut();
  drop(1, "image/png", "one.png");
  emit(Kind::uploaded, 1, -1, "");
  EXPECT_TRUE(saying("one.png: There is no connection. It is uploaded by itself"));
  desk.pass(1'000);
  desk.connect();
  ASSERT_EQ(headless::record().uploads.size(), 2u);
  EXPECT_EQ(headless::record().uploads.back().file, 1);
  emit(Kind::uploaded, 1, -1, "");
  EXPECT_TRUE(saying("one.png: The upload broke off."));
  desk.pass(60'000);
  EXPECT_EQ(headless::record().uploads.size(), 2u) << "nothing is tried for ever";
  desk.cut();
  desk.pass(1'000);
  desk.connect();
  ASSERT_EQ(headless::record().uploads.size(), 3u);
  uploaded(1, 1);
  EXPECT_TRUE(can_send());
}

TEST_F(Composing, AnUploadThatEndsBehindTheConnectionThatFollowedGoesOnToo) {
  open(Channel::sms);
  desk.cut();
  drop(1, "image/png", "one.png");
  desk.pass(1'000);
  desk.connect();
  EXPECT_EQ(headless::record().uploads.size(), 1u);
  emit(Kind::uploaded, 1, -1, "");
  EXPECT_EQ(headless::record().uploads.size(), 2u);
}

TEST_F(Composing, WithoutAConversationAFileIsNotTakenAndItIsSaidWhy) {
  desk.open_page();
  drop(1, "image/png", "one.png");
  EXPECT_TRUE(saying("Open a conversation first"));
  EXPECT_TRUE(headless::record().uploads.empty());
}

}  // namespace
}  // namespace tributary
