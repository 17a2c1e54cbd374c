#pragma once
// Files in the composer: told about before anything is sent, with the channel's own limits (D23-D25).
#include "core/inbox/attachment.h"
#include "web/app/frame.h"

namespace tributary::app {

inline constexpr std::size_t pending_files_max = 20;

// What is wrong with this file alone, before it is uploaded; empty: nothing that can be told here.
std::string file_problem(Channel, const PendingFile&);
// What is wrong with all of them together.
std::string files_problem(Channel, const std::vector<PendingFile>&);
// At least one is there, all are uploaded, and nothing is wrong with any.
bool files_ready(const Frame&, const Conversation&);
// Something is there that must be waited for or removed first.
bool files_in_the_way(const Frame&, const Conversation&);

// The strip between the text and the row of buttons: 0 high when there is nothing to show.
float attachments_height(Frame&, const Conversation&, float width);
void attachments_strip(Frame&, Rect, const Conversation&);
// The button, named "Attach"; its hint says what the channel takes.
void attach_button(Frame&, Rect, const Conversation&);
// Over the composer while files are held above the page.
void drop_cover(Frame&, Rect);

}  // namespace tributary::app
