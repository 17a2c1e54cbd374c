#include "core/inbox/content.h"
#include "core/view/inbox_list.h"
#include "core/view/thread.h"
#include "core/view/words.h"
#include "tests/core/desk.h"

using namespace tributary;

namespace {

std::vector<Line> thread_lines(const Desk& desk) {
  std::vector<Line> lines;
  for (const Line& line : desk.log)
    if (about(desk.state, line.event).thread) lines.push_back(line);
  return lines;
}

// A thread with everything in it: two channels, a call over several callbacks, deliveries, a failure, work.
Desk busy_desk() {
  Desk desk;
  desk.hear();
  desk.run(desk.call(CallStatus::ringing, 0));
  const MessageId first = desk.answer();
  desk.run(StartAttempt{first});
  desk.run(desk.call(CallStatus::in_progress, 1));
  desk.run(ReportDelivery{first, Delivery::failed, 30003});
  desk.hear(Channel::whatsapp);
  desk.run(SendAgain{first});
  desk.run(desk.call(CallStatus::completed, 2));
  desk.run(StartAttempt{first});
  desk.run(ReportDelivery{first, Delivery::delivered, 0});
  desk.run(Resolve{desk.conversation().id});
  desk.hear();
  return desk;
}

}  // namespace

TEST(ThreadView, ByPagesOfAnySizeIsTheSameAsAllAtOnce) {
  const Desk desk = busy_desk();
  const std::vector<Line> lines = thread_lines(desk);
  ThreadView whole;
  whole.add_older(lines);
  for (std::size_t split = 0; split <= lines.size(); ++split)
    for (std::size_t page = 1; page < 6; ++page) {
      ThreadView view;
      std::size_t from = split;
      while (from > 0) {
        const std::size_t begin = from > page ? from - page : 0;
        if (from == split)  // the live lines come after the first page
          view.add_older({lines.begin() + static_cast<std::ptrdiff_t>(begin), lines.begin() + static_cast<std::ptrdiff_t>(from)});
        if (from == split)
          for (std::size_t live = split; live < lines.size(); ++live) view.add_newer(lines[live]);
        else
          view.add_older({lines.begin() + static_cast<std::ptrdiff_t>(begin), lines.begin() + static_cast<std::ptrdiff_t>(from)});
        from = begin;
      }
      if (split == 0)
        for (const Line& line : lines) view.add_newer(line);
      ASSERT_EQ(view.entries(), whole.entries()) << "split " << split << " page " << page;
    }
}

TEST(ThreadView, ShowsOneEntryPerCallWhereItBegan) {
  const Desk desk = busy_desk();
  ThreadView view;
  view.add_older(thread_lines(desk));
  std::size_t calls = 0;
  for (const ThreadEntry& entry : view.entries())
    if (entry.kind == ThreadEntry::Kind::call) {
      ++calls;
      EXPECT_EQ(entry.call_status, CallStatus::completed);
    }
  EXPECT_EQ(calls, 1u);
}

TEST(ThreadView, TakesAPredictionBackWithoutATrace) {
  Desk desk = busy_desk();
  ThreadView view;
  view.add_older(thread_lines(desk));
  const auto before = view.entries();
  const MessageId first = [&] { for (const auto& e : before) if (e.direction == Direction::out && e.kind == ThreadEntry::Kind::message) return e.message; return MessageId{}; }();
  const Stamp stamp{desk.now, Desk::as(Desk::anna), CommandId{12, 1}};
  view.predict({Line{0, stamp, SendAgainQueued{first, desk.conversation().id}}, Line{0, stamp, Resolved{desk.conversation().id}}});
  EXPECT_EQ(view.entries().size(), before.size() + 1);

  view.predict({});
  EXPECT_EQ(view.entries(), before);
}

TEST(InboxList, HasTheNewestFirstAndTheResolvedBelow) {
  Desk desk;
  for (std::uint64_t who = 1; who <= 3; ++who) {
    ReceiveMessage message = desk.text();
    message.from = {{IdentityKind::phone, IdentityId{50, who}, "+15550200100"}};
    desk.pass(1);
    desk.run(message);
  }
  const auto rows = inbox_list(desk.state, Desk::anna, InboxView::all);
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_GT(rows[0].last_activity, rows[1].last_activity);
  desk.run(Resolve{rows[0].conversation});
  desk.run(Assign{rows[1].conversation, Desk::anna});
  EXPECT_EQ(inbox_list(desk.state, Desk::anna, InboxView::all).back().conversation, rows[0].conversation);
  EXPECT_EQ(inbox_list(desk.state, Desk::anna, InboxView::mine).at(0).conversation, rows[1].conversation);
  EXPECT_EQ(inbox_list(desk.state, Desk::anna, InboxView::unassigned).size(), 1u);
  const InboxCounts counts = inbox_counts(desk.state, Desk::anna);
  EXPECT_EQ(counts.all, 2u);
  EXPECT_EQ(counts.mine, 1u);
  EXPECT_EQ(counts.unassigned, 1u);
}

TEST(Preview, IsOneLineOrAWordForWhatHasNoText) {
  MessageBody body;
  body.text = "one\ntwo";
  EXPECT_EQ(preview(body, MessageKind::text), "one two");
  body.text.clear();
  body.location = Location{1, 2, "Cafe", ""};
  EXPECT_EQ(preview(body, MessageKind::location), "Location: Cafe");
  body.location.reset();
  body.media = 1;
  EXPECT_EQ(preview(body, MessageKind::media), "Attachment");
}

TEST(Preview, IsCutAfterAWordAndSaysThatSomeAreLeftOut) {
  MessageBody body;
  body.text = std::string(110, 'a') + " hippopotamus";
  EXPECT_EQ(preview(body, MessageKind::text), std::string(110, 'a') + "\u2026");
  body.text = std::string(110, 'a') + " elephant and more";
  EXPECT_EQ(preview(body, MessageKind::text), std::string(110, 'a') + " elephant\u2026") << "119 characters are a whole word";
  body.text = std::string(60, 'a') + " " + std::string(59, 'b');
  EXPECT_EQ(preview(body, MessageKind::text), body.text) << "120 are not too many";
  body.text = std::string(130, 'a');
  EXPECT_EQ(preview(body, MessageKind::text), std::string(120, 'a') + "\u2026") << "a word that fills the line";
  body.text = "no " + std::string(130, 'a');
  EXPECT_EQ(preview(body, MessageKind::text), "no " + std::string(117, 'a') + "\u2026");
}

TEST(Words, CallAContactByNameElseByAddress) {
  Desk desk;
  desk.hear();
  const ContactId contact = desk.state.identities.find(Desk::phone)->contact;
  Words words;
  EXPECT_EQ(words.title(desk.state, contact), "") << "a word for nobody known is the page's";
  words.put(AddressText{Desk::phone, "+15550200100"});
  EXPECT_EQ(words.title(desk.state, contact), "+15550200100");
  words.put(ContactName{contact, "Maria"});
  EXPECT_EQ(words.title(desk.state, contact), "Maria");
}
