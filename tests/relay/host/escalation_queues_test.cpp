// CONVERSATION_ESCALATION_QUEUE_…: from the environment to the team that a conversation shows (C45).
#include <gtest/gtest.h>

#include <map>

#include "core/base/id_text.h"
#include "core/base/limits.h"
#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

using Values = std::map<std::string, std::string>;

// As main() does: what is set to nothing has a name and no value.
host::Config read(const Values& environment) {
  std::vector<std::string> names;
  for (const auto& [name, value] : environment) names.push_back(name);
  return host::read_config({}, [&](const char* name) -> std::optional<std::string> {
    const auto it = environment.find(name);
    return it == environment.end() || it->second.empty() ? std::nullopt : std::optional(it->second);
  }, names);
}

std::string refusal(const Values& environment) {
  try {
    read(environment);
    return "";
  } catch (const std::exception& wrong) {
    return wrong.what();
  }
}

struct EscalationQueues : ::testing::Test {
  Values environment{{"CONVERSATION_ESCALATION_QUEUE_SMS", "Support"}, {"CONVERSATION_ESCALATION_QUEUE_DEFAULT", "Front desk"}};
  LivingRelay relay{[this](host::Config& config) { config.escalation_queues = read(environment).escalation_queues; }};
  std::string reader = relay.token({"conversations:read"});
  int messages = 0;

  host::TenantRuntime& runtime() { return relay.tenant().runtime; }
  void does(const Command& command) { ASSERT_TRUE(runtime().submit(command, ActorKind::system).accepted); }
  void restart() {
    relay.house->round().finish_now();
    relay.restart();
  }
  std::vector<Team> teams() {
    std::vector<Team> all;
    runtime().state().teams.for_each([&](TeamId, const Team& team) { all.push_back(team); });
    return all;
  }
  TeamId team_named(const std::string& name) {
    for (const Team& team : teams())
      if (team.name == name) return team.id;
    return {};
  }
  void writes(const std::string& from) {
    auto form = relay.sms("SMqueue" + std::to_string(++messages), from, "hello");
    if (from.starts_with("whatsapp:"))
      for (auto& field : form)
        if (field.name == "To") field.value = std::string("whatsapp:") + our_number;
    ASSERT_EQ(relay.hook("sms", form).status, 200);
  }
  // The name of the team that REST tells of the conversation with this address; nothing: of none.
  std::string team_of(const std::string& address) {
    const boost::json::value page = relay.as(reader, "GET", "/api/v1/conversations?assigneeId=none").json();
    for (const auto& item : page.at("items").as_array()) {
      if (std::string(item.at("address").as_string()) != address) continue;
      if (item.at("teamId").is_null()) return "";
      const auto id = parse_id<TeamTag>(std::string(item.at("teamId").as_string()));
      const Team* team = id ? runtime().state().teams.find(*id) : nullptr;
      return team ? team->name : "a team that is not there";
    }
    return "no such conversation";
  }
};

}  // namespace

TEST_F(EscalationQueues, C45_WhoWritesWaitsWithTheTeamOfTheChannelAndIsStillNobodys) {
  writes("+15550100101");
  EXPECT_EQ(team_of("+15550100101"), "Support");
  writes("whatsapp:+15550100102");
  EXPECT_EQ(team_of("+15550100102"), "Front desk");
}

TEST_F(EscalationQueues, C45_ACallHasAQueueOfItsOwn) {
  environment["CONVERSATION_ESCALATION_QUEUE_VOICE"] = "Telephone";
  restart();
  ASSERT_EQ(relay.hook("voice", {{"CallSid", "CAqueue"}, {"AccountSid", account_sid}, {"From", "+15550100103"}, {"To", our_number}, {"Direction", "inbound"}, {"CallStatus", "no-answer"}, {"SequenceNumber", "2"}}).status, 200);
  const boost::json::value page = relay.as(reader, "GET", "/api/v1/conversations").json();
  ASSERT_EQ(page.at("items").as_array().size(), 1u);
  EXPECT_EQ(std::string(page.at("items").at(0).at("teamId").as_string()), to_text(team_named("Telephone")));
}

TEST_F(EscalationQueues, C45_ATeamIsMadeOnceAndWhatPeopleDoWithItStands) {
  const TeamId support = team_named("Support");
  ASSERT_TRUE(support);
  restart();
  EXPECT_EQ(teams().size(), 2u);

  does(ConfigureTeam{support, "Help desk", {}});
  restart();
  EXPECT_EQ(teams().size(), 2u);
  writes("+15550100104");
  EXPECT_EQ(team_of("+15550100104"), "Help desk");

  does(ArchiveTeam{support});
  restart();
  EXPECT_EQ(teams().size(), 2u);
  writes("+15550100105");
  EXPECT_EQ(team_of("+15550100105"), "");
}

TEST_F(EscalationQueues, C45_ATeamThatBearsTheNameIsTakenAsItIs) {
  does(ConfigureTeam{{}, "Returns", {}});
  environment = {{"CONVERSATION_ESCALATION_QUEUE_DEFAULT", "returns"}};
  restart();
  EXPECT_EQ(teams().size(), 3u) << "the two of before, and the one a person made";
  writes("+15550100106");
  EXPECT_EQ(team_of("+15550100106"), "Returns");

  does(ArchiveTeam{team_named("Returns")});
  restart();
  EXPECT_EQ(teams().size(), 3u) << "it is not made again behind that person's back";
}

TEST_F(EscalationQueues, C45_AnotherTenantAndAChannelWithoutOneHaveNone) {
  environment = {{"CONVERSATION_ESCALATION_QUEUE_SMS", "Support"}};
  relay.house->add_tenant("other", "Other");
  restart();
  writes("whatsapp:+15550100107");
  EXPECT_EQ(team_of("+15550100107"), "");
  const host::Tenant& other = *relay.house->tenants().at("other");
  EXPECT_FALSE(other.queues.of(Channel::sms));
  std::size_t made = 0;
  other.runtime.state().teams.for_each([&](TeamId, const Team&) { ++made; });
  EXPECT_EQ(made, 0u);
}

TEST_F(EscalationQueues, C45_AQueueOfAnotherNameIsATeamThatPeopleHandOverTo) {
  environment = {{"CONVERSATION_ESCALATION_QUEUE_BILLING", "Billing"}};
  restart();
  EXPECT_TRUE(team_named("Billing"));
  writes("+15550100108");
  EXPECT_EQ(team_of("+15550100108"), "");
}

TEST_F(EscalationQueues, C45_ATeamThatCannotBeMadeStopsTheStartWithTheVariablesName) {
  for (int one = static_cast<int>(teams().size()); one < limits::teams_max; ++one) does(ConfigureTeam{{}, "Team " + std::to_string(one), {}});
  environment["CONVERSATION_ESCALATION_QUEUE_VOICE"] = "Telephone";
  try {
    restart();
    ADD_FAILURE() << "it started";
  } catch (const std::exception& wrong) {
    EXPECT_NE(std::string(wrong.what()).find("CONVERSATION_ESCALATION_QUEUE_VOICE"), std::string::npos) << wrong.what();
  }
}

TEST(Configuration, C45_AQueueIsOfAChannelOrOfTheRestAndNamesATeam) {
  const auto queues = read({{"CONVERSATION_ESCALATION_QUEUE_WHATSAPP", " Sales and returns "}}).escalation_queues;
  ASSERT_EQ(queues.size(), 1u);
  EXPECT_EQ(queues[0].takes, host::EscalationQueue::Takes::channel);
  EXPECT_EQ(queues[0].channel, Channel::whatsapp);
  EXPECT_EQ(queues[0].team, "Sales and returns");
  for (const auto& [name, value] : Values{{"CONVERSATION_ESCALATION_QUEUE_E-MAIL", "Support"}, {"CONVERSATION_ESCALATION_QUEUE_sms", "Support"}, {"CONVERSATION_ESCALATION_QUEUE_", "Support"},
                                          {"CONVERSATION_ESCALATION_QUEUE", "Support"}, {"CONVERSATION_ESCALATION_QUEUE_SMS", ""}, {"CONVERSATION_ESCALATION_QUEUE_VOICE", "  "},
                                          {"CONVERSATION_ESCALATION_QUEUE_DEFAULT", "one\ntwo"}, {"CONVERSATION_ESCALATION_QUEUE_WHATSAPP", std::string(201, 'x')}})
    EXPECT_TRUE(refusal({{name, value}}).starts_with(name + " ")) << name << ": " << refusal({{name, value}});
}

}  // namespace tributary::test
