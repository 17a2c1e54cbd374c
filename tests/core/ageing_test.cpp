#include "core/inbox/ageing.h"

#include <map>

#include "core/engine/past_outgoing.h"
#include "core/sync/client_session.h"
#include "core/view/outbox_ledger.h"
#include "core/view/thread.h"
#include "core/wire/snapshot.h"
#include "tests/core/desk.h"

using namespace tributary;

namespace {

constexpr std::int64_t long_enough = limits::outgoing_kept_ms + limits::hour_ms;

struct Ageing : testing::Test, LogReader {
  Desk desk;

  MessageId sent(Delivery last, Channel channel = Channel::sms) {
    desk.hear(channel);
    const MessageId id = desk.answer();
    desk.run(StartAttempt{id});
    desk.run(ReportDelivery{id, last, last == Delivery::failed ? 30003 : 0});
    return id;
  }
  void grow_old() {
    desk.pass(long_enough);
    desk.run(Wake{});
  }
  bool held(MessageId id) const { return desk.state.outgoing.find(id) != nullptr; }
  std::size_t aged() const { return desk.happened<LetGo>(); }

  std::vector<Line> of_message(MessageId id) const override {
    std::vector<Line> lines;
    for (const Line& line : desk.log)
      if (about(desk.state, line.event).message == id) lines.push_back(line);
    return lines;
  }
  mutable int threads_asked = 0;
  std::vector<Line> of_thread(ThreadId id, std::uint64_t before) const override {
    ++threads_asked;
    std::vector<Line> lines;
    for (const Line& line : desk.log)
      if (about(desk.state, line.event).thread == id && (!before || line.seq < before)) lines.push_back(line);
    if (lines.size() > 2) lines.erase(lines.begin(), lines.end() - 2);
    return lines;
  }
  // As the host does it.
  void say(const Command& command) {
    if (const auto story = story_to_take_up(desk.state, command, *this)) desk.run(*story);
    desk.run(command);
  }
  void expect_books_balance() const {
    OutboxLedger books;
    for (const Line& line : desk.log) books.take(line.event);
    const auto difference = books.against(desk.state);
    EXPECT_EQ(difference.messages, 0u) << difference.sentence;
    EXPECT_TRUE(books.sum().balanced());
  }
};

}  // namespace

TEST_F(Ageing, WhatIsOutOfOurHandsLeavesThirtyDaysAfterItsLastWordAtAFullHour) {
  const MessageId sms = sent(Delivery::accepted), failed = sent(Delivery::failed), chat = sent(Delivery::delivered, Channel::whatsapp);
  desk.pass(limits::outgoing_kept_ms - 1);
  desk.run(Wake{});
  EXPECT_TRUE(held(sms) && held(failed) && held(chat));
  desk.pass(limits::hour_ms + 1);
  const auto due = next_wake(desk.state);
  ASSERT_TRUE(due && *due <= desk.now);
  EXPECT_EQ(due->ms % limits::hour_ms, 0);
  desk.run(Wake{});
  EXPECT_EQ(aged(), 1u) << "one event for all of them";
  EXPECT_FALSE(held(sms) || held(failed) || held(chat));
  desk.run(Wake{});
  EXPECT_EQ(aged(), 0u);
  expect_books_balance();
}

TEST_F(Ageing, AWordBeginsTheThirtyDaysAnew) {
  const MessageId chat = sent(Delivery::accepted, Channel::whatsapp);
  desk.pass(20 * limits::day_ms);
  desk.run(ReportDelivery{chat, Delivery::delivered, 0});
  desk.pass(20 * limits::day_ms);
  desk.run(Wake{});
  EXPECT_TRUE(held(chat));
  grow_old();
  EXPECT_FALSE(held(chat));
}

TEST_F(Ageing, WhatIsUndecidedNeverAges) {
  desk.hear();
  const MessageId unknown = desk.answer(), queued = desk.answer();
  desk.run(StartAttempt{unknown});
  desk.run(ReportDelivery{unknown, Delivery::unknown, 0});
  for (int month = 0; month < 5; ++month) grow_old();
  EXPECT_EQ(desk.status(unknown), Delivery::unknown);
  EXPECT_EQ(desk.status(queued), Delivery::queued);
  desk.run(MarkAsSent{unknown});
  grow_old();
  EXPECT_FALSE(held(unknown));
  EXPECT_TRUE(held(queued));
}

TEST_F(Ageing, ManyLeaveInTurnsOfAThousandEach) {
  desk.hear();
  const ConversationId here = desk.conversation().id;
  for (std::uint64_t n = 1; n <= 2'500; ++n) {
    const Stamp stamp{desk.now, {}, CommandId{77, n}};
    apply_event(desk.state, ReplyQueued{MessageId{77, n}, here, desk.session().id, Desk::sms, Desk::phone, Channel::sms}, stamp);
    apply_event(desk.state, AttemptStarted{MessageId{77, n}, here, 1}, stamp);
    apply_event(desk.state, DeliveryChanged{MessageId{77, n}, here, Delivery::sent, 0}, stamp);
  }
  desk.pass(long_enough);
  for (const std::size_t most : {1'000u, 1'000u, 500u, 0u}) {
    desk.run(Wake{});
    const auto* left = desk.last.empty() ? nullptr : std::get_if<LetGo>(&desk.last.back());
    EXPECT_EQ(left ? left->messages.size() : 0u, most);
  }
  EXPECT_EQ(desk.state.outgoing.size_here(), 0u);
  EXPECT_EQ(desk.state.ageing.size_here(), 0u);
}

TEST_F(Ageing, ALateWordIsHeardAndALateLowerOneIsNot) {
  const MessageId chat = sent(Delivery::delivered, Channel::whatsapp), sms = sent(Delivery::sent);
  for (int newer = 0; newer < 3; ++newer) desk.hear();
  const std::uint32_t place = desk.state.outgoing.find(sms)->position;
  grow_old();
  say(ReportDelivery{chat, Delivery::sent, 0});
  EXPECT_TRUE(desk.last.empty());
  EXPECT_FALSE(held(chat)) << "nothing was taken up for a word that moves nothing";
  say(ReportDelivery{chat, Delivery::read, 0});
  EXPECT_EQ(desk.happened<DeliveryChanged>(), 1u);
  EXPECT_FALSE(held(chat)) << "read is the end";
  say(ReportDelivery{chat, Delivery::read, 0});
  EXPECT_TRUE(desk.last.empty()) << "once";
  say(ReportDelivery{sms, Delivery::failed, 30005});
  ASSERT_TRUE(held(sms));
  EXPECT_EQ(desk.state.outgoing.find(sms)->position, place);
  EXPECT_EQ(desk.state.outgoing.find(sms)->attempts, 1u);
  grow_old();
  EXPECT_FALSE(held(sms)) << "another thirty days";
  say(ReportDelivery{sms, Delivery::delivered, 0});
  EXPECT_EQ(desk.status(sms), Delivery::delivered);
  expect_books_balance();
}

TEST_F(Ageing, TakingUpAStoryReadsNothingButTheMessagesOwnLines) {
  const MessageId failed = sent(Delivery::failed);
  const std::uint32_t place = desk.state.outgoing.find(failed)->position;
  for (int newer = 0; newer < 50; ++newer) desk.hear();
  grow_old();
  const auto story = story_to_take_up(desk.state, SendAgain{failed}, *this);
  ASSERT_TRUE(story);
  EXPECT_EQ(story->outgoing.position, place);
  EXPECT_EQ(threads_asked, 0);
}

TEST_F(Ageing, AMessageOfAnOlderProgramIsCountedToItsPlace) {
  const MessageId failed = sent(Delivery::failed);
  const std::uint32_t place = desk.state.outgoing.find(failed)->position;
  for (int newer = 0; newer < 5; ++newer) desk.hear();
  grow_old();
  for (Line& line : desk.log)
    if (auto* queued = std::get_if<ReplyQueued>(&line.event)) queued->position = 0;
  const auto story = story_to_take_up(desk.state, SendAgain{failed}, *this);
  ASSERT_TRUE(story);
  EXPECT_EQ(story->outgoing.position, place);
  EXPECT_GT(threads_asked, 1);
}

TEST_F(Ageing, AMessageOfAnOlderProgramIsCountedOnceAndNotUnderEverythingThatWasEverSaid) {
  const MessageId failed = sent(Delivery::failed), deep = sent(Delivery::failed);
  const auto forget_places = [this] {
    for (Line& line : desk.log)
      if (auto* queued = std::get_if<ReplyQueued>(&line.event)) queued->position = 0;
  };
  grow_old();
  forget_places();
  say(SendAgain{failed});
  ASSERT_TRUE(held(failed));
  const std::uint32_t place = desk.state.outgoing.find(failed)->position;
  desk.run(StartAttempt{failed});
  desk.run(ReportDelivery{failed, Delivery::failed, 30003});
  for (int newer = 0; newer < 300; ++newer) desk.hear();
  grow_old();
  forget_places();
  threads_asked = 0;
  const auto again = story_to_take_up(desk.state, SendAgain{failed}, *this);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->outgoing.position, place);
  EXPECT_EQ(threads_asked, 0) << "its story said it when it was taken up";
  EXPECT_FALSE(story_to_take_up(desk.state, SendAgain{deep}, *this));
  EXPECT_EQ(threads_asked, 100);
}

TEST_F(Ageing, AFailedMessageIsSentAgainByAPersonHoweverOldItIs) {
  const MessageId failed = sent(Delivery::failed);
  grow_old();
  EXPECT_EQ(desk.refused(SendAgain{failed}), Refusal::unknown_message) << "the engine knows nothing of it";
  say(SendAgain{failed});
  EXPECT_EQ(desk.status(failed), Delivery::queued);
  desk.run(StartAttempt{failed});
  EXPECT_EQ(desk.state.outgoing.find(failed)->attempts, 2u);
  EXPECT_EQ(desk.state.outgoing.find(failed)->error, 30003);
  expect_books_balance();
  const MessageId arrived = sent(Delivery::delivered);
  EXPECT_FALSE(story_to_take_up(desk.state, SendAgain{arrived}, *this)) << "this one is over";
  EXPECT_FALSE(story_to_take_up(desk.state, SendAgain{MessageId{6, 6}}, *this)) << "and this one never was";
}

TEST_F(Ageing, TheThreadShowsWhatItShowed) {
  const MessageId failed = sent(Delivery::failed);
  grow_old();
  ThreadView view;
  for (const Line& line : desk.log)
    if (about(desk.state, line.event).thread) view.add_newer(line);
  bool shown = false;
  for (const ThreadEntry& entry : view.entries()) shown |= entry.message == failed && entry.delivery == Delivery::failed && entry.error == 30003;
  EXPECT_TRUE(shown);
}

TEST_F(Ageing, AConversationGoesOnSayingThatItsLastMessageFailed) {
  const MessageId failed = sent(Delivery::failed);
  EXPECT_FALSE(desk.conversation().failed) << "the outbox says it";
  grow_old();
  EXPECT_FALSE(held(failed));
  EXPECT_TRUE(desk.conversation().failed);
  State again;
  Contents unused;
  for (const std::string& piece : wire::snapshot_pieces(desk.state, {}, {}, nullptr, 100'000)) ASSERT_TRUE(wire::load_piece(piece, again, unused));
  EXPECT_TRUE(again.conversations.find(desk.conversation().id)->failed);
  EXPECT_EQ(broken_invariant(again), nullptr);
  say(SendAgain{failed});
  EXPECT_FALSE(desk.conversation().failed) << "a person decided about it";
  desk.run(StartAttempt{failed});
  desk.run(ReportDelivery{failed, Delivery::failed, 30003});
  grow_old();
  EXPECT_TRUE(desk.conversation().failed);
  desk.answer();
  EXPECT_FALSE(desk.conversation().failed) << "the last message is another";
}

TEST_F(Ageing, OnlyTheLastMessageOfAConversationAndOnlyAFailedOneStaysWithIt) {
  sent(Delivery::failed);
  sent(Delivery::sent);
  grow_old();
  EXPECT_EQ(aged(), 1u);
  EXPECT_FALSE(desk.conversation().failed);
}

TEST_F(Ageing, NobodyTakesUpWhatWasNeverLetGoOf) {
  const MessageId id = sent(Delivery::sent);
  Outgoing was = *desk.state.outgoing.find(id);
  desk.run(TakeUp{was});
  EXPECT_TRUE(desk.last.empty()) << "the outbox holds it";
  grow_old();
  for (const Delivery wrong : {Delivery::queued, Delivery::unknown, Delivery::delivered, Delivery::cancelled}) {
    was.status = wrong;
    EXPECT_EQ(desk.refused(TakeUp{was}), Refusal::invalid_value);
  }
  was.status = Delivery::sent;
  was.position = desk.conversation().messages + 1;
  EXPECT_EQ(desk.refused(TakeUp{was}), Refusal::invalid_value);
  was.conversation = ConversationId{6, 6};
  EXPECT_EQ(desk.refused(TakeUp{was}), Refusal::unknown_conversation);
}

TEST_F(Ageing, ASavedStateAgesOnLikeTheOneThatWasSaved) {
  const MessageId id = sent(Delivery::sent);
  State again;
  Contents unused;
  for (const std::string& piece : wire::snapshot_pieces(desk.state, {}, {}, nullptr, 100'000)) ASSERT_TRUE(wire::load_piece(piece, again, unused));
  EXPECT_EQ(broken_invariant(again), nullptr);
  EXPECT_EQ(next_letting_go(again), next_letting_go(desk.state));
  const auto due = letting_go(again, desk.now + long_enough);
  ASSERT_TRUE(due);
  EXPECT_EQ(due->messages, std::vector<MessageId>{id});
}

TEST_F(Ageing, TheBooksMissWhatIsLetGoOfUndecided) {
  OutboxLedger books;
  books.take(ReplyQueued{MessageId{1, 2}, ConversationId{1, 3}, {}, {}, {}, Channel::sms});
  books.take(LetGo{{MessageId{1, 2}}});
  EXPECT_EQ(books.against(State{}).messages, 1u);
  books.take(DeliveryChanged{MessageId{1, 2}, ConversationId{1, 3}, Delivery::failed, 30003});
  books.take(LetGo{{MessageId{1, 2}}});
  EXPECT_EQ(books.against(State{}).messages, 0u);
  EXPECT_EQ(books.sum().failed, 1u);
  EXPECT_TRUE(books.sum().balanced());
}

// A page knows no more than its state: it asks the relay, and shows the message as failed until the answer is there.
TEST_F(Ageing, APageAsksTheRelayAboutAMessageThatItsStateNoLongerHolds) {
  ClientSession page;
  (void)page.connected("ticket", "b1");
  const ClientSession::Asked asked = page.ask(CommandId{8, 8}, SendAgain{MessageId{1, 2}}, desk.now);
  EXPECT_TRUE(asked.accepted);
  ASSERT_EQ(asked.frames.size(), 1u);
  EXPECT_NE(asked.frames.front().find("send_again"), std::string::npos);
  EXPECT_EQ(page.waiting(), 1u);
  const ClientSession::Asked twice = page.ask(CommandId{8, 9}, SendAgain{MessageId{1, 2}}, desk.now);
  EXPECT_TRUE(twice.accepted);
  EXPECT_TRUE(twice.frames.empty()) << "a second click asks nothing more";
  EXPECT_EQ(page.waiting(), 1u);
  wire::Answer no;
  no.id = CommandId{8, 8};
  no.error.emplace().code = "unknown_message";
  (void)page.receive(wire::server_frame_text(no), desk.now);
  EXPECT_EQ(page.waiting(), 0u);
  EXPECT_EQ(page.take_notices().size(), 1u);
}
