#include "web/app/note_marks.h"

#include <algorithm>

#include "web/app/entry_words.h"
#include "web/text/line_parts.h"

namespace tributary::app {
namespace {

struct Mark { std::uint32_t begin = 0, end = 0; };

void find_marks(std::string_view words, std::string_view name, std::vector<Mark>& marks) {
  if (name.empty()) return;
  for (std::size_t at = words.find('@'); at != std::string_view::npos; at = words.find('@', at + 1))
    if (words.substr(at + 1, name.size()) == name) marks.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 1 + name.size())});
}

}  // namespace

void mark_mentions(Frame& f, const ThreadEntry& note, float x, float y, float w, Style style, std::string_view words) {
  std::vector<Mark> marks;
  for (AgentId agent : note.mentions) find_marks(words, f.words().agent_name(agent), marks);
  if (marks.empty() || f.ui.screen().text_in_dom) return;
  Ui& ui = f.ui;
  const text::Layout& layout = text::layout(words, static_cast<int>(style), w);
  const float line = line_height(style);
  for (std::size_t i = 0; i < layout.lines.size(); ++i) {
    const platform::LineRange range = layout.lines[i];
    const std::string_view shown = words.substr(range.begin, range.end - range.begin);
    const float start = ui.line_start(x, w, layout.widths[i], layout.rtl_lines[i]);
    for (const Mark& mark : marks) {
      const std::uint32_t begin = std::max(mark.begin, range.begin), end = std::min(mark.end, range.end);
      if (begin >= end) continue;
      for (const platform::LinePart& part : text::line_parts(text::run_of(shown, static_cast<int>(style), layout.reading(i)), begin - range.begin, end - range.begin)) {
        const float left = ui.right_to_left() ? layout.widths[i] - part.x - part.width : part.x;
        ui.fill(Rect{start + left - 2, y + line * static_cast<float>(i) + 1, part.width + 4, line - 2}, with_alpha(ui.theme().accent, 52), radius::tag);
      }
    }
  }
}

}  // namespace tributary::app
