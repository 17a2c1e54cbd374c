// What limits a reply is said with its field.
#include "tests/web/app/at_desk.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

struct FieldLimit : AtDesk {
  void open() {
    desk.customer_writes(1, "Maya Brown", "Where is my parcel?");
    desk.open_page();
    press(Role::listitem, "Maya");
  }
  void type(std::string_view text) {
    ASSERT_TRUE(headless::type("Reply", text));
    headless::record().focused = headless::find(Role::textbox, "Reply")->node.id;
    desk.settle();
  }
};

TEST_F(FieldLimit, OfTheChannelIsSaidWithTheFieldAndNotWithEachLetter) {
  open();
  const auto about = [](std::string_view field) {
    const std::string& said = headless::find(Role::textbox, field)->description;
    return said.find('\t') == std::string::npos ? std::string() : said.substr(said.find('\t') + 1);
  };
  EXPECT_EQ(about("Reply"), "");
  type("Hello");
  const std::string one_part = about("Reply");
  EXPECT_EQ(one_part.substr(0, 9), "1 segment") << one_part;
  type("Hello Maya");
  EXPECT_EQ(about("Reply"), one_part) << "what each letter changes is not said with each";
  type(std::string(200, 'x'));
  EXPECT_EQ(about("Reply").substr(0, 10), "2 segments");
  press(Role::tab, "Private note");
  EXPECT_NE(about("Private note"), "");
}

}  // namespace
}  // namespace tributary
