#include "web/app/written_lines.h"

#include <algorithm>
#include <vector>

#include "core/view/links.h"
#include "web/text/line_parts.h"

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

// The grounds of what is marked in this line.
void draw_marks(Ui& ui, Rect at, std::string_view words, platform::LineRange line, const WrittenLook& look, const text::Reading& reading) {
  for (const WrittenMark& mark : look.marks) {
    const std::uint32_t begin = std::max(mark.begin, line.begin), end = std::min(mark.end, line.end);
    if (begin >= end) continue;
    for (const platform::LinePart& part : text::ground_parts(words, static_cast<int>(look.style), reading, begin - line.begin, end - line.begin)) {
      const float left = ui.right_to_left() ? at.w - part.x - part.width : part.x;
      const Rect ground{at.x + left - 1, at.y + 1, part.width + 2, at.h - 2};  // the next word is 4 px away
      ui.fill(ground, look.marked, radius::tag);
      if (look.marked_edge) ui.stroke(ground, look.marked_edge, radius::tag);
    }
  }
}

}  // namespace

void written_lines(Ui& ui, NodeId first, float x, float y, float w, std::string_view written, const text::Layout& layout, const WrittenLook& look) {
  const auto& ranges = layout.lines;
  const std::vector<Link> links = find_links(written);
  const std::uint32_t chosen = selection_on(ui.theme(), look.ground);
  const float line = line_height(look.style);
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    const std::string_view words = written.substr(ranges[i].begin, ranges[i].end - ranges[i].begin);
    const Rect at{ui.line_start(x, w, layout.widths[i], layout.rtl_lines[i]), y + line * static_cast<float>(i), layout.widths[i], line};
    const bool last = i + 1 == ranges.size();
    const std::string_view blanks = last ? std::string_view() : written.substr(ranges[i].end, ranges[i + 1].begin - ranges[i].end);
    const std::vector<LinePiece> parts = parts_in(written, links, ranges[i]);
    draw_marks(ui, at, words, ranges[i], look, layout.reading(i));
    platform::Node& node = ui.message_line(first + i, at.x, at.y, at.w, look.style, look.ink, words, {look.link, parts}, layout.reading(i));
    node.position = static_cast<std::int32_t>(ranges[i].begin);
    node.selected_rgba = chosen;
    node.gap = static_cast<std::int32_t>(blanks.size());
    node.flags |= (last ? platform::node_last_line : 0u) |
                 (blanks.find('\n') != std::string_view::npos ? platform::node_newline : 0u);
  }
}

}  // namespace tributary::app
