// D23-D25: files go out with a reply, as many and as large as the channel takes.
#include "core/inbox/attachment.h"

#include "core/inbox/delivery.h"
#include "tests/core/desk.h"

using namespace tributary;

namespace {

struct Attaching : testing::Test {
  Desk desk;
  static Attachment file(std::uint64_t n, std::string type = "image/png", std::int64_t bytes = 2'000) { return {UploadId{21, n}, std::move(type), "photo", bytes}; }
  SendReply with(Attachments files, std::string words = "look") {
    SendReply reply = desk.reply(std::move(words));
    reply.attachments = std::move(files);
    return reply;
  }
  std::vector<MediaItem> rows() const {
    std::vector<MediaItem> found;
    for (const Content& content : desk.contents)
      if (const auto* item = std::get_if<MediaItem>(&content)) found.push_back(*item);
    return found;
  }
  const MessageBody& body() const {
    for (const Content& content : desk.contents)
      if (const auto* found = std::get_if<MessageBody>(&content)) return *found;
    static const MessageBody none;
    return none;
  }
};

}  // namespace

TEST_F(Attaching, D24_AFileIsARowBesideItsMessageAndStoredFromTheStart) {
  desk.hear();
  desk.run(with({file(1), file(2, "application/pdf", 90'000)}), Desk::as(Desk::anna));
  ASSERT_EQ(rows().size(), 2u);
  EXPECT_EQ(body().media, 2u);
  EXPECT_EQ(rows()[1].message, desk.conversation().last_message);
  EXPECT_EQ(rows()[1].index, 1u);
  EXPECT_EQ(rows()[1].type, "application/pdf");
  EXPECT_EQ(rows()[1].bytes, 90'000);
  EXPECT_EQ(rows()[1].state, MediaState::stored);
}

TEST_F(Attaching, D24_WithAFileTheTextMayBeEmptyAndWithoutOneItMayNot) {
  desk.hear();
  desk.run(with({file(1)}, "  "), Desk::as(Desk::anna));
  EXPECT_EQ(body().text, "");
  EXPECT_EQ(desk.refused(with({}, "  "), Desk::as(Desk::anna)), Refusal::empty_message);
}

TEST_F(Attaching, D25_WhatsAppTakesOneFileOf16MegabytesAndMmsTenOf5Together) {
  desk.hear(Channel::whatsapp);
  desk.run(with({file(1, "video/mp4", 16'000'000)}), Desk::as(Desk::anna));
  EXPECT_EQ(desk.refused(with({file(1), file(2)}), Desk::as(Desk::anna)), Refusal::too_many_files);
  EXPECT_EQ(desk.refused(with({file(1, "video/mp4", 16'000'001)}), Desk::as(Desk::anna)), Refusal::invalid_value);
  desk.hear(Channel::sms);
  Attachments ten;
  for (std::uint64_t n = 1; n <= 10; ++n) ten.push_back(file(n, "image/jpeg", 500'000));
  desk.run(with(ten), Desk::as(Desk::anna));
  ten.back().bytes = 500'001;
  EXPECT_EQ(desk.refused(with(ten), Desk::as(Desk::anna)), Refusal::files_too_large);
  ten.push_back(file(11));
  EXPECT_EQ(desk.refused(with(ten), Desk::as(Desk::anna)), Refusal::too_many_files);
}

TEST_F(Attaching, D25_ATypeThatTheChannelDoesNotTakeIsRefusedBeforeSending) {
  const std::string word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  desk.hear(Channel::whatsapp);
  desk.run(with({file(1, word)}), Desk::as(Desk::anna));
  EXPECT_EQ(desk.refused(with({file(1, "application/x-msdownload")}), Desk::as(Desk::anna)), Refusal::file_type_refused);
  EXPECT_EQ(desk.refused(with({file(1, "text/html")}), Desk::as(Desk::anna)), Refusal::file_type_refused);
  desk.hear(Channel::sms);
  EXPECT_EQ(desk.refused(with({file(1, word)}), Desk::as(Desk::anna)), Refusal::file_type_refused);
  EXPECT_EQ(desk.refused(with({file(1, "image/svg+xml")}), Desk::as(Desk::anna)), Refusal::file_type_refused);
}

TEST_F(Attaching, AFileOfAnEarlierMessageGoesAlongWithoutAnUpload) {
  desk.hear();
  desk.run(with({file(1)}), Desk::as(Desk::anna));
  Attachment again = file(0);
  again.upload = {};
  EXPECT_EQ(desk.refused(with({again}), Desk::as(Desk::anna)), Refusal::unknown_upload) << "neither the one nor the other";
  again.of = desk.conversation().last_message;
  desk.run(with({again}), Desk::as(Desk::anna));
  ASSERT_EQ(rows().size(), 1u);
  EXPECT_EQ(rows()[0].message, desk.conversation().last_message);
}

TEST_F(Attaching, ARefusalNamesTheLimitInItsSentence) {
  Refused refused(Refusal::files_too_large);
  refused.limit = media_rules(Channel::sms).bytes;
  EXPECT_NE(sentence(refused).find("5 MB"), std::string::npos);
  EXPECT_EQ(media_rules(Channel::voice).files, 0u);
}
