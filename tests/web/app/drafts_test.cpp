// Issue 4: drafts that survive reload, offline and another device; and files that a refused reply had.
#include <gtest/gtest.h>

#include "core/base/id_text.h"
#include "core/base/limits.h"
#include "tests/web/app/at_desk.h"
#include "web/app/draft_index.h"
#include "web/app/not_sent.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

struct OwnDrafts : AtDesk {
  ConversationId maya, noor;
  void open() {
    desk.keeps_drafts = true;
    desk.customer_writes(1, "Maya", "Where is my parcel?");
    desk.customer_writes(2, "Noor", "Hello?");
    maya = desk.conversation_of(1);
    noor = desk.conversation_of(2);
    desk.open_page();
    press(Role::listitem, "Maya");
  }
  void type(std::string_view text, std::string_view field = "Reply") {
    ASSERT_TRUE(headless::type(field, text));
    desk.settle();
  }
  static std::string text_of(std::string_view field) {
    const headless::ShownNode* shown = headless::find(Role::textbox, field);
    return shown ? headless::record().fields[shown->node.id] : "no such field";
  }
  static std::string row(std::string_view name) {
    const headless::ShownNode* shown = headless::find(Role::listitem, name);
    return shown ? shown->name : "no such row";
  }
  static bool saying(std::string_view words) {
    for (const headless::ShownNode& shown : headless::record().nodes)
      if (shown.name.find(words) != std::string::npos) return true;
    return false;
  }
  std::string stored(ConversationId conversation) { return headless::record().storage["draft/" + to_text(desk.me.agent) + "/" + to_text(conversation)]; }
};

TEST_F(OwnDrafts, WhatTheBrowserDoesNotKeepIsToldOnceStaysInThePageAndGoesToTheRelay) {
  open();
  type("Yes");
  ASSERT_EQ(stored(maya), "Yes");
  headless::record().storing = platform::Stored::full;
  type("Yesterday");
  EXPECT_TRUE(saying("This browser’s storage is full, so drafts are not kept on this device.")) << headless::dump();
  EXPECT_EQ(stored(maya), "") << "the older half would be taken for the whole";
  press(Role::button, "Dismiss");
  type("Yesterday evening");
  EXPECT_FALSE(saying("storage is full")) << "once is enough";
  press(Role::listitem, "Noor");
  press(Role::listitem, "Maya");
  EXPECT_EQ(text_of("Reply"), "Yesterday evening");
  desk.pass(1'500);
  EXPECT_EQ(desk.kept_draft(maya), "Yesterday evening");
  desk.reload(true);
  EXPECT_EQ(desk.kept_draft(maya), "Yesterday evening") << "the next page does not take it for deleted";
}

TEST_F(OwnDrafts, AWindowThatKeepsNothingSaysSoAndWhy) {
  headless::record().storing = platform::Stored::forbidden;
  open();
  EXPECT_FALSE(saying("lets the page store nothing")) << "nothing is lost yet";
  type("Yes");
  EXPECT_TRUE(saying("This browser lets the page store nothing, as some private windows do")) << headless::dump();
  headless::record().storing = platform::Stored::kept;
  type("Yes, yesterday");
  EXPECT_EQ(stored(maya), "Yes, yesterday") << "kept as soon as it can be";
}

TEST_F(OwnDrafts, AreToldToTheRelayAfterAPauseAndNotAtEveryKey) {
  open();
  for (const char* text : {"Y", "Ye", "Yes"}) {
    type(text);
    desk.pass(300);
  }
  EXPECT_EQ(desk.draft_saves, 0);
  desk.pass(1'000);
  EXPECT_EQ(desk.draft_saves, 1);
  EXPECT_EQ(desk.kept_draft(maya), "Yes");
  desk.pass(60'000);
  EXPECT_EQ(desk.draft_saves, 1) << "once is enough";
}

TEST_F(OwnDrafts, AreToldAtOnceWhenTheConversationOrThePageIsLeft) {
  open();
  type("for Maya");
  press(Role::listitem, "Noor");
  EXPECT_EQ(desk.kept_draft(maya), "for Maya");
  type("for Noor");
  platform::Event away = headless::event_of(platform::EventKind::visible);
  headless::emit(away);
  desk.settle();
  EXPECT_EQ(desk.kept_draft(noor), "for Noor");
}

TEST_F(OwnDrafts, OfAnotherDeviceAppearInTheFieldInTheListAndGoAgain) {
  open();
  desk.other_device_writes(maya, "from the phone");
  EXPECT_EQ(text_of("Reply"), "from the phone");
  desk.other_device_writes(noor, "also begun");
  EXPECT_NE(row("Noor").find("Draft"), std::string::npos) << row("Noor");
  desk.other_device_writes(noor, "", false, 1);
  EXPECT_EQ(row("Noor").find("Draft"), std::string::npos) << "it was sent there";
  desk.other_device_writes(maya, "", false, 1);
  EXPECT_EQ(text_of("Reply"), "");
  EXPECT_EQ(desk.draft_saves, 0) << "what was heard is not said back";
}

TEST_F(OwnDrafts, StandOnADeviceThatNeverSawThemEachInItsTab) {
  open();
  headless::record().storage.clear();
  desk.other_device_writes(maya, "ask the warehouse", true);
  headless::record().storage.clear();
  desk.other_device_writes(noor, "Good morning");
  desk.cut();
  headless::record().storage.clear();
  desk.reload(true);
  press(Role::listitem, "Noor");
  EXPECT_EQ(text_of("Reply"), "Good morning");
  press(Role::listitem, "Maya");
  EXPECT_EQ(text_of("Private note"), "ask the warehouse");
}

TEST_F(OwnDrafts, AreGoneEverywhereOnceSent) {
  open();
  type("On its way.");
  desk.pass(1'000);
  ASSERT_EQ(desk.kept_draft(maya), "On its way.");
  press(Role::button, "Send");
  EXPECT_EQ(desk.kept_draft(maya), "");
  EXPECT_EQ(text_of("Reply"), "");
  EXPECT_EQ(stored(maya), "");
}

TEST_F(OwnDrafts, TheNewerEditWinsUnlessThisOneIsBeingWritten) {
  open();
  type("mine");
  desk.other_device_writes(maya, "theirs, later", false, 500);
  EXPECT_EQ(text_of("Reply"), "mine") << "nobody's words are taken away under their hands";
  desk.pass(1'000);
  EXPECT_EQ(desk.kept_draft(maya), "mine");
  desk.other_device_writes(maya, "theirs, and nobody types here");
  EXPECT_EQ(text_of("Reply"), "theirs, and nobody types here");
}

TEST_F(OwnDrafts, WrittenWithoutANetworkWaitOverAReload) {
  open();
  desk.cut();
  type("written in a tunnel");
  desk.reload(false);
  EXPECT_EQ(desk.draft_saves, 0);
  desk.signs_in_again();
  EXPECT_EQ(desk.kept_draft(maya), "written in a tunnel");
  desk.cut();
  type("older");
  desk.pass(20'000);
  desk.other_device_writes(maya, "newer");
  desk.reload(true);
  desk.settle();
  press(Role::listitem, "Maya");
  EXPECT_EQ(text_of("Reply"), "newer");
  EXPECT_EQ(desk.kept_draft(maya), "newer");
}

TEST_F(OwnDrafts, OneThatEndedElsewhereWhileThisPageWasAwayIsGoneHereToo) {
  open();
  type("begun here");
  desk.pass(1'000);
  desk.cut();
  desk.other_device_writes(maya, "", false, 1);
  desk.reload(true);
  EXPECT_EQ(row("Maya").find("Draft"), std::string::npos);
  EXPECT_EQ(stored(maya), "");
}

TEST_F(OwnDrafts, OfAPageBeforeThisOneAreNotLost) {
  open();
  desk.cut();
  headless::record().storage["draft/" + to_text(desk.me.agent) + "/" + to_text(noor)] = "kept by the version before";
  desk.reload(true);
  desk.pass(1'000);
  EXPECT_EQ(desk.kept_draft(noor), "kept by the version before");
}

TEST_F(OwnDrafts, ThatAreTooLongStayInThisBrowserAndItIsSaid) {
  open();
  press(Role::tab, "Private note");
  type(std::string(limits::draft_characters_max + 1, 'x'), "Private note");
  desk.pass(2'000);
  EXPECT_EQ(desk.kept_draft(maya, true), "");
  EXPECT_TRUE(saying("This draft has more than 10000 characters: only this browser keeps it"));
  type("short", "Private note");
  EXPECT_FALSE(saying("This draft has more than"));
}

TEST_F(OwnDrafts, AreNobodyElses) {
  open();
  type("mine alone");
  desk.pass(1'000);
  desk.cut();
  desk.me = desk.colleague;
  desk.reload(true);
  press(Role::listitem, "Maya");
  EXPECT_EQ(text_of("Reply"), "");
  EXPECT_FALSE(saying("mine alone"));
}

TEST_F(OwnDrafts, WhoeverSignsOutLeavesOnlyWhatTheRelayHasNot) {
  open();
  type("kept there");
  desk.pass(1'000);
  ASSERT_EQ(stored(maya), "kept there");
  press(Role::button, "Sign out");
  EXPECT_EQ(stored(maya), "");
  EXPECT_EQ(desk.kept_draft(maya), "kept there");
}

TEST(DraftMarks, ComeBackAsTheyWereAndNonsenseIsLeftOut) {
  app::DraftMarks marks;
  marks[DraftBox::Key{ConversationId{1, 2}, false}] = app::DraftMark{Instant{1'790'000'000'000}, true};
  marks[DraftBox::Key{ConversationId{1, 2}, true}] = app::DraftMark{Instant{5}, false};
  const auto read = app::draft_marks_of(app::draft_marks_text(marks) + "\nnonsense\n12 rs nobody\n12\n x");
  ASSERT_EQ(read.size(), 2u);
  EXPECT_TRUE(read.at(DraftBox::Key{ConversationId{1, 2}, false}).saved);
  EXPECT_EQ(read.at(DraftBox::Key{ConversationId{1, 2}, true}).edited.ms, 5);
  EXPECT_FALSE(read.at(DraftBox::Key{ConversationId{1, 2}, true}).saved);
}

TEST(NotSentReplies, KeepTheirFilesOverAReload) {
  app::NotSent one;
  one.command = CommandId{1, 1};
  one.conversation = ConversationId{3, 1};
  one.text = "The photo";
  one.at = Instant{7};
  one.attachments = {Attachment{UploadId{1, 5}, "image/png", "photo \"1\".png", 2'000}, Attachment{UploadId{1, 6}, "application/pdf", "b.pdf", 3}};
  const auto back = app::not_sent_of(app::not_sent_text({one}));
  ASSERT_EQ(back.size(), 1u);
  ASSERT_EQ(back[0].attachments.size(), 2u);
  EXPECT_EQ(back[0].attachments[0].upload, (UploadId{1, 5}));
  EXPECT_EQ(back[0].attachments[0].name, "photo \"1\".png");
  EXPECT_EQ(back[0].attachments[1].bytes, 3);
  EXPECT_TRUE(app::not_sent_of(R"([{"command":"cmd_00000000000000000000000001","conversation":"cnv_00000000000000000000000001","text":"x","at":7}])")[0].attachments.empty()) << "kept by a page before this one";
}

}  // namespace
}  // namespace tributary
