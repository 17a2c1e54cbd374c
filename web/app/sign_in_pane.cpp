#include <algorithm>

#include "web/app/panes.h"
#include "web/app/widgets/controls.h"
#include "web/app/words.h"

namespace tributary::app {

NodeId nodes::email() { return node_id("email"); }
NodeId nodes::password() { return node_id("password"); }

void sign_in_pane(Frame& f, Rect box) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const SignInForm& form = f.state.sign_in;
  const std::string_view intro = form.again ? words::sign_in_again : words::sign_in_intro;
  const float w = std::min(400.0f, box.w - 2 * gap::large), inner = w - 2 * gap::large - gap::large;
  const float error_h = form.error.empty() ? 0 : ui.paragraph_height(Style::small, form.error, inner - gap::large) + gap::medium + gap::small;
  const float intro_h = ui.paragraph_height(Style::small, intro, inner);
  const float h = 300 + error_h + intro_h;
  const Rect card{box.x + (box.w - w) / 2, std::max(box.y + gap::large, box.y + (box.h - h) / 2 - 20), w, h};
  ui.shadow(card, radius::card);
  ui.fill(card, t.surface, radius::card);
  ui.stroke(card, t.border, radius::card);
  const NodeId id = node_id("sign-in-form");
  ui.node(id, NodeRole::form, card, words::sign_in);
  ui.enter(id);
  const float x = card.x + gap::huge;
  float y = card.y + gap::huge;
  platform::Node& heading = ui.node(node_id("sign-in-title"), NodeRole::heading, Rect{x, y, inner, 28}, words::product);
  heading.level = 1;
  ui.enter(heading.id);
  ui.text(x, y, Style::heading, t.text, words::product);
  ui.leave();
  y += 28 + gap::tiny;
  y += ui.paragraph(node_id("sign-in-intro"), x, y, inner, Style::small, form.again ? t.warning : t.muted, intro) + gap::wide;
  const auto one_field = [&](NodeId field_id, std::string_view name, std::uint32_t flags) {
    ui.text(x, y, Style::small_strong, t.text, name);
    y += 20;
    field(ui, field_id, Rect{x, y, inner, 40}, name, {{}, {}, flags, true});
    y += 40 + gap::medium;
  };
  one_field(nodes::email(), words::email, platform::node_email);
  one_field(nodes::password(), words::password, platform::node_password);
  if (!form.error.empty()) {
    const NodeId error = node_id("sign-in-error");
    const Rect at{x, y, inner, error_h - gap::small};
    ui.fill(at, t.danger_bg, radius::button);
    ui.paragraph(error, x + gap::small, y + 6, inner - gap::large, Style::small, t.danger, form.error);
    y += error_h;
  }
  const ButtonOptions look{ButtonLook::primary, {}, false, form.busy};
  const bool pressed = button(ui, node_id("sign-in"), Rect{x, y + gap::tiny, inner, 40}, form.busy ? words::signing_in : words::sign_in, look);
  if (pressed || (!form.busy && (ui.entered(nodes::email()) || ui.entered(nodes::password())))) f.want(intent::SignIn{});
  ui.leave();
}

}  // namespace tributary::app
