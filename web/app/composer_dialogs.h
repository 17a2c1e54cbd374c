#pragma once
// The frame that the composer's dialogs share: a box in the middle of the page with a heading and the way out, a sentence
// about what is wrong, and the buttons at the foot.
#include "web/app/composer.h"
#include "web/app/widgets/controls.h"

namespace tributary::app {

struct FormBox { Rect box; float x = 0, y = 0, w = 0; };   // y goes down with every part
FormBox begin_form(Frame&, Rect page, float w, float h, std::string_view name);
void end_form(Frame&);

inline constexpr float form_head = 56, form_label = 22, form_gap = 12;
float form_foot(const Ui&);
// A label with its field below.
void labelled(Frame&, FormBox&, NodeId, std::string_view name, float h, std::uint32_t flags = 0);
float wrong_height(Frame&, float w);
void wrong_line(Frame&, FormBox&);
// True when the button that does it was pressed. `second`: beside it, or empty.
struct FormEnd { bool done = false, second = false; };
FormEnd form_buttons(Frame&, FormBox&, std::string_view done, std::string_view icon, std::string_view second = {});
const std::string& typed_text(const Frame&, NodeId);
// Of a field of the dialog: what it holds, and what is wrong with it when it is the one.
FieldOptions typed_field(const Frame&, NodeId, std::string_view hint = {}, std::uint32_t flags = 0);
std::string_view send_word(const Frame&);  // of a dialog that sends: "Send anyway" once something newer has stopped it

void templates_dialog(Frame&, Rect page);
void choices_dialog(Frame&, Rect page);
std::vector<Offer> typed_choices(const Frame&);  // row by row, empty ones too

}  // namespace tributary::app
