#pragma once
// Writing first (D52, D53): from which number, to whom, what. Who is known already is joined with the whole history (A44).
#include "web/app/form_pane.h"

namespace tributary::app {

void new_conversation_pane(Frame&, Rect page);

}  // namespace tributary::app
