// The list as a tool: filters in the address, views under a name, many rows changed at once and changed back, and what a
// row tells beside its words.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/id_text.h"
#include "core/wire/frame.h"
#include "tests/web/app/at_desk.h"
#include "web/app/panes.h"
#include "web/app/words.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

struct ListPane : AtDesk {
  void SetUp() override {
    int who = 0;
    for (const char* name : {"Maya", "Noor", "Olena"}) {
      desk.customer_writes(++who, name, "hello");
      desk.pass(1000);
    }
  }
  void open(std::string_view address = "#/all") {
    desk.open_page(address);
    desk.settle();
  }
  void went(std::string_view address) {
    platform::Event event = headless::event_of(platform::EventKind::went);
    event.text = std::string(address);
    headless::emit(event);
    desk.settle();
  }
  TagId tag(const std::string& name) {
    EXPECT_TRUE(desk.command(CreateTag{name, "", 0xB3261E}, desk.me));
    return desk.last_tag();
  }
  void does(const Command& command) {
    EXPECT_TRUE(desk.command(command, desk.colleague));
    desk.settle();
  }
  static std::string rows() {
    std::string names;
    for (const headless::ShownNode& shown : headless::record().nodes)
      if (shown.node.role == Role::listitem && shown.name.find(" · ") == std::string::npos) names += shown.name.substr(0, shown.name.find(',')) + " ";
    return names;
  }
  static std::string row(std::string_view who) {
    const headless::ShownNode* shown = headless::find(Role::listitem, who);
    return shown ? shown->name : std::string();
  }
  ConversationId of(int who) const { return desk.conversation_of(who); }
};

TEST_F(ListPane, D14_IsFilteredByTheMenuAndThePillsAndTheAddressSaysSo) {
  does(Resolve{of(2)});
  open();
  EXPECT_EQ(rows(), "Olena Maya Noor ");
  press(Role::button, "Filter");
  press(Role::menuitem, "Status");
  EXPECT_FALSE(headless::find(Role::menuitem, "Pending")) << "no conversation ever is";
  press(Role::menuitem, "Resolved");
  EXPECT_EQ(rows(), "Noor ");
  EXPECT_EQ(headless::record().address, "#/all?status=resolved");
  press(Role::menuitem, "Open");
  EXPECT_EQ(headless::record().address, "#/all?status=resolved,open");
  EXPECT_EQ(rows(), "Olena Maya Noor ");
  key("Escape");
  EXPECT_FALSE(headless::find(Role::menuitem, "Resolved"));
  press(Role::button, "Remove filter: Resolved");
  EXPECT_EQ(rows(), "Olena Maya ");
  press(Role::button, "Remove filter: Open");
  EXPECT_EQ(headless::record().address, "#/all");
}

TEST_F(ListPane, D14_WhatTheFilterNamesCanBeUntickedWhenItIsArchivedOrRemoved) {
  ASSERT_TRUE(desk.command(ConfigureTeam{{}, "Returns", {}}, Actor{ActorKind::system, {}}));
  const TeamId returns = desk.last_team();
  does(Assign{of(1), {}, returns});
  does(Assign{of(2), desk.colleague.agent});
  open();
  press(Role::button, "Filter");
  press(Role::menuitem, "Assignee");
  press(Role::menuitem, "Returns");
  press(Role::menuitem, "Sam Agent");
  EXPECT_EQ(rows(), "Noor Maya ");
  const Actor system{ActorKind::system, {}};
  ASSERT_TRUE(desk.command(ArchiveTeam{returns}, system));
  ASSERT_TRUE(desk.command(ConfigureAgent{{desk.colleague.agent, tributary::Role::agent, false}, "Sam Agent"}, system));
  desk.settle();
  press(Role::menuitem, "Returns");
  EXPECT_EQ(rows(), "Noor ");
  press(Role::menuitem, "Sam Agent");
  EXPECT_EQ(rows(), "Olena Noor Maya ");
  EXPECT_FALSE(headless::find(Role::menuitem, "Returns")) << "nothing new is looked for there";
  EXPECT_FALSE(headless::find(Role::menuitem, "Sam Agent"));
}

TEST_F(ListPane, D15_D16_CombinesFiltersAndBackUndoesThem) {
  const TagId vip = tag("VIP");
  does(TagConversation{of(1), vip});
  does(TagConversation{of(3), vip});
  desk.customer_writes(4, "Paul", "hello", Channel::whatsapp);
  open();
  press(Role::button, "Filter");
  press(Role::menuitem, "Tags");
  press(Role::menuitem, "VIP");
  EXPECT_EQ(rows(), "Olena Maya ");
  press(Role::menuitem, "Back");
  press(Role::menuitem, "Channel");
  press(Role::menuitem, "WhatsApp");
  EXPECT_EQ(rows(), "");
  EXPECT_TRUE(headless::find(Role::label, "Nothing matches these filters") || headless::dump().find("Nothing matches") != std::string::npos);
  went("#/all?channel=whatsapp");
  EXPECT_EQ(rows(), "Paul ");
  went("#/all");
  EXPECT_EQ(rows(), "Paul Olena Noor Maya ");
}

TEST_F(ListPane, D13_D35_CountsWhatWaitsAndLeavesOutWhatSleeps) {
  open("#/unassigned");
  EXPECT_TRUE(headless::find(Role::link, "Unassigned 3"));
  does(Snooze{of(1), Instant{Desk::morning + 3 * 3'600'000}});
  EXPECT_TRUE(headless::find(Role::link, "Unassigned 2"));
  EXPECT_EQ(rows(), "Olena Noor ");
}

TEST_F(ListPane, KeepsAFilterUnderANameForThisPersonAcrossAReload) {
  open("#/unassigned?sort=waiting");
  press(Role::button, "Filter");
  press(Role::menuitem, "Save this view");
  press(Role::button, "Save");
  EXPECT_NE(headless::dump().find("Give the view a name."), std::string::npos);
  EXPECT_TRUE(headless::type("Name of the view", "Longest first"));
  press(Role::button, "Save");
  EXPECT_TRUE(headless::find(Role::link, "Longest first"));
  EXPECT_TRUE(headless::find(Role::heading, "Longest first"));
  press(Role::link, "All");
  open();
  press(Role::link, "Longest first");
  EXPECT_EQ(headless::record().address, "#/unassigned?sort=waiting");
  press(Role::button, "Remove the view “Longest first”");
  EXPECT_FALSE(headless::find(Role::link, "Longest first"));
  key("z");
  EXPECT_TRUE(headless::find(Role::link, "Longest first"));
  std::swap(desk.me, desk.colleague);
  open();
  EXPECT_FALSE(headless::find(Role::link, "Longest first")) << "somebody else's";
}

TEST_F(ListPane, PutsARemovedViewBackWhereItStoodAndLeavesWhatWasChangedMeanwhile) {
  const auto save_as = [this](std::string_view address, std::string_view name) {
    went(address);
    press(Role::button, "Filter");
    press(Role::menuitem, "Save this view");
    EXPECT_TRUE(headless::type("Name of the view", name));
    press(Role::button, "Save");
  };
  const auto place = [](std::string_view name) {
    const auto& nodes = headless::record().nodes;
    return std::find_if(nodes.begin(), nodes.end(), [name](const headless::ShownNode& shown) { return shown.node.role == Role::link && shown.name.starts_with(name); }) - nodes.begin();
  };
  open();
  save_as("#/unassigned?sort=waiting", "Longest first");
  press(Role::button, "Remove the view “Longest first”");
  save_as("#/all?status=open", "Open ones");
  key("z");
  ASSERT_TRUE(headless::find(Role::link, "Longest first")) << headless::dump();
  ASSERT_TRUE(headless::find(Role::link, "Open ones")) << "what was saved meanwhile stays";
  EXPECT_LT(place("Longest first"), place("Open ones"));
}

TEST_F(ListPane, RefusesANameThatIsTakenOrTooLongAndKeepsIt) {
  const auto save_as = [this](const std::string& name) {
    if (!headless::find(Role::form, "Save this view")) {
      press(Role::button, "Filter");
      press(Role::menuitem, "Save this view");
    }
    EXPECT_TRUE(headless::type("Name of the view", name));
    press(Role::button, "Save");
  };
  open("#/all?sort=oldest");
  save_as("Mine first");
  EXPECT_TRUE(headless::find(Role::heading, "Mine first"));
  went("#/all?status=open");
  save_as("Mine first");
  EXPECT_NE(headless::dump().find("already a view of that name"), std::string::npos);
  save_as(std::string(61, 'a'));
  EXPECT_NE(headless::dump().find("at most 60 characters"), std::string::npos);
  EXPECT_EQ(headless::record().fields[app::nodes::view_name()], std::string(61, 'a'));
  key("Escape");
  EXPECT_FALSE(headless::find(Role::form, "Save this view"));
}

TEST_F(ListPane, ResolvesWhatIsPickedAndTakesItBackWithinTenSeconds) {
  does(Assign{of(2), desk.colleague.agent});
  open();
  key("x");  // the first row
  EXPECT_TRUE(headless::find(Role::toolbar, "Actions for the selection"));
  press(Role::checkbox, "Select Noor");
  EXPECT_NE(headless::dump().find("2 selected"), std::string::npos);
  key("e");  // means all of it
  EXPECT_NE(row("Olena").find("Resolved"), std::string::npos);
  EXPECT_NE(row("Noor").find("Resolved"), std::string::npos);
  EXPECT_EQ(row("Maya").find("Resolved"), std::string::npos);
  EXPECT_NE(headless::dump().find("Resolved: 2 conversations"), std::string::npos);
  key("z");
  EXPECT_EQ(row("Olena").find("Resolved"), std::string::npos);
  EXPECT_EQ(row("Noor").find("Resolved"), std::string::npos);

  key("x");
  press(Role::button, "Resolve");
  desk.pass(10'001);
  key("z");
  EXPECT_NE(row("Olena").find("Resolved"), std::string::npos) << "too late";
}

TEST_F(ListPane, TakesBackEachOfSeveralChangesThatSaidTheSameAndWereFollowedByMore) {
  open();
  for (int who = 1; who <= 3; ++who) {
    focus(app::nodes::list_row(of(who)));
    key("x");
    press(Role::button, "Resolve");
  }
  focus(app::nodes::list_row(of(1)));
  key("x");
  key("e");  // nothing had to be changed, and that is said too
  key("z");
  key("z");
  key("z");
  for (const char* name : {"Maya", "Noor", "Olena"}) EXPECT_EQ(row(name).find("Resolved"), std::string::npos) << name;
}

TEST_F(ListPane, PicksARangeWithShiftAndEverythingWithOneKey) {
  open();
  focus(app::nodes::list_row(of(3)));
  key("x");
  platform::Event click = headless::event_of(platform::EventKind::activated);
  click.node = app::nodes::list_row(of(1));
  click.number = platform::key_shift;
  headless::emit(click);
  desk.settle();
  EXPECT_NE(headless::dump().find("3 selected"), std::string::npos);
  EXPECT_FALSE(headless::find(Role::heading, "Maya")) << "it was picked, not opened";
  key("Escape");
  EXPECT_FALSE(headless::find(Role::toolbar, "Actions for the selection"));
  focus(app::nodes::list_row(of(2)));
  key("a", platform::key_ctrl);
  EXPECT_TRUE(headless::record().key_taken);
  EXPECT_NE(headless::dump().find("3 selected"), std::string::npos);
  key("Escape");
  focus(0);
  key("a", platform::key_ctrl);
  EXPECT_FALSE(headless::record().key_taken) << "over words it selects words";
  focus(app::nodes::list_row(of(3)));
  key("J", platform::key_shift);
  EXPECT_NE(headless::dump().find("2 selected"), std::string::npos);
  EXPECT_EQ(headless::record().focused, app::nodes::list_row(of(2)));
}

TEST_F(ListPane, D28_D31_AssignsAndTagsManyAndPutsBackWhatEachOneWas) {
  const TagId vip = tag("VIP");
  does(TagConversation{of(1), vip});
  does(Assign{of(1), desk.colleague.agent});
  EXPECT_TRUE(desk.command(ConfigureTeam{{}, "Returns", {desk.colleague.agent}}, desk.me));
  open();
  key("x");
  key("*");
  key("a");
  press(Role::button, "Tags");
  press(Role::menuitem, "VIP");
  EXPECT_NE(headless::dump().find("Tag “VIP” added: 2 conversations"), std::string::npos) << "one had it";
  for (const char* name : {"Maya", "Noor", "Olena"}) EXPECT_NE(row(name).find("Tag VIP"), std::string::npos) << row(name);
  press(Role::button, "Undo");
  EXPECT_NE(row("Maya").find("Tag VIP"), std::string::npos);
  EXPECT_EQ(row("Noor").find("Tag VIP"), std::string::npos);
  press(Role::button, "Assign");
  press(Role::menuitem, "Returns");
  EXPECT_NE(headless::dump().find("Assigned to Returns: 3 conversations"), std::string::npos);
  press(Role::button, "Undo");
  went("#/unassigned");
  EXPECT_EQ(rows(), "Olena Noor ");
  went("#/all");
  EXPECT_NE(row("Maya").find("Sam Agent"), std::string::npos);
}

TEST_F(ListPane, OfManyOnlyThoseAreChangedBackThatNobodyTouchedSince) {
  does(Resolve{of(1)});
  does(Resolve{of(2)});
  open();
  key("x");
  key("*");
  key("a");
  press(Role::button, "Assign");
  press(Role::menuitem, "Assign to me");
  does(Assign{of(2), desk.colleague.agent});
  press(Role::button, "Undo");
  EXPECT_NE(headless::dump().find("1 conversation stays as it is"), std::string::npos) << headless::dump();
  EXPECT_NE(row("Noor").find("Sam Agent"), std::string::npos) << row("Noor");
  went("#/unassigned");
  EXPECT_EQ(rows(), "Olena ") << "hers was changed back, and Maya's is resolved";
}

TEST_F(ListPane, D35_SnoozesManyUntilNineTomorrowAndReadsManyAndUnreadsThem) {
  open("#/unassigned");
  key("x");
  press(Role::button, "Snooze");
  press(Role::menuitem, "Tomorrow 09:00");
  EXPECT_EQ(rows(), "Noor Maya ");
  desk.pass(18 * 3'600'000);  // 08:13 and some
  EXPECT_EQ(rows(), "Noor Maya ");
  desk.pass(47 * 60'000);
  EXPECT_EQ(rows(), "Olena Noor Maya ");

  EXPECT_NE(row("Noor").find("1 unread"), std::string::npos);
  key("*");
  key("a");
  press(Role::button, "Mark as read");
  EXPECT_EQ(row("Noor").find("unread"), std::string::npos);
  key("z");
  EXPECT_NE(row("Noor").find("1 unread"), std::string::npos);
}

TEST_F(ListPane, SaysWhenNothingHadToBeChanged) {
  open();
  for (int twice = 0; twice < 2; ++twice) {
    key("*");
    key("a");
    press(Role::button, "Mark as read");
  }
  EXPECT_NE(headless::dump().find("Nothing had to be changed."), std::string::npos);
}

TEST_F(ListPane, D33_RowsTellTagsDraftsFailuresAndWhoElseIsThere) {
  does(TagConversation{of(1), tag("Refund")});
  desk.command(SendReply{of(2), {}, "Are you there?"}, desk.colleague);
  desk.provider_reports(desk.last_message(), Delivery::failed, 30003);
  headless::record().storage["draft/" + to_text(desk.me.agent) + "/" + to_text(of(3))] = "I was about to";
  open();
  EXPECT_NE(row("Maya").find("Tag Refund"), std::string::npos) << row("Maya");
  EXPECT_NE(row("Noor").find("Not delivered"), std::string::npos) << row("Noor");
  EXPECT_NE(row("Olena").find("Draft"), std::string::npos) << "also before it was opened";
  platform::Event frame = headless::event_of(platform::EventKind::socket_text);
  wire::Presence there;
  there.looking = {{desk.colleague.agent, of(1)}, {desk.me.agent, of(3)}};
  there.typing = {{desk.colleague.agent, of(2)}};
  frame.text = wire::server_frame_text(there);
  headless::emit(frame);
  desk.settle();
  EXPECT_NE(row("Maya").find("Sam Agent is looking"), std::string::npos);
  EXPECT_NE(row("Noor").find("Sam Agent is writing"), std::string::npos);
  EXPECT_EQ(row("Olena").find("is looking"), std::string::npos) << "that is me";
}

TEST_F(ListPane, D37_WhoResolvesFromARowGoesOnFromTheNext) {
  open("#/unassigned");
  press(Role::listitem, "Olena");
  focus(app::nodes::list_row(of(3)));
  key("e");
  EXPECT_EQ(headless::record().focused, app::nodes::list_row(of(2)));
  EXPECT_TRUE(headless::find(Role::heading, "Noor")) << headless::dump();
}

TEST_F(ListPane, D33_ARowTellsOfAFailedMessageHoweverLongAgoItFailed) {
  desk.command(SendReply{of(2), {}, "Are you there?"}, desk.colleague);
  desk.provider_reports(desk.last_message(), Delivery::failed, 30003);
  open();
  desk.pass(limits::outgoing_kept_ms + limits::hour_ms);
  EXPECT_NE(row("Noor").find("Not delivered"), std::string::npos) << row("Noor");
  desk.reload(true);
  EXPECT_NE(row("Noor").find("Not delivered"), std::string::npos) << "from the snapshot too: " << row("Noor");
  desk.command(SendReply{of(2), {}, "Once more"}, desk.colleague);
  desk.settle();
  EXPECT_EQ(row("Noor").find("Not delivered"), std::string::npos) << row("Noor");
}

}  // namespace
}  // namespace tributary
