// Who may sign in, on the admin page: adding, roles, and ending what somebody has open.
#include <algorithm>
#include <span>

#include "web/app/health_pane.h"
#include "web/app/icons.h"
#include "web/app/widgets/controls.h"
#include "web/app/widgets/section_head.h"
#include "web/app/words_health.h"

namespace tributary::app {
namespace {

constexpr float inner = 16, face = 32, words_h = 60;  // words_h: of a name, what is below it, and the space around
using What = intent::Administer::What;

struct Control { What what; Word shown; ButtonLook look = ButtonLook::plain; };

std::string_view name_of(const Person& one) { return one.name.empty() ? std::string_view(one.email) : std::string_view(one.name); }

bool is_me(const Frame& f, const Person& one) { return f.state.admin.me == one.id; }

constexpr Control of_agent[] = {{What::sign_out, words::health::sign_out}, {What::make_admin, words::health::make_admin}, {What::deactivate, words::health::deactivate, ButtonLook::danger}};
constexpr Control of_admin[] = {{What::sign_out, words::health::sign_out}, {What::make_agent, words::health::make_agent}, {What::deactivate, words::health::deactivate, ButtonLook::danger}};
constexpr Control of_gone[] = {{What::activate, words::health::activate}};

// Nothing for oneself.
std::span<const Control> controls_of(const Frame& f, const Person& one) {
  if (is_me(f, one)) return {};
  return !one.active ? std::span<const Control>(of_gone) : one.admin ? std::span<const Control>(of_admin) : std::span<const Control>(of_agent);
}

float width_of(const Ui& ui, const Control& control, float room) { return std::min(room, button_width(ui, control.shown, {control.look})); }

float controls_width(const Ui& ui, std::span<const Control> controls, float room) {
  float w = 0;
  for (const Control& control : controls) w += width_of(ui, control, room) + gap::small;
  return w;
}

// Below one another where they do not fit side by side.
float controls_height(const Ui& ui, std::span<const Control> controls, float room) {
  float x = 0, lines = 1;
  for (const Control& control : controls) {
    const float w = width_of(ui, control, room);
    if (x > 0 && x + w > room) x = 0, lines += 1;
    x += w + gap::small;
  }
  return lines * ui.sizes().button + (lines - 1) * gap::small;
}

float height_of(const Frame& f, const Person& one, float w, bool stacked) {
  const std::span<const Control> controls = controls_of(f, one);
  return stacked && !controls.empty() ? words_h - 2 + controls_height(f.ui, controls, w - 2 * inner) + gap::medium : words_h;
}

void draw_controls(Frame& f, const Person& one, float left, float y, float room) {
  Ui& ui = f.ui;
  const std::span<const Control> controls = controls_of(f, one);
  float x = left;
  for (std::size_t i = 0; i < controls.size(); ++i) {
    const Control& control = controls[i];
    const float w = width_of(ui, control, room);
    if (x > left && x + w > left + room) x = left, y += ui.sizes().button + gap::small;
    ButtonOptions look{control.look, {}, false, one.busy};
    look.spoken = words::format(ui, words::health::act_of, {{"action", control.shown}, {"name", name_of(one)}});  // whose it is must be heard
    if (button(ui, node_id("person-act", node_id("person", node_id(one.id)) + i), Rect{x, y, w, ui.sizes().button}, control.shown, look)) f.want(intent::Administer{control.what, one.id});
    x += w + gap::small;
  }
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
  const float room = box.w - 2 * inner, taken = stacked ? 0 : controls_width(ui, controls_of(f, one), room), x = box.x + inner + face + gap::medium;
  avatar(ui, box.x + inner, box.y + 14, face, name);
  const float words_w = box.right() - inner - taken - x;
  ui.label(id + 1, x, box.y + 11, words_w, Style::small_strong, one.active ? t.text : t.muted, name);
  ui.label(id + 2, x, box.y + 31, words_w, Style::small, t.muted, words::dotted(ui, {one.email, role, state}));
  if (stacked) draw_controls(f, one, box.x + inner, box.y + words_h - 2, room);
  else draw_controls(f, one, box.right() - inner - taken + gap::small, box.y + (box.h - ui.sizes().button) / 2, room);
  ui.leave();
}

void somebody_new(Frame& f, float x, float& y, float w) {
  Ui& ui = f.ui;
  const PeopleData& data = f.state.admin.people;
  const float h = std::max(ui.sizes().input, ui.sizes().button + (ui.touch() ? 2 * gap::hair : 0)), add_w = button_width(ui, words::health::add, {ButtonLook::primary});
  ui.text(x, y, Style::small_strong, ui.theme().text, words::health::new_person);
  y += 22;
  const Rect box{x, y, std::min(w - add_w - gap::small, 360.0f), h};
  const std::uint32_t wrong = data.problem.empty() ? 0u : platform::node_invalid;
  field(ui, nodes::new_person(), box, words::health::new_person, {{}, {}, platform::node_email | wrong, true, {}, data.problem});
  const bool empty = data.typed.find('@') == std::string::npos;
  const bool pressed = button(ui, node_id("person-add"), Rect{box.right() + gap::small, y, add_w, h}, words::health::add, {ButtonLook::primary, {}, false, empty || f.state.admin.adding});
  if ((pressed || ui.entered(nodes::new_person())) && !empty) f.want(intent::Administer{What::add, {}});
  y += h + gap::small;
  if (wrong) y += ui.paragraph(node_id("person-problem"), x, y, w, Style::small, ui.theme().danger, data.problem) + gap::small;
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
  float all_h = 0;
  for (const Person& one : data.people) all_h += height_of(f, one, w, stacked);
  const Rect box{x, y, w, all_h};
  ui.fill(box, t.surface, radius::card);
  ui.stroke(box, t.border, radius::card);
  const NodeId list = node_id("people");
  ui.node(list, NodeRole::list, box, words::health::people);
  ui.enter(list);
  for (const Person& one : data.people) {
    if (y > box.y) ui.line_across(x + inner, y, w - 2 * inner, t.border);
    const Rect row{x, y, w, height_of(f, one, w, stacked)};
    one_person(f, row, one, stacked);
    y = row.bottom();
  }
  ui.leave();
}

}  // namespace tributary::app
