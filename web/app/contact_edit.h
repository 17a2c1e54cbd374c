#pragma once
// Parts of the contact pane that are edited where they stand: the name, the attributes, a new note.
#include "web/app/frame.h"

namespace tributary::app {

void contact_first_texts(const State&, const Words&, ContactEdit&);
// Draws the fields of the part that is being edited, with Save and Cancel; returns the height it took.
float contact_editor(Frame&, Rect);

namespace nodes {
NodeId contact_field(int index);
NodeId contact_edit_button(ContactPart);
}  // namespace nodes

}  // namespace tributary::app
