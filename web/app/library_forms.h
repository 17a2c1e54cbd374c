#pragma once
// Dialogs of fields for a saved reply and for a team; a tag's is in form_pane.cpp.
#include "web/app/frame.h"

namespace tributary::app {

void reply_form(Frame&, Rect page);
void team_form(Frame&, Rect page);
// What their fields hold when they appear.
void library_first_texts(const State&, const DialogState&, FormState&, const std::string& wanted);

}  // namespace tributary::app
