#include "core/base/civil.h"

#include <string_view>

namespace tributary {
namespace {

constexpr std::int64_t day_length_ms = 86'400'000;
constexpr std::int64_t era_days = 146'097;  // 400 years, after which the calendar repeats

std::int64_t floor_divide(std::int64_t value, std::int64_t by) { return value / by - (value % by < 0 ? 1 : 0); }

// Days since 1970-01-01. Years begin in March, so that the leap day is a year's last.
std::int64_t days_of(std::int64_t year, std::int64_t month, std::int64_t day) {
  if (month <= 2) --year;
  const std::int64_t era = floor_divide(year, 400);
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * era_days + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719'468;
}

void set_date(Civil& civil, std::int64_t days) {
  days += 719'468;
  const std::int64_t era = floor_divide(days, era_days);
  const std::int64_t day_of_era = days - era * era_days;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month = (5 * day_of_year + 2) / 153;
  civil.day = static_cast<std::int32_t>(day_of_year - (153 * month + 2) / 5 + 1);
  civil.month = static_cast<std::int32_t>(month < 10 ? month + 3 : month - 9);
  civil.year = year_of_era + era * 400 + (civil.month <= 2 ? 1 : 0);
}

std::string padded(std::int64_t value, std::size_t width) {
  std::string digits = std::to_string(value);
  return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

}  // namespace

Civil civil_of(Instant at) {
  Civil civil;
  const std::int64_t days = floor_divide(at.ms, day_length_ms);
  const std::int64_t rest = at.ms - days * day_length_ms;
  set_date(civil, days);
  civil.hour = static_cast<std::int32_t>(rest / 3'600'000);
  civil.minute = static_cast<std::int32_t>(rest / 60'000 % 60);
  civil.second = static_cast<std::int32_t>(rest / 1'000 % 60);
  civil.millisecond = static_cast<std::int32_t>(rest % 1'000);
  return civil;
}

Instant instant_of(const Civil& civil) {
  const std::int64_t seconds = (std::int64_t{civil.hour} * 60 + civil.minute) * 60 + civil.second;
  return {days_of(civil.year, civil.month, civil.day) * day_length_ms + seconds * 1'000 + civil.millisecond};
}

std::string date_words(Instant at) {
  static constexpr std::string_view months[] = {"January", "February", "March",     "April",   "May",      "June",
                                                "July",    "August",   "September", "October", "November", "December"};
  const Civil civil = civil_of(at);
  return std::to_string(civil.day) + " " + std::string(months[civil.month - 1]) + " " + std::to_string(civil.year) + ", " +
         padded(civil.hour, 2) + ":" + padded(civil.minute, 2) + " UTC";
}

namespace {

// Eats exactly `digits` digits and what follows them; -1 when they are not there.
struct Reader {
  std::string_view rest;
  bool good = true;
  std::int32_t number(std::size_t digits) {
    std::int32_t value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (i >= rest.size() || rest[i] < '0' || rest[i] > '9') return good = false, 0;
      value = value * 10 + (rest[i] - '0');
    }
    rest.remove_prefix(digits);
    return value;
  }
  bool take(char c) {
    if (rest.empty() || rest.front() != c) return false;
    rest.remove_prefix(1);
    return true;
  }
  void must(char c) { good = take(c) && good; }
};

// "Z" or "+01:00", in milliseconds to take away.
std::int64_t read_offset(Reader& reader) {
  if (reader.take('Z')) return 0;
  const bool east = reader.take('+');
  if (!east) reader.must('-');
  const std::int64_t hours = reader.number(2);
  reader.must(':');
  const std::int64_t minutes = reader.number(2);
  if (hours > 14 || minutes > 59) reader.good = false;
  return (hours * 60 + minutes) * (east ? 60'000 : -60'000);
}

}  // namespace

std::optional<Instant> parse_iso(std::string_view text) {
  Reader reader{text};
  Civil civil;
  civil.year = reader.number(4);
  reader.must('-');
  civil.month = reader.number(2);
  reader.must('-');
  civil.day = reader.number(2);
  std::int64_t offset_ms = 0;
  if (reader.good && !reader.rest.empty()) {
    reader.must('T');
    civil.hour = reader.number(2);
    reader.must(':');
    civil.minute = reader.number(2);
    if (reader.take(':')) civil.second = reader.number(2);
    if (reader.take('.')) civil.millisecond = reader.number(3);
    offset_ms = read_offset(reader);
  }
  if (!reader.good || !reader.rest.empty() || civil.month < 1 || civil.month > 12 || civil.hour > 23 || civil.minute > 59 || civil.second > 59) return {};
  const Civil back = civil_of(instant_of(civil));
  if (back.day != civil.day || back.month != civil.month) return {};
  return instant_of(civil) + -offset_ms;
}

std::string iso_text(Instant at) {
  const Civil civil = civil_of(at);
  return padded(civil.year, 4) + "-" + padded(civil.month, 2) + "-" + padded(civil.day, 2) + "T" + padded(civil.hour, 2) + ":" +
         padded(civil.minute, 2) + ":" + padded(civil.second, 2) + "." + padded(civil.millisecond, 3) + "Z";
}

}  // namespace tributary
