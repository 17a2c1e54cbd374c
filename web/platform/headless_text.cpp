// Text without a browser: every letter is 0.55 em wide, East Asian letters and emoji 1 em, combining marks nothing.
// Times are UTC and English, so that goldens are the same everywhere.
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "web/platform/headless.h"

namespace tributary::platform {
namespace {

std::vector<TextStyle> styles;

struct Letter { char32_t code = 0; std::uint32_t bytes = 1; };

Letter letter_at(std::string_view s, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(at + i < s.size() ? s[at + i] : 0)); };
  const char32_t first = byte(0);
  if (first < 0x80) return {first, 1};
  if (first < 0xE0) return {(first & 0x1FU) << 6U | (byte(1) & 0x3FU), 2};
  if (first < 0xF0) return {(first & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU), 3};
  return {(first & 0x07U) << 18U | (byte(1) & 0x3FU) << 12U | (byte(2) & 0x3FU) << 6U | (byte(3) & 0x3FU), 4};
}

bool wide(char32_t c) { return (c >= 0x1100 && c < 0x1160) || (c >= 0x2E80 && c < 0xA4D0) || (c >= 0xAC00 && c < 0xD7A4) || (c >= 0xFF00 && c < 0xFF61) || c >= 0x1F000; }
bool nothing(char32_t c) { return (c >= 0x300 && c < 0x370) || c == 0x200D || (c >= 0x2066 && c <= 0x2069) || c == 0xFE0F || (c >= 0x1F3FB && c <= 0x1F3FF) || (c >= 0x64B && c < 0x660); }
bool white(char32_t c) { return c == ' ' || c == '\n' || c == '\t'; }

float px_of(int style) { return style >= 0 && style < static_cast<int>(styles.size()) ? styles[static_cast<std::size_t>(style)].px : 15; }
float advance(char32_t c, int style) { return nothing(c) ? 0 : px_of(style) * (wide(c) ? 1.0F : 0.55F); }

float width_of(std::string_view s, int style) {
  float w = 0;
  for (std::size_t i = 0; i < s.size();) {
    const Letter letter = letter_at(s, i);
    w += advance(letter.code, style);
    i += letter.bytes;
  }
  return w;
}

std::uint32_t without_blanks(std::string_view s, std::uint32_t begin, std::uint32_t end) {
  while (end > begin && white(static_cast<unsigned char>(s[end - 1]))) --end;
  return end;
}

// One line from `begin`: where it ends, and where the next begins.
LineRange line_from(std::string_view s, std::uint32_t begin, int style, float width, std::uint32_t& next) {
  float w = 0;
  std::uint32_t at = begin, break_at = begin;
  while (at < s.size()) {
    const Letter letter = letter_at(s, at);
    if (letter.code == '\n') {
      next = at + 1;
      return {begin, without_blanks(s, begin, at)};
    }
    w += advance(letter.code, style);
    if (w > width && !white(letter.code) && at > begin) {
      next = break_at > begin ? break_at : at;
      return {begin, without_blanks(s, begin, next)};
    }
    at += letter.bytes;
    if (white(letter.code) || wide(letter.code)) break_at = at;
  }
  next = at;
  return {begin, without_blanks(s, begin, at)};
}

struct When { int year, month, day, hour, minute, weekday; };
When when(double utc_ms) {
  const auto minutes = static_cast<std::int64_t>(std::floor(utc_ms / 60000.0));
  const auto days = static_cast<int>(std::floor(utc_ms / 86400000.0));
  const std::chrono::sys_days midnight{std::chrono::days{days}};
  const std::chrono::year_month_day date{midnight};
  const auto of_day = static_cast<int>(minutes - static_cast<std::int64_t>(days) * 1440);
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())), static_cast<int>(static_cast<unsigned>(date.day())),
          of_day / 60, of_day % 60, ((days % 7) + 11) % 7};
}

constexpr std::array<const char*, 12> months = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};
constexpr std::array<const char*, 7> weekdays = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
const char* month_of(const When& w) { return months[static_cast<std::size_t>(w.month - 1)]; }
const char* weekday_of(const When& w) { return weekdays[static_cast<std::size_t>(w.weekday)]; }

}  // namespace

void set_text_styles(std::span<const TextStyle> given) { styles.assign(given.begin(), given.end()); }

TextMetrics measure(const Run& run) {
  TextMetrics m;
  m.width = width_of(run.utf8, run.style);
  const float line = run.style >= 0 && run.style < static_cast<int>(styles.size()) ? styles[static_cast<std::size_t>(run.style)].line : 20;
  m.ascent = line * 0.75F;
  m.descent = line * 0.25F;
  m.rtl = run.rtl;
  for (std::size_t i = 0; i < run.utf8.size() && !m.color;) {
    const Letter letter = letter_at(run.utf8, i);
    m.color = letter.code >= 0x1F000 && letter.code < 0x1FB00;
    i += letter.bytes;
  }
  return m;
}

void measure_when_idle(const Run& run) { headless::record().measured_when_idle.push_back({std::string(run.utf8), std::string(run.language), run.style, run.rtl}); }

std::vector<LineRange> break_lines(const Run& run, float width) {
  const std::string_view s = run.utf8;
  std::vector<LineRange> lines;
  for (std::uint32_t at = 0; at < s.size();) {
    std::uint32_t next = at;
    lines.push_back(line_from(s, at, run.style, width, next));
    at = next;
  }
  if (!s.empty() && s.back() == '\n') lines.push_back({static_cast<std::uint32_t>(s.size()), static_cast<std::uint32_t>(s.size())});
  return lines;
}

std::vector<LinePart> line_parts(const Run& run, std::uint32_t begin, std::uint32_t end) {
  return {{width_of(run.utf8.substr(0, begin), run.style), width_of(run.utf8.substr(begin, end - begin), run.style)}};
}

std::uint32_t fitting_bytes(const Run& run, float width) {
  const std::string_view s = run.utf8;
  const int style = run.style;
  if (width_of(s, style) <= width) return static_cast<std::uint32_t>(s.size());
  float w = px_of(style) * 0.55F;  // the ellipsis
  std::uint32_t at = 0;
  while (at < s.size()) {
    const Letter letter = letter_at(s, at);
    w += advance(letter.code, style);
    if (w > width) break;
    at += letter.bytes;
  }
  return at;
}

float raster_run(const Run&, Ink, std::uint32_t, int, int, int, int, int) { return 0.2F; }
void raster_icon(std::string_view, bool, int, int, int, int) {}
void raster_shadow(int, int, int, int, int, int) {}
void make_page(int, int, int, bool) {}
void drop_page(int) {}

int local_hour(double utc_ms) { return static_cast<int>(std::fmod(utc_ms / 3600000.0, 24.0)); }
int utc_offset_minutes(double utc_ms) { return headless::record().utc_offset_minutes(utc_ms); }
int day_number(double utc_ms) { return static_cast<int>(std::floor(utc_ms / 86400000.0)); }

std::string format_time(double utc_ms) {
  const When w = when(utc_ms);
  char text[32];
  std::snprintf(text, sizeof text, "%02d:%02d", w.hour, w.minute);
  return text;
}

std::string format_day(double utc_ms) {
  const int ago = day_number(now_ms()) - day_number(utc_ms);
  const When w = when(utc_ms);
  if (ago == 0) return "Today";
  if (ago == 1) return "Yesterday";
  if (ago > 1 && ago < 7) return weekday_of(w);
  return std::to_string(w.day) + " " + month_of(w) + " " + std::to_string(w.year);
}

std::string format_short(double utc_ms) {
  const int ago = day_number(now_ms()) - day_number(utc_ms);
  const When w = when(utc_ms);
  if (ago == 0) return format_time(utc_ms);
  if (ago == 1) return "Yesterday";
  if (ago > 1 && ago < 7) return std::string(weekday_of(w)).substr(0, 3);
  return std::to_string(w.day) + " " + std::string(month_of(w)).substr(0, 3);
}

std::string format_full(double utc_ms) {
  const When w = when(utc_ms);
  return std::to_string(w.day) + " " + month_of(w) + " " + std::to_string(w.year) + ", " + format_time(utc_ms) + " UTC";
}

}  // namespace tributary::platform
