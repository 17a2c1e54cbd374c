#pragma once
// A picture of the thread, large: over the whole page, with its neighbours, zoom and download.
#include "web/app/frame.h"

namespace tributary::app {

inline constexpr float zoom_most = 5;

void lightbox_pane(Frame&, Rect page);
// Moves among the thread's pictures, or the view of this one. False: not a key of the lightbox.
bool lightbox_key(Frame&, std::string_view key);
namespace nodes {
NodeId lightbox_close();
}

}  // namespace tributary::app
