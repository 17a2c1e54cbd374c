#include "web/app/draft_index.h"

#include <charconv>

#include "core/base/id_text.h"

namespace tributary::app {
namespace {

// "1790000000000 rs cnv_…": r for a reply, n for a note; s: the relay has it, w: it waits.
void read_line(std::string_view line, DraftMarks& into) {
  DraftMark mark;
  const auto [end, wrong] = std::from_chars(line.data(), line.data() + line.size(), mark.edited.ms);
  line.remove_prefix(static_cast<std::size_t>(end - line.data()));
  if (wrong != std::errc() || line.size() < 4 || line[0] != ' ' || line[3] != ' ') return;
  const auto conversation = parse_id<ConversationTag>(line.substr(4));
  if (!conversation) return;
  mark.saved = line[2] == 's';
  into[DraftBox::Key{*conversation, line[1] == 'n'}] = mark;
}

}  // namespace

std::string draft_marks_text(const DraftMarks& marks) {
  std::string text;
  for (const auto& [key, mark] : marks)
    text.append(std::to_string(mark.edited.ms)).append(key.second ? " n" : " r").append(mark.saved ? "s " : "w ").append(to_text(key.first)).append("\n");
  return text;
}

DraftMarks draft_marks_of(std::string_view text) {
  DraftMarks marks;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    read_line(text.substr(0, end), marks);
    text = end == text.npos ? std::string_view() : text.substr(end + 1);
  }
  return marks;
}

}  // namespace tributary::app
