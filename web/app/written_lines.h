#pragma once
// What somebody wrote, line by line: it can be selected, its links lead somewhere, and each line knows where it lies in the
// whole (passages.h). Messages and notes alike, those about a person too.
#include <span>

#include "web/app/ui.h"

namespace tributary::app {

struct WrittenMark { std::uint32_t begin = 0, end = 0; };  // bytes of the whole
struct WrittenLook {
  Style style;
  std::uint32_t ink, link, ground;
  std::span<const WrittenMark> marks = {};  // these stand on a ground of their own, `marked`
  std::uint32_t marked = 0, marked_edge = 0;  // the edge in high contrast
};
// In a box of this width; `first` is the id of the first line, the next ones follow it.
void written_lines(Ui&, NodeId first, float x, float y, float w, std::string_view written, const text::Layout&, const WrittenLook&);

}  // namespace tributary::app
