#pragma once
// Buttons, pills, avatars and fields. Each draws itself and says what it is; true means it was activated.
#include <string_view>

#include "web/app/ui.h"

namespace tributary::app {

enum class ButtonLook : std::uint8_t { plain, primary, quiet, danger };
struct ButtonOptions {
  ButtonLook look = ButtonLook::plain;
  std::string_view icon = {};   // before the words, or alone when icon_only
  bool icon_only = false;       // the name is spoken, not drawn
  bool disabled = false;
  std::uint32_t flags = 0;      // platform::node_… to add
};
float button_width(const Ui&, std::string_view name, const ButtonOptions& = {});
bool button(Ui&, NodeId, Rect, std::string_view name, const ButtonOptions& = {});

// A small rounded word. Returns its width.
float pill(Ui&, float x, float y, std::string_view words, std::uint32_t bg, std::uint32_t fg);
float pill_width(const Ui&, std::string_view words);
// A number in accent colour, its right end at `right`. Returns its width.
float badge(Ui&, float right, float y, std::int64_t count);

// A circle with initials; the colour follows the id, so it stays when the name changes.
void avatar(Ui&, float x, float y, float diameter, NodeId who, std::string_view name);
std::string_view initials(Ui&, std::string_view name);

// The box around a live field of the page; the field itself lies inside.
struct FieldOptions {
  std::string_view hint = {}, first_text = {};  // what it holds when it appears
  std::uint32_t flags = 0;
  bool framed = true;
};
void field(Ui&, NodeId, Rect, std::string_view name, const FieldOptions& = {});

// A centred sentence with a quieter one below: empty and error states.
void empty_state(Ui&, NodeId, Rect, std::string_view icon, std::string_view title, std::string_view hint);

}  // namespace tributary::app
