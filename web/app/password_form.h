#pragma once
// The dialog in which a person sets their own password, or another one.
#include "web/app/frame.h"

namespace tributary::app {

void password_form(Frame&, Rect page);
void password_first_texts(FormState&);

}  // namespace tributary::app
