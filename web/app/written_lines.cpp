#include "web/app/written_lines.h"

#include <algorithm>
#include <vector>

#include "core/view/links.h"

namespace tributary::app {
namespace {

// What of the links lies in this line.
std::vector<LinePiece> parts_in(std::string_view text, const std::vector<Link>& links, platform::LineRange line) {
  std::vector<LinePiece> parts;
  for (const Link& link : links) {
    const std::uint32_t begin = std::max(link.begin, line.begin), end = std::min(link.end, line.end);
    if (begin >= end) continue;
    parts.push_back({begin - line.begin, end - line.begin, link.begin >= line.begin, link.address, text.substr(link.begin, link.end - link.begin)});
  }
  return parts;
}

}  // namespace

void written_lines(Ui& ui, NodeId first, float x, float y, float w, std::string_view written, const text::Layout& layout, const WrittenLook& look) {
  const auto& ranges = layout.lines;
  const std::vector<Link> links = find_links(written);
  const std::uint32_t chosen = selection_on(ui.theme(), look.ground);
  const float line = line_height(look.style);
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    const std::string_view words = written.substr(ranges[i].begin, ranges[i].end - ranges[i].begin);
    const float left = ui.line_start(x, w, layout.widths[i], layout.rtl_lines[i]);
    const bool last = i + 1 == ranges.size();
    const std::string_view blanks = last ? std::string_view() : written.substr(ranges[i].end, ranges[i + 1].begin - ranges[i].end);
    const std::vector<LinePiece> parts = parts_in(written, links, ranges[i]);
    platform::Node& node = ui.message_line(first + i, left, y + line * static_cast<float>(i), layout.widths[i], look.style, look.ink, words, {look.link, parts}, layout.reading(i));
    node.position = static_cast<std::int32_t>(ranges[i].begin);
    node.selected_rgba = chosen;
    node.gap = static_cast<std::int32_t>(blanks.size());
    node.flags |= (last ? platform::node_last_line : 0u) |
                 (blanks.find('\n') != std::string_view::npos ? platform::node_newline : 0u);
  }
}

}  // namespace tributary::app
