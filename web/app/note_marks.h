#pragma once
// Who is meant in a note: "@Sam" stands on a ground of its own (D40).
#include "web/app/frame.h"

namespace tributary::app {

// Draws the grounds for the words that a paragraph of this style, place and width is going to show.
void mark_mentions(Frame&, const ThreadEntry& note, float x, float y, float w, Style, std::string_view words);

}  // namespace tributary::app
