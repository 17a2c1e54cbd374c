#include "core/inbox/person_attributes.h"

#include <gtest/gtest.h>

using namespace tributary;

namespace {

using Family = std::vector<ContactAttributes>;
using All = std::vector<Attribute>;

constexpr ContactId kept{1, 1}, other{1, 2}, third{1, 3};

std::string text(const All& attributes) {
  std::string out;
  for (const Attribute& one : attributes) out += one.name + "=" + one.value + " ";
  return out;
}

std::string text(const std::vector<SetAttributes>& changes) {
  std::string out;
  for (const SetAttributes& one : changes) out += std::to_string(one.contact.low) + ": " + text(one.attributes);
  return out;
}

// The kept one is known to live in Oslo; the others brought what they had.
const Family family{{kept, {{"City", "Oslo"}}}, {other, {{"city", "Rome"}, {"Plan", "Gold"}}}, {third, {{"Plan", "Silver"}, {"Size", "44"}}}};
const All shown{{"City", "Oslo"}, {"Plan", "Gold"}, {"Size", "44"}};

}  // namespace

TEST(PersonAttributes, AreTheKeptOnesAndWhatTheOthersHaveUnderOtherNames) {
  EXPECT_EQ(text(attributes_of_person(family)), text(shown));
  EXPECT_EQ(text(attributes_of_person({{kept, {}}, {other, {{"Plan", "Gold"}}}})), "Plan=Gold ");
  EXPECT_EQ(text(attributes_of_person({})), "");
}

TEST(PersonAttributes, WhatAnotherBroughtIsNotCopiedByAnEditThatLeavesItAlone) {
  EXPECT_EQ(text(attributes_as_wanted(family, shown, shown)), "1: City=Oslo ");
  EXPECT_EQ(text(attributes_as_wanted(family, shown, {{"City", "Bergen"}, {"Plan", "Gold"}, {"Size", "44"}, {"Dog", "yes"}})), "1: City=Bergen Dog=yes ");
}

TEST(PersonAttributes, WhatIsChangedBecomesTheKeptOnesAndTheOtherKeepsItsOwn) {
  EXPECT_EQ(text(attributes_as_wanted(family, shown, {{"City", "Oslo"}, {"Plan", "Platinum"}, {"Size", "44"}})), "1: City=Oslo Plan=Platinum ");
  EXPECT_EQ(text(attributes_as_wanted(family, shown, {{"City", "Rome"}, {"Plan", "Gold"}, {"Size", "44"}})), "1: City=Rome ") << "the kept one's, though the other has it too";
}

TEST(PersonAttributes, WhatIsTakenAwayIsTakenFromEveryoneWhoHasIt) {
  EXPECT_EQ(text(attributes_as_wanted(family, shown, {{"City", "Oslo"}, {"Size", "44"}})), "1: City=Oslo 2: city=Rome 3: Size=44 ");
  EXPECT_EQ(text(attributes_as_wanted(family, shown, {})), "1: 2: 3: ");
  EXPECT_EQ(text(attributes_as_wanted(family, {{"City", "Oslo"}}, {})), "1: 2: Plan=Gold ") << "what was not seen is not taken away";
}

TEST(PersonAttributes, WhatAColleagueChangedSinceItWasShownStaysUnlessItWasChangedHereToo) {
  const Family since{{kept, {{"City", "Bergen"}, {"VIP", "yes"}, {"Dog", "no"}}}, {other, {{"Plan", "Gold"}}}};
  const All then{{"City", "Oslo"}, {"Plan", "Gold"}, {"Shoe", "44"}};
  EXPECT_EQ(text(attributes_as_wanted(since, then, {{"City", "Oslo"}, {"Plan", "Gold"}, {"Shoe", "44"}, {"Cat", "yes"}})), "1: City=Bergen Cat=yes VIP=yes Dog=no ");
  EXPECT_EQ(text(attributes_as_wanted(since, then, {{"City", "Rome"}, {"Plan", "Gold"}, {"Dog", "yes"}})), "1: City=Rome Dog=yes VIP=yes ");
}

TEST(PersonAttributes, ANameThatIsThereTwiceIsLeftToBeRefused) {
  EXPECT_EQ(text(attributes_as_wanted(family, shown, {{"Plan", "Gold"}, {"plan", "Silver"}, {"Size", "44"}, {"City", "Oslo"}})), "1: Plan=Gold plan=Silver City=Oslo ");
}

TEST(PersonAttributes, OfWhoIsNobodyElseAreTheirOwn) {
  EXPECT_EQ(text(attributes_as_wanted({{kept, {{"City", "Oslo"}}}}, {{"City", "Oslo"}}, {{"Plan", "Gold"}})), "1: Plan=Gold ");
}
