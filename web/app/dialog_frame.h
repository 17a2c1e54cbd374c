#pragma once
// What every dialog has: the box over the darkened page, the field on top, the way out.
#include "web/app/frame.h"

namespace tributary::app {

inline constexpr float dialog_field_h = 52;

Rect begin_dialog(Frame&, Rect page, float w, float h, std::string_view name);
void end_dialog(Frame&);
// The field on top, with the way out at its end.
void dialog_top_field(Frame&, Rect box, NodeId, NodeRole, std::string_view name);
void dialog_close_button(Frame&, Rect box);
// Brings the option that was walked to into view, once: its place in the content, and the height of what shows it.
void follow_chosen(DialogState&, float top, float h, float view_h);

}  // namespace tributary::app
