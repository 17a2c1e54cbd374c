// Lines of messages, and the links in them: drawn in two colours here, underlined and followed by the page's own elements.
#include <vector>

#include "web/app/ui.h"
#include "core/base/sorted.h"
#include "web/text/line_parts.h"
#include "web/text/run_atlas.h"

namespace tributary::app {

platform::Node& Ui::message_line(NodeId id, float x, float y, float w, Style style, std::uint32_t colour, std::string_view words, LineLinks links, const text::Reading& reading) {
  const float at = text::snap(seen_x(x, w)), top = text::snap(y);
  const bool selected = platform::selected(id);  // asked in both text modes: it is also what makes the page set the line apart
  if (!screen_.text_in_dom && !selected) draw_line(at, top, w, style, colour, words, links, reading);
  const std::string_view rows = link_rows(links);
  platform::Node& n = seen_node(id, NodeRole::line, Rect{at, top, w, line_height(style)}, words);
  dress(n, style, colour, words, reading);
  n.link_rgba = links.colour;
  n.value = rows;
  return n;
}

// The same run is shown in slices: shaping, and so every pixel, is that of the whole line.
void Ui::draw_line(float x, float y, float w, Style style, std::uint32_t colour, std::string_view words, LineLinks links, const text::Reading& reading) {
  if (links.pieces.empty() || links.colour == colour) {
    draw_words(x, y, style, colour, words, reading);
    return;
  }
  if (!near_view(y)) return;
  std::vector<platform::LinePart> parts;
  for (const LinePiece& link : links.pieces)
    for (const platform::LinePart& part : text::line_parts(text::run_of(words, static_cast<int>(style), reading), link.begin, link.end)) parts.push_back(part);
  sort_list(parts, [](const auto& a, const auto& b) { return a.x < b.x; });
  const auto show = [&](float from, float to, std::uint32_t ink) {
    if (to > from) text::draw_between(canvas_.words(), x, y, static_cast<int>(style), ink, words, reading, from, to);
  };
  float from = 0;
  for (const platform::LinePart& part : parts) {
    show(from, part.x, colour);
    show(part.x, part.x + part.width, links.colour);
    from = part.x + part.width;
  }
  show(from, w + 1000, colour);  // with whatever reaches over the end
}

std::string_view Ui::link_rows(LineLinks links) {
  std::string_view rows;
  for (const LinePiece& link : links.pieces) {
    rows = join({rows, digits(link.begin), "\t", digits(link.end), "\t", link.begins ? "1" : "0", "\t", link.address, "\t", link.whole, "\n"});
  }
  return rows;
}

}  // namespace tributary::app
