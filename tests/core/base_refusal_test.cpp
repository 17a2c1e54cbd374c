#include "core/base/refusal.h"

#include <gtest/gtest.h>

#include <set>

#include "core/base/id_text.h"
#include "core/base/limits.h"

namespace tributary {
namespace {

constexpr int refusals = static_cast<int>(Refusal::no_public_address) + 1;

TEST(Refusal, EachHasItsOwnCodeAndACompleteSentence) {
  std::set<std::string_view> codes;
  std::set<std::string> sentences;
  for (int i = 0; i < refusals; ++i) {
    const auto why = static_cast<Refusal>(i);
    const std::string text = sentence(why);
    codes.insert(code(why));
    sentences.insert(text);
    EXPECT_EQ(code(why).find_first_not_of("abcdefghijklmnopqrstuvwxyz_"), std::string_view::npos);
    EXPECT_GT(text.size(), 30u) << code(why);
    EXPECT_EQ(text.back(), '.') << code(why);
    EXPECT_NE(text.find(". "), std::string::npos) << code(why) << " says what is wrong but not what to do";
  }
  EXPECT_EQ(codes.size(), static_cast<std::size_t>(refusals));
  EXPECT_EQ(sentences.size(), static_cast<std::size_t>(refusals));
}

TEST(Refusal, NamesTheFieldAtFault) {
  EXPECT_EQ(field(Refusal::message_too_long), "message");
  EXPECT_EQ(field(Refusal::empty_message), "message");
  EXPECT_EQ(field(Refusal::session_expired), "sessionId");
  EXPECT_EQ(field(Refusal::unknown_session), "sessionId");
  EXPECT_EQ(field(Refusal::not_allowed), "");
}

TEST(Refusal, OfALongMessageSaysTheLimit) {
  Refused refused(Refusal::message_too_long);
  refused.limit = limits::message_characters_max;
  EXPECT_EQ(sentence(refused), "The message is longer than 1600 characters. Shorten it and send it again.");
}

TEST(Refusal, OfAClosedWindowSaysWhenItClosedAndWhatReopensIt) {
  Refused refused(Refusal::whatsapp_window_closed);
  refused.since = Instant{1795269720000};
  EXPECT_EQ(sentence(refused),
            "WhatsApp allows free text only within 24 hours of the customer's last message; that window closed on 21 November 2026, "
            "14:02 UTC. The customer's next message or an approved template reopens it.");
}

TEST(Refusal, OfAWindowThatClosesBeforeTheTimeChosenSaysUntilWhenWordsMayGo) {
  Refused refused(Refusal::window_closed_by_then);
  refused.since = Instant{1795269720000};
  EXPECT_EQ(sentence(refused),
            "WhatsApp allows free text only within 24 hours of the customer's last message, until 21 November 2026, 14:02 UTC. "
            "Choose an earlier time, or send an approved template.");
}

TEST(Refusal, OfAnExpiredSessionNamesTheCurrentOne) {
  Refused refused(Refusal::session_expired);
  refused.current = SessionId{1, 2};
  EXPECT_NE(sentence(refused).find(to_text(refused.current)), std::string::npos);
  EXPECT_EQ(sentence(Refusal::session_expired).find("ses_"), std::string::npos);
}

}  // namespace
}  // namespace tributary
