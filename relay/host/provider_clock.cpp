#include "relay/host/provider_clock.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/base/civil.h"
#include "relay/http/ascii.h"

namespace tributary::host {

namespace {

std::optional<std::int32_t> number(std::string_view digits) {
  std::int32_t value = 0;
  const auto [end, ec] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (ec != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

}  // namespace

std::optional<std::int64_t> http_date_ms(std::string_view text) {
  static constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (text.size() != 29 || !text.ends_with(" GMT")) return std::nullopt;
  const auto month = std::find(months.begin(), months.end(), text.substr(8, 3));
  const auto day = number(text.substr(5, 2)), year = number(text.substr(12, 4));
  const auto hour = number(text.substr(17, 2)), minute = number(text.substr(20, 2)), second = number(text.substr(23, 2));
  if (month == months.end() || !day || !year || !hour || !minute || !second) return std::nullopt;
  return instant_of({*year, static_cast<std::int32_t>(month - months.begin()) + 1, *day, *hour, *minute, *second, 0}).ms;
}

void hear_clock(Vitals& vitals, const http::OutboundResult& result) {
  if (result.stage != http::OutboundResult::Stage::answered) return;
  for (const http::Field& field : result.response.fields)
    if (http::same_letters(field.name, "Date"))
      if (const auto theirs = http_date_ms(field.value)) return vitals.heard_date(*theirs);
}

}  // namespace tributary::host
