#include <set>

#include "tests/core/office.h"

using namespace tributary;

TEST(Sync, ANewPageGetsASnapshotInPiecesAndIsLive) {
  Office office;
  office.connect();
  EXPECT_EQ(office.client.link(), ClientSession::Link::live);
  EXPECT_TRUE(office.in_step());
}

TEST(Sync, ALongSnapshotComesAsItIsTakenInAndWhatHappensMeanwhileFollows) {
  Office office;
  office.many_write(100);
  const std::uint64_t begun_at = office.relay.desk.log.size();
  office.server = std::make_unique<ServerSession>(office.relay, [&](std::string text) { office.late.push_back(std::move(text)); });
  std::deque<std::string> down;
  const auto up = [&](const std::vector<std::string>& frames) {
    for (const std::string& frame : frames)
      for (std::string& text : office.server->receive(frame).frames) down.push_back(std::move(text));
  };
  up(office.client.connected("ticket", "b1"));
  EXPECT_EQ(down.size(), 1u + static_cast<std::size_t>(limits::snapshot_parts_first)) << "a welcome and what a screen shows";
  EXPECT_TRUE(office.server->receive(wire::client_frame_text(wire::Ack{10'000})).frames.empty()) << "nobody has taken in what was not sent";
  const ConversationId mine = office.relay.desk.state.conversations.own().begin()->first;
  std::set<std::uint64_t> states;
  std::size_t pieces = 0;
  bool asked = false;
  while (!down.empty()) {
    const std::string text = std::exchange(down.front(), {});
    down.pop_front();
    const auto frame = wire::parse_server_frame(text);
    if (const auto* piece = frame ? std::get_if<wire::Snapshot>(&*frame) : nullptr) {
      states.insert(piece->at);
      if (++pieces % 5 == 0 && !office.server->joined()) office.relay.desk.hear();
    }
    up(office.client.receive(text, office.relay.desk.now));
    EXPECT_LE(down.size(), 1u + static_cast<std::size_t>(limits::snapshot_parts_ahead)) << "no more pieces than may be ahead, and the lines since";
    EXPECT_FALSE(office.client.wants_reconnect());
    if (!asked && office.client.state().conversations.find(mine)) {
      asked = true;
      EXPECT_NE(office.client.link(), ClientSession::Link::live);
      up(office.ask(Assign{mine, Desk::ben}).frames);
      office.answer();
      EXPECT_EQ(office.client.state().conversations.find(mine)->assignee, Desk::ben);
    }
  }
  EXPECT_GT(pieces, 3u * static_cast<std::size_t>(limits::snapshot_parts_ahead));
  EXPECT_EQ(states, std::set<std::uint64_t>{begun_at}) << "all pieces are of one state";
  EXPECT_TRUE(asked);
  EXPECT_TRUE(office.server->joined());
  EXPECT_EQ(office.server->caught_up_to(), office.relay.desk.log.size());
  EXPECT_EQ(office.client.link(), ClientSession::Link::live);
  EXPECT_EQ(office.client.waiting(), 0u);
  EXPECT_EQ(office.relay.desk.state.conversations.find(mine)->assignee, Desk::ben);
  EXPECT_TRUE(office.in_step());
}

TEST(Sync, TheFirstPieceIsWhatAScreenShowsAndCanBeAnswered) {
  Office office;
  office.many_write(150);
  const State& whole = office.relay.desk.state;
  Conversation newest;
  whole.conversations.for_each([&](ConversationId, const Conversation& one) { if (newest.last_activity < one.last_activity) newest = one; });
  wire::SnapshotWriter writer(std::shared_ptr<const State>(std::shared_ptr<const State>(), &whole), {}, {}, nullptr, 20'000);
  State heard;
  Contents words;
  ASSERT_TRUE(wire::load_piece(writer.next(), heard, words));
  ASSERT_TRUE(heard.conversations.find(newest.id));
  EXPECT_TRUE(heard.sessions.find(newest.sessions[static_cast<std::size_t>(newest.channel)]));
  EXPECT_LT(heard.conversations.size_here(), 50u);
  EXPECT_FALSE(writer.finished());
  while (!writer.finished()) ASSERT_TRUE(wire::load_piece(writer.next(), heard, words));
  EXPECT_EQ(digest(heard), digest(whole));
}

TEST(Sync, AReconnectBringsExactlyTheLinesThatWereMissed) {
  Office office;
  office.connect();
  office.client.disconnected();
  office.relay.desk.hear();
  office.server = std::make_unique<ServerSession>(office.relay, [](std::string) {});
  const auto reaction = office.server->receive(office.client.connected("ticket", "b1").front());
  ASSERT_EQ(reaction.frames.size(), 2u);
  const auto frame = wire::parse_server_frame(reaction.frames[1]);
  ASSERT_TRUE(frame && std::holds_alternative<wire::Lines>(*frame));
  EXPECT_EQ(std::get<wire::Lines>(*frame).after, office.client.replica().sequence());
  for (const std::string& text : reaction.frames) office.client.receive(text);
  EXPECT_TRUE(office.in_step());
}

TEST(Sync, AGapIsNeverAcceptedAndAsksForAReconnect) {
  Office office;
  office.connect();
  office.relay.desk.hear();
  office.new_lines();  // lost
  office.relay.desk.hear();
  office.publish();
  EXPECT_TRUE(office.client.wants_reconnect());
  EXPECT_FALSE(office.in_step());
  office.client.disconnected();
  office.connect();
  EXPECT_TRUE(office.in_step());
}

TEST(Sync, AnEchoedFrameChangesNothing) {
  Office office;
  office.connect();
  office.relay.desk.hear();
  const std::string lines = office.new_lines();
  office.client.receive(lines);
  office.client.receive(lines);
  EXPECT_TRUE(office.in_step());
}

TEST(Sync, AnotherEpochOrACursorAheadGetsASnapshot) {
  Office office;
  office.connect();
  const auto answer_to = [&](wire::Hello hello) {
    ServerSession session(office.relay, [](std::string) {});
    return wire::parse_server_frame(session.receive(wire::client_frame_text(hello)).frames.at(1));
  };
  EXPECT_TRUE(std::holds_alternative<wire::Snapshot>(*answer_to({"", "", Epoch{20, 2}, 1})));
  EXPECT_TRUE(std::holds_alternative<wire::Snapshot>(*answer_to({"", "", Epoch{20, 1}, 999})));
  EXPECT_TRUE(std::holds_alternative<wire::Lines>(*answer_to({"", "", Epoch{20, 1}, 1})));
  office.relay.desk.pass(limits::snapshot_age_behind_max_ms + 1);
  EXPECT_TRUE(std::holds_alternative<wire::Snapshot>(*answer_to({"", "", Epoch{20, 1}, 1})));
}

// What somebody else has read is left out, so that only the number of events decides and not what they weigh.
TEST(Sync, P5b_FiveThousandEventsBehindAreLinesAndOneMoreIsASnapshot) {
  Office office;
  Desk& desk = office.relay.desk;
  const Stamp stamp{desk.now, Desk::as(Desk::ben), CommandId{9, 9}};
  const Event unseen = MarkedRead{Desk::ben, ConversationId{9, 9}, 1};
  constexpr auto most = static_cast<std::uint64_t>(limits::snapshot_events_behind_max);
  for (std::uint64_t at = 0; at < most + 10; ++at) desk.log.push_back(Line{desk.log.size() + 1, stamp, unseen});
  const auto answer_behind = [&](std::uint64_t behind) {
    ServerSession session(office.relay, [](std::string) {});
    return wire::parse_server_frame(session.receive(wire::client_frame_text(wire::Hello{"", "", office.relay.epoch, desk.log.size() - behind})).frames.at(1));
  };
  const auto lines = answer_behind(most);
  ASSERT_TRUE(std::holds_alternative<wire::Lines>(*lines));
  EXPECT_EQ(std::get<wire::Lines>(*lines).after, desk.log.size() - most);
  EXPECT_EQ(std::get<wire::Lines>(*lines).upto, desk.log.size());
  EXPECT_TRUE(std::holds_alternative<wire::Snapshot>(*answer_behind(most + 1)));
}

TEST(Sync, AnActionIsVisibleAtOnceAndAnAnswerAheadOfItsLinesWaits) {
  Office office;
  office.connect();
  const ConversationId id = office.relay.desk.conversation().id;
  office.exchange(office.ask(Resolve{id}).frames);
  EXPECT_EQ(office.client.state().conversations.find(id)->status, WorkStatus::resolved);
  office.answer();
  EXPECT_EQ(office.client.state().conversations.find(id)->status, WorkStatus::resolved);
  EXPECT_EQ(office.client.waiting(), 1u);
  office.publish();
  EXPECT_EQ(office.client.waiting(), 0u);
  EXPECT_TRUE(office.in_step());
}

TEST(Sync, WhatWasNotAnsweredIsSentAgainAfterAReconnect) {
  Office office;
  office.connect();
  office.ask(Assign{office.relay.desk.conversation().id, Desk::ben});  // its frame is lost
  office.client.disconnected();
  office.connect();
  office.answer();
  office.publish();
  EXPECT_EQ(office.relay.desk.conversation().assignee, Desk::ben);
  EXPECT_EQ(office.client.waiting(), 0u);
}

TEST(Sync, WhatWaitedGoesOutOneByOneInOrderAfterTheWelcome) {
  Office office;
  office.connect();
  office.client.disconnected();
  office.ask(office.relay.desk.reply("first"));
  office.ask(office.relay.desk.reply("second"));
  office.connect();
  EXPECT_EQ(office.relay.answers.size(), 1u);
  EXPECT_TRUE(office.ask(office.relay.desk.reply("third")).frames.empty()) << "it must not overtake";
  for (int i = 0; i < 3; ++i) office.answer();
  EXPECT_TRUE(office.relay.answers.empty());
  office.publish();
  EXPECT_EQ(office.client.waiting(), 0u);
  EXPECT_FALSE(office.client.draining());
  EXPECT_TRUE(office.in_step());
}

TEST(Sync, TooManyAtOnceIsNoRefusalAndGoesOutAgainAfterAPause) {
  Office office;
  office.connect();
  const Instant now = office.relay.desk.now;
  office.ask(office.relay.desk.reply("first"));
  wire::Answer answer;
  answer.id = CommandId{30, 1};
  answer.error = wire::ErrorBody{"too_many", "Slower.", "", {}, "", {}};
  office.exchange(office.client.receive(wire::server_frame_text(answer), now));
  EXPECT_TRUE(office.client.take_notices().empty());
  EXPECT_TRUE(office.ask(office.relay.desk.reply("second")).frames.empty());
  EXPECT_TRUE(office.client.resume(now).empty());
  EXPECT_EQ(office.client.waiting(), 2u);
  office.exchange(office.client.resume(now + 1'000));
  office.answer();
  office.answer();
  office.publish();
  EXPECT_EQ(office.client.waiting(), 0u);
  EXPECT_TRUE(office.in_step());
}

TEST(Sync, AReplyStoppedAsStaleStopsTheOnesWrittenAfterIt) {
  Office office;
  office.connect();
  office.client.disconnected();
  const Conversation conversation = office.relay.desk.conversation();
  SendReply reply{conversation.id, {}, "first", {}};
  reply.how.seen = conversation.messages;
  office.ask(reply);
  reply.text = "second";
  office.ask(reply);
  office.relay.desk.hear();
  office.connect();
  office.answer();
  const auto notices = office.client.take_notices();
  ASSERT_EQ(notices.size(), 2u);
  EXPECT_EQ(std::get<SendReply>(notices[0].command).text, "first");
  EXPECT_EQ(std::get<SendReply>(notices[1].command).text, "second");
  EXPECT_EQ(notices[1].code, "stale");
  EXPECT_EQ(office.client.waiting(), 0u);
  EXPECT_TRUE(office.relay.answers.empty());
}

TEST(Sync, NobodyLooksOrWritesOnceTheConnectionIsGone) {
  Office office;
  office.connect();
  const ConversationId id = office.relay.desk.conversation().id;
  wire::Presence ben_writes;
  ben_writes.looking.emplace_back(Desk::ben, id);
  ben_writes.typing.emplace_back(Desk::ben, id);
  office.exchange(office.client.receive(wire::server_frame_text(ben_writes)));
  EXPECT_EQ(office.client.presence().typing.size(), 1u);
  office.client.disconnected();
  EXPECT_TRUE(office.client.presence().looking.empty());
  EXPECT_TRUE(office.client.presence().typing.empty());
}

TEST(Sync, AFrameThatANewerRelaySaysIsIgnored) {
  Office office;
  office.connect();
  EXPECT_TRUE(office.client.receive(R"({"frame":"of_a_newer_relay","revision":"17"})").empty());
  EXPECT_EQ(office.client.link(), ClientSession::Link::live);
  EXPECT_FALSE(office.client.wants_reconnect());
  EXPECT_TRUE(office.client.take_notices().empty());
  EXPECT_TRUE(office.in_step());
}

TEST(Sync, OtherPreferencesAreToldOnceByTheirRevision) {
  Office office;
  office.connect();
  EXPECT_EQ(office.client.take_preferences_revision(), "");
  EXPECT_TRUE(office.client.receive(wire::server_frame_text(wire::PreferencesChanged{"17"})).empty());
  EXPECT_EQ(office.client.take_preferences_revision(), "17");
  EXPECT_EQ(office.client.take_preferences_revision(), "");
}

TEST(Sync, APageMadeOfWhatWasKeptIsInStepAndAsksOnlyForTheRest) {
  Office office;
  office.connect();
  ClientSession page;
  for (const std::string& text : office.kept) ASSERT_TRUE(page.restore(text));
  EXPECT_EQ(digest(page.state(), Desk::anna), digest(office.relay.desk.state, Desk::anna));
  EXPECT_EQ(page.link(), ClientSession::Link::offline);
  EXPECT_FALSE(page.restore("{}"));
  const auto hello = wire::parse_client_frame(page.connected("ticket", "b1").front());
  EXPECT_EQ(std::get<wire::Hello>(*hello).seq, office.relay.desk.log.size());
  EXPECT_EQ(std::get<wire::Hello>(*hello).epoch, office.relay.epoch);
}

TEST(Sync, ACommandThatWaitedInAnotherLifeIsShownAndSentOnce) {
  Office office;
  office.connect();
  const SendReply reply{office.relay.desk.conversation().id, {}, "from before", {}};
  const std::string submit = wire::client_frame_text(wire::Submit{CommandId{30, 77}, reply});
  EXPECT_TRUE(office.client.adopt("nonsense", {}).empty());
  office.exchange(office.client.adopt(submit, office.relay.desk.now));
  EXPECT_TRUE(office.client.adopt(submit, office.relay.desk.now).empty());
  EXPECT_EQ(office.client.waiting(), 1u);
  office.answer();
  office.publish();
  EXPECT_EQ(office.client.waiting(), 0u);
  EXPECT_TRUE(office.in_step());
}

TEST(Sync, ALateRefusalGivesTheTextBackWithItsReason) {
  Office office;
  office.connect();
  office.relay.desk.hear(Channel::sms, OptChange::out);  // not heard of here yet
  office.exchange(office.ask(office.relay.desk.reply("too late")).frames);
  EXPECT_EQ(office.client.waiting(), 1u);
  office.answer();
  const auto notices = office.client.take_notices();
  ASSERT_EQ(notices.size(), 1u);
  EXPECT_EQ(notices[0].code, "opted_out");
  EXPECT_EQ(std::get<SendReply>(notices[0].command).text, "too late");
  office.publish();
  EXPECT_TRUE(office.in_step());
}

TEST(Sync, AThreadShowsItsPageThePredictionAndThenTheLine) {
  Office office;
  office.connect();
  const ThreadId thread = office.relay.desk.conversation().thread;
  office.exchange(office.client.open_thread(thread));
  const auto messages = [&] {
    std::size_t count = 0;
    for (const ThreadEntry& entry : office.client.thread(thread)->entries()) count += entry.kind == ThreadEntry::Kind::message;
    return count;
  };
  EXPECT_EQ(messages(), 1u);
  office.exchange(office.ask(office.relay.desk.reply("hi")).frames);
  EXPECT_EQ(messages(), 2u);
  EXPECT_EQ(office.client.thread(thread)->entries().back().seq, 0u);
  office.answer();
  office.publish();
  EXPECT_EQ(messages(), 2u);
  EXPECT_NE(office.client.thread(thread)->entries().back().seq, 0u);
}

TEST(Sync, AReadMarkerIsSeenByItsAgentOnly) {
  EXPECT_TRUE(may_see({Desk::anna, Role::agent}, MarkedRead{Desk::anna, {}, 1}));
  EXPECT_FALSE(may_see({Desk::ben, Role::admin}, MarkedRead{Desk::anna, {}, 1}));
  EXPECT_FALSE(may_submit({Desk::anna, Role::admin}, ConfigureSettings{}));
  EXPECT_FALSE(may_submit({Desk::anna, Role::agent}, ReportDelivery{}));
}

TEST(ServerSession, ClosesOnStrangersAndOnTheThirdNonsense) {
  Office office;
  ServerSession stranger(office.relay, [](std::string) {});
  EXPECT_EQ(stranger.receive(wire::client_frame_text(wire::Ack{1})).close, 4401);
  office.connect();
  EXPECT_EQ(office.server->receive("nonsense").close, 0);
  EXPECT_EQ(office.server->receive("{}").close, 0);
  EXPECT_EQ(office.server->receive("[]").close, 4400);
  office.relay.signed_in = false;
  ServerSession expired(office.relay, [](std::string) {});
  EXPECT_EQ(expired.receive(wire::client_frame_text(wire::Hello{})).close, 4401);
}

TEST(ServerSession, NonsenseOnceAMinuteIsForgiven) {
  Office office;
  office.connect();
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(office.server->receive("nonsense").close, 0);
    office.relay.desk.pass(limits::minute_ms + 1);
  }
}

TEST(ServerSession, ACommandThatIsNotAnAgentsIsAnsweredNotAllowed) {
  Office office;
  office.connect();
  const auto reaction = office.server->receive(wire::client_frame_text(wire::Submit{CommandId{1, 1}, Wake{}}));
  const auto frame = wire::parse_server_frame(reaction.frames.at(0));
  EXPECT_EQ(std::get<wire::Answer>(*frame).error->code, "not_allowed");
}
