#include <algorithm>

#include "web/app/icons.h"
#include "web/app/panes.h"
#include "web/app/widgets/controls.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr float mark = 44, field_least = 40, pad = 32;

// A sentence in a tinted box: an error, or why one has to sign in again.
float notice_height(const Ui& ui, std::string_view words, float w) {
  return words.empty() ? 0 : ui.paragraph_height(Style::small, words, w - 52) + 20 + gap::large;
}

void notice(Ui& ui, NodeId id, Rect box, std::string_view words, std::string_view icon, std::uint32_t bg, std::uint32_t fg) {
  ui.fill(box, bg, radius::button);
  if (ui.theme().strong) ui.stroke(box, fg, radius::button);
  ui.icon(box.x + gap::medium, box.y + 9, 20, fg, icon);
  ui.paragraph(id, box.x + 40, box.y + 10, box.w - 52, Style::small, fg, words);
}

}  // namespace

NodeId nodes::email() { return node_id("email"); }
NodeId nodes::password() { return node_id("password"); }

void sign_in_pane(Frame& f, Rect box) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const SignInForm& form = f.state.sign_in;
  const std::string_view left = form.elsewhere ? words::signed_out_elsewhere : words::sign_in_again;
  const std::string_view again = form.again ? left : std::string_view();
  const float w = std::min(400.0f, box.w - 2 * gap::large), inner = w - 2 * pad, field_h = ui.target(field_least);
  const float intro_h = ui.paragraph_height(Style::small, words::sign_in_intro, inner);
  const float again_h = notice_height(ui, again, inner), error_h = notice_height(ui, form.error, inner);
  const float h = 2 * pad + mark + gap::large + 28 + gap::tiny + intro_h + gap::huge + again_h + 2 * (22 + field_h + gap::large) + error_h + field_h;
  const Rect card{box.x + (box.w - w) / 2, std::max(box.y + gap::large, box.y + (box.h - h) * 0.42f), w, h};
  ui.shadow(card, radius::card);
  ui.fill(card, t.surface, radius::card);
  ui.stroke(card, t.strong ? t.border_strong : t.border, radius::card);
  const NodeId id = node_id("sign-in-form");
  ui.node(id, NodeRole::form, card, words::sign_in);
  ui.enter(id);
  const float x = card.x + pad;
  float y = card.y + pad;
  product_mark(ui, Rect{card.x + (w - mark) / 2, y, mark, mark});
  y += mark + gap::large;
  platform::Node& heading = ui.node(node_id("sign-in-title"), NodeRole::heading, Rect{x, y, inner, 28}, words::product);
  heading.level = 1;
  ui.enter(heading.id);
  ui.text_in(x, y, inner, Style::heading, t.text, words::product, Align::middle);
  ui.leave();
  y += 28 + gap::tiny;
  y += ui.paragraph(node_id("sign-in-intro"), x, y, inner, Style::small, t.muted, words::sign_in_intro, Align::middle) + gap::huge;
  if (!again.empty()) notice(ui, node_id("sign-in-again"), Rect{x, y, inner, again_h - gap::large}, again, icon::lock, t.warning_bg, t.warning);
  y += again_h;
  const std::uint32_t wrong = form.error == std::string_view(words::sign_in_wrong) ? platform::node_invalid : 0u;  // nobody says which of the two
  const auto one_field = [&](NodeId field_id, std::string_view name, std::uint32_t flags) {
    ui.text(x, y, Style::small_strong, t.text, name);
    y += 22;
    field(ui, field_id, Rect{x, y, inner, field_h}, name, {{}, {}, flags | wrong, true, {}, form.error});
    y += field_h + gap::large;
  };
  one_field(nodes::email(), words::email, platform::node_email);
  one_field(nodes::password(), words::password, platform::node_password);
  if (!form.error.empty()) notice(ui, node_id("sign-in-error"), Rect{x, y, inner, error_h - gap::large}, form.error, icon::warning, t.danger_bg, t.danger);
  y += error_h;
  const ButtonOptions look{ButtonLook::primary, {}, false, form.busy};
  const bool pressed = button(ui, node_id("sign-in"), Rect{x, y, inner, field_h}, form.busy ? words::signing_in : words::sign_in, look);
  if (pressed || (!form.busy && (ui.entered(nodes::email()) || ui.entered(nodes::password())))) f.want(intent::SignIn{});
  ui.leave();
}

}  // namespace tributary::app
