// The frame table over the socket: every kind of command that exists times everybody, in two tenants; and the search
// of everything that was ever said to one tenant for the other's words and ids.
#include <gtest/gtest.h>

#include "core/base/id_text.h"
#include "core/sync/audience.h"
#include "core/wire/json.h"
#include "relay/api/access.h"
#include "tests/relay/guard/two_tenants.h"

namespace tributary::test {
namespace {

// One command of every kind, empty as it is: authorisation is asked before anything is looked up.
template <std::size_t... I>
std::vector<Command> every_kind(std::index_sequence<I...>) {
  std::vector<Command> all;
  (all.push_back(Command{std::variant_alternative_t<I, CommandOneOf>{}}), ...);
  return all;
}
std::vector<Command> every_kind() { return every_kind(std::make_index_sequence<std::variant_size_v<CommandOneOf>>{}); }

class Frames : public ::testing::Test {
 protected:
  TwoTenants both;
  LivingRelay& relay = both.relay;

  void sign_in(SocketClient& socket, Side& side, const std::string& cookie) {
    ASSERT_EQ(socket.open_from_page(cookie), 101);
    socket.welcome(both.ticket(side, cookie));
  }
  // 60 frames a second are let through; the clock is ours.
  wire::Answer submit(SocketClient& socket, const Command& command) {
    relay.pass(100);
    return socket.submit(command);
  }
  template <class Kind>
  Id<Kind> of(Side& side, const char* what) { return *parse_id<Kind>(side.ids.at(what)); }
};

TEST_F(Frames, EveryCommandIsTakenFromExactlyThoseWhoMayGiveIt) {
  struct Who { const char* name; api::Principal principal; };
  auto agent = [](Role role) { api::Principal p; p.kind = api::Principal::Kind::agent, p.role = role; return p; };
  auto token = [](std::vector<std::string> scopes) { api::Principal p; p.kind = api::Principal::Kind::token, p.scopes = std::move(scopes); return p; };
  const std::vector<Who> everybody{{"agent", agent(Role::agent)}, {"admin", agent(Role::admin)}, {"reader", token({"conversations:read"})}, {"robot", token({"conversations:read", "messages:send"})}};
  int yes = 0, no = 0;
  for (Side* side : {&both.amber, &both.cobalt})
    for (const Who& who : everybody) {
      SocketClient socket(relay);
      if (who.principal.kind == api::Principal::Kind::agent) sign_in(socket, *side, who.principal.role == Role::admin ? side->admin : side->agent);
      else {
        ASSERT_EQ(socket.open_as(relay.token(who.principal.scopes, side->tenant)), 101);
        socket.welcome();
      }
      for (const Command& command : every_kind()) {
        const auto action = api::action_of(command);
        const Viewer viewer{of<AgentTag>(*side, "agent"), who.principal.role};
        const bool may = action && api::allowed(who.principal, *action) && may_submit(viewer, command);
        const auto answer = submit(socket, command);
        const bool refused = !answer.accepted && answer.error && answer.error->code == "not_allowed";
        EXPECT_EQ(refused, !may) << who.name << " of " << side->tenant << " and " << wire::name_of(command) << ": " << (answer.error ? answer.error->code : "accepted");
        ++(may ? yes : no);
      }
    }
  EXPECT_GT(yes, 120);
  EXPECT_GT(no, 120);
}

TEST_F(Frames, WhatNobodyDeclaredNobodyMaySubmit) {
  // Those that belong to providers, timers, the courier and the configuration: they are in no action's list.
  for (const char* name : {"receive_message", "report_delivery", "start_attempt", "retry_later", "wake", "configure_agent", "configure_account", "configure_number", "record_call", "update_media", "configure_settings"}) {
    int found = 0;
    for (const Command& command : every_kind())
      if (wire::name_of(command) == name) {
        ++found;
        EXPECT_FALSE(api::action_of(command)) << name;
      }
    EXPECT_EQ(found, 1) << name;
  }
}

TEST_F(Frames, P14_ASocketOpensForTheLivingAndOnlyFromOurPage) {
  auto status = [&](std::vector<http::Field> fields) { return SocketClient(relay).open(std::move(fields)); };
  const std::string leaver = relay.cookie_of("leaver@example.com", Role::agent);
  relay.house->set_user_active("default", relay.house->system().user_by_email("leaver@example.com")->id, false);
  for (Side* side : {&both.amber, &both.cobalt})
    for (const auto& cookie : {side->agent, side->admin}) {
      EXPECT_EQ(status({{"Cookie", cookie}, {"Origin", public_url}}), 101);
      EXPECT_EQ(status({{"Cookie", cookie}}), 403);
      EXPECT_EQ(status({{"Cookie", cookie}, {"Origin", "https://evil.example"}}), 403);
      EXPECT_EQ(status({{"Cookie", cookie}, {"Origin", "null"}}), 403);
    }
  EXPECT_EQ(status({{"Origin", public_url}}), 401);
  EXPECT_EQ(status({{"Cookie", leaver}, {"Origin", public_url}}), 401);
  relay.pass(8 * limits::day_ms);
  EXPECT_EQ(status({{"Cookie", both.amber.admin}, {"Origin", public_url}}), 401);
}

TEST_F(Frames, P14_ACommandOverAnothersThingsFindsNothingAndChangesNothing) {
  SocketClient socket(relay);
  sign_in(socket, both.cobalt, both.cobalt.admin);
  Side& theirs = both.amber;
  const auto talk = of<ConversationTag>(theirs, "conversation");
  const auto contact = of<ContactTag>(theirs, "contact"), mine = of<ContactTag>(both.cobalt, "contact");
  const auto my_talk = of<ConversationTag>(both.cobalt, "conversation");
  SendReply reply;
  reply.conversation = talk, reply.text = "for somebody else's customer";
  AddNote note;
  note.conversation = talk, note.text = "on somebody else's conversation";
  StartConversation start;
  start.number = of<NumberTag>(theirs, "number"), start.to.address = "+15550100303", start.text = "from somebody else's number";
  const std::vector<Command> commands{
      Command{start}, Command{reply}, Command{note}, Command{Resolve{talk}}, Command{Assign{talk, of<AgentTag>(both.cobalt, "agent"), {}}}, Command{Assign{my_talk, of<AgentTag>(theirs, "agent"), {}}},
      Command{Assign{my_talk, {}, of<TeamTag>(theirs, "team")}}, Command{TagConversation{my_talk, of<TagTag>(theirs, "tag")}}, Command{TagConversation{talk, of<TagTag>(both.cobalt, "tag")}},
      Command{RenameContact{contact, "mine"}}, Command{MergeContacts{mine, contact}}, Command{MergeContacts{contact, mine}}, Command{DeleteNote{of<NoteTag>(theirs, "note")}},
      Command{CancelSend{of<MessageTag>(theirs, "message")}}, Command{SendAgain{of<MessageTag>(theirs, "message")}}, Command{MarkRead{talk, 1}}, Command{RemoveSavedReply{of<SavedReplyTag>(theirs, "savedReply")}},
      Command{ArchiveTag{of<TagTag>(theirs, "tag")}}, Command{ArchiveTeam{of<TeamTag>(theirs, "team")}}, Command{ChangeMany{{talk}, Resolve{talk}}}};
  const std::string before = both.standing(both.amber);
  for (const Command& command : commands) {
    const auto answer = submit(socket, command);
    EXPECT_FALSE(answer.accepted) << wire::command_text(command);
    if (answer.error) { EXPECT_TRUE(answer.error->code.starts_with("unknown_") || answer.error->code == "not_sendable_again") << answer.error->code << " for " << wire::command_text(command); }
  }
  socket.say(wire::PageRequest{of<ThreadTag>(theirs, "thread"), 0, 50});
  const auto page = socket.next<wire::Page>();
  EXPECT_TRUE(page.lines.empty());
  EXPECT_TRUE(page.contents.empty());
  EXPECT_EQ(both.standing(both.amber), before);
  EXPECT_TRUE(relay.provider.requests.empty());
}

// The tenants live side by side for a while: sockets open, messages coming in, everything read that can be.
TEST_F(Frames, P14_NoByteToOneTenantEverHoldsAWordOrAnIdOfTheOthers) {
  std::vector<std::unique_ptr<SocketClient>> sockets;
  for (Side* side : {&both.amber, &both.cobalt})
    for (const auto& cookie : {side->agent, side->admin}) {
      sockets.push_back(std::make_unique<SocketClient>(relay));
      sign_in(*sockets.back(), *side, cookie);
    }
  relay.hook("sms", relay.sms("SMlive", both.amber.customer, "Live " + both.amber.canary));
  for (Side* side : {&both.amber, &both.cobalt}) {
    wire::PresenceUpdate looking;
    looking.conversation = of<ConversationTag>(*side, "conversation"), looking.typing = true;
    auto& socket = *sockets[side == &both.amber ? 0 : 2];
    socket.say(looking);
    AddNote note;
    note.conversation = looking.conversation, note.text = "a live note, " + side->canary;
    EXPECT_TRUE(submit(socket, Command{note}).accepted);
    socket.say(wire::PageRequest{of<ThreadTag>(*side, "thread"), 0, 50});
    EXPECT_FALSE(socket.next<wire::Page>().lines.empty());
    for (const auto& route : relay.front->router().listed())
      if (route.method == "GET" && route.action) both.page(*side, side->admin, "GET", both.path_of(*side, route.pattern));
    for (const char* path : {"/api/v1/search?q=canary", "/metrics", "/healthz", "/api/v1/openapi.yaml", "/nothing/here"}) both.page(*side, side->admin, "GET", path);
  }
  for (std::size_t i = 0; i < sockets.size(); ++i) (i < 2 ? both.amber : both.cobalt).heard += sockets[i]->heard();
  for (Side* side : {&both.amber, &both.cobalt}) {
    const Side& other = side == &both.amber ? both.cobalt : both.amber;
    EXPECT_NE(side->heard.find(side->canary), std::string::npos) << "the search must be able to find something";
    EXPECT_EQ(side->heard.find(other.canary), std::string::npos) << "a word of " << other.tenant << " near: " << side->heard.substr(std::max<std::size_t>(side->heard.find(other.canary), 200) - 200, 300);
    EXPECT_EQ(side->heard.find(other.customer), std::string::npos) << "a customer's number of " << other.tenant;
    const auto mine = ids_in(side->heard);
    EXPECT_GT(mine.size(), 12u);
    for (const std::string& id : ids_in(other.heard)) EXPECT_FALSE(mine.contains(id)) << id << " was told to both tenants";
  }
}

}  // namespace
}  // namespace tributary::test
