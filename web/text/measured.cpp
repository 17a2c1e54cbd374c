#include "web/text/measured.h"

#include <cmath>
#include <map>
#include <string>

namespace tributary::text {
namespace {

// Bounds that a long day of scrolling meets; everything is then measured anew, a few milliseconds spread over frames.
constexpr std::size_t metrics_max = 50'000, cuts_max = 10'000, layouts_max = 5'000;

std::map<RunKey, platform::TextMetrics> known_metrics;
std::map<RunKey, std::string> known_cuts;
std::map<RunKey, Layout> known_layouts;

// An eighth of a CSS pixel tells widths apart; less is noise of the layout.
std::uint64_t salt(int style, float width) {
  return static_cast<std::uint64_t>(style) << 40U | static_cast<std::uint64_t>(std::lround(std::fmax(0.0F, width) * 8));
}

Layout lay_out(std::string_view s, int style, float width) {
  Layout made;
  made.lines = platform::break_lines(s, style, width);
  for (const auto& line : made.lines) {
    made.widths.push_back(metrics(s.substr(line.begin, line.end - line.begin), style).width);
    made.width = std::fmax(made.width, made.widths.back());
  }
  made.rtl = metrics(s, style).rtl;
  return made;
}

}  // namespace

RunKey metrics_key(std::string_view s, int style) { return key_of(s, static_cast<std::uint64_t>(style)); }

platform::TextMetrics metrics(const RunKey& key, std::string_view s, int style) {
  const auto it = known_metrics.find(key);
  if (it != known_metrics.end()) return it->second;
  return known_metrics[key] = platform::measure(s, style);
}

platform::TextMetrics metrics(std::string_view s, int style) { return metrics(metrics_key(s, style), s, style); }

Fitted fit(std::string_view s, int style, float width) {
  if (metrics(s, style).width <= width) return {s, false};
  const RunKey key = key_of(s, salt(style, width));
  auto it = known_cuts.find(key);
  if (it == known_cuts.end()) {
    const auto bytes = platform::fitting_bytes(s, style, width);
    it = known_cuts.emplace(key, std::string(s.substr(0, bytes)) + "\xE2\x80\xA6").first;
  }
  return {it->second, true};
}

const Layout& layout(std::string_view s, int style, float width) {
  const RunKey key = key_of(s, salt(style, width) | 1ULL << 63U);
  auto it = known_layouts.find(key);
  if (it == known_layouts.end()) it = known_layouts.emplace(key, lay_out(s, style, width)).first;
  return it->second;
}

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
