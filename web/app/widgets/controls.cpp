#include "web/app/widgets/controls.h"

#include <algorithm>

#include "core/base/text.h"
#include "web/app/graphemes.h"
#include "web/app/icons.h"

namespace tributary::app {
namespace {

struct Colours { std::uint32_t fill, warm, edge, words; };

// A leading button that cannot be pressed is grey and lets nothing shine through: a thinned accent is mud on the ground of a note.
Colours idle_primary(const Theme& t) { return {t.strong ? t.sunken : t.border, 0, t.strong ? t.border : 0, t.faint}; }

Colours colours_of(const Theme& t, const ButtonOptions& options) {
  if (options.disabled && options.look == ButtonLook::primary) return idle_primary(t);
  switch (options.look) {
    case ButtonLook::primary: return {t.accent, t.accent_hover, t.strong ? t.text : 0, t.on_accent};
    case ButtonLook::danger: return {t.surface, t.danger_bg, t.danger, t.danger};
    case ButtonLook::quiet: return {0, t.hover, t.strong ? t.border : 0, t.muted};
    case ButtonLook::plain: break;
  }
  return {t.surface, t.hover, t.strong ? t.border_strong : t.border, t.text};
}

std::uint32_t faded(std::uint32_t colour, bool fade) { return fade && colour ? with_alpha(colour, 115) : colour; }

bool is_letter(std::string_view one) {
  if (one.empty()) return false;
  const auto c = static_cast<unsigned char>(one[0]);
  return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The capital of a Latin letter up to U+017F, where capital and small letter mostly stand in turn.
char32_t capital(char32_t c) {
  if ((c >= 'a' && c <= 'z') || (c >= 0xE0 && c <= 0xFE && c != 0xF7)) return c - 0x20;
  if (c == 0x131) return 'I';
  const bool odd = (c >= 0x139 && c <= 0x148) || c >= 0x179;
  return c >= 0x100 && c <= 0x17E && (c % 2 == 1) != odd ? c - 1 : c;
}

bool is_latin(std::string_view one) { return is_letter(one) && first_code_point(one).value < 0x250; }

std::string_view upper(Ui& ui, std::string_view one) {
  const CodePoint small = first_code_point(one);
  const char32_t c = capital(small.value);
  const char two[] = {static_cast<char>(0xC0 | (c >> 6)), static_cast<char>(0x80 | (c & 0x3F))}, ascii = static_cast<char>(c);
  return c == small.value ? one : ui.join({c < 0x80 ? std::string_view(&ascii, 1) : std::string_view(two, 2), one.substr(small.bytes)});
}

}  // namespace

std::uint32_t pressable(Ui& ui, NodeId id, Rect box, std::uint32_t cold, std::uint32_t warm) {
  const std::uint32_t colour = mix(cold, warm, ui.warmth(id, box));
  const float press = ui.ease(node_id("press", id), ui.pressed_on(box) ? 1.0f : 0.0f, motion_ms::hover / 2);
  return press > 0 && colour >> 24 != 0 ? darker(colour, 0.06f * press) : colour;
}

float button_width(const Ui& ui, std::string_view name, const ButtonOptions& options) {
  if (options.icon_only) return ui.sizes().button;
  return ui.width_of(Style::small_strong, name) + 2 * gap::medium + (options.icon.empty() ? 0 : 16 + gap::tiny + gap::hair);
}

bool button(Ui& ui, NodeId id, Rect box, std::string_view name, const ButtonOptions& options) {
  const Colours c = colours_of(ui.theme(), options);
  const bool fade = options.disabled && options.look != ButtonLook::primary;
  const std::uint32_t fill = options.disabled ? c.fill : pressable(ui, id, box, c.fill, c.warm);
  if (fill >> 24) ui.fill(box, faded(fill, fade), radius::button);
  if (c.edge) ui.stroke(box, faded(c.edge, fade), radius::button);
  platform::Node& node = ui.node(id, NodeRole::button, box, options.spoken.empty() ? name : options.spoken);
  node.flags |= options.flags | (options.disabled ? platform::node_disabled : 0u);
  ui.enter(id);
  const float line = line_height(Style::small_strong), middle = box.y + box.h / 2;
  const float edge = options.icon_only ? 20.0f : 16.0f, inner = button_width(ui, name, options) - 2 * gap::medium;
  float x = box.x + (options.icon_only ? (box.w - edge) / 2 : std::max(gap::small, (box.w - inner) / 2));
  if (!options.icon.empty()) {
    ui.icon(x, middle - edge / 2, edge, faded(c.words, fade), options.icon);
    x += edge + gap::tiny + gap::hair;
  }
  if (!options.icon_only) ui.text_in(x, middle - line / 2, box.right() - gap::tiny - x, Style::small_strong, faded(c.words, fade), name);
  ui.leave();
  if (options.icon_only || !options.hint.empty() || !options.key.empty()) ui.hint(id, box, options.hint.empty() ? name : options.hint, options.key);
  return !options.disabled && ui.activated(id);
}

float pill_width(const Ui& ui, std::string_view words) { return ui.width_of(Style::caption, words) + 14; }

float pill(Ui& ui, float x, float y, std::string_view words, std::uint32_t bg, std::uint32_t fg) {
  const float w = pill_width(ui, words);
  ui.fill(Rect{x, y, w, 18}, bg, 9);
  if (ui.theme().strong) ui.stroke(Rect{x, y, w, 18}, fg, 9);
  ui.text(x + 7, y + 1, Style::caption, fg, words);
  return w;
}

std::string_view short_count(Ui& ui, std::int64_t count) { return count > 99 ? ui.join({ui.number(99), "+"}) : ui.number(count); }

float badge(Ui& ui, float right, float y, std::int64_t count) {
  const std::string_view words = short_count(ui, count);
  const float inner = ui.width_of(Style::figure, words), w = inner + 12 > 20 ? inner + 12 : 20;
  ui.fill(Rect{right - w, y, w, 18}, ui.theme().accent, 9);
  ui.text(right - w / 2 - inner / 2, y + 1, Style::figure, ui.theme().on_accent, words);
  return w;
}

std::string_view initials(Ui& ui, std::string_view name) {
  const std::string_view first = first_grapheme(name);
  if (!is_letter(first)) return {};
  if (!is_latin(first)) return first;  // outside Latin one letter says enough
  const std::size_t blank = name.find(' ');
  if (blank == std::string_view::npos) return upper(ui, first);
  const std::string_view second = first_grapheme(name.substr(blank + 1));
  return is_latin(second) ? ui.join({upper(ui, first), upper(ui, second)}) : upper(ui, first);
}

void avatar(Ui& ui, float x, float y, float diameter, std::string_view name) {
  const Theme& t = ui.theme();
  const float r = diameter / 2;
  const std::uint32_t ink = t.strong ? t.text : rgb(0xFFFFFF);
  ui.circle(x + r, y + r, r, t.strong ? t.surface : avatar_fill(node_id(name)));
  if (t.strong) ui.stroke(Rect{x, y, diameter, diameter}, t.text, r);
  const Style style = diameter >= 56 ? Style::heading : diameter > 32 ? Style::small_strong : Style::caption;
  const std::string_view letters = diameter < 24 ? first_grapheme(initials(ui, name)) : initials(ui, name);
  if (letters.empty()) {
    const float edge = diameter >= 56 ? 24.0f : diameter > 32 ? 20.0f : diameter >= 24 ? 16.0f : 12.0f;
    ui.icon(x + r - edge / 2, y + r - edge / 2, edge, ink, icon::person);
    return;
  }
  ui.text(x + r - ui.width_of(style, letters) / 2, y + r - line_height(style) / 2, style, ink, letters);
}

void avatar_mark(Ui& ui, float x, float y, float diameter, std::string_view icon, std::uint32_t colour, std::uint32_t ground) {
  const float cx = x + diameter - 4, cy = y + diameter - 4;
  ui.circle(cx, cy, 9, ground);
  ui.circle(cx, cy, 7.5f, colour);
  ui.icon(cx - 5.5f, cy - 5.5f, 11, ui.theme().dark || ui.theme().strong ? ui.theme().surface : rgb(0xFFFFFF), icon);
}

void product_mark(Ui& ui, Rect box) {
  const float edge = box.w >= 40 ? 24.0f : 16.0f;
  ui.fill(box, ui.theme().accent, box.w >= 40 ? radius::card : radius::button);
  ui.icon(box.x + (box.w - edge) / 2, box.y + (box.h - edge) / 2, edge, ui.theme().on_accent, icon::product);
}

platform::Node& field(Ui& ui, NodeId id, Rect box, std::string_view name, const FieldOptions& options) {
  const Theme& t = ui.theme();
  const bool disabled = (options.flags & platform::node_disabled) != 0;
  if (options.framed) {
    ui.fill(box, disabled || options.sunken ? t.sunken : t.surface, radius::button);
    const bool focused = ui.input().focused == id;
    ui.stroke(box, focused ? t.focus : (options.flags & platform::node_invalid) != 0 ? t.danger : t.border_strong, radius::button, focused ? t.strong ? 3.0f : 2.0f : 1.0f);
  }
  const bool touch = ui.touch();
  // A finger meets the whole height of the frame; lines of text keep off its edges.
  const float edge = touch && (options.flags & platform::node_multiline) == 0 ? 0 : gap::hair;
  const Rect inside = options.framed ? box.inset(gap::medium, edge) : box;
  platform::Node& node = ui.node(id, NodeRole::textbox, inside, name);
  node.flags |= options.flags;
  node.description = options.more.empty() ? ui.keep(options.hint) : ui.join({options.hint, "\t", options.more});
  node.value = ui.keep(options.first_text);
  node.language = ui.keep(options.language);
  node.style = static_cast<int>(touch ? Style::field_touch : Style::body);
  node.rgba = disabled ? t.muted : t.text;
  return node;
}

bool empty_state(Ui& ui, NodeId id, Rect box, const EmptyState& what) {
  const Theme& t = ui.theme();
  const float w = std::min(box.w - 2 * gap::huge, 340.0f), x = box.x + (box.w - w) / 2, middle = box.x + box.w / 2;
  const float hint_h = what.hint.empty() ? 0 : ui.paragraph_height(Style::small, what.hint, w) + gap::tiny;
  const float h = 64 + gap::large + ui.paragraph_height(Style::body_strong, what.title, w) + hint_h + (what.action.empty() ? 0 : gap::large + ui.sizes().button);
  float y = std::max(box.y + gap::large, box.y + (box.h - h) * 0.42f);  // a little above the middle looks like the middle
  const std::uint32_t ground = what.trouble ? t.warning_bg : t.selected, ink = what.trouble ? t.warning : t.accent;
  ui.circle(middle, y + 32, 32, ground);
  if (t.strong) ui.stroke(Rect{middle - 32, y, 64, 64}, ink, 32);
  ui.icon(middle - 12, y + 20, 24, ink, what.icon);
  y += 64 + gap::large;
  y += ui.paragraph(id, x, y, w, Style::body_strong, t.text, what.title, Align::middle) + gap::tiny;
  if (!what.hint.empty()) y += ui.paragraph(id + 64, x, y, w, Style::small, t.muted, what.hint, Align::middle);
  if (what.action.empty()) return false;
  const ButtonOptions look{what.action_leads ? ButtonLook::primary : ButtonLook::plain};
  const float action_w = button_width(ui, what.action, look) + gap::large;
  return button(ui, id + 128, Rect{middle - action_w / 2, y + gap::large, action_w, ui.sizes().button}, what.action, look);
}

void skeleton_bar(Ui& ui, Rect box) { ui.fill(box, ui.theme().sunken, std::min(box.h / 2, radius::bubble)); }

}  // namespace tributary::app
