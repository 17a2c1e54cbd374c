#include <gtest/gtest.h>

#include <set>

#include "core/base/limits.h"
#include "core/sync/draft_box.h"
#include "core/sync/draft_frames.h"

using namespace tributary;

namespace {

constexpr ConversationId here{3, 1};
const DraftBox::Key reply{here, false}, note{here, true};

// A relay that keeps what it is told, and any number of pages of one agent.
struct Drafts : testing::Test {
  std::map<DraftBox::Key, Draft> rows;
  Instant now{1'790'000'000'000};
  DraftBox desk, phone;
  std::set<DraftBox*> up;

  void connect(DraftBox& page) {
    up.insert(&page);
    page.connected();
    std::vector<Draft> all;
    for (const auto& [key, draft] : rows)
      if (!draft.text.empty()) all.push_back(draft);
    for (const std::string& frame : draft_frames(all)) hear(page, frame);
    save(page);
  }
  void save(DraftBox& page) {
    for (const std::string& frame : page.save()) {
      const auto said = wire::parse_client_frame(frame);
      wire::Drafts stand;
      for (const Draft& one : std::get<wire::SaveDrafts>(*said).drafts) {
        const DraftBox::Key key{one.conversation, one.note};
        const auto row = rows.find(key);
        const auto kept = kept_of(one, row == rows.end() ? nullptr : &row->second, now);
        if (kept) rows[key] = *kept;
        stand.drafts.push_back(rows[key]);
      }
      for (DraftBox* every : up) every->take(stand);
    }
  }
  void cut(DraftBox& page) { up.erase(&page); }
  static void hear(DraftBox& page, const std::string& frame) { page.take(std::get<wire::Drafts>(*wire::parse_server_frame(frame))); }
  void write(DraftBox& page, const std::string& text, DraftBox::Key key = reply) {
    now = now + 10;
    page.write(key, text, now);
  }
  static std::string text_of(const DraftBox& page, DraftBox::Key key = reply) {
    const auto* begun = page.find(key);
    return begun ? begun->text : "";
  }
};

}  // namespace

TEST_F(Drafts, WhatIsBegunOnOneDeviceStandsOnTheOther) {
  connect(desk);
  connect(phone);
  write(desk, "Good mor");
  EXPECT_TRUE(desk.wants_save());
  EXPECT_EQ(text_of(phone), "");
  save(desk);
  EXPECT_FALSE(desk.wants_save());
  EXPECT_EQ(text_of(phone), "Good mor");
  EXPECT_EQ(phone.take_changed(), std::vector<DraftBox::Key>{reply});
  write(phone, "Good morning", reply);
  write(phone, "ask Sam", note);
  save(phone);
  EXPECT_EQ(text_of(desk), "Good morning");
  EXPECT_EQ(text_of(desk, note), "ask Sam");
}

TEST_F(Drafts, OneThatIsSentOrEmptiedIsGoneEverywhereAlsoWhereNobodyWasConnected) {
  connect(desk);
  connect(phone);
  write(desk, "one");
  write(desk, "two", note);
  save(desk);
  write(phone, "");
  save(phone);
  EXPECT_EQ(desk.find(reply), nullptr);
  rows.erase(note);
  connect(desk);
  EXPECT_EQ(desk.find(note), nullptr) << "it ended while this page was away";
  EXPECT_EQ(desk.saved(), 0u);
}

TEST_F(Drafts, WrittenWithoutAConnectionItWaitsAndTheNewestEditWins) {
  connect(desk);
  connect(phone);
  write(desk, "begun");
  save(desk);
  cut(phone);
  write(phone, "begun on the train");
  write(desk, "begun and finished");
  save(desk);
  connect(phone);
  EXPECT_EQ(text_of(phone), "begun and finished") << "the desk's edit is newer";
  cut(phone);
  write(desk, "old");
  write(phone, "new");
  save(desk);
  connect(phone);
  EXPECT_EQ(text_of(desk), "new");
  EXPECT_EQ(rows[reply].text, "new");
}

TEST_F(Drafts, AnOldEditDoesNotBringBackWhatWasSentMeanwhile) {
  connect(desk);
  connect(phone);
  cut(phone);
  write(phone, "half a sent");
  write(desk, "half a sentence");
  save(desk);
  write(desk, "");
  save(desk);
  connect(phone);
  EXPECT_EQ(phone.find(reply), nullptr);
  EXPECT_EQ(rows[reply].text, "");
}

// A clock that stands still, or runs behind, gives an old end a newer time than what is written now.
TEST_F(Drafts, WhatIsBegunAnewIsNotTakenForWhatHadEndedBefore) {
  connect(desk);
  write(desk, "one");
  save(desk);
  write(desk, "");
  save(desk);
  cut(desk);
  DraftBox later;
  connect(later);
  later.write(reply, "two", now + -5);
  for (int i = 0; i < 2; ++i) save(later);
  EXPECT_EQ(text_of(later), "two");
  EXPECT_EQ(rows[reply].text, "two");
  EXPECT_FALSE(later.wants_save());
}

TEST_F(Drafts, WhatIsBeingWrittenStaysAndWinsWhenItIsSaved) {
  connect(desk);
  connect(phone);
  desk.writing(reply);
  write(desk, "typing");
  write(phone, "from the phone, later");
  save(phone);
  EXPECT_EQ(text_of(desk), "typing");
  save(desk);
  EXPECT_EQ(text_of(phone), "typing");
  EXPECT_EQ(rows[reply].text, "typing");
  write(phone, "and once more");
  save(phone);
  EXPECT_EQ(text_of(desk), "and once more") << "what is saved is not in the way any more";
}

TEST_F(Drafts, AClockThatIsAheadShutsNobodyOut) {
  Draft ahead{here, false, "from the future", now + limits::day_ms};
  const auto kept = kept_of(ahead, nullptr, now);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->edited, now);
  const Draft seen{here, false, "seen", now + 50};  // our clock was set back since
  const auto after = kept_of(Draft{here, false, "after it", now + 51}, &seen, now);
  ASSERT_TRUE(after) << "its author had seen the other one";
  EXPECT_EQ(after->edited, seen.edited + 1);
  EXPECT_FALSE(kept_of(Draft{here, false, "before it", now + 49}, &seen, now));
}

TEST_F(Drafts, ARelayThatWasRestoredIsToldAgain) {
  connect(desk);
  write(desk, "first");
  save(desk);
  const auto backup = rows;
  write(desk, "second");
  save(desk);
  rows = backup;
  connect(desk);
  EXPECT_EQ(text_of(desk), "second");
  EXPECT_EQ(rows[reply].text, "second");
}

TEST_F(Drafts, NothingLeavesBeforeTheRelayHasSaidWhatItHas) {
  write(desk, "written at once");
  EXPECT_TRUE(desk.save().empty());
  desk.take(wire::Drafts{{}, false});
  EXPECT_TRUE(desk.save().empty());
  desk.take(wire::Drafts{{}, true});
  EXPECT_EQ(desk.save().size(), 1u);
  EXPECT_TRUE(desk.save().empty()) << "it is under way";
  desk.connected();
  desk.take(wire::Drafts{{}, true});
  EXPECT_EQ(desk.save().size(), 1u) << "nobody knows whether it arrived";
}

TEST_F(Drafts, WhatIsTooLongStaysHereAndGivesWayToNothing) {
  connect(desk);
  connect(phone);
  const std::string most(limits::draft_characters_max, 'x');
  write(desk, most);
  save(desk);
  EXPECT_EQ(text_of(phone), most);
  write(desk, most + "y");
  EXPECT_FALSE(desk.wants_save());
  write(phone, "newer");
  save(phone);
  EXPECT_EQ(text_of(desk), most + "y");
  EXPECT_EQ(text_of(phone), "newer");
}

TEST_F(Drafts, ManyGoInFramesNoneOfWhichIsLarge) {
  std::vector<Draft> many;
  for (std::uint64_t i = 1; i <= 40; ++i) many.push_back(Draft{ConversationId{3, i}, false, std::string(9'000, '\n'), now});
  const auto frames = draft_frames(many);
  EXPECT_GT(frames.size(), 4u);
  std::size_t drafts = 0;
  for (std::size_t i = 0; i < frames.size(); ++i) {
    EXPECT_LT(frames[i].size(), 256u * 1024);
    const auto frame = std::get<wire::Drafts>(*wire::parse_server_frame(frames[i]));
    drafts += frame.drafts.size();
    EXPECT_EQ(frame.whole, i + 1 == frames.size());
  }
  EXPECT_EQ(drafts, many.size());
  EXPECT_EQ(draft_frames({}).size(), 1u) << "nobody waits for a list of nothing";
}
