// A field shows that it has the focus: on the canvas, since the page draws no ring around what one types into.
#include <gtest/gtest.h>
#include <imgui.h>

#include <string_view>
#include <utility>

#include "tests/web/app/desk.h"
#include "web/app/rect.h"
#include "web/app/theme.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

// Something of exactly this colour was drawn there.
bool drawn(std::uint32_t colour, app::Rect where) {
  const ImDrawData* all = headless::record().drawn;
  for (int i = 0; i < all->CmdListsCount; ++i)
    for (const ImDrawVert& at : all->CmdLists[i]->VtxBuffer)
      if (at.col == colour && where.contains(at.pos.x, at.pos.y)) return true;
  return false;
}

app::Rect box_of(const platform::Node& node) { return {node.x, node.y, node.w, node.h}; }

// A frame lies a little outside of its field.
bool lit(std::string_view field, const app::Theme& theme) { return drawn(theme.focus, box_of(headless::find(Role::textbox, field)->node).inset(-15, -5)); }

void focus_field(Role role, std::string_view name) {
  platform::Event event = headless::event_of(platform::EventKind::focused);
  event.node = headless::record().focused = headless::find(role, name)->node.id;
  headless::emit(event);
  headless::settle();
}

TEST(FocusRing, IsAroundTheFieldOfTheSignInThatHasTheFocus) {
  for (const bool dark : {false, true}) {
    headless::reset({1440, 900, 1, dark ? platform::Theme::dark : platform::Theme::light}, static_cast<double>(Desk::morning));
    app::App app;
    headless::start(app, "");
    headless::settle();
    headless::answer(401, "{}");
    headless::settle();
    for (const auto& [name, other] : {std::pair{"Email", "Password"}, std::pair{"Password", "Email"}}) {
      focus_field(Role::textbox, name);
      EXPECT_TRUE(lit(name, app::theme(dark))) << name;
      EXPECT_FALSE(lit(other, app::theme(dark))) << other;
    }
  }
}

// In the dark: there nothing else has the colour of the focus.
constexpr platform::Screen dark_screen{1440, 900, 1, platform::Theme::dark};

TEST(FocusRing, IsAroundTheFieldsOfADialog) {
  Desk desk(dark_screen);
  desk.open_page("#/preferences");
  ASSERT_TRUE(headless::press(Role::button, "Set or change your password")) << headless::dump();
  desk.settle();
  for (const auto& [name, other] : {std::pair{"Current password", "New password"}, std::pair{"New password", "Current password"}}) {
    focus_field(Role::textbox, name);
    EXPECT_TRUE(lit(name, app::theme(true))) << name;
    EXPECT_FALSE(lit(other, app::theme(true))) << other;
  }
}

TEST(FocusRing, IsALineBelowAFieldWithoutAFrame) {
  Desk desk(dark_screen);
  desk.open_page();
  headless::key("k", platform::key_ctrl);
  desk.settle();
  const std::string_view name = "Type a command or a name";
  ASSERT_TRUE(headless::find(Role::combobox, name)) << headless::dump();
  const auto line = [&name] {
    const platform::Node node = headless::find(Role::combobox, name)->node;
    return drawn(app::theme(true).focus, app::Rect{node.x - 20, node.y + node.h + 6, node.w + 100, 4});
  };
  EXPECT_FALSE(line());
  focus_field(Role::combobox, name);
  EXPECT_TRUE(line());
}

}  // namespace
}  // namespace tributary
