#include "web/app/composer_dialogs.h"

#include <algorithm>

#include "web/app/icons.h"
#include "web/app/panes.h"
#include "web/app/widgets/controls.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

using What = intent::Compose::What;

float input_h(const Ui& ui) { return ui.sizes().input; }

void later_dialog(Frame& f, Rect page) {
  const float w = std::min(420.0f, page.w - 2 * gap::medium), inner = w - 2 * gap::huge;
  const float h = form_head + form_label + input_h(f.ui) + form_gap + wrong_height(f, inner) + form_foot(f.ui);
  FormBox form = begin_form(f, page, w, h, words::send_later);
  labelled(f, form, nodes::later_field(), words::day_and_time, input_h(f.ui), platform::node_local_time);
  wrong_line(f, form);
  if (form_buttons(f, form, words::send_later, icon::clock).done || f.ui.entered(nodes::later_field())) f.want(intent::Compose{What::send_at_typed, f.state.open});
  end_form(f);
}

}  // namespace

NodeId nodes::later_field() { return node_id("later-field"); }

const std::string& typed_text(const Frame& f, NodeId field) {
  static const std::string none;
  const auto it = f.state.composer.typed.find(field);
  return it == f.state.composer.typed.end() ? none : it->second;
}

FieldOptions typed_field(const Frame& f, NodeId id, std::string_view hint, std::uint32_t flags) {
  const ComposerState& c = f.state.composer;
  const bool wrong = c.wrong_at == id && !c.wrong.empty();
  return {hint, typed_text(f, id), flags | (wrong ? platform::node_invalid : 0u), true, {}, wrong ? std::string_view(c.wrong) : std::string_view()};
}

std::string_view send_word(const Frame& f) { return f.state.composer.stopped ? words::send_anyway : words::send; }

float form_foot(const Ui& ui) { return ui.sizes().button + 2 * gap::large; }

FormBox begin_form(Frame& f, Rect page, float w, float h, std::string_view name) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const Rect box{page.x + (page.w - w) / 2, page.y + std::max(gap::small, std::min(page.h * 0.14f, (page.h - h) / 2)), w, std::min(h, page.h - 2 * gap::small)};
  ui.popup(page);
  ui.fill(page, t.scrim);
  ui.deep_shadow(box);
  ui.fill(box, t.surface, radius::card);
  ui.stroke(box, t.strong ? t.border_strong : t.border, radius::card);
  platform::Node& node = ui.node(node_id("dialog"), NodeRole::dialog, box, name);
  node.flags |= platform::node_popup;
  ui.enter(node.id);
  platform::Node& heading = ui.node(node_id("form-heading"), NodeRole::heading, Rect{box.x + gap::huge, box.y + 16, w - 2 * gap::huge - 32, 24}, name);
  heading.level = 2;
  ui.enter(heading.id);
  ui.text_in(box.x + gap::huge, box.y + 16, w - 2 * gap::huge - 32, Style::title, t.text, name);
  ui.leave();
  const float close = ui.target(32);
  if (button(ui, node_id("dialog-close"), Rect{box.right() - gap::medium - close, box.y + (form_head - close) / 2, close, close}, words::close, {ButtonLook::quiet, icon::cross, true}))
    f.want(intent::CloseDialog{});
  return {box, box.x + gap::huge, box.y + form_head, w - 2 * gap::huge};
}

void end_form(Frame& f) {
  f.ui.leave();
  f.ui.end_popup();
}

void labelled(Frame& f, FormBox& form, NodeId id, std::string_view name, float h, std::uint32_t flags) {
  Ui& ui = f.ui;
  ui.text_in(form.x, form.y, form.w, Style::small_strong, ui.theme().text, name);
  field(ui, id, Rect{form.x, form.y + form_label, form.w, h}, name, typed_field(f, id, {}, flags));
  form.y += form_label + h + form_gap;
}

float wrong_height(Frame& f, float w) {
  const std::string& wrong = f.state.composer.wrong;
  return wrong.empty() ? 0 : f.ui.paragraph_height(Style::small, wrong, w) + form_gap;
}

void wrong_line(Frame& f, FormBox& form) {
  const std::string& wrong = f.state.composer.wrong;
  if (wrong.empty()) return;
  f.ui.paragraph(node_id("form-wrong"), form.x, form.y, form.w, Style::small, f.ui.theme().danger, wrong);
  form.y += wrong_height(f, form.w);
}

FormEnd form_buttons(Frame& f, FormBox& form, std::string_view done, std::string_view picture, std::string_view second) {
  Ui& ui = f.ui;
  const float h = ui.sizes().button, y = form.box.bottom() - h - gap::large;
  const ButtonOptions look{ButtonLook::primary, picture};
  const float w = button_width(ui, done, look);
  FormEnd end;
  if (!second.empty()) {
    const float second_w = button_width(ui, second);
    end.second = button(ui, node_id("form-second"), Rect{form.x, y, second_w, h}, second);
  }
  end.done = button(ui, node_id("form-done"), Rect{form.x + form.w - w, y, w, h}, done, look);
  return end;
}

void composer_dialog(Frame& f, Rect page) {
  switch (f.state.dialog.kind) {
    case Dialog::templates: return templates_dialog(f, page);
    case Dialog::choices: return choices_dialog(f, page);
    case Dialog::later: return later_dialog(f, page);
    default: return;
  }
}

}  // namespace tributary::app
