// Who may sign in, on the admin page: adding, roles, and ending what somebody has open.
#include <algorithm>

#include "web/app/health_pane.h"
#include "web/app/icons.h"
#include "web/app/widgets/controls.h"
#include "web/app/widgets/section_head.h"
#include "web/app/words_health.h"

namespace tributary::app {
namespace {

constexpr float inner = 16, face = 32;
using What = intent::Administer::What;

struct Control { What what; Word shown; ButtonLook look = ButtonLook::plain; };

std::string_view name_of(const Person& one) { return one.name.empty() ? std::string_view(one.email) : std::string_view(one.name); }

bool is_me(const Frame& f, const Person& one) { return f.state.admin.me == one.id; }

float controls_width(const Ui& ui, const Control* controls, std::size_t count) {
  float w = 0;
  for (std::size_t i = 0; i < count; ++i) w += button_width(ui, controls[i].shown, {controls[i].look}) + gap::small;
  return w;
}

void one_person(Frame& f, Rect box, const Person& one, bool stacked) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const NodeId id = node_id("person", node_id(one.id));
  const std::string_view name = name_of(one), role = one.admin ? words::health::role_admin : words::health::role_agent;
  const std::string_view state = is_me(f, one) ? std::string_view(words::health::you) : one.active ? std::string_view() : std::string_view(words::health::inactive);
  platform::Node& node = ui.node(id, NodeRole::listitem, box, words::listed(ui, {name, one.email, role, state}));
  node.flags |= platform::node_static;
  ui.enter(id);
  const Control active[] = {{What::sign_out, words::health::sign_out},
                            one.admin ? Control{What::make_agent, words::health::make_agent} : Control{What::make_admin, words::health::make_admin},
                            {What::deactivate, words::health::deactivate, ButtonLook::danger}};
  const Control gone[] = {{What::activate, words::health::activate}};
  const Control* controls = one.active ? active : gone;
  const std::size_t count = is_me(f, one) ? 0 : one.active ? std::size(active) : std::size(gone);
  const float taken = stacked ? 0 : controls_width(ui, controls, count), x = box.x + inner + face + gap::medium;
  avatar(ui, box.x + inner, box.y + 14, face, name);
  const float room = box.right() - inner - taken - x;
  ui.label(id + 1, x, box.y + 11, room, Style::small_strong, one.active ? t.text : t.muted, name);
  ui.label(id + 2, x, box.y + 31, room, Style::small, t.muted, words::dotted(ui, {one.email, role, state}));
  float at = stacked ? x : box.right() - inner - taken + gap::small;
  const float top = stacked ? box.y + 58 : box.y + (box.h - ui.sizes().button) / 2;
  for (std::size_t i = 0; i < count; ++i) {
    const Control& control = controls[i];
    const float w = button_width(ui, control.shown, {control.look});
    ButtonOptions look{control.look, {}, false, one.busy};
    look.spoken = words::format(ui, words::health::act_of, {{"action", control.shown}, {"name", name}});  // whose it is must be heard
    if (button(ui, node_id("person-act", id + i), Rect{at, top, w, ui.sizes().button}, control.shown, look)) f.want(intent::Administer{control.what, one.id});
    at += w + gap::small;
  }
  ui.leave();
}

void somebody_new(Frame& f, float x, float& y, float w) {
  Ui& ui = f.ui;
  const PeopleData& data = f.state.admin.people;
  const float h = std::max(ui.sizes().input, ui.sizes().button + (ui.touch() ? 2 * gap::hair : 0)), add_w = button_width(ui, words::health::add, {ButtonLook::primary});
  ui.text(x, y, Style::small_strong, ui.theme().text, words::health::new_person);
  y += 22;
  const Rect box{x, y, std::min(w - add_w - gap::small, 360.0f), h};
  field(ui, nodes::new_person(), box, words::health::new_person, {{}, {}, platform::node_email, true});
  const bool empty = data.typed.find('@') == std::string::npos;
  const bool pressed = button(ui, node_id("person-add"), Rect{box.right() + gap::small, y, add_w, h}, words::health::add, {ButtonLook::primary, {}, false, empty || f.state.admin.adding});
  if ((pressed || ui.entered(nodes::new_person())) && !empty) f.want(intent::Administer{What::add, {}});
  y += h + gap::small;
  if (data.link.empty()) return;
  y += ui.paragraph(node_id("person-link"), x, y, w, Style::small, ui.theme().text, words::format(ui, words::health::link_of, {{"name", data.link_of}, {"link", data.link}})) + gap::small;
}

}  // namespace

NodeId nodes::new_person() { return node_id("person-new"); }

void people_section(Frame& f, float x, float& y, float w) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const PeopleData& data = f.state.admin.people;
  section_head(ui, node_id("people-title"), x, y, w, words::health::people, words::health::people_hint);
  somebody_new(f, x, y, w);
  if (data.people.empty()) return;
  const bool stacked = w < 620;
  const float row_h = stacked ? 58 + ui.sizes().button + gap::medium : 60;
  const Rect box{x, y, w, row_h * static_cast<float>(data.people.size())};
  ui.fill(box, t.surface, radius::card);
  ui.stroke(box, t.border, radius::card);
  const NodeId list = node_id("people");
  ui.node(list, NodeRole::list, box, words::health::people);
  ui.enter(list);
  for (const Person& one : data.people) {
    if (y > box.y) ui.line_across(x + inner, y, w - 2 * inner, t.border);
    one_person(f, Rect{x, y, w, row_h}, one, stacked);
    y += row_h;
  }
  ui.leave();
}

}  // namespace tributary::app
