#include "web/app/widgets/controls.h"

#include "web/app/icons.h"

namespace tributary::app {
namespace {

struct Colours { std::uint32_t fill, edge, words; };

Colours colours_of(const Theme& t, const ButtonOptions& options, bool hovered) {
  switch (options.look) {
    case ButtonLook::primary: return {hovered ? t.accent_hover : t.accent, 0, t.on_accent};
    case ButtonLook::danger: return {hovered ? t.hover : t.surface, t.danger, t.danger};
    case ButtonLook::quiet: return {hovered ? t.hover : 0, 0, t.muted};
    case ButtonLook::plain: break;
  }
  return {hovered ? t.hover : t.surface, t.border, t.text};
}

std::uint32_t faded(std::uint32_t colour, bool fade) { return fade && colour ? with_alpha(colour, 115) : colour; }

// The first letter as people see it: one code point with what combines with it.
std::string_view first_letter(std::string_view s) {
  std::size_t end = 0;
  const auto continues = [&](std::size_t at) { return at < s.size() && (static_cast<unsigned char>(s[at]) & 0xC0u) == 0x80u; };
  if (!s.empty()) for (end = 1; continues(end);) ++end;
  return s.substr(0, end);
}

bool is_letter(std::string_view one) {
  if (one.empty()) return false;
  const auto c = static_cast<unsigned char>(one[0]);
  return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string_view upper(Ui& ui, std::string_view one) {
  if (one.size() != 1 || one[0] < 'a' || one[0] > 'z') return one;
  const char c = static_cast<char>(one[0] - 'a' + 'A');
  return ui.keep(std::string_view(&c, 1));
}

}  // namespace

float button_width(const Ui& ui, std::string_view name, const ButtonOptions& options) {
  if (options.icon_only) return size::button;
  return ui.width_of(Style::small_strong, name) + 2 * gap::medium + (options.icon.empty() ? 0 : 16 + gap::tiny + gap::hair);
}

bool button(Ui& ui, NodeId id, Rect box, std::string_view name, const ButtonOptions& options) {
  const bool hovered = !options.disabled && ui.hovered(box);
  const Colours c = colours_of(ui.theme(), options, hovered);
  if (c.fill) ui.fill(box, faded(c.fill, options.disabled), radius::button);
  if (c.edge) ui.stroke(box, faded(c.edge, options.disabled), radius::button);
  platform::Node& node = ui.node(id, NodeRole::button, box, name);
  node.flags |= options.flags | (options.disabled ? platform::node_disabled : 0u);
  ui.enter(id);
  const float line = line_height(Style::small_strong), middle = box.y + box.h / 2;
  float x = box.x + (options.icon_only ? (box.w - 18) / 2 : (box.w - button_width(ui, name, options)) / 2 + gap::medium);
  if (!options.icon.empty()) {
    const float edge = options.icon_only ? 18.0f : 16.0f;
    ui.icon(x, middle - edge / 2, edge, faded(c.words, options.disabled), options.icon);
    x += edge + gap::tiny + gap::hair;
  }
  if (!options.icon_only) ui.text(x, middle - line / 2, Style::small_strong, faded(c.words, options.disabled), name);
  ui.leave();
  return !options.disabled && ui.activated(id);
}

float pill_width(const Ui& ui, std::string_view words) { return ui.width_of(Style::caption, words) + 14; }

float pill(Ui& ui, float x, float y, std::string_view words, std::uint32_t bg, std::uint32_t fg) {
  const float w = pill_width(ui, words);
  ui.fill(Rect{x, y, w, 18}, bg, 9);
  ui.text(x + 7, y + 1, Style::caption, fg, words);
  return w;
}

float badge(Ui& ui, float right, float y, std::int64_t count) {
  const std::string_view words = count > 99 ? std::string_view("99+") : ui.number(count);
  const float inner = ui.width_of(Style::figure, words), w = inner + 12 > 20 ? inner + 12 : 20;
  ui.fill(Rect{right - w, y, w, 18}, ui.theme().accent, 9);
  ui.text(right - w / 2 - inner / 2, y + 1, Style::figure, ui.theme().on_accent, words);
  return w;
}

std::string_view initials(Ui& ui, std::string_view name) {
  const std::string_view first = first_letter(name);
  if (!is_letter(first)) return {};
  if (first.size() != 1) return first;  // outside Latin one letter says enough
  const std::size_t blank = name.find(' ');
  if (blank == std::string_view::npos) return upper(ui, first);
  const std::string_view second = first_letter(name.substr(blank + 1));
  return is_letter(second) && second.size() == 1 ? ui.join({upper(ui, first), upper(ui, second)}) : upper(ui, first);
}

void avatar(Ui& ui, float x, float y, float diameter, NodeId who, std::string_view name) {
  const float r = diameter / 2;
  ui.circle(x + r, y + r, r, avatar_fill(who));
  const Style style = diameter >= 56 ? Style::heading : diameter > 32 ? Style::body_strong : Style::caption;
  const std::string_view letters = initials(ui, name);
  if (letters.empty()) {
    ui.icon(x + r * 0.4f, y + r * 0.4f, diameter * 0.6f, rgb(0xFFFFFF), icon::person);
    return;
  }
  ui.text(x + r - ui.width_of(style, letters) / 2, y + r - line_height(style) / 2, style, rgb(0xFFFFFF), letters);
}

void field(Ui& ui, NodeId id, Rect box, std::string_view name, const FieldOptions& options) {
  const Theme& t = ui.theme();
  const bool disabled = (options.flags & platform::node_disabled) != 0;
  if (options.framed) {
    ui.fill(box, disabled ? t.sunken : t.surface, radius::button);
    ui.stroke(box, t.border_strong, radius::button);
  }
  const bool touch = ui.screen().width < size::narrow_below;
  const Rect inside = options.framed ? box.inset(gap::medium, gap::hair) : box;
  platform::Node& node = ui.node(id, NodeRole::textbox, inside, name);
  node.flags |= options.flags;
  node.description = ui.keep(options.hint);
  node.value = ui.keep(options.first_text);
  node.style = static_cast<int>(touch ? Style::field_touch : Style::body);
  node.rgba = disabled ? t.muted : t.text;
}

void empty_state(Ui& ui, NodeId id, Rect box, std::string_view icon, std::string_view title, std::string_view hint) {
  const float w = box.w - 2 * gap::huge < 360 ? box.w - 2 * gap::huge : 360, x = box.x + (box.w - w) / 2;
  float y = box.y + box.h / 2 - 64;
  if (y < box.y) y = box.y;
  ui.circle(box.x + box.w / 2, y + 28, 28, ui.theme().sunken);
  ui.icon(box.x + box.w / 2 - 12, y + 16, 24, ui.theme().muted, icon);
  y += 56 + gap::medium;
  y += ui.paragraph(id, x, y, w, Style::body_strong, ui.theme().text, title, Align::middle) + gap::tiny;
  ui.paragraph(id + 64, x, y, w, Style::small, ui.theme().muted, hint, Align::middle);
}

}  // namespace tributary::app
