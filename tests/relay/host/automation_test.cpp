// What assigns by itself, and what a tag sets off: the queues of the channels, and a program that listens on the socket and
// acts through REST (docs/api.md, "Rules of your own").
#include <gtest/gtest.h>

#include "core/base/id_text.h"
#include "core/inbox/catalogue.h"
#include "tests/relay/host/living_relay.h"
#include "tests/relay/host/socket_client.h"

namespace tributary::test {
namespace {

namespace json = boost::json;

template <class E>
struct HeardEvent { E event; Actor actor; Contents words; };

// The next event of this kind that somebody hears over their socket.
template <class E>
HeardEvent<E> hears(SocketClient& socket) {
  for (;;) {
    const wire::Lines frame = socket.next<wire::Lines>();
    if (frame.upto == 0) return {};  // it never came
    for (const Line& line : frame.lines)
      if (const E* event = std::get_if<E>(&line.event)) return {*event, line.stamp.actor, frame.contents};
  }
}

std::string text_of(const HeardEvent<MessageReceived>& heard) {
  for (const Content& one : heard.words)
    if (const MessageBody* body = std::get_if<MessageBody>(&one); body && body->id == heard.event.message) return body->text;
  return {};
}

struct Person { std::string cookie; AgentId id; };

class Automation : public ::testing::Test {
 protected:
  static void queues(host::Config& config) {
    config.escalation_queues = {{"CONVERSATION_ESCALATION_QUEUE_SMS", host::EscalationQueue::Takes::channel, Channel::sms, "Support"}};
  }
  Person person(const std::string& email, Role role) {
    std::string cookie = relay.cookie_of(email, role);
    return {std::move(cookie), relay.house->system().user_by_email(email)->id};
  }
  Answer page(const Person& who, const std::string& method, const std::string& path, const std::string& body = "") {
    std::vector<http::Field> fields{{"Cookie", who.cookie}, {"Origin", public_url}, {"X-Requested-By", "app"}};
    if (!body.empty()) fields.push_back({"Content-Type", "application/json"});
    return relay.ask(method, "/api/v1" + path, body, std::move(fields));
  }
  void join(SocketClient& socket, const Person& who) {
    const Answer ticket = page(who, "POST", "/session/ticket");
    ASSERT_EQ(socket.open_from_page(who.cookie), 101);
    socket.welcome(std::string(ticket.json().at("ticket").as_string()));
  }
  void listen(SocketClient& socket) {
    ASSERT_EQ(socket.open_as(program), 101);
    socket.welcome();
  }
  void writes(const std::string& from, const std::string& text) {
    ASSERT_EQ(relay.hook("sms", relay.sms("SM" + std::to_string(++messages), from, text)).status, 200);
  }
  Answer acts(const std::string& method, const std::string& path, const json::object& body) { return relay.as(program, method, "/api/v1" + path, json::serialize(body)); }
  static std::string path_of(ConversationId id) { return "/conversations/" + to_text(id); }
  // The conversations in somebody's Mine.
  std::vector<std::string> mine(const Person& who) {
    std::vector<std::string> ids;
    const json::value listed = page(who, "GET", "/conversations?assigneeId=" + to_text(who.id)).json();
    for (const json::value& one : listed.at("items").as_array()) ids.emplace_back(one.at("id").as_string());
    return ids;
  }
  TagId tag(const std::string& name) {
    const Answer made = page(manager, "POST", "/tags", json::serialize(json::object{{"name", name}}));
    EXPECT_EQ(made.status, 201) << made.body;
    return parse_id<TagTag>(std::string(made.json().at("id").as_string())).value_or(TagId{});
  }

  LivingRelay relay{queues};
  Person manager = person("manager@example.com", Role::admin), senior = person("senior@example.com", Role::agent), junior = person("junior@example.com", Role::agent);
  std::string program = relay.token({"conversations:read", "messages:send"});
  int messages = 0;
};

TEST_F(Automation, D30_ByTheRuleOfItsChannelAConversationIsAssignedToATeamByItself) {
  SocketClient desk(relay);
  join(desk, junior);
  writes("+15550100101", "Are you open?");
  const auto assigned = hears<AssignedToTeam>(desk);
  const json::value teams = page(junior, "GET", "/teams").json();
  ASSERT_EQ(teams.at("items").as_array().size(), 1u);
  EXPECT_EQ(std::string(teams.at("items").at(0).at("name").as_string()), "Support");
  EXPECT_EQ(std::string(teams.at("items").at(0).at("id").as_string()), to_text(assigned.event.team));
  const json::value conversation = page(junior, "GET", path_of(assigned.event.conversation)).json();
  EXPECT_EQ(std::string(conversation.at("teamId").as_string()), to_text(assigned.event.team));
  EXPECT_TRUE(conversation.at("assigneeId").is_null()) << "the team's, until somebody takes it";
}

TEST_F(Automation, D30_ByARuleOfAProgramsOwnAConversationIsAssignedToAPersonByItself) {
  SocketClient listener(relay), desk(relay);
  listen(listener);
  join(desk, senior);
  for (const char* text : {"Are you open?", "I want a refund"}) {
    writes(std::string_view(text) == "Are you open?" ? "+15550100101" : "+15550100102", text);
    const auto heard = hears<MessageReceived>(listener);
    ASSERT_EQ(text_of(heard), text) << "the program hears the words its rule is about";
    const Person& whose = text_of(heard).find("refund") != std::string::npos ? senior : junior;
    ASSERT_EQ(acts("POST", path_of(heard.event.conversation) + "/assign", json::object{{"agentId", to_text(whose.id)}}).status, 200);
    EXPECT_EQ(mine(whose), std::vector<std::string>{to_text(heard.event.conversation)});
  }
  const auto first = hears<Assigned>(desk), second = hears<Assigned>(desk);
  EXPECT_EQ(first.event.to, junior.id);
  EXPECT_EQ(second.event.to, senior.id);
  for (const auto& one : {first, second}) EXPECT_EQ(one.actor.kind, ActorKind::automation) << "the thread says that nobody did it by hand";
  EXPECT_EQ(mine(senior).size(), 1u) << "and the other went elsewhere";
}

TEST_F(Automation, D34_ATagThatAColleaguePutsOnNotifiesAManagerAndHandsOverToASeniorAgent) {
  const TagId vip = tag("VIP"), urgent = tag("Urgent");
  SocketClient listener(relay), of_manager(relay), of_senior(relay);
  listen(listener);
  join(of_manager, manager);
  join(of_senior, senior);
  writes("+15550100101", "My heating is off and it freezes");
  const ConversationId here = hears<MessageReceived>(listener).event.conversation;
  ASSERT_EQ(page(junior, "POST", path_of(here) + "/assign", json::serialize(json::object{{"agentId", to_text(junior.id)}})).status, 200);
  ASSERT_EQ(hears<Assigned>(of_senior).event.to, junior.id);

  ASSERT_EQ(page(junior, "PUT", path_of(here) + "/tags/" + to_text(vip)).status, 200);
  EXPECT_EQ(hears<Tagged>(listener).event.tag, vip) << "another tag is told as well, and its rule is another";
  ASSERT_EQ(page(junior, "PUT", path_of(here) + "/tags/" + to_text(urgent)).status, 200);
  const auto tagged = hears<Tagged>(listener);
  ASSERT_EQ(tagged.event.tag, urgent);
  EXPECT_EQ(tagged.event.conversation, here);
  EXPECT_EQ(tagged.actor.agent, junior.id) << "who put it on";

  // What the rule for Urgent does.
  ASSERT_EQ(acts("POST", path_of(here) + "/notes", json::object{{"text", "Urgent: please have a look."}, {"mentions", json::array{to_text(manager.id)}}}).status, 201);
  ASSERT_EQ(acts("POST", path_of(here) + "/assign", json::object{{"agentId", to_text(senior.id)}}).status, 200);

  const auto note = hears<NoteAdded>(of_manager);
  EXPECT_EQ(note.event.conversation, here);
  EXPECT_EQ(note.event.mentions, std::vector<AgentId>{manager.id});
  EXPECT_EQ(note.actor.kind, ActorKind::automation);
  const auto assigned = hears<Assigned>(of_senior);
  EXPECT_EQ(assigned.event.to, senior.id);
  EXPECT_EQ(assigned.actor.kind, ActorKind::automation);
  EXPECT_EQ(mine(senior), std::vector<std::string>{to_text(here)});
  EXPECT_TRUE(mine(junior).empty());
  EXPECT_EQ(page(junior, "GET", path_of(here)).json().at("tagIds").as_array().size(), 2u);
}

}  // namespace
}  // namespace tributary::test
