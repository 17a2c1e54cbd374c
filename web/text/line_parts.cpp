#include "web/text/line_parts.h"

#include <map>

#include "web/text/measured.h"

namespace tributary::text {
namespace {

constexpr std::size_t known_max = 2'000;
std::map<RunKey, std::vector<platform::LinePart>> known;

}  // namespace

const std::vector<platform::LinePart>& line_parts(const platform::Run& line, std::uint32_t begin, std::uint32_t end) {
  const RunKey key = with(metrics_key(line), static_cast<std::uint64_t>(begin) << 32U | end);
  const auto it = known.find(key);
  if (it != known.end()) return it->second;
  if (known.size() >= known_max) known.clear();
  return known[key] = platform::line_parts(line, begin, end);
}

void forget_line_parts() { known.clear(); }

}  // namespace tributary::text
