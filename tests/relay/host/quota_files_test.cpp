// P14, P1e: no file passes a tenant's quota of the disk. What does not fit waits at the provider, shown as what it is, and
// comes once there is room.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <memory>

#include "relay/http/request_parser.h"
#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

constexpr std::size_t mebibyte = 1u << 20;
constexpr std::int64_t more_than_anybody_has = std::int64_t{1} << 40;

class QuotaFiles : public ::testing::Test {
 protected:
  QuotaFiles() {
    relay.house->config().tenant_disk_bytes = more_than_anybody_has;
    relay.start_couriers();
    look();
  }
  host::TenantRuntime& runtime() { return relay.tenant().runtime; }
  host::DiskQuota& quota() { return relay.tenant().quota; }
  // A look that begins now. The relay takes one every ten seconds, and whoever asks meanwhile is answered at once, with what was.
  void look() {
    const auto ours = std::make_shared<bool>(false), returned = std::make_shared<bool>(false);
    while (!*ours && !HasFailure()) {
      const std::int64_t before = looks;
      *returned = false;
      quota().look([this, ours, returned] { *ours = *returned, ++looks; });
      *returned = true;
      relay.run_until([&] { return looks > before && quota().used().has_value(); });
      if (!*ours) relay.io.run_one_for(std::chrono::milliseconds(10));
    }
  }
  void room_for_files(std::int64_t bytes) {
    relay.house->config().tenant_disk_bytes = (*quota().used() + bytes) / 9 * 10 + 10;
    look();
  }
  // A message with one file of so many bytes, which the provider has.
  void message(const std::string& sid, std::size_t bytes) {
    const std::string at = std::string("/2010-04-01/Accounts/") + account_sid + "/Messages/" + sid + "/Media/ME1";
    relay.provider.files[at] = [this, bytes](const http::Request&, http::Responder respond) {
      ++asked;
      http::Response file;
      file.body.assign(bytes, static_cast<char>('a' + asked));
      respond(std::move(file));
    };
    auto form = relay.sms(sid, "+15550100101", "look");
    for (auto& field : form)
      if (field.name == "NumMedia") field.value = "1";
    form.insert(form.end(), {{"MediaUrl0", relay.provider.base() + at}, {"MediaContentType0", "image/png"}});
    EXPECT_EQ(relay.hook("sms", form).status, 200);
  }
  std::size_t waiting() { return runtime().store().media_jobs().size(); }
  std::int64_t told_to_wait() {
    const auto& last = runtime().troubles().last();
    return std::count_if(last.begin(), last.end(), [](const host::Trouble& one) { return std::string_view(one.what) == "media_waits"; });
  }
  // The head of an upload, and what takes its body; dropped, it has hung up.
  http::BodyPlan begin_upload(std::size_t bytes) {
    http::Request head;
    head.method = "POST", head.path = "/api/v1/uploads", head.query = "channel=sms&name=a.pdf";
    head.fields.push_back({"Authorization", "Bearer " + relay.token({"messages:send"})});
    head.fields.push_back({"Content-Length", std::to_string(bytes)});
    return relay.front->door().stream(head);
  }
  // One that does not say how large it is, as far as the head of its first chunk ("200000": 2 MiB).
  Answer upload_in_chunks(const std::string& first) {
    const http::Door door = relay.front->door();
    const std::string head = "POST /api/v1/uploads?channel=sms&name=a.pdf HTTP/1.1\r\nHost: relay.example.com\r\nAuthorization: Bearer " + relay.token({"messages:send"}) + "\r\nTransfer-Encoding: chunked\r\n\r\n";
    const http::Parsed parsed = http::parse_request(head + first + "\r\n", door.body_bytes_max, door.stream);
    const auto& refused = parsed.incoming.refused;
    return refused ? Answer{refused->status, refused->body, refused->content_type, refused->fields} : Answer{};
  }
  std::int64_t limit_for_files() { return relay.house->config().tenant_disk_bytes / 10 * 9; }

  LivingRelay relay;
  std::int64_t looks = 0;
  int asked = 0;
};

TEST_F(QuotaFiles, P14_WhatIsLargerThanWhatIsLeftWaitsAndIsToldAndComesOnceThereIsRoom) {
  room_for_files(6 * mebibyte);
  message("MM1", 8 * mebibyte);
  relay.run_until([&] { return told_to_wait() == 1; });
  EXPECT_EQ(waiting(), 1u) << "nothing of it is lost";
  look();
  EXPECT_LE(*quota().used(), limit_for_files());
  const std::string admin = relay.token({"conversations:read", "admin"});
  EXPECT_NE(relay.as(admin, "GET", "/api/v1/admin/health").body.find("media_waits"), std::string::npos);
  message("MM2", 1 * mebibyte);  // a smaller one is not held up by it
  relay.run_until([&] { return waiting() == 1; });
  relay.pass(11 * limits::minute_ms);
  relay.run_until([&] { return told_to_wait() == 2; });
  room_for_files(12 * mebibyte);
  relay.pass(11 * limits::minute_ms);
  relay.run_until([&] { return waiting() == 0; });
  EXPECT_GE(*quota().used(), static_cast<std::int64_t>(9 * mebibyte));
}

TEST_F(QuotaFiles, P14_ThoseThatComeTogetherDoNotPassItTogether) {
  room_for_files(10 * mebibyte);
  for (const char* sid : {"MM1", "MM2", "MM3"}) message(sid, 6 * mebibyte);
  relay.run_until([&] { return told_to_wait() + 3 - static_cast<std::int64_t>(waiting()) >= 3; });  // each is kept or waits
  EXPECT_EQ(waiting(), 2u) << "there was room for one of them";
  look();
  EXPECT_LE(*quota().used(), limit_for_files());
}

TEST_F(QuotaFiles, P14_AnUploadIsHeldAgainstWhatIsLeftBeforeAByteOfItComes) {
  room_for_files(1 * mebibyte);
  const std::string token = relay.token({"messages:send"});
  const Answer refused = relay.ask("POST", "/api/v1/uploads?channel=sms&name=a.pdf", "%PDF-1.7" + std::string(2 * mebibyte, 'x'), {{"Authorization", "Bearer " + token}, {"Content-Type", "application/octet-stream"}});
  EXPECT_EQ(refused.status, 507);
  EXPECT_EQ(refused.code(), "disk_low");
  EXPECT_EQ(relay.ask("POST", "/api/v1/uploads?channel=sms&name=a.pdf", "%PDF-1.7 small", {{"Authorization", "Bearer " + token}, {"Content-Type", "application/octet-stream"}}).status, 201);
}

TEST_F(QuotaFiles, P14_AnUploadThatDoesNotSayHowLargeItIsHearsTheSameOnceItPassesWhatIsLeft) {
  room_for_files(1 * mebibyte);
  const Answer share = upload_in_chunks("200000");
  EXPECT_EQ(share.status, 507);
  EXPECT_EQ(share.code(), "disk_low");
  EXPECT_NE(share.body.find("Your share of the disk"), std::string::npos);
  EXPECT_EQ(upload_in_chunks("80000").status, 0) << "a smaller one goes on";
  room_for_files(32 * mebibyte);
  const Answer channel = upload_in_chunks("600000");
  EXPECT_EQ(channel.status, 413);
  EXPECT_EQ(channel.code(), "files_too_large") << "the channel's limit, as with a length";
}

TEST_F(QuotaFiles, P14_UploadsThatAreUnderWayTogetherDoNotPassItTogether) {
  room_for_files(3 * mebibyte);
  http::BodyPlan first = begin_upload(2 * mebibyte);
  EXPECT_TRUE(first.sink && !first.refused);
  const http::BodyPlan second = begin_upload(2 * mebibyte);
  ASSERT_TRUE(second.refused.has_value());
  EXPECT_EQ(second.refused->status, 507);
  EXPECT_TRUE(begin_upload(mebibyte / 2).sink) << "a smaller one is not held up by it";
  first = {};
  EXPECT_TRUE(begin_upload(2 * mebibyte).sink) << "who hangs up leaves the room to others";
}

TEST_F(QuotaFiles, P14_WhatHasComeOfAnUploadCountsOnceWhenTheDiskIsLookedAtMeanwhile) {
  room_for_files(5 * mebibyte);
  const http::BodyPlan upload = begin_upload(2 * mebibyte);
  ASSERT_TRUE(upload.sink && upload.sink->take(std::string(2 * mebibyte, 'x')));
  look();
  EXPECT_TRUE(begin_upload(2 * mebibyte).sink) << "three are left of the five";
  EXPECT_FALSE(begin_upload(4 * mebibyte).sink);
}

TEST_F(QuotaFiles, P14_AFetchedFileDoesNotTakeTheRoomOfAnUploadThatIsUnderWay) {
  room_for_files(3 * mebibyte);
  http::BodyPlan upload = begin_upload(2 * mebibyte);
  message("MM1", 2 * mebibyte);
  relay.run_until([&] { return told_to_wait() == 1 || waiting() == 0; });
  EXPECT_EQ(waiting(), 1u);
  upload = {};
  relay.pass(11 * limits::minute_ms);
  relay.run_until([&] { return waiting() == 0; });
}

}  // namespace
}  // namespace tributary::test
