#include "web/text/line_parts.h"

#include <map>

#include "core/base/text.h"
#include "web/text/measured.h"

namespace tributary::text {
namespace {

constexpr std::size_t known_max = 2'000;
std::map<RunKey, std::vector<platform::LinePart>> known;

// Latin, Greek, Cyrillic, Chinese, Japanese, Korean, and the marks between them.
bool in_a_row(std::string_view words) {
  while (!words.empty()) {
    const CodePoint one = first_code_point(words);
    const char32_t c = one.value;
    const bool letter = (c >= ' ' && c < 0x300) || (c >= 0x370 && c < 0x530) || (c >= 0x1E00 && c < 0x2000) || (c >= 0x3000 && c < 0xA000) || (c >= 0xAC00 && c < 0xD7A4);
    const bool mark = (c >= 0x2010 && c < 0x2028) || (c >= 0x2030 && c < 0x205F);
    if (one.bytes == 0 || !(letter || mark)) return false;
    words.remove_prefix(one.bytes);
  }
  return true;
}

}  // namespace

const std::vector<platform::LinePart>& line_parts(const platform::Run& line, std::uint32_t begin, std::uint32_t end) {
  const RunKey key = with(metrics_key(line), static_cast<std::uint64_t>(begin) << 32U | end);
  const auto it = known.find(key);
  if (it != known.end()) return it->second;
  if (known.size() >= known_max) known.clear();
  return known[key] = platform::line_parts(line, begin, end);
}

std::vector<platform::LinePart> ground_parts(std::string_view words, int style, const Reading& reading, std::uint32_t begin, std::uint32_t end) {
  const platform::Run run = run_of(words, style, reading);
  if (run.rtl || !in_a_row(words)) return text::line_parts(run, begin, end);
  const auto width = [&](std::uint32_t to) { return to == 0 ? 0 : metrics(words.substr(0, to), style, reading).width; };
  const float left = width(begin);
  return {{left, width(end) - left}};
}

void forget_line_parts() { known.clear(); }

}  // namespace tributary::text
