#pragma once
// What a row of the list says beside who and what: its state, a draft, a failed message, its tags, who else is there.
#include <array>

#include "web/app/frame.h"

namespace tributary::app {

struct RowMarks {
  std::string_view status, failed;  // words; empty: not so
  bool draft = false;
  std::array<const tributary::Tag*, limits::tags_per_conversation_max> tags{};
  int tag_count = 0;
  std::array<AgentId, 3> others{};  // looking at it or writing in it, without me
  int other_count = 0, writing = 0; // writing: the first so many of them
  float tag_max = 120;              // how wide one tag may be; 0: dots
};
RowMarks marks_of(Frame&, const ListRow&);

// They stand in a row from x on, as far as there is room; what has none is counted, "+2". Returns the width.
float marks_width(Frame&, const RowMarks&, float room);
float draw_marks(Frame&, float x, float y, const RowMarks&, float room);
// For the row's name: "Not delivered, Tag VIP, Sam is looking".
std::string_view spoken_marks(Frame&, const RowMarks&);

}  // namespace tributary::app
