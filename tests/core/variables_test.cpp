// {{blanks}} of templates and saved replies, and how much of a text is read to find them.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/inbox/variables.h"

namespace tributary {
namespace {

using Names = std::vector<std::string>;

// Where every opening brace looks through all that follows, any of these texts takes minutes.
constexpr int very_many = 1'000'000;

std::string many(int count, std::string_view part) {
  std::string all;
  all.reserve(static_cast<std::size_t>(count) * part.size());
  for (int i = 0; i < count; ++i) all += part;
  return all;
}

TEST(Variables, D73_D74_AreNamedInOrderEachOnceWithoutTheBlanksAroundThem) {
  EXPECT_EQ(variables_in("Hello {{ name }}, your {{order}} is here. Yours, {{agent name}} ({{name}})"), (Names{"name", "order", "agent name"}));
  EXPECT_EQ(variables_in("{{}} {{  }} { {a}} {{b} } {{c"), Names{});
  EXPECT_EQ(variables_in("{{a}}}} {{b}}"), (Names{"a", "b"}));
  EXPECT_EQ(variables_in("{{{a}}}"), Names{"{a"});
  EXPECT_EQ(variables_in("{{}}a}} {{b}}"), (Names{"b"})) << "each blank ends at the first braces that close";
  EXPECT_EQ(variables_in("{{   {{   a   }}"), Names{"{{   a"});
}

TEST(Variables, D73_ANameThatIsTooLongIsTextAndTheNextOneBeginsWithinIt) {
  const std::string longest(64, 'n');
  EXPECT_EQ(variables_in("{{ " + longest + " }}"), Names{longest});
  EXPECT_EQ(variables_in("{{" + longest + "n}} {{b}}"), Names{"b"});
  EXPECT_EQ(variables_in("{{" + longest + "{{a}}"), Names{"a"});
  EXPECT_EQ(*filled_in("{{" + longest + "{{ a }}!", {{"a", "x"}}), "{{" + longest + "x!");
}

TEST(Variables, D73_ATextFullOfOpeningBracesIsReadOnce) {
  const std::string open = many(very_many, "{{");
  EXPECT_EQ(variables_in(open), Names{});
  const std::string name = many(30, "{{") + "name";  // the first that is short enough
  EXPECT_EQ(variables_in(open + "name}}"), Names{name});
  EXPECT_EQ(missing_values(open + "name}}", {}), Names{name});
  EXPECT_EQ(filled_in(open + "name}}", {{name, "x"}})->size(), open.size() - 60 - 2 + 1);
  EXPECT_EQ(variables_in(open + std::string(very_many, '}')).size(), 1u);
}

TEST(Variables, D73_BlanksWithinBracesAreReadOnceToo) {
  const std::string wide(very_many, ' ');
  EXPECT_EQ(variables_in(many(very_many / 2, "{{x") + wide + "}}").size(), 1u);
  EXPECT_EQ(variables_in("{{" + wide + "a" + wide + "}}"), Names{"a"});
  EXPECT_EQ(variables_in("{{" + wide + "}}"), Names{});
  EXPECT_EQ(variables_in(many(very_many / 4, "{{  ")), Names{});
}

TEST(Variables, D73_ManyNamesAreEachToldOnce) {
  std::string text;
  constexpr std::size_t count = 200'000;
  for (std::size_t i = 0; i < count; ++i) text += "{{" + std::to_string(i) + "}}";
  const Names names = variables_in(text + text);
  ASSERT_EQ(names.size(), count);
  EXPECT_EQ(names.front(), "0");
  EXPECT_EQ(names.back(), std::to_string(count - 1));
}

}  // namespace
}  // namespace tributary
