#include "web/app/widgets/choices.h"

#include <algorithm>
#include <cmath>

#include "web/app/widgets/controls.h"

namespace tributary::app {
namespace {

constexpr float segment_h = 36, segment_inner = 14, thumb_r = 9;

float segment_width(const Ui& ui, std::string_view name) { return ui.width_of(Style::small_strong, name) + 2 * segment_inner; }

// Where each segment lies when they fill rows of this width.
std::vector<Rect> segments(const Ui& ui, Rect box, std::span<const std::string_view> names) {
  std::vector<Rect> at;
  const float h = ui.target(segment_h);
  float x = box.x, y = box.y;
  for (std::string_view name : names) {
    const float w = std::min(segment_width(ui, name), box.w);
    if (x > box.x && x + w > box.right() + 0.5f) x = box.x, y += h + gap::tiny;
    at.push_back(Rect{x, y, w, h});
    x += w + gap::tiny;
  }
  return at;
}

}  // namespace

float radio_height(const Ui& ui, std::span<const std::string_view> names, float w) {
  const std::vector<Rect> at = segments(ui, Rect{0, 0, w, 0}, names);
  return at.empty() ? 0 : at.back().bottom();
}

NodeId radio_id(NodeId group, std::size_t index) { return node_id("choice", group, index); }

int radio_group(Ui& ui, NodeId id, Rect box, std::string_view label, std::span<const std::string_view> names, int chosen) {
  const Theme& t = ui.theme();
  const std::vector<Rect> at = segments(ui, box, names);
  int picked = -1;
  ui.node(id, NodeRole::radiogroup, box, label);
  ui.enter(id);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool on = static_cast<int>(i) == chosen;
    const NodeId one = radio_id(id, i);
    ui.fill(at[i], on ? t.selected : ui.hovered(at[i]) ? t.hover : t.surface, radius::button);
    ui.stroke(at[i], on ? t.accent : t.border_strong, radius::button, on ? 2.0f : 1.0f);
    platform::Node& node = ui.node(one, NodeRole::radio, at[i], names[i]);
    if (on) node.flags |= platform::node_checked;
    ui.enter(one);
    ui.text_in(at[i].x + segment_inner, at[i].y + (at[i].h - 18) / 2, at[i].w - 2 * segment_inner + 1, Style::small_strong, on ? t.accent : t.text, names[i]);
    ui.leave();
    if (ui.activated(one) && !on) picked = static_cast<int>(i);
  }
  ui.leave();
  return picked;
}

bool toggle(Ui& ui, NodeId id, float x, float y, std::string_view label, bool on) {
  const Theme& t = ui.theme();
  const Rect box{x, y, toggle_width, toggle_height};
  ui.fill(box, on ? t.accent : t.sunken, toggle_height / 2);
  ui.stroke(box, on ? t.accent : t.border_strong, toggle_height / 2);
  const float r = toggle_height / 2;
  ui.circle(on ? box.right() - r : box.x + r, y + r, r - 4, on ? t.on_accent : t.border_strong);
  platform::Node& node = ui.node(id, NodeRole::toggle, box, label);
  if (on) node.flags |= platform::node_checked;
  return ui.activated(id);
}

int slider(Ui& ui, NodeId id, Rect box, std::string_view label, std::string_view said, int value, Steps steps, std::string_view less, std::string_view more) {
  const Theme& t = ui.theme();
  const Input& in = ui.input();
  int wanted = value;
  const float b = size::button;
  if (button(ui, id + 1, Rect{box.x, box.y, b, b}, less, {ButtonLook::plain, "M6 12h12", true, value <= steps.least})) wanted -= steps.step;
  const Rect track{box.x + b + gap::large, box.y, box.w - 2 * (b + gap::large), b};
  const auto range = static_cast<float>(steps.most - steps.least);
  const float share = static_cast<float>(value - steps.least) / range, middle = track.y + b / 2, thumb = track.x + share * track.w;
  ui.fill(Rect{track.x, middle - 2, track.w, 4}, t.border_strong, 2);
  ui.fill(Rect{track.x, middle - 2, thumb - track.x, 4}, t.accent, 2);
  ui.circle(thumb, middle, thumb_r, t.accent);
  platform::Node& node = ui.node(id, NodeRole::slider, track.inset(-thumb_r, 0), label);
  node.level = value, node.position = steps.least, node.set_size = steps.most;
  node.value = ui.keep(said);
  if (in.pressed && ui.hovered(track.inset(-thumb_r, 0))) {  // where it was pressed, not where the pointer wanders
    const float at = std::clamp((in.x - track.x) / track.w, 0.0f, 1.0f) * range / static_cast<float>(steps.step);
    wanted = steps.least + static_cast<int>(std::lround(at)) * steps.step;
  }
  if (in.focused == id) {
    for (const std::string& key : in.keys) {
      if (key == "ArrowUp" || key == (ui.right_to_left() ? "ArrowLeft" : "ArrowRight")) wanted += steps.step;
      if (key == "ArrowDown" || key == (ui.right_to_left() ? "ArrowRight" : "ArrowLeft")) wanted -= steps.step;
      if (key == "PageUp") wanted += 2 * steps.step;
      if (key == "PageDown") wanted -= 2 * steps.step;
      if (key == "Home") wanted = steps.least;
      if (key == "End") wanted = steps.most;
    }
  }
  if (button(ui, id + 2, Rect{box.right() - b, box.y, b, b}, more, {ButtonLook::plain, "M6 12h12M12 6v12", true, value >= steps.most})) wanted += steps.step;
  return std::clamp(wanted, steps.least, steps.most);
}

}  // namespace tributary::app
