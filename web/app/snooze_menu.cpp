#include "web/app/snooze_menu.h"

#include "web/app/icons.h"
#include "web/app/words.h"
#include "web/app/zone_now.h"

namespace tributary::app {

std::string_view when_words(Frame& f, Instant at) {
  const auto ms = static_cast<double>(at.ms);
  const std::string_view time = f.ui.keep(platform::format_time(ms));
  if (platform::day_number(ms) == platform::day_number(platform::now_ms())) return time;
  return words::listed(f.ui, {f.ui.keep(platform::format_short(ms)), time});
}

std::array<NamedTime, 5> named_snooze_choices(Frame& f) {
  const SnoozeChoices choices = snooze_choices(f.now, zone_between(f.now + -limits::day_ms, f.now + 9 * limits::day_ms));
  const auto at_nine = [&f](Word pattern, Instant at) {
    return NamedTime{words::format(f.ui, pattern, {{"time", platform::format_time(static_cast<double>(at.ms))}}), at};
  };
  return {{{words::people::snooze_1h, choices.one_hour},
           {words::people::snooze_2h, choices.two_hours},
           {words::people::snooze_4h, choices.four_hours},
           at_nine(words::people::snooze_tomorrow, choices.tomorrow_nine),
           at_nine(words::people::snooze_monday, choices.next_monday_nine)}};
}

intent::Do snooze_until(Frame& f, const Conversation& conversation, Instant until) {
  return intent::Do{Snooze{conversation.id, until}, words::formatted(words::people::snoozed_till, {{"when", when_words(f, until)}})};
}

std::vector<MenuItem> snooze_items(Frame& f, const Conversation& conversation) {
  std::vector<MenuItem> items;
  if (conversation.status == WorkStatus::snoozed) items.push_back(MenuItem{words::people::unsnooze, icon::again, {}, intent::Reopen{conversation.id}});
  for (const NamedTime& one : named_snooze_choices(f)) items.push_back(MenuItem{one.name, {}, when_words(f, one.at), snooze_until(f, conversation, one.at)});
  items.push_back(MenuItem{words::people::snooze_date, icon::clock, {}, intent::OpenForm{Dialog::snooze_date, conversation.id}});
  return items;
}

}  // namespace tributary::app
