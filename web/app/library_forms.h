#pragma once
// Dialogs of fields for a saved reply, a team and a template; a tag's is in form_pane.cpp.
#include "web/app/form.h"

namespace tributary::app {

void reply_form(Frame&, Rect page);
void team_form(Frame&, Rect page);
void template_form(Frame&, Rect page);
// Buttons that put a blank where the caret stands in the text.
void blank_buttons(Frame&, Form&);
// What their fields hold when they appear.
void library_first_texts(const State&, const DialogState&, FormState&, const std::string& wanted);
void template_first_texts(const State&, const DialogState&, FormState&);
int sample_place(FormState&, const std::string& name);  // from form_values on

}  // namespace tributary::app
