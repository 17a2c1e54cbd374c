// Writing first with all that a reply may have: a time at which it leaves, and files.
#include "core/inbox/contact.h"
#include "core/inbox/delivery.h"
#include "core/inbox/new_conversation.h"
#include "tests/core/desk.h"

using namespace tributary;

namespace {

struct Starting : testing::Test {
  static constexpr TemplateId welcome{20, 1};
  Desk desk;
  static StartConversation to(IdentityId who, NumberId number = Desk::sms) {
    StartConversation command;
    command.number = number;
    command.to = {number == Desk::whatsapp ? IdentityKind::whatsapp : IdentityKind::phone, who, "+15550200177"};
    command.text = "hello";
    return command;
  }
  static Attachment file(std::uint64_t n, std::string type = "image/png", std::int64_t bytes = 2'000) { return {UploadId{21, n}, std::move(type), "photo", bytes}; }
  MessageId message() const {
    for (const Event& event : desk.last)
      if (const auto* queued = std::get_if<ReplyQueued>(&event)) return queued->message;
    return {};
  }
  const MessageBody* body() const {
    for (const Content& content : desk.contents)
      if (const auto* found = std::get_if<MessageBody>(&content)) return found;
    return nullptr;
  }
  std::size_t files() const {
    std::size_t count = 0;
    for (const Content& content : desk.contents) count += std::holds_alternative<MediaItem>(content);
    return count;
  }
  Refusal refused(const StartConversation& command) { return desk.refused(command, Desk::as(Desk::anna)); }
};

}  // namespace

TEST_F(Starting, D52_AtATimeOfItsOwnItWaitsUntilThen) {
  StartConversation later = to(IdentityId{5, 60});
  later.not_before = desk.now + limits::hour_ms;
  desk.run(later, Desk::as(Desk::anna));
  EXPECT_EQ(desk.happened<ConversationOpened>(), 1u);
  EXPECT_EQ(desk.happened<SendHeld>(), 1u);
  const MessageId held = message();
  EXPECT_EQ(desk.refused(StartAttempt{held}), Refusal::not_sendable_again);
  desk.pass(limits::hour_ms);
  desk.run(StartAttempt{held});
}

TEST_F(Starting, D52_ATimeThatIsOverIsNowAndOneTooFarOffIsRefused) {
  StartConversation over = to(IdentityId{5, 60});
  over.not_before = desk.now;
  desk.run(over, Desk::as(Desk::anna));
  EXPECT_EQ(desk.happened<SendHeld>(), 0u);
  over.not_before = desk.now + limits::send_later_ms_max + 1;
  EXPECT_EQ(refused(over), Refusal::date_too_far);
}

TEST_F(Starting, D53_WordsOfOnesOwnMustLeaveWithinTheWindowAndATemplateMayLeaveAfterIt) {
  desk.run(ConfigureTemplate{{welcome, "welcome", Channel::whatsapp, "en", "Hello", {}, "HX1", Approval::approved, false, TemplateUsage::start}});
  desk.hear(Channel::whatsapp);
  StartConversation words = to(Desk::phone, Desk::whatsapp);
  words.to.address = "+15550200100";
  words.not_before = desk.now + limits::hour_ms;
  desk.run(words, Desk::as(Desk::anna));
  words.not_before = desk.now + 25 * limits::hour_ms;
  EXPECT_EQ(refused(words), Refusal::window_closed_by_then);
  words.message_template = welcome;
  desk.run(words, Desk::as(Desk::anna));
  EXPECT_EQ(desk.happened<SendHeld>(), 1u);
  EXPECT_EQ(desk.happened<TemplateUsed>(), 1u);
}

TEST_F(Starting, D24_FilesGoWithTheFirstMessageAndItsWordsMayBeLeftOut) {
  StartConversation with = to(IdentityId{5, 60});
  with.text = " ";
  EXPECT_EQ(refused(with), Refusal::empty_message);
  with.attachments = {file(1), file(2, "application/pdf")};
  desk.run(with, Desk::as(Desk::anna));
  ASSERT_TRUE(body());
  EXPECT_EQ(body()->text, "");
  EXPECT_EQ(body()->media, 2u);
  EXPECT_EQ(files(), 2u);
}

TEST_F(Starting, D25_FilesAreTakenAsTheChannelTakesThemAndNeverBesideATemplate) {
  desk.run(ConfigureTemplate{{welcome, "hours", Channel::sms, "en", "Open till six", {}, "", Approval::not_submitted, false, TemplateUsage::any}});
  StartConversation with = to(IdentityId{5, 60});
  with.attachments = {file(1, "application/x-msdownload")};
  EXPECT_EQ(refused(with), Refusal::file_type_refused);
  with.attachments = {file(1, "image/png", 5'000'001)};
  EXPECT_EQ(refused(with), Refusal::files_too_large);
  with.attachments = Attachments(11, file(1, "image/png", 1));
  EXPECT_EQ(refused(with), Refusal::too_many_files);
  with.attachments = {file(1)};
  with.message_template = welcome;
  EXPECT_EQ(refused(with), Refusal::invalid_value);
}
