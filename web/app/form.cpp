#include "web/app/form.h"

#include <algorithm>

#include "web/app/form_pane.h"
#include "web/app/widgets/choices.h"
#include "web/app/widgets/scroll_area.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr float foot_h = 60, area_h = 96, label_h = 22;

}  // namespace

std::string trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return std::string(text);
}

std::string form_value(const FormState& form, int index) {
  const auto it = form.text.find(nodes::form_field(index));
  return it == form.text.end() ? std::string() : trimmed(it->second);
}

NodeId nodes::form_field(int index) { return node_id("form-field", static_cast<std::uint64_t>(index)); }
NodeId nodes::form_button() { return node_id("form-primary"); }

Form::Form(Frame& f, Rect page, std::string_view title, std::string_view primary) : f_(f), primary_(primary) {
  Ui& ui = f.ui;
  const float w = std::min(520.0f, page.w - 2 * gap::medium), content = std::max(80.0f, f.state.form.height);
  box_ = begin_dialog(f, page, w, std::min(dialog_field_h + content + foot_h, page.h - 2 * gap::medium), title);
  platform::Node& heading = ui.node(node_id("form-title"), NodeRole::heading, Rect{box_.x + gap::wide, box_.y + 14, box_.w - 80, 24}, title);
  heading.level = 2;
  ui.enter(heading.id);
  ui.text_in(box_.x + gap::wide, box_.y + 14, box_.w - 80, Style::title, ui.theme().text, title);
  ui.leave();
  dialog_close_button(f, box_);
  view_ = Rect{box_.x, box_.y + dialog_field_h, box_.w, box_.h - dialog_field_h - foot_h};
  foot_ = Rect{box_.x, view_.bottom(), box_.w, foot_h};
  Scroll& scroll = f.state.dialog.scroll;
  begin_scroll_area(ui, scroll, node_id("form-fields"), NodeRole::group, view_, static_cast<double>(content), title, false);
  x_ = box_.x + gap::wide;
  w_ = box_.w - 2 * gap::wide;
  top_ = y_ = view_.y + gap::tiny - static_cast<float>(scroll.y);
}

void Form::text(int index, std::string_view label, std::uint32_t flags, std::string_view hint) {
  Ui& ui = f_.ui;
  const NodeId id = nodes::form_field(index);
  ui.text(x_, y_, Style::small_strong, ui.theme().text, label);
  const float h = ui.target(ui.sizes().input);
  field(ui, id, Rect{x_, y_ + label_h, w_, h}, label, {hint, f_.state.form.text[id], flags | invalid(index), true, {}, wrong_at(index)});
  if (ui.entered(id)) f_.want(intent::SubmitForm{});
  y_ += label_h + h + gap::medium;
  wrong_here(index);
}

void Form::area(int index, std::string_view label, std::string_view hint) {
  Ui& ui = f_.ui;
  const NodeId id = nodes::form_field(index);
  ui.text(x_, y_, Style::small_strong, ui.theme().text, label);
  const Rect box{x_, y_ + label_h, w_, area_h};
  field(ui, id, box, label, {hint, f_.state.form.text[id], platform::node_multiline | platform::node_enter_breaks | invalid(index), true, {}, wrong_at(index)});
  y_ += label_h + area_h + gap::medium;
  wrong_here(index);
}

std::string_view Form::wrong_at(int index) const { return f_.state.form.wrong == index ? std::string_view(f_.state.form.error) : std::string_view(); }
std::uint32_t Form::invalid(int index) const { return wrong_at(index).empty() ? 0u : platform::node_invalid; }

// Between the field it is about and the next.
void Form::wrong_here(int index) { say("form-error", wrong_at(index), true); }

int Form::choice(std::string_view salt, std::string_view label, std::span<const std::string_view> names, int chosen) {
  f_.ui.text(x_, y_, Style::small_strong, f_.ui.theme().text, label);
  const float h = radio_height(f_.ui, names, w_);
  const int picked = radio_group(f_.ui, node_id(salt), Rect{x_, y_ + label_h, w_, h}, label, names, chosen);
  y_ += label_h + h + gap::medium;
  return picked;
}

void Form::say(std::string_view salt, std::string_view words, bool trouble) {
  if (words.empty()) return;
  const Theme& t = f_.ui.theme();
  y_ += f_.ui.paragraph(node_id(salt), x_, y_ - gap::tiny, w_, Style::small, trouble ? t.danger : t.muted, words) + gap::small;
}

Rect Form::take(float h) {
  const Rect box{x_, y_, w_, h};
  y_ += h + gap::medium;
  return box;
}

bool Form::extra_button(std::string_view salt, std::string_view name, bool danger) {
  extra_ = Extra{node_id(salt), name, danger};  // drawn at the end: its place in the reading order is behind the fields
  return f_.ui.activated(extra_.id);
}

void Form::end(bool possible) {
  Ui& ui = f_.ui;
  wrong_here(-1);
  const float height = y_ - top_ + gap::small;
  f_.wants_frame = f_.wants_frame || height != f_.state.form.height;
  f_.state.form.height = height;
  ui.unclip();
  ui.leave();
  ui.line_across(foot_.x, foot_.y, foot_.w, ui.theme().border);
  const float h = ui.target(size::button), y = foot_.y + (foot_.h - h) / 2;
  const float w = button_width(ui, primary_, {ButtonLook::primary}), cancel_w = button_width(ui, words::key_cancel);
  if (extra_.id != 0) {
    const ButtonOptions other{extra_.danger ? ButtonLook::danger : ButtonLook::plain};
    button(ui, extra_.id, Rect{foot_.x + gap::wide, y, button_width(ui, extra_.name, other), h}, extra_.name, other);
  }
  const ButtonOptions look{ButtonLook::primary, {}, false, !possible || f_.state.form.busy};
  if (button(ui, node_id("form-cancel"), Rect{foot_.right() - gap::wide - w - gap::small - cancel_w, y, cancel_w, h}, words::key_cancel)) f_.want(intent::CloseDialog{});
  if (button(ui, nodes::form_button(), Rect{foot_.right() - gap::wide - w, y, w, h}, primary_, look)) f_.want(intent::SubmitForm{});
  end_dialog(f_);
}

}  // namespace tributary::app
