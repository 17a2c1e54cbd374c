// The templates as an admin and an agent meet them on their page (D72-D78): what is listed, what the form sends, what it says.
#include <gtest/gtest.h>

#include "core/base/id_text.h"
#include "tests/web/app/at_desk.h"
#include "web/app/panes.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

bool says(std::string_view words) { return headless::dump().find(words) != std::string::npos; }

std::string row(std::string_view begins) {
  const headless::ShownNode* shown = headless::find(Role::listitem, begins);
  return shown ? shown->name : "none";
}

const headless::Request* asked(std::string_view method, std::string_view path) {
  for (const headless::Request& one : headless::record().requests)
    if (one.method == method && one.path == path) return &one;
  return nullptr;
}

struct TemplatesPage : AtDesk {
  static constexpr TemplateId update{20, 1}, offer{20, 2}, kept{20, 3};

  void open(bool admin) {
    desk.admin = admin;
    desk.customer_writes(1, "Maya Brown", "Where is my parcel?");
    desk.open_page("#/templates");
  }
  void list_at_the_composer(bool admin) {
    desk.admin = admin;
    desk.customer_writes(1, "Maya Brown", "Where is my parcel?", Channel::whatsapp);
    desk.open_page();
    press(Role::listitem, "Maya Brown");
    press(Role::button, "Templates");
    ASSERT_TRUE(headless::find(Role::dialog, "Templates")) << headless::dump();
  }
  void has(TemplateId id, const std::string& name, Approval approval, const std::string& reason = "") {
    MessageTemplate t;
    t.id = id, t.name = name, t.language = "en", t.body = "Hi {{name}},\nyour order is ready.", t.variables = {"name"};
    t.content_sid = "HX1", t.approval = approval, t.reason = reason, t.labels = {"Orders"};
    ASSERT_TRUE(desk.command(ConfigureTemplate{t}, Actor{ActorKind::system, {}}));
    desk.settle();
  }
  // The relay answers what was asked first of this path; what else waits is answered with nothing to say.
  void answered(std::string_view path, int status, std::string_view body) {
    while (!headless::record().requests.empty()) {
      const bool this_one = headless::record().requests.front().path.substr(0, path.size()) == path;
      headless::answer(this_one ? status : 404, this_one ? body : "{}");
      desk.settle();
      if (this_one) return;
    }
    FAIL() << "nobody asked " << path;
  }
  void list_answered() {
    answered("/api/v1/message-templates", 200,
             R"({"items":[{"id":")" + to_text(kept) + R"(","readOnly":true},{"id":")" + to_text(update) + R"(","readOnly":false}],"nextCursor":null,"readAt":"2026-09-21T14:00:00.000Z"})");
  }
  void save() { press_only("Save"); }
  void type(std::string_view field, std::string_view text) {
    ASSERT_TRUE(headless::type(field, text)) << field << "\n" << headless::dump();
    desk.settle();
  }
};

TEST_F(TemplatesPage, D72_D76_D77_D78_ListsByNameWithWhatWhatsAppThinksOfThem) {
  open(true);
  EXPECT_TRUE(says("No templates yet")) << headless::dump();
  has(update, "Order update", Approval::pending);
  has(offer, "Autumn offer", Approval::rejected, "INVALID_FORMAT");
  has(kept, "Greeting", Approval::approved);
  list_answered();
  EXPECT_EQ(row("Order update"), "Order update, Awaits approval, WhatsApp usually decides within 24 to 48 hours., WhatsApp · en · Always · Utility · Orders, Hi {{name}}, your order is ready.");
  EXPECT_NE(row("Autumn offer").find("Rejected, WhatsApp rejected it: INVALID_FORMAT. Change the words and save"), std::string::npos) << row("Autumn offer");
  EXPECT_NE(row("Greeting").find("Kept at the provider"), std::string::npos) << row("Greeting");
  EXPECT_LT(headless::dump().find("Autumn offer"), headless::dump().find("Greeting"));
  EXPECT_TRUE(says("Read from the provider on "));
  EXPECT_FALSE(headless::find(Role::button, "Edit: Greeting")) << "changed at the provider";
  EXPECT_TRUE(headless::find(Role::button, "Edit: Autumn offer"));
  type("Find in this list", "autumn");
  EXPECT_EQ(row("Order update"), "none");
  type("Find in this list", "orders");
  EXPECT_NE(row("Order update"), "none") << "found by a label";
}

TEST_F(TemplatesPage, WhatWhatsAppSaidAndWhatToDoIsReadWholeOnAPhone) {
  open(true);
  has(offer, "Autumn offer", Approval::rejected, "TAG_CONTENT_MISMATCH");
  list_answered();
  headless::record().screen = platform::Screen{390, 844, 2, platform::Theme::light, true};  // the page shows its own text: lines are nodes
  platform::kick(2);
  desk.settle();
  const headless::ShownNode *item = headless::find(Role::listitem, "Autumn offer"), *told = headless::find(Role::label, "WhatsApp rejected it");
  ASSERT_TRUE(item && told) << headless::dump();
  std::string seen;
  for (const headless::ShownNode& line : headless::record().nodes) {
    if (line.node.parent != told->node.id) continue;
    seen += (seen.empty() ? "" : " ") + line.name;
    EXPECT_LE(line.node.y + line.node.h, item->node.y + item->node.h - 8) << line.name;
  }
  EXPECT_EQ(seen, told->name);
  EXPECT_NE(seen.find("Change the words and save"), std::string::npos) << seen;
}

TEST_F(TemplatesPage, WhoComesToTheListByThePaletteFindsItsFieldEmpty) {
  desk.customer_writes(1, "Maya Brown", "Where is my parcel?", Channel::whatsapp);
  desk.open_page();
  press(Role::listitem, "Maya Brown");
  headless::key("k", platform::key_ctrl);
  headless::type("Type a command or a name", "Templates");
  headless::enter("Type a command or a name");
  desk.settle();
  ASSERT_TRUE(headless::find(Role::dialog, "Templates")) << headless::dump();
  EXPECT_EQ(platform::field_text(app::nodes::palette_field()), "");
}

TEST_F(TemplatesPage, AnAgentReadsThemAndChangesNone) {
  open(false);
  has(update, "Order update", Approval::approved);
  list_answered();
  EXPECT_NE(row("Order update"), "none");
  EXPECT_TRUE(says("Only an admin changes them."));
  EXPECT_FALSE(headless::find(Role::button, "New template"));
  EXPECT_FALSE(headless::find(Role::button, "Edit: Order update"));
  EXPECT_FALSE(headless::find(Role::button, "Refresh"));
}

TEST_F(TemplatesPage, RefreshAsksTheProviderAndSaysWhenItCouldNot) {
  open(true);
  list_answered();
  press(Role::button, "Refresh");
  ASSERT_TRUE(asked("POST", "/api/v1/message-templates/refresh"));
  EXPECT_FALSE(headless::press(Role::button, "Refresh")) << "not twice at a time";
  answered("/api/v1/message-templates/refresh", 503, R"({"error":{"code":"busy","message":"Too much at once. Try again."}})");
  EXPECT_TRUE(says("Too much at once. Try again.")) << headless::dump();
  press(Role::button, "Refresh");
  answered("/api/v1/message-templates/refresh", 204, "");
  list_answered();
  EXPECT_TRUE(says("Read from the provider on "));
  const std::vector<headless::Announcement>& said = headless::record().announcements;
  ASSERT_FALSE(said.empty());
  EXPECT_EQ(said.back().words.find("Read from the provider on "), 0u) << "who does not see the page hears it";
}

TEST_F(TemplatesPage, WhatTheRelayDidNotAnswerIsAskedForWhenTheConnectionIsBack) {
  open(false);
  answered("/api/v1/message-templates", 0, "");
  EXPECT_TRUE(says("The server did not answer.")) << headless::dump();
  desk.cut();
  desk.pass(1'000);
  desk.connect();
  list_answered();
  EXPECT_FALSE(says("The server did not answer.")) << headless::dump();
}

TEST_F(TemplatesPage, AnAnswerToAFormThatWasLeftLeavesTheNextOneAsItIs) {
  open(true);
  has(update, "Order update", Approval::approved);
  list_answered();
  press(Role::button, "Edit: Order update");
  type("Text", "Your order is ready.");
  save();
  headless::key("Escape");
  desk.settle();
  press(Role::button, "New template");
  type("Name", "Parcel");
  answered("/api/v1/message-templates/" + to_text(update), 200, "{}");
  ASSERT_TRUE(headless::find(Role::dialog, "New template")) << headless::dump();
  EXPECT_EQ(platform::field_text(headless::find(Role::textbox, "Name")->node.id), "Parcel");
  EXPECT_TRUE(says("“Order update” is saved"));
}

TEST_F(TemplatesPage, D72_D73_D75_ANewOneIsLookedAtAndSentOnce) {
  open(true);
  has(update, "Order update", Approval::approved);
  list_answered();
  press(Role::button, "New template");
  save();
  EXPECT_TRUE(says("The name is missing"));
  type("Name", "Order update");
  save();
  EXPECT_TRUE(says("has this name already")) << headless::dump();
  type("Name", "Parcel");
  type("Language", "not a code");
  save();
  EXPECT_TRUE(says("A language is a short code"));
  type("Language", "pt_BR");
  save();
  EXPECT_TRUE(says("Write the text of the template."));
  type("Text", "Hi {{name}}, order {{order}} is on its way.");
  type("Sample for {{order}}", "A-17");
  type("Labels", "a,b,c,d,e,f,g,h,i,j,k");
  save();
  EXPECT_TRUE(says("at most 10 labels"));
  type("Labels", "Orders، Shop");
  press(Role::radio, "Marketing");
  press(Role::radio, "To begin");
  save();
  save();
  int posts = 0;
  for (const headless::Request& one : headless::record().requests) posts += one.method == "POST" && one.path == "/api/v1/message-templates";
  ASSERT_EQ(posts, 1) << "a second press while it is under way sends nothing";
  EXPECT_EQ(asked("POST", "/api/v1/message-templates")->body,
            R"({"name":"Parcel","channel":"whatsapp","language":"pt_BR","body":"Hi {{name}}, order {{order}} is on its way.","usage":"start","category":"marketing","labels":["Orders","Shop"],"samples":{"name":"","order":"A-17"}})");
  answered("/api/v1/message-templates", 422, R"({"error":{"code":"invalid_value","message":"A template needs a name."}})");
  EXPECT_TRUE(says("A template needs a name.")) << headless::dump();
  save();
  answered("/api/v1/message-templates", 409, R"({"error":{"code":"name_taken","field":"name","message":"There is already one of that name. Choose another name."}})");
  EXPECT_TRUE(says("There is already one of that name. Choose another name.")) << headless::dump();
  save();
  answered("/api/v1/message-templates", 201, "{}");
  EXPECT_FALSE(headless::find(Role::dialog, ""));
  EXPECT_TRUE(says("“Parcel” is saved and goes to WhatsApp, which usually decides within 24 to 48 hours"));
}

TEST_F(TemplatesPage, D77_ARejectedOneIsChangedAndHandedInAgain) {
  open(true);
  has(update, "Order update", Approval::rejected, "Too vague");
  list_answered();
  press(Role::button, "Edit: Order update");
  EXPECT_TRUE(says("WhatsApp rejected it: Too vague."));
  save();
  EXPECT_TRUE(says("WhatsApp would reject the same words again.")) << headless::dump();
  EXPECT_FALSE(asked("PATCH", "/api/v1/message-templates/" + to_text(update)));
  type("Text", "Your order is ready.");
  EXPECT_FALSE(headless::find(Role::textbox, "Sample for")) << "it has no blank any more";
  save();
  ASSERT_TRUE(asked("PATCH", "/api/v1/message-templates/" + to_text(update)));
  answered("/api/v1/message-templates/" + to_text(update), 0, "");
  EXPECT_TRUE(says("Look in the list whether the template is there")) << headless::dump();
}

TEST_F(TemplatesPage, AnAdminGetsThereFromTheListAtTheComposerAndBackIntoTheConversation) {
  list_at_the_composer(true);
  press(Role::button, "Manage templates");
  EXPECT_EQ(headless::record().address, "#/templates");
  EXPECT_FALSE(headless::find(Role::dialog, ""));
  EXPECT_EQ(headless::record().focused, headless::find(Role::radio, "Templates")->node.id) << "the button that led here is gone";
  press(Role::button, "Back to Maya Brown");
  EXPECT_TRUE(headless::find(Role::textbox, "Reply")) << headless::dump();
  EXPECT_FALSE(headless::find(Role::button, "Back to Maya Brown"));
}

TEST_F(TemplatesPage, TheListAtTheComposerOffersAnAgentNothingToManage) {
  list_at_the_composer(false);
  EXPECT_FALSE(headless::find(Role::button, "Manage templates")) << headless::dump();
}

TEST_F(TemplatesPage, IsReachedByItsKeys) {
  open(false);
  headless::key("g");
  headless::key("r");
  desk.settle();
  headless::press(Role::radio, "Tags");
  desk.settle();
  headless::key("g");
  headless::key("t");
  desk.settle();
  EXPECT_EQ(headless::record().address, "#/templates");
}

}  // namespace
}  // namespace tributary
