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
  std::string_view key = {};    // the shortcut, shown in the hint
  std::string_view hint = {};   // said when somebody stays on it; an icon alone says its name
  std::string_view spoken = {};  // its whole name, where what is drawn is shorter
};
// Of a button with a menu behind it.
constexpr std::uint32_t menu_flags(bool open) { return platform::node_has_menu | (open ? platform::node_expanded : platform::node_collapsed); }
float button_width(const Ui&, std::string_view name, const ButtonOptions& = {});
bool button(Ui&, NodeId, Rect, std::string_view name, const ButtonOptions& = {});

// The colour of something that can be pressed: eased towards `warm` under the pointer, darker while held down.
std::uint32_t pressable(Ui&, NodeId, Rect, std::uint32_t cold, std::uint32_t warm);

// A small rounded word. Returns its width.
float pill(Ui&, float x, float y, std::string_view words, std::uint32_t bg, std::uint32_t fg);
float pill_width(const Ui&, std::string_view words);
// What fits a badge: "12", "99+".
std::string_view short_count(Ui&, std::int64_t);
// A number in accent colour, its right end at `right`. Returns its width.
float badge(Ui&, float right, float y, std::int64_t count);

// A circle with initials. The colour follows the name: one person has one colour, in every list and at every desk.
void avatar(Ui&, float x, float y, float diameter, std::string_view name);
// The small mark on an avatar's lower end: by which channel; `ground` is what the avatar lies on.
void avatar_mark(Ui&, float x, float y, float diameter, std::string_view icon, std::uint32_t colour, std::uint32_t ground);
std::string_view initials(Ui&, std::string_view name);

// The product's own sign: a bubble on the accent.
void product_mark(Ui&, Rect);

// The box around a live field of the page; the field itself lies inside.
struct FieldOptions {
  std::string_view hint = {}, first_text = {};  // what it holds when it appears
  std::uint32_t flags = 0;
  bool framed = true;
  std::string_view language = {};               // of what is written there; empty: the interface's
  std::string_view more = {};                   // said after its name: a limit, or with node_invalid what is wrong with it
  bool sunken = false;                          // its ground
};
platform::Node& field(Ui&, NodeId, Rect, std::string_view name, const FieldOptions& = {});

// A centred sentence with a quieter one below and what can be done next: empty and error states. True: the action was taken.
struct EmptyState {
  std::string_view icon, title, hint = {}, action = {};
  bool trouble = false;  // something went wrong, rather than being done
  bool action_leads = false;
};
bool empty_state(Ui&, NodeId, Rect, const EmptyState&);
inline void empty_state(Ui& ui, NodeId id, Rect box, std::string_view icon, std::string_view title, std::string_view hint) {
  empty_state(ui, id, box, EmptyState{icon, title, hint});
}

// Grey shapes where words will be; shown only after 150 ms of waiting (see Waiting).
void skeleton_bar(Ui&, Rect);

}  // namespace tributary::app
