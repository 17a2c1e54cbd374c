#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/wire/frame.h"
#include "core/wire/snapshot.h"
#include "tests/core/desk.h"

using namespace tributary;

namespace {

std::filesystem::path golden_folder() { return std::filesystem::path(TRIBUTARY_ROOT) / "tests/golden/events"; }

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// One of every event, with every field away from its default.
Events one_of_each() {
  const MessageId m{1, 2};
  const ConversationId c{3, 4};
  const SessionId s{5, 6};
  const NumberId n{7, 8};
  const IdentityId i{9, 10};
  Settings settings;
  settings.sms_window_ms = 1;
  settings.first_reply_claims = false;
  return {AccountConfigured{{AccountId{1, 1}, "twilio", "Main", "AC1", true}}, ServiceConfigured{{ServiceId{2, 1}, "Support \"one\"\n"}},
          NumberConfigured{{n, AccountId{1, 1}, Channel::whatsapp, "+15550100900", ServiceId{2, 1}}},
          AgentConfigured{{AgentId{4, 1}, Role::admin, false}}, SettingsConfigured{settings}, ContactAdded{ContactId{6, 1}},
          IdentityBound{i, IdentityKind::business_scoped, ContactId{6, 1}}, OptedOut{i, n}, OptedIn{i, n}, ContactRenamed{ContactId{6, 1}},
          ThreadStarted{ThreadId{7, 1}, ServiceId{2, 1}, ContactId{6, 1}}, ConversationOpened{c, ThreadId{7, 1}},
          SessionOpened{s, c, n, i, Channel::whatsapp, false}, SessionExpired{s},
          MessageReceived{m, c, s, n, i, Channel::whatsapp, MessageKind::media}, MediaChanged{m, c, 2, MediaState::stored},
          ReplyQueued{m, c, s, n, i, Channel::whatsapp, 7}, AttemptStarted{m, c, 2}, RetryScheduled{m, c, Instant{1'790'000'000'000}, 20003},
          DeliveryChanged{m, c, Delivery::failed, 30003}, SendAgainQueued{m, c}, Resolved{c}, Reopened{c}, Assigned{c, AgentId{4, 1}},
          MarkedRead{AgentId{4, 1}, c, 3}, CallRecorded{CallId{8, 1}, c, s, Direction::out, CallStatus::no_answer, 4, 61},
          TemplateConfigured{{TemplateId{9, 1}, "order_update", Channel::whatsapp, "en", "Hi {{name}}, {{order}}", {"name", "order"}, "HX1", Approval::approved, true, TemplateUsage::window, AccountId{1, 1}, {"Orders"}, TemplateCategory::marketing, {"Maya", "A-17"}, "Too vague"}},
          NoteAdded{NoteId{10, 1}, c, ContactId{6, 1}, {AgentId{4, 1}}}, NoteEdited{NoteId{10, 1}, c, ContactId{6, 1}, {AgentId{4, 1}}}, NoteDeleted{NoteId{10, 1}, c, ContactId{6, 1}},
          TagCreated{TagId{11, 1}, 3, "Urgent", "Now", 0xFF8800}, TagChanged{TagId{11, 1}, "Later", "Soon", 0x0088FF}, TagArchived{TagId{11, 1}}, TagRestored{TagId{11, 1}},
          Tagged{c, TagId{11, 1}}, Untagged{c, TagId{11, 1}}, Snoozed{c, Instant{1'790'000'000'000}}, SnoozeEnded{c},
          TeamConfigured{TeamId{12, 1}, 2, "Returns", {AgentId{4, 1}}}, TeamArchived{TeamId{12, 1}}, AssignedToTeam{c, TeamId{12, 1}},
          ContactsMerged{ContactId{6, 1}, ContactId{6, 2}}, ContactUnmerged{ContactId{6, 2}, ContactId{6, 1}},
          AttributesSet{ContactId{6, 1}}, CustomerSaved{CustomerId{13, 1}}, CustomerLinked{ContactId{6, 1}, CustomerId{13, 1}},
          ReplySaved{{SavedReplyId{14, 1}, "hi", "Greeting", "Hello {{customer_name}}", "Start"}}, SavedReplyRemoved{SavedReplyId{14, 1}},
          SendHeld{m, c, Instant{1'790'000'000'000}}, TemplateUsed{m, c, TemplateId{9, 1}},
          LetGo{{m, MessageId{1, 3}}}, TakenUp{m, c, s, n, i, Delivery::failed, 30003, 2, 7, Instant{1'790'000'000'000}, true, Channel::whatsapp, AgentId{4, 1}}};
}

}  // namespace

TEST(Golden, EveryEventReadsAndWritesAsItAlwaysDid) {
  const Events events = one_of_each();
  ASSERT_EQ(events.size(), std::variant_size_v<EventOneOf>);
  for (std::size_t i = 0; i < events.size(); ++i) {
    ASSERT_EQ(events[i].index(), i) << "one of each, in the catalogue's order";
    const auto path = golden_folder() / (std::string(wire::name_of(events[i])) + ".json");
    const std::string text = wire::event_text(events[i]) + "\n";
    if (std::getenv("UPDATE_GOLDEN")) std::ofstream(path, std::ios::binary) << text;
    EXPECT_EQ(read(path), text) << path;
  }
}

TEST(Golden, EveryEventEverShippedStillDecodesToItself) {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(golden_folder())) {
    std::string text = read(entry.path());
    text.pop_back();
    const auto event = wire::parse_event(text);
    ASSERT_TRUE(event.has_value()) << entry.path();
    EXPECT_EQ(wire::event_text(*event), text);
    ++files;
  }
  EXPECT_GE(files, std::variant_size_v<EventOneOf>);
}

TEST(Wire, AMissingFieldTakesItsDefaultAndAnUnknownOneIsIgnored) {
  const auto event = wire::parse_event(R"({"delivery_changed":{"message":null,"colour":"blue"}})");
  ASSERT_TRUE(event.has_value());
  EXPECT_EQ(std::get<DeliveryChanged>(*event).status, Delivery::accepted);
}

TEST(Wire, RefusesWhatIsNotExactlyAnEvent) {
  for (const char* text : {"", "{", "[]", "{}", "null", R"({"nonsense":{}})", R"({"resolved":{},"reopened":{}})", R"({"resolved":{"conversation":7}})",
                           R"({"resolved":{"conversation":"cnv_"}})", R"({"delivery_changed":{"status":"teleported"}})",
                           R"({"delivery_changed":{"error":2147483648}})", R"({"delivery_changed":{"error":1.5}})",
                           R"({"delivery_changed":{"error":1,"error":2}})", "{\"account_configured\":{\"account\":{\"name\":\"\xff\"}}}",
                           R"({"attempt_started":{"attempt":-1}})", R"({"resolved":{}} x)"})
    EXPECT_FALSE(wire::parse_event(text).has_value()) << text;
}

TEST(Wire, RefusesWhatIsNestedTooDeep) {
  const auto nested = [](int depth) { return "{\"resolved\":{\"x\":" + std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']') + "}}"; };
  EXPECT_TRUE(wire::parse_event(nested(30)).has_value());
  EXPECT_FALSE(wire::parse_event(nested(31)).has_value());
}

TEST(Wire, WordsSurviveWhateverTheyHold) {
  MessageBody body;
  body.id = MessageId{1, 1};
  body.text = std::string("a\"b\\c\n\t\x01 \xF0\x9F\x98\x80", 13);
  body.location = Location{37.78773880004883, -122.3974, "Here", "Street 1"};
  body.choice = Choice{"1", "Yes"};
  body.in_reply_to = MessageId{2, 2};
  const auto again = wire::parse_content(wire::content_text(body));
  ASSERT_TRUE(again.has_value());
  const auto& back = std::get<MessageBody>(*again);
  EXPECT_EQ(back.text, body.text);
  EXPECT_EQ(back.location->latitude, body.location->latitude);
  EXPECT_EQ(back.location->longitude, body.location->longitude);
  EXPECT_EQ(back.in_reply_to, body.in_reply_to);
}

TEST(Wire, RawBytesThatAreNotTextAreRepairedNotPassedOn) {
  MessageBody body;
  body.raw = "\xff\xfe";
  EXPECT_TRUE(wire::parse_content(wire::content_text(body)).has_value());
}

TEST(Wire, ALineSplicesTheStoredEvent) {
  const Line line{41, {Instant{5}, Desk::as(Desk::anna), CommandId{9, 9}}, Event(Resolved{ConversationId{3, 4}})};
  const auto again = wire::parse_line(wire::line_text(line));
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->seq, 41u);
  EXPECT_EQ(again->stamp.actor, line.stamp.actor);
  EXPECT_EQ(again->stamp.cause, line.stamp.cause);
  EXPECT_EQ(std::get<Resolved>(again->event).conversation, (ConversationId{3, 4}));
}

TEST(Frames, SayTheSameAfterTheWire) {
  const auto submit = wire::parse_client_frame(wire::client_frame_text(wire::Submit{CommandId{1, 1}, SendReply{ConversationId{2, 2}, {}, "hi"}}));
  ASSERT_TRUE(submit.has_value());
  EXPECT_EQ(std::get<SendReply>(std::get<wire::Submit>(*submit).command).text, "hi");
  wire::Answer answer;
  answer.error.emplace().limit = 1600;
  const auto heard = wire::parse_server_frame(wire::server_frame_text(answer));
  ASSERT_TRUE(heard.has_value());
  EXPECT_EQ(std::get<wire::Answer>(*heard).error->limit, 1600);
  const auto snapshot = wire::parse_server_frame(wire::server_frame_text(wire::Snapshot{Epoch{1, 1}, 7, 0, 2, R"({"x":{"state":1}})"}));
  ASSERT_TRUE(snapshot.has_value());
  EXPECT_EQ(std::get<wire::Snapshot>(*snapshot).state, R"({"x":{"state":1}})");
  const std::string changed = wire::server_frame_text(wire::PreferencesChanged{"17"});
  EXPECT_EQ(changed, R"({"frame":"preferences_changed","revision":"17"})");
  const auto told = wire::parse_server_frame(changed);
  ASSERT_TRUE(told.has_value());
  EXPECT_EQ(std::get<wire::PreferencesChanged>(*told).revision, "17");
  EXPECT_FALSE(wire::parse_client_frame(R"({"frame":"welcome"})").has_value());
}

TEST(Frames, TellTheirNameAndEachFieldOnceInAnyOrder) {
  const auto ack = wire::parse_client_frame(R"({"seq":7,"unknown":[1],"frame":"ack"})");
  ASSERT_TRUE(ack.has_value());
  EXPECT_EQ(std::get<wire::Ack>(*ack).seq, 7u);
  for (const char* text : {R"({"frame":"ack","seq":7,"frame":"ack"})", R"({"frame":"ack","seq":7,"seq":8})", R"({"frame":"ack","seq":7}1)"})
    EXPECT_FALSE(wire::parse_client_frame(text).has_value()) << text;
}

TEST(Frames, SplicedLinesAreTheLines) {
  const Line line{3, {Instant{5}, {}, CommandId{9, 9}}, Event(Resolved{ConversationId{3, 4}})};
  const std::string words = wire::content_text(AgentName{Desk::anna, "Anna"});
  const auto frame = wire::parse_server_frame(wire::lines_frame_text(Epoch{1, 1}, 2, 3, {wire::line_text(line)}, {words}));
  ASSERT_TRUE(frame.has_value());
  EXPECT_EQ(std::get<wire::Lines>(*frame).lines.front().seq, 3u);
  EXPECT_EQ(std::get<AgentName>(std::get<wire::Lines>(*frame).contents.front()).name, "Anna");
  const auto page = wire::parse_server_frame(wire::page_frame_text(ThreadId{1, 1}, 9, true, {wire::line_text(line)}, {}));
  ASSERT_TRUE(page.has_value());
  EXPECT_TRUE(std::get<wire::Page>(*page).more);
}

TEST(SnapshotPieces, TogetherAreTheStateAndEachKeepsItsLimit) {
  Desk desk;
  for (std::uint64_t who = 1; who <= 30; ++who) {
    ReceiveMessage message = desk.text();
    message.from = {{IdentityKind::phone, IdentityId{50, who}, "+15550200100"}};
    desk.pass(1);
    desk.run(message);
    desk.state.conversations.for_each([&](ConversationId id, const Conversation& c) {
      if (c.identity == IdentityId{50, who}) desk.run(MarkRead{id, 1}, Desk::as(who % 2 ? Desk::anna : Desk::ben));
    });
  }
  desk.run(desk.call(CallStatus::ringing, 0));
  const auto pieces = wire::snapshot_pieces(desk.state, Desk::anna, {wire::content_text(AgentName{Desk::anna, "Anna"})}, nullptr, 4000);
  ASSERT_GT(pieces.size(), 3u);
  State loaded;
  Contents contents;
  for (const std::string& piece : pieces) {
    EXPECT_LE(piece.size(), 4000u);
    ASSERT_TRUE(wire::load_piece(piece, loaded, contents));
  }
  EXPECT_EQ(digest(loaded), digest(desk.state, Desk::anna));
  EXPECT_EQ(broken_invariant(loaded), nullptr);
  EXPECT_EQ(contents.size(), 1u);
  EXPECT_FALSE(wire::load_piece("{\"sessions\":7}", loaded, contents));
}
