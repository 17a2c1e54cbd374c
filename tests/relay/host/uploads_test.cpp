// D23-D25 over REST: files are uploaded, checked by their content, sent by reference, and handed to the provider through
// an address of ours that nobody can make up and that ends after a day.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/id_text.h"
#include "relay/host/outgoing_files.h"
#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

namespace json = boost::json;

const std::string png("\x89PNG\r\n\x1a\n....pixels....", 22);

class Uploads : public ::testing::Test {
 protected:
  void SetUp() override {
    relay.start_couriers();
    relay.hook("sms", relay.sms("SM1", "+15550100101", "Do you have a photo?"));
  }
  json::object row() { return relay.as(token, "GET", "/api/v1/conversations").json().at("items").at(0).as_object(); }
  Answer upload(const std::string& bytes, const std::string& query = "channel=sms&name=photo.png", const std::string& with = "") {
    return relay.ask("POST", "/api/v1/uploads?" + query, bytes, {{"Authorization", "Bearer " + (with.empty() ? token : with)}, {"Content-Type", "application/octet-stream"}});
  }
  std::string id_of(const Answer& answer) { return std::string(answer.json().at("id").as_string()); }
  Answer reply(std::vector<std::string> files, const std::string& text = "Here it is") {
    json::array ids;
    for (auto& file : files) ids.emplace_back(file);
    const json::object body{{"sessionId", row().at("sessionId")}, {"message", text}, {"attachments", std::move(ids)}};
    return relay.ask("POST", "/api/v1/conversations/reply", json::serialize(body), {{"Authorization", "Bearer " + token}, {"Content-Type", "application/json"}});
  }
  std::vector<std::string> media_urls() {
    std::vector<std::string> urls;
    const auto sent = std::find_if(relay.provider.requests.rbegin(), relay.provider.requests.rend(), [](const auto& r) { return r.method == "POST"; });
    if (sent == relay.provider.requests.rend()) return urls;
    for (const auto& field : http::parse_form(sent->body))
      if (field.name == "MediaUrl") urls.push_back(field.value);
    return urls;
  }
  std::string path_of(const std::string& url) { return url.substr(std::string(public_url).size()); }
  std::string sent_link() {
    EXPECT_EQ(reply({id_of(upload(png))}).status, 202);
    relay.run_until([&] { return !media_urls().empty(); });
    return path_of(media_urls().front());
  }

  LivingRelay relay;
  std::string token = relay.token({"conversations:read", "messages:send"});
};

TEST_F(Uploads, D24_AFileIsKeptUnderAnIdAndItsTypeIsWhatItsBytesSay) {
  const auto answer = upload(png, "channel=sms&name=..%2Fevil%2Finvoice.exe");
  ASSERT_EQ(answer.status, 201) << answer.body;
  EXPECT_EQ(answer.json().at("type").as_string(), "image/png");
  EXPECT_EQ(answer.json().at("name").as_string(), "invoice.exe");
  EXPECT_EQ(answer.json().at("bytes").as_int64(), 22);
  EXPECT_TRUE(id_of(answer).starts_with("upl_"));
}

TEST_F(Uploads, D24_AReplyNamesItsFilesAndTheProviderIsGivenASignedAddress) {
  const auto answer = reply({id_of(upload(png)), id_of(upload("%PDF-1.7 ....", "channel=sms&name=Pr%C3%BCfung.pdf"))});
  ASSERT_EQ(answer.status, 202) << answer.body;
  EXPECT_EQ(answer.json().at("media").as_array().size(), 2u);
  EXPECT_EQ(answer.json().at("kind").as_string(), "media");
  EXPECT_EQ(answer.json().at("media").at(0).at("state").as_string(), "stored");
  relay.run_until([&] { return media_urls().size() == 2; });
  for (const auto& url : media_urls()) EXPECT_TRUE(url.starts_with(std::string(public_url) + "/files/default/msg_")) << url;
  const auto fetched = relay.ask("GET", path_of(media_urls().front()));
  EXPECT_EQ(fetched.status, 200);
  EXPECT_EQ(fetched.body, png);
  EXPECT_EQ(fetched.type, "image/png");
  EXPECT_EQ(fetched.header("X-Content-Type-Options"), "nosniff");
  EXPECT_NE(fetched.header("Content-Security-Policy").find("sandbox"), std::string::npos);
  EXPECT_EQ(relay.ask("GET", path_of(media_urls().back())).header("Content-Disposition"), "inline; filename*=UTF-8''Pr%C3%BCfung.pdf");
}

TEST_F(Uploads, TheAddressEndsAfterADayAndCannotBeMadeUp) {
  const std::string link = sent_link();
  relay.pass(limits::media_link_ms - limits::minute_ms);
  EXPECT_EQ(relay.ask("GET", link).status, 200);
  relay.pass(limits::minute_ms);
  EXPECT_EQ(relay.ask("GET", link).status, 410);
  std::string forged = link;
  forged.back() = forged.back() == '0' ? '1' : '0';
  EXPECT_EQ(relay.ask("GET", forged).status, 404);
  std::string longer = link;  // a later end under the old signature
  const std::size_t slash = longer.rfind('/'), before = longer.rfind('/', slash - 1);
  longer.replace(before + 1, slash - before - 1, "9999999999999");
  EXPECT_EQ(relay.ask("GET", longer).status, 404);
  EXPECT_EQ(relay.ask("GET", "/files/elsewhere" + link.substr(std::string("/files/default").size())).status, 404);
}

TEST_F(Uploads, WhatTheAuthorClaimsAboutAFileIsNotBelieved) {
  const auto id = parse_id<UploadTag>(id_of(upload(png)));
  const State& state = relay.tenant().runtime.state();
  SendReply command;
  state.conversations.for_each([&](ConversationId conversation, const Conversation&) { command.conversation = conversation; });
  command.attachments.push_back({*id, "application/x-msdownload", "setup.exe", 1});
  const auto sent = store::mint<CommandId>();
  ASSERT_TRUE(relay.tenant().runtime.submit(command, Actor{ActorKind::agent, AgentId{1, 1}}, sent).accepted);
  const auto item = relay.tenant().runtime.store().media(same_bits<MessageId>(sent), 0);
  ASSERT_TRUE(item);
  EXPECT_EQ(item->type, "image/png");
  EXPECT_EQ(item->name, "photo.png");
  EXPECT_EQ(item->bytes, 22);
}

TEST_F(Uploads, D25_TooLargeRefusedAndEmptyFilesHaveSentencesOfTheirOwn) {
  const auto large = upload(png + std::string(5'000'000, 'x'));
  EXPECT_EQ(large.status, 413);
  EXPECT_EQ(large.code(), "files_too_large");
  EXPECT_NE(large.body.find("5 MB"), std::string::npos);
  EXPECT_EQ(upload(png + std::string(5'000'000, 'x'), "channel=whatsapp&name=photo.png").status, 201);
  EXPECT_EQ(upload(std::string("MZ\x90\0\3", 5), "channel=sms&name=photo.png").code(), "file_type_refused");
  EXPECT_EQ(upload("<html><script>1</script>", "channel=sms&name=photo.png").code(), "file_type_refused");
  EXPECT_EQ(upload("").status, 422);
  EXPECT_EQ(upload(png, "conversation=cnv_00000000000000000000000000").status, 404);
}

TEST_F(Uploads, OfficeDocumentsAreToldApartByWhatLiesInThem) {
  const std::string word = std::string("PK\x03\x04", 4) + "[Content_Types].xml ... word/document.xml ...";
  const auto kept = upload(word, "channel=whatsapp&name=letter.docx");
  ASSERT_EQ(kept.status, 201) << kept.body;
  EXPECT_EQ(kept.json().at("type").as_string(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
  EXPECT_EQ(upload(std::string("PK\x03\x04", 4) + "anything", "channel=whatsapp&name=letter.docx").code(), "file_type_refused");
}

TEST_F(Uploads, OnlyWhoMaySendMayUploadAndIsRefusedBeforeTheBodyIsKept) {
  EXPECT_EQ(upload(png, "channel=sms", relay.token({"conversations:read"})).status, 403);
  EXPECT_EQ(upload(png, "channel=sms", "nobody").status, 401);
  EXPECT_EQ(relay.ask("POST", "/api/v1/uploads?channel=sms", png, {{"Cookie", relay.cookie_of("a@example.com", Role::agent)}}).status, 403);
}

TEST_F(Uploads, AnUploadOfAnotherTenantIsUnknownAndAnOldOneIsForgotten) {
  EXPECT_EQ(reply({"upl_00000000000000000000000001"}).code(), "unknown_upload");
  EXPECT_EQ(reply({"photo.png"}).status, 422);
  const std::string old = id_of(upload(png));
  relay.pass(limits::upload_kept_ms + 1'000);
  bool swept = false;
  relay.tenant().collector.walk([&] { swept = true; });
  relay.run_until([&] { return swept; });
  EXPECT_EQ(reply({old}).code(), "unknown_upload");
}

TEST_F(Uploads, AFileOfAMessageIsSentAgainAlsoWhenItsUploadIsForgotten) {
  sent_link();
  auto& runtime = relay.tenant().runtime;
  SendReply again;
  MessageId before;
  runtime.state().conversations.for_each([&](ConversationId id, const Conversation& c) { again.conversation = id, before = c.last_message; });
  relay.pass(limits::upload_kept_ms + 1'000);
  upload("%PDF-1.7 other", "channel=sms&name=other.pdf");  // the sweep
  Attachment file;
  file.of = before;
  again.attachments = {file};
  const auto sent = store::mint<CommandId>();
  ASSERT_TRUE(runtime.submit(again, Actor{ActorKind::agent, AgentId{1, 1}}, sent).accepted);
  const auto item = runtime.store().media(same_bits<MessageId>(sent), 0);
  ASSERT_TRUE(item);
  EXPECT_EQ(item->type, "image/png");
  EXPECT_EQ(item->bytes, 22);
  again.attachments[0].index = 1;
  const auto unknown = runtime.submit(again, Actor{ActorKind::agent, AgentId{1, 1}}, store::mint<CommandId>());
  EXPECT_FALSE(unknown.accepted);
  EXPECT_EQ(unknown.refused.why, Refusal::unknown_upload);
}

TEST_F(Uploads, AFileThatWasSentStaysWhenItsUploadIsForgotten) {
  sent_link();
  const std::string url(relay.as(token, "GET", "/api/v1/conversations/" + std::string(row().at("id").as_string()) + "/messages").json().at("items").as_array().back().at("media").at(0).at("url").as_string());
  relay.pass(limits::upload_kept_ms + 1'000);
  upload("%PDF-1.7 other", "channel=sms&name=other.pdf");
  EXPECT_EQ(relay.as(token, "GET", url).body, png);
}

TEST(UploadsWithoutPublicAddress, ARealProviderCannotFetchThemAndTheSentenceSaysSo) {
  LivingRelay relay([](host::Config& config) {
    config.public_url = "http://127.0.0.1:8080";
    config.twilio_api_base = "https://api.twilio.com";
  });
  auto& runtime = relay.tenant().runtime;
  NumberId number;
  runtime.state().numbers.for_each([&](NumberId id, const Number&) { number = id; });
  EXPECT_FALSE(runtime.reaches(number));
  EXPECT_NE(sentence(Refused(Refusal::no_public_address)).find("--public-url"), std::string::npos);
}

}  // namespace
}  // namespace tributary::test
