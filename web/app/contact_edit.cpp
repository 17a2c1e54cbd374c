#include "web/app/contact_edit.h"

#include <algorithm>

#include "core/inbox/contact_merge.h"
#include "web/app/icons.h"
#include "web/app/widgets/controls.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr float area_h = 80;

void one_field(Frame& f, int index, Rect box, std::string_view name, std::uint32_t flags = 0) {
  const NodeId id = nodes::contact_field(index);
  ContactEdit& edit = f.state.contact_edit;
  const bool wrong = edit.wrong == index && !edit.error.empty();
  const std::string_view why = wrong || edit.wrong < 0 ? std::string_view(edit.error) : std::string_view();
  field(f.ui, id, box, name, {name, edit.text[id], flags | (wrong ? platform::node_invalid : 0u), true, {}, why});
  if (f.ui.entered(id)) f.want(intent::KeepContact{});
}

float attribute_rows(Frame& f, Rect box) {
  const ContactEdit& edit = f.state.contact_edit;
  const float h = f.ui.target(f.ui.sizes().input), half = (box.w - gap::small) / 2;
  float y = box.y;
  for (int row = 0; row < edit.rows; ++row) {
    one_field(f, 2 * row, Rect{box.x, y, half, h}, words::people::attribute_name);
    one_field(f, 2 * row + 1, Rect{box.x + half + gap::small, y, half, h}, words::people::attribute_value);
    y += h + gap::small;
  }
  if (edit.rows < limits::attributes_max) {
    const ButtonOptions look{ButtonLook::quiet, icon::plus};
    const float w = button_width(f.ui, words::people::attribute_add, look), button_h = f.ui.target(size::button);
    if (button(f.ui, node_id("attribute-add"), Rect{box.x, y, w, button_h}, words::people::attribute_add, look))
      f.want(intent::EditContact{edit.part, edit.contact, edit.rows + 1});
    y += button_h + gap::small;
  }
  return y - box.y;
}

float save_or_cancel(Frame& f, float x, float y, float w) {
  Ui& ui = f.ui;
  const float h = ui.target(size::button), save_w = button_width(ui, words::people::save, {ButtonLook::primary}), cancel_w = button_width(ui, words::key_cancel);
  if (button(ui, node_id("contact-save"), Rect{x, y, save_w, h}, words::people::save, {ButtonLook::primary})) f.want(intent::KeepContact{});
  if (button(ui, node_id("contact-cancel"), Rect{x + save_w + gap::small, y, cancel_w, h}, words::key_cancel)) f.want(intent::EditContact{ContactPart::none});
  float taken = h + gap::small;
  if (!f.state.contact_edit.error.empty())
    taken += ui.paragraph(node_id("contact-error"), x, y + taken, w, Style::small, ui.theme().danger, f.state.contact_edit.error) + gap::small;
  return taken;
}

}  // namespace

NodeId nodes::contact_field(int index) { return node_id("contact-field", static_cast<std::uint64_t>(index)); }
NodeId nodes::contact_edit_button(ContactPart part) { return node_id("contact-edit", static_cast<std::uint64_t>(part)); }

void contact_first_texts(const State& state, const Words& words, ContactEdit& edit) {
  if (edit.part == ContactPart::name) edit.text[nodes::contact_field(0)] = words.contact_name(root_contact(state, edit.contact));
  if (edit.part == ContactPart::note) edit.text[nodes::contact_field(0)] = {};
  if (edit.part != ContactPart::attributes) return;
  edit.shown = words.attributes(state, edit.contact);
  edit.rows = std::max(1, static_cast<int>(edit.shown.size()));
  int index = 0;
  for (const Attribute& one : edit.shown) {
    edit.text[nodes::contact_field(index++)] = one.name;
    edit.text[nodes::contact_field(index++)] = one.value;
  }
}

float contact_editor(Frame& f, Rect box) {
  const float h = f.ui.target(f.ui.sizes().input);
  float y = box.y;
  switch (f.state.contact_edit.part) {
    case ContactPart::name:
      one_field(f, 0, Rect{box.x, y, box.w, h}, words::people::name);
      y += h + gap::small;
      break;
    case ContactPart::note:
      one_field(f, 0, Rect{box.x, y, box.w, area_h}, words::people::note_of_contact, platform::node_multiline | platform::node_enter_breaks);
      y += area_h + gap::small;
      break;
    case ContactPart::attributes: y += attribute_rows(f, Rect{box.x, y, box.w, 0}); break;
    case ContactPart::none: return 0;
  }
  return y + save_or_cancel(f, box.x, y, box.w) - box.y;
}

}  // namespace tributary::app
