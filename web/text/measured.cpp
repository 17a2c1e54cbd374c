#include "web/text/measured.h"

#include <cmath>
#include <map>
#include <string>

#include "web/text/language.h"

namespace tributary::text {
namespace {

// Bounds that a long day of scrolling meets; everything is then measured anew, a few milliseconds spread over frames.
constexpr std::size_t metrics_max = 50'000, cuts_max = 10'000, layouts_max = 5'000;

std::map<RunKey, platform::TextMetrics> known_metrics;
std::map<RunKey, std::string> known_cuts;
std::map<RunKey, Layout> known_layouts;

// An eighth of a CSS pixel tells widths apart; less is noise of the layout.
std::uint64_t salt(float width) { return static_cast<std::uint64_t>(std::lround(std::fmax(0.0F, width) * 8)) << 8U; }

// Style, direction and the language's first seven letters: "zh-Hant" needs all of them.
std::uint64_t salt(const platform::Run& run) {
  std::uint64_t tag = 0;
  for (const char letter : run.language.substr(0, 7)) tag = tag << 7U | (static_cast<unsigned char>(letter) & 127U);
  return tag << 15U | static_cast<std::uint64_t>(run.style & 0xFF) << 1U | (run.rtl ? 1U : 0U);
}

// Each paragraph has its own direction; one without any letter goes on in the direction before it.
void direct(Layout& made, std::string_view s) {
  bool rtl = false;
  std::uint32_t above = 0;
  for (std::size_t i = 0; i < made.lines.size(); ++i) {
    const std::uint32_t begin = made.lines[i].begin;
    if (i == 0 || s.substr(above, begin - above).find('\n') != std::string_view::npos) {
      const Reads reads = direction_of(s.substr(begin, s.find('\n', begin) - begin));
      if (reads != Reads::undecided || i == 0) rtl = reads == Reads::from_right;
    }
    made.rtl_lines.push_back(rtl);
    above = made.lines[i].end;
  }
}

Layout lay_out(const platform::Run& whole, float width) {
  Layout made;
  made.lines = platform::break_lines(whole, width);
  made.language = whole.language;
  direct(made, whole.utf8);
  for (std::size_t i = 0; i < made.lines.size(); ++i) {
    const auto& line = made.lines[i];
    const Reading reading{made.language, made.rtl_lines[i] ? Direction::from_right : Direction::from_left};
    made.widths.push_back(metrics(whole.utf8.substr(line.begin, line.end - line.begin), whole.style, reading).width);
    made.width = std::fmax(made.width, made.widths.back());
  }
  made.rtl = !made.rtl_lines.empty() && made.rtl_lines.front();
  return made;
}

}  // namespace

platform::Run run_of(std::string_view s, int style, const Reading& reading) {
  const bool rtl = reading.direction == Direction::from_text ? direction_of(s) == Reads::from_right : reading.direction == Direction::from_right;
  return {s, style, language_of(s, reading.language), rtl};
}

RunKey metrics_key(const platform::Run& run) { return key_of(run.utf8, salt(run)); }

platform::TextMetrics metrics(const RunKey& key, const platform::Run& run) {
  const auto it = known_metrics.find(key);
  if (it != known_metrics.end()) return it->second;
  return known_metrics[key] = platform::measure(run);
}

platform::TextMetrics metrics(std::string_view s, int style, const Reading& reading) {
  const platform::Run run = run_of(s, style, reading);
  return metrics(metrics_key(run), run);
}

Fitted fit(std::string_view s, int style, float width, const Reading& reading) {
  const platform::Run run = run_of(s, style, reading);
  const RunKey whole = metrics_key(run);
  if (metrics(whole, run).width <= width) return {s, false};
  const RunKey key = with(whole, salt(width) | 1U);
  auto it = known_cuts.find(key);
  if (it == known_cuts.end()) it = known_cuts.emplace(key, std::string(s.substr(0, platform::fitting_bytes(run, width))) + "\xE2\x80\xA6").first;
  return {it->second, true};
}

const Layout& layout(std::string_view s, int style, float width, std::string_view language) {
  const platform::Run run = run_of(s, style, Reading{language});
  const RunKey key = with(metrics_key(run), salt(width) | 2U);
  auto it = known_layouts.find(key);
  if (it == known_layouts.end()) it = known_layouts.emplace(key, lay_out(run, width)).first;
  return it->second;
}

std::size_t measured_count() { return known_metrics.size() + known_cuts.size() + known_layouts.size(); }

void trim_measured() {
  if (known_metrics.size() > metrics_max) known_metrics.clear();
  if (known_cuts.size() > cuts_max) known_cuts.clear();
  if (known_layouts.size() > layouts_max) known_layouts.clear();
}

void forget_measured() {
  known_metrics.clear();
  known_cuts.clear();
  known_layouts.clear();
}

}  // namespace tributary::text
