// What travels over the socket: catching up, live lines, submits and their answers, pages (P3, P5, P6).
#include <gtest/gtest.h>

#include "core/base/id_text.h"
#include "tests/relay/host/socket_client.h"

namespace tributary::test {
namespace {

class Sync : public ::testing::Test {
 protected:
  void SetUp() override { relay.hook("sms", relay.sms("SM1", "+15550100101", "Are you open?")); }
  boost::json::object row() { return relay.as(both, "GET", "/api/v1/conversations").json().at("items").at(0).as_object(); }
  ConversationId conversation() { return *parse_id<ConversationTag>(std::string(row().at("id").as_string())); }
  // A page of an agent, signed in and caught up.
  void join(SocketClient& socket, const std::string& email) {
    const std::string cookie = relay.cookie_of(email, Role::agent);
    auto ticket = relay.ask("POST", "/api/v1/session/ticket", "", {{"Cookie", cookie}, {"Origin", public_url}, {"X-Requested-By", "app"}});
    ASSERT_EQ(socket.open_from_page(cookie), 101);
    welcome = socket.welcome(std::string(ticket.json().at("ticket").as_string()));
    at = socket.next<wire::Snapshot>().at;
    EXPECT_EQ(at, welcome.seq);
  }
  boost::json::array messages() { return relay.as(both, "GET", "/api/v1/conversations/" + to_text(conversation()) + "/messages").json().at("items").as_array(); }
  std::size_t messages_with(std::string_view text) {
    std::size_t n = 0;
    for (const auto& m : messages())
      if (const auto* body = m.as_object().if_contains("text"); body && body->is_string()) n += std::string_view(body->get_string()) == text;
    return n;
  }

  LivingRelay relay;
  std::string both = relay.token({"conversations:read", "messages:send"});
  wire::Welcome welcome;
  std::uint64_t at = 0;
};

TEST_F(Sync, WhoComesNewGetsASnapshotAndWhoComesBackGetsTheLinesSince) {
  SocketClient fresh(relay);
  fresh.open_as(both);
  auto hello = fresh.welcome();
  auto snapshot = fresh.next<wire::Snapshot>();
  EXPECT_EQ(snapshot.epoch, hello.epoch);
  EXPECT_EQ(snapshot.at, hello.seq);
  EXPECT_EQ(snapshot.parts, 1u);
  EXPECT_NE(snapshot.state.find("Are you open?"), std::string::npos);

  relay.hook("sms", relay.sms("SM2", "+15550100101", "While you were away"));
  SocketClient back(relay);
  back.open_as(both);
  auto again = back.welcome("", hello.epoch, hello.seq);
  auto lines = back.next<wire::Lines>();
  EXPECT_EQ(lines.after, hello.seq);
  EXPECT_EQ(lines.upto, again.seq);
  EXPECT_EQ(lines.lines.size(), again.seq - hello.seq);
  ASSERT_FALSE(lines.contents.empty());
}

TEST_F(Sync, AStateThatSomebodyReadsStandsStillWhileTheInboxGoesOn) {
  host::TenantRuntime& tenant = relay.tenant().runtime;
  auto reading = tenant.freeze();
  const std::uint64_t was = digest(*reading.state);
  EXPECT_EQ(was, digest(tenant.state()));
  relay.hook("sms", relay.sms("SM2", "+15550100101", "Meanwhile"));
  relay.hook("sms", relay.sms("SM3", "+15550100102", "From somebody new"));
  EXPECT_EQ(digest(*reading.state), was);
  EXPECT_GT(tenant.head(), reading.seq);
  const std::uint64_t goes_on = digest(tenant.state());
  EXPECT_NE(goes_on, was);
  EXPECT_EQ(tenant.freeze().seq, reading.seq) << "who comes while somebody reads reads the same, and hears the rest as lines";
  SocketClient late(relay);
  late.open_as(both);
  const auto hello = late.welcome();
  EXPECT_EQ(late.next<wire::Snapshot>().at, reading.seq);
  const auto lines = late.next<wire::Lines>();
  EXPECT_EQ(lines.after, reading.seq);
  EXPECT_EQ(lines.upto, hello.seq);
  reading = {};
  relay.hook("sms", relay.sms("SM4", "+15550100101", "Nobody reads any more"));
  const auto anew = tenant.freeze();
  EXPECT_EQ(anew.seq, tenant.head());
  EXPECT_EQ(digest(*anew.state), digest(tenant.state()));
}

TEST_F(Sync, P5_ACursorOfAnotherHistoryOrAheadOfOursGetsASnapshot) {
  SocketClient one(relay), foreign(relay), ahead(relay);
  one.open_as(both);
  auto hello = one.welcome();
  foreign.open_as(both);
  foreign.welcome("", store::mint<Epoch>(), hello.seq);
  EXPECT_EQ(foreign.next<wire::Snapshot>().at, hello.seq);
  ahead.open_as(both);
  ahead.welcome("", hello.epoch, hello.seq + 1000);
  EXPECT_EQ(ahead.next<wire::Snapshot>().at, hello.seq);
}

TEST_F(Sync, P5_TheChainHasNoGapAlsoWhereAnotherAgentsReadMarkersAreLeftOut) {
  SocketClient reader(relay), watcher(relay);
  join(reader, "reader@example.com");
  join(watcher, "watcher@example.com");
  std::uint64_t cursor = at;
  const ConversationId open = conversation();
  EXPECT_TRUE(reader.submit(MarkRead{open, 1}).accepted);
  relay.hook("sms", relay.sms("SM2", "+15550100101", "And now?"));
  const std::uint64_t head = relay.tenant().runtime.head();
  bool left_out = false, told = false;
  while (cursor < head) {
    auto frame = watcher.next<wire::Lines>();
    ASSERT_EQ(frame.epoch, welcome.epoch);
    ASSERT_EQ(frame.after, cursor) << "every frame begins where the one before ended";
    left_out |= frame.lines.size() < frame.upto - frame.after;
    for (const auto& line : frame.lines) {
      EXPECT_FALSE(std::holds_alternative<MarkedRead>(line.event)) << "a read marker belongs to its agent alone";
      told |= std::holds_alternative<MessageReceived>(line.event);
    }
    cursor = frame.upto;
  }
  EXPECT_TRUE(left_out);
  EXPECT_TRUE(told);
  auto own = reader.next<wire::Lines>();
  while (own.upto < head && own.lines.size() != own.upto - own.after) own = reader.next<wire::Lines>();
  EXPECT_EQ(own.lines.size(), own.upto - own.after) << "the reader sees the own marker";
}

TEST_F(Sync, P3_ASubmitSentAgainHasOneEffectAndTheSameAnswer) {
  SocketClient socket(relay);
  join(socket, "agent@example.com");
  const auto id = store::mint<CommandId>();
  const SendReply words{conversation(), {}, "On its way."};
  auto first = socket.submit(words, id);
  ASSERT_TRUE(first.accepted);
  EXPECT_GT(first.seq, at);
  auto again = socket.submit(words, id);
  EXPECT_TRUE(again.accepted);
  EXPECT_EQ(again.seq, first.seq);
  relay.restart();
  SocketClient later(relay);
  later.open_as(both);
  later.welcome();
  EXPECT_EQ(messages_with("On its way."), 1u);
}

TEST_F(Sync, P3_ASubmitSentAgainAfterAReconnectGetsTheSameAnswer) {
  const auto id = store::mint<CommandId>();
  std::uint64_t seq = 0;
  for (int turn = 0; turn < 2; ++turn) {
    SocketClient socket(relay);
    socket.open_as(both);
    socket.welcome();
    auto answer = socket.submit(SendReply{conversation(), {}, "Only once."}, id);
    EXPECT_TRUE(answer.accepted);
    EXPECT_TRUE(turn == 0 || answer.seq == seq);
    seq = answer.seq;
    if (turn == 0) relay.restart();
  }
  EXPECT_EQ(messages_with("Only once."), 1u);
}

TEST_F(Sync, P3_WhatWasSentIsNotSentAgainHoweverLateABrowserAsks) {
  const auto id = store::mint<CommandId>();
  const auto asks = [&](CommandId which, const std::string& words) {
    SocketClient socket(relay);
    socket.open_as(both);
    socket.welcome();
    return socket.submit(SendReply{conversation(), {}, words}, which);
  };
  const auto first = asks(id, "Before the weekend.");
  ASSERT_TRUE(first.accepted);
  relay.pass(3 * limits::day_ms);  // the answer is forgotten with the next command
  relay.hook("sms", relay.sms("SM2", "+15550100101", "Hello?"));
  ASSERT_TRUE(asks(store::mint<CommandId>(), "On Monday.").accepted);

  const auto again = asks(id, "Before the weekend.");

  EXPECT_TRUE(again.accepted);
  EXPECT_EQ(again.seq, first.seq);
  EXPECT_EQ(messages_with("Before the weekend."), 1u);
}

TEST_F(Sync, P3_TheSameIdWithOtherWordsIsAConflict) {
  SocketClient socket(relay);
  join(socket, "agent@example.com");
  const auto id = store::mint<CommandId>();
  ASSERT_TRUE(socket.submit(SendReply{conversation(), {}, "first words"}, id).accepted);
  auto other = socket.submit(SendReply{conversation(), {}, "other words"}, id);
  EXPECT_FALSE(other.accepted);
  ASSERT_TRUE(other.error);
  EXPECT_EQ(other.error->code, "id_conflict");
  EXPECT_EQ(messages_with("first words"), 1u);
  EXPECT_EQ(messages_with("other words"), 0u);
}

TEST_F(Sync, ARefusalSaysWhichFieldAndWhichLimit) {
  SocketClient socket(relay);
  join(socket, "agent@example.com");
  auto answer = socket.submit(SendReply{conversation(), {}, std::string(1601, 'x')});
  ASSERT_TRUE(answer.error);
  EXPECT_EQ(answer.error->code, "message_too_long");
  EXPECT_EQ(answer.error->field, "message");
  EXPECT_EQ(answer.error->limit, 1600);
}

TEST_F(Sync, WhatBelongsToProvidersTimersAndTheConfigurationIsNotAllowedHere) {
  SocketClient socket(relay);
  join(socket, "agent@example.com");
  ASSERT_TRUE(socket.submit(SendReply{conversation(), {}, "to be lied about"}, store::mint<CommandId>()).accepted);
  const std::uint64_t head = relay.tenant().runtime.head();
  ReceiveMessage forged;
  forged.number = relay.tenant().runtime.number(our_number, Channel::sms)->id;
  forged.body.text = "forged";
  const std::vector<Command> foreign{ReportDelivery{store::mint<MessageId>(), Delivery::delivered, 0}, ConfigureAgent{{welcome.agent, Role::admin, true}, "me"}, Wake{}, forged};
  for (const Command& command : foreign) {
    auto answer = socket.submit(command);
    EXPECT_FALSE(answer.accepted);
    ASSERT_TRUE(answer.error) << command.index();
    EXPECT_EQ(answer.error->code, "not_allowed") << command.index();
  }
  EXPECT_EQ(relay.tenant().runtime.head(), head);
}

TEST_F(Sync, ATokenThatMayOnlyReadSubmitsNothing) {
  SocketClient socket(relay);
  socket.open_as(relay.token({"conversations:read"}));
  socket.welcome();
  for (const Command& command : {Command(SendReply{conversation(), {}, "hi"}), Command(Resolve{conversation()}), Command(MarkRead{conversation(), 1})}) {
    auto answer = socket.submit(command);
    ASSERT_TRUE(answer.error);
    EXPECT_EQ(answer.error->code, "not_allowed");
  }
}

TEST_F(Sync, AMessageSentWithATokenIsAutomationAndOneFromThePageIsTheAgents) {
  SocketClient robot(relay), person(relay);
  robot.open_as(both);
  robot.welcome();
  join(person, "agent@example.com");
  ASSERT_TRUE(robot.submit(SendReply{conversation(), {}, "by a program"}).accepted);
  ASSERT_TRUE(person.submit(SendReply{conversation(), {}, "by a person"}).accepted);
  std::vector<std::string> authors;
  for (const auto& m : messages())
    authors.emplace_back(m.at("author").at("kind").as_string());
  EXPECT_EQ(authors, (std::vector<std::string>{"contact", "automation", "agent"}));
}

TEST_F(Sync, PagesComeOldestFirstAndSayWhetherThereIsMore) {
  for (int i = 2; i < 8; ++i) relay.hook("sms", relay.sms("SM" + std::to_string(i), "+15550100101", "number " + std::to_string(i)));
  SocketClient socket(relay);
  join(socket, "agent@example.com");
  const ThreadId thread = relay.tenant().runtime.state().conversations.find(conversation())->thread;
  std::uint64_t before = 0;
  std::vector<std::uint64_t> seen;
  for (bool more = true; more;) {
    socket.say(wire::PageRequest{thread, before, 3});
    auto page = socket.next<wire::Page>();
    EXPECT_EQ(page.thread, thread);
    EXPECT_EQ(page.before, before);
    ASSERT_FALSE(page.lines.empty());
    EXPECT_LE(page.lines.size(), 3u);
    std::vector<std::uint64_t> part;
    for (const auto& line : page.lines) part.push_back(line.seq);
    EXPECT_TRUE(std::is_sorted(part.begin(), part.end()));
    EXPECT_TRUE(seen.empty() || part.back() < seen.front());
    seen.insert(seen.begin(), part.begin(), part.end());
    before = seen.front();
    more = page.more;
  }
  EXPECT_GE(seen.size(), 7u);
}

TEST_F(Sync, APageOfAThreadThatIsNotThereIsEmpty) {
  SocketClient socket(relay);
  join(socket, "agent@example.com");
  socket.say(wire::PageRequest{store::mint<ThreadId>(), 0, 50});
  auto page = socket.next<wire::Page>();
  EXPECT_TRUE(page.lines.empty());
  EXPECT_FALSE(page.more);
}

}  // namespace
}  // namespace tributary::test
