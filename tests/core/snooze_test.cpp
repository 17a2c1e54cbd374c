#include "core/inbox/snooze.h"

#include "tests/core/desk.h"

using namespace tributary;

namespace {

// Berlin: +1 h, +2 h from 29 March 2026 01:00 UTC to 25 October 2026 01:00 UTC.
const ZoneOffsets berlin{{Instant{0}, 3'600}, {*parse_iso("2026-03-29T01:00Z"), 7'200}, {*parse_iso("2026-10-25T01:00Z"), 3'600}};

struct Asleep : testing::Test {
  Desk desk;
  Asleep() { desk.hear(); }
  ConversationId here() { return desk.conversation().id; }
  void snooze(std::int64_t ms) { desk.run(Snooze{here(), desk.now + ms}, Desk::as(Desk::anna)); }
};

}  // namespace

TEST_F(Asleep, D36_ComesBackAtItsTimeAndNotBefore) {
  snooze(10 * limits::minute_ms);
  EXPECT_EQ(desk.conversation().status, WorkStatus::snoozed);
  EXPECT_EQ(next_wake(desk.state), desk.now + 10 * limits::minute_ms);
  desk.pass(10 * limits::minute_ms - 1);
  desk.run(Wake{});
  EXPECT_EQ(desk.conversation().status, WorkStatus::snoozed);
  desk.pass(1);
  desk.run(Wake{});
  EXPECT_EQ(desk.conversation().status, WorkStatus::open);
  EXPECT_EQ(desk.happened<SnoozeEnded>(), 1u);
  desk.run(Wake{});
  EXPECT_TRUE(desk.last.empty());
}

TEST_F(Asleep, D36_EndsWhenTheCustomerWritesOrCallsInVain) {
  snooze(limits::day_ms);
  desk.hear();
  EXPECT_EQ(desk.conversation().status, WorkStatus::open);
  EXPECT_FALSE(snoozed_until(desk.state, here()));
  snooze(limits::day_ms);
  desk.run(desk.call(CallStatus::no_answer, 3));
  EXPECT_EQ(desk.conversation().status, WorkStatus::open);
}

TEST_F(Asleep, EndsWhenItIsReopenedResolvedOrMovedToAnotherTime) {
  snooze(limits::hour_ms);
  snooze(2 * limits::hour_ms);
  EXPECT_EQ(snoozed_until(desk.state, here()), desk.now + 2 * limits::hour_ms);
  desk.run(Reopen{here()}, Desk::as(Desk::ben));
  EXPECT_FALSE(snoozed_until(desk.state, here()));
  snooze(limits::hour_ms);
  desk.run(Resolve{here()}, Desk::as(Desk::ben));
  desk.pass(limits::day_ms);
  desk.run(Wake{});
  EXPECT_EQ(desk.conversation().status, WorkStatus::resolved);
}

TEST_F(Asleep, RefusesWhatHasPassedAndWhatIsFarOff) {
  EXPECT_EQ(desk.refused(Snooze{here(), desk.now}, Desk::as(Desk::anna)), Refusal::date_in_past);
  EXPECT_EQ(desk.refused(Snooze{here(), desk.now + 400 * limits::day_ms}, Desk::as(Desk::anna)), Refusal::date_too_far);
  snooze(limits::hour_ms);
  EXPECT_EQ(desk.refused(Snooze{here(), desk.now + limits::hour_ms}, Desk::as(Desk::anna)), Refusal::already_snoozed);
}

TEST(SnoozeChoicesOf, D35_AreTheFiveInTheAgentsOwnTimeZone) {
  const Instant friday = *parse_iso("2026-11-20T22:30:00+01:00");
  const SnoozeChoices choices = snooze_choices(friday, berlin);
  EXPECT_EQ(choices.one_hour, friday + limits::hour_ms);
  EXPECT_EQ(choices.two_hours, friday + 2 * limits::hour_ms);
  EXPECT_EQ(choices.four_hours, friday + 4 * limits::hour_ms);
  EXPECT_EQ(iso_text(choices.tomorrow_nine), "2026-11-21T08:00:00.000Z");
  EXPECT_EQ(iso_text(choices.next_monday_nine), "2026-11-23T08:00:00.000Z");
  // In UTC it is still the same day; just after midnight in Berlin it is the next.
  EXPECT_EQ(iso_text(snooze_choices(*parse_iso("2026-11-20T23:30:00Z"), berlin).tomorrow_nine), "2026-11-22T08:00:00.000Z");
}

TEST(SnoozeChoicesOf, OnAMondayMeanTheNextOneAndCountAcrossMonthsAndYears) {
  EXPECT_EQ(iso_text(snooze_choices(*parse_iso("2026-11-23T05:00Z"), {}).next_monday_nine), "2026-11-30T09:00:00.000Z");
  const SnoozeChoices eve = snooze_choices(*parse_iso("2027-12-31T12:00Z"), {});
  EXPECT_EQ(iso_text(eve.tomorrow_nine), "2028-01-01T09:00:00.000Z");
  EXPECT_EQ(iso_text(eve.next_monday_nine), "2028-01-03T09:00:00.000Z");
  EXPECT_EQ(iso_text(snooze_choices(*parse_iso("2028-02-28T12:00Z"), {}).tomorrow_nine), "2028-02-29T09:00:00.000Z");
}

TEST(SnoozeChoicesOf, MeanNineOnTheWallWhenTheClocksChangeOverNight) {
  EXPECT_EQ(iso_text(snooze_choices(*parse_iso("2026-03-28T12:00Z"), berlin).tomorrow_nine), "2026-03-29T07:00:00.000Z");
  EXPECT_EQ(iso_text(snooze_choices(*parse_iso("2026-10-24T12:00Z"), berlin).tomorrow_nine), "2026-10-25T08:00:00.000Z");
}

TEST(Zone, ReadsATimeThatIsMissingAsLaterAndOneThatComesTwiceAsTheFirst) {
  const auto local = [](const char* text) { return civil_of(*parse_iso(text)); };
  EXPECT_EQ(iso_text(instant_of_local(local("2026-03-29T02:30Z"), berlin)), "2026-03-29T01:30:00.000Z");
  EXPECT_EQ(iso_text(instant_of_local(local("2026-10-25T02:30Z"), berlin)), "2026-10-25T00:30:00.000Z");
}

TEST(Civil, ReadsIsoTimesAndNothingElse) {
  EXPECT_EQ(iso_text(*parse_iso("2026-11-21")), "2026-11-21T00:00:00.000Z");
  EXPECT_EQ(iso_text(*parse_iso("2026-11-21T14:02:33.250+01:30")), "2026-11-21T12:32:33.250Z");
  for (const char* text : {"", "2026", "2026-02-30", "2026-13-01", "2026-11-21T14:02", "2026-11-21T24:00Z", "2026-11-21T14:02Zx", "2026-11-21 14:02Z", "+026-11-21"})
    EXPECT_FALSE(parse_iso(text)) << text;
}
