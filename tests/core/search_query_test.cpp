#include <gtest/gtest.h>

#include "core/base/search_text.h"
#include "core/view/search_query.h"

namespace tributary {
namespace {

TEST(SearchQuery, WordsPhrasesAndExclusions) {
  const SearchQuery query = parse_search("blue \"red bicycle\" -green -\"not this\" bik");
  ASSERT_EQ(query.words.size(), 3u);
  EXPECT_EQ(query.words[0], (SearchWords{"blue", false, false}));
  EXPECT_EQ(query.words[1], (SearchWords{"red bicycle", true, false}));
  EXPECT_EQ(query.words[2], (SearchWords{"bik", false, true})) << "still being typed";
  ASSERT_EQ(query.without.size(), 2u);
  EXPECT_EQ(query.without[1], (SearchWords{"not this", true, false}));
}

TEST(SearchQuery, OperatorsInAnyCase) {
  const SearchQuery query = parse_search("From:\"Maya Lindqvist\" STATUS:open status:Snoozed tag:vip -tag:spam assignee:me channel:whatsapp after:2026-11 before:2026-11-21 has:attachment");
  EXPECT_EQ(query.from, std::vector<std::string>{"Maya Lindqvist"});
  EXPECT_EQ(query.statuses, (std::vector<WorkStatus>{WorkStatus::open, WorkStatus::snoozed}));
  EXPECT_EQ(query.tags, std::vector<std::string>{"vip"});
  EXPECT_EQ(query.without_tags, std::vector<std::string>{"spam"});
  EXPECT_EQ(query.assignees, std::vector<std::string>{"me"});
  EXPECT_EQ(query.channels, std::vector<Channel>{Channel::whatsapp});
  EXPECT_EQ(query.after, (SearchDay{2026, 11, 1}));
  EXPECT_EQ(query.before, (SearchDay{2026, 11, 21}));
  EXPECT_TRUE(query.has_attachment);
  EXPECT_TRUE(query.problems.empty());
  EXPECT_TRUE(query.words.empty());
}

TEST(SearchQuery, EveryOperatorCanBeNegated) {
  const SearchQuery query = parse_search("-from:Maya -from:ME -status:resolved -STATUS:snoozed -tag:spam -assignee:none -assignee:sam -channel:sms -has:attachment -\"not this\"");
  EXPECT_EQ(query.without_from, (std::vector<std::string>{"Maya", "me"}));
  EXPECT_EQ(query.without_statuses, (std::vector<WorkStatus>{WorkStatus::resolved, WorkStatus::snoozed}));
  EXPECT_EQ(query.without_tags, std::vector<std::string>{"spam"});
  EXPECT_EQ(query.without_assignees, (std::vector<std::string>{"none", "sam"}));
  EXPECT_EQ(query.without_channels, std::vector<Channel>{Channel::sms});
  EXPECT_TRUE(query.no_attachment);
  EXPECT_TRUE(query.from.empty() && query.statuses.empty() && query.assignees.empty() && query.channels.empty() && !query.has_attachment);
  EXPECT_TRUE(query.problems.empty());
  EXPECT_FALSE(query.empty()) << "what is left out is a question too";
}

TEST(SearchQuery, WhatIsNotBeforeADayIsFromThatDayOnAndTheNarrowestHolds) {
  const SearchQuery query = parse_search("-before:2026-11-03 after:2026-11-01 -after:2026-11-20 before:2026-12");
  EXPECT_EQ(query.after, (SearchDay{2026, 11, 3}));
  EXPECT_EQ(query.before, (SearchDay{2026, 11, 20}));
}

TEST(SearchQuery, WhatCannotBeIsToldAndLosesNothingElse) {
  const SearchQuery query = parse_search("parcel before:2026-02-30 status:asleep from: x channel:");
  EXPECT_EQ(query.words.size(), 2u);
  ASSERT_EQ(query.problems.size(), 3u);
  EXPECT_EQ(query.problems[0], (SearchProblem{SearchProblem::Kind::not_a_date, "before:2026-02-30"}));
  EXPECT_EQ(query.problems[1], (SearchProblem{SearchProblem::Kind::unknown_value, "status:asleep"}));
  EXPECT_EQ(query.problems[2], (SearchProblem{SearchProblem::Kind::nothing_after, "from:"}));
  EXPECT_EQ(parse_search("status:pending x").problems.at(0).token, "status:pending") << "no conversation ever is";
  EXPECT_EQ(parse_search("-status:asleep x").problems.at(0), (SearchProblem{SearchProblem::Kind::unknown_value, "-status:asleep"}));
}

TEST(SearchQuery, AnOperatorAtTheEndWithNothingBehindItIsBegunAndNoMistakeYet) {
  const SearchQuery query = parse_search("parcel -Status:");
  EXPECT_EQ(query.begun, "-status:");
  EXPECT_TRUE(query.problems.empty());
  EXPECT_EQ(query.words.size(), 1u);
  EXPECT_TRUE(parse_search("from:").empty()) << "nothing is asked yet";
  EXPECT_EQ(parse_search("from: ").problems.at(0), (SearchProblem{SearchProblem::Kind::nothing_after, "from:"})) << "one has gone on";
  EXPECT_EQ(parse_search("from: parcel tag:vip").begun, "");
}

TEST(SearchQuery, ADayMayBeWrittenWithTheDigitsOfAnArabicOrPersianKeyboard) {
  const SearchQuery query = parse_search("after:\u0662\u0660\u0662\u0666-\u0661\u0661-\u0660\u0663 before:\u06F2\u06F0\u06F2\u06F6-\u06F1\u06F2");
  EXPECT_EQ(query.after, (SearchDay{2026, 11, 3}));
  EXPECT_EQ(query.before, (SearchDay{2026, 12, 1}));
  EXPECT_TRUE(query.problems.empty());
  EXPECT_EQ(parse_search("before:\u00B2\u0660\u0662\u0666 x").problems.size(), 1u);
}

TEST(SearchQuery, AMinusAloneIsNoWord) {
  EXPECT_TRUE(parse_search("-").empty());
  const SearchQuery query = parse_search("chips - two -");
  ASSERT_EQ(query.words.size(), 2u);
  EXPECT_EQ(query.words[1], (SearchWords{"two", false, false}));
  EXPECT_TRUE(query.without.empty());
  EXPECT_EQ(parse_search("\"-\"").words.size(), 1u) << "asked for on purpose";
}

TEST(SearchQuery, ColonsOfAddressesAndTimesAreWords) {
  const SearchQuery query = parse_search("https://example.com 14:30 re:order");
  EXPECT_EQ(query.words.size(), 3u);
  EXPECT_TRUE(query.problems.empty());
}

TEST(SearchQuery, AnOpenQuoteAndNothingAtAll) {
  EXPECT_EQ(parse_search("\"half a phrase").words.size(), 1u);
  EXPECT_TRUE(parse_search("").empty());
  EXPECT_TRUE(parse_search(" \t -  \"\" ").words.size() <= 1);
  EXPECT_TRUE(parse_search("\u201Cred bicycle\u201D").words.at(0).phrase) << "typographic quotes are what keyboards write";
}

TEST(SearchText, SetsApartWhatIsWrittenWithoutBlanks) {
  const std::string form = search_form("荷物 ok ขอ👍🏽");
  EXPECT_NE(form.find("荷\u200B物"), std::string::npos);
  EXPECT_EQ(shown_form(form), "荷物 ok ขอ👍🏽");
  EXPECT_TRUE(ends_apart("ok 荷物"));
  EXPECT_FALSE(ends_apart("荷物 ok"));
  EXPECT_FALSE(ends_apart(""));
  EXPECT_EQ(search_form("plain words"), "plain words");
}

TEST(SearchText, LetsNoBrokenBytesThrough) { EXPECT_EQ(search_form("a\xFF\xC3 b"), "a b"); }

}  // namespace
}  // namespace tributary
