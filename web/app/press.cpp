// What a person pressed, as text that does not depend on layout or machine.
#include <array>
#include <utility>

#include "web/app/keymap.h"

namespace tributary::app {
namespace {

struct Place { std::string_view code, key; };
constexpr std::array<Place, 11> places{{{"BracketLeft", "["}, {"BracketRight", "]"}, {"Comma", ","}, {"Period", "."}, {"Slash", "/"},
                                        {"Semicolon", ";"}, {"Quote", "'"}, {"Backslash", "\\"}, {"Backquote", "`"}, {"Minus", "-"}, {"Equal", "="}}};

// The key at this place of a Latin keyboard; empty where it has no character.
std::string by_place(std::string_view code) {
  if (code.size() == 4 && code.substr(0, 3) == "Key") return std::string(1, static_cast<char>(code[3] - 'A' + 'a'));
  if (code.size() == 6 && code.substr(0, 5) == "Digit") return std::string(1, code[5]);
  for (const Place& place : places)
    if (place.code == code) return std::string(place.key);
  return {};
}

// What Shift makes of a sign there.
std::string shifted(std::string sign) {
  constexpr std::string_view plain = "1234567890[],./;'\\`-=", with_shift = "!@#$%^&*(){}<>?:\"|~_+";
  const std::size_t at = sign.size() == 1 ? plain.find(sign[0]) : std::string_view::npos;
  if (at != std::string_view::npos) sign[0] = with_shift[at];
  return sign;
}

std::uint32_t first_code_point(std::string_view s) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(s[i])); };
  if (s.empty()) return 0;
  if (byte(0) < 0x80) return byte(0);
  if (byte(0) < 0xE0 && s.size() > 1) return (byte(0) & 0x1Fu) << 6 | (byte(1) & 0x3Fu);
  if (byte(0) < 0xF0 && s.size() > 2) return (byte(0) & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
  return 0x10000;
}

bool is_named(std::string_view key) { return key.size() > 1 && key[0] >= 'A' && key[0] <= 'Z'; }
bool is_latin(std::string_view key) { return first_code_point(key) < 0x250; }
bool is_ascii_letter(std::string_view key) { return key.size() == 1 && ((key[0] | 0x20) >= 'a' && (key[0] | 0x20) <= 'z'); }
bool is_modifier(std::string_view key) {
  for (std::string_view one : {"Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "NumLock", "ScrollLock", "Fn", "FnLock", "Hyper", "Super", "OS", "Dead",
                               "Process", "Unidentified", "Compose"})
    if (one == key) return true;
  return false;
}

std::string key_of(const KeyPress& press) {
  if (press.key == " ") return "Space";
  const bool alt = press.alt && !press.alt_graph;
  if (alt || (!is_named(press.key) && !is_latin(press.key))) {
    std::string placed = by_place(press.code);
    if (!placed.empty()) return press.shift && !alt ? shifted(std::move(placed)) : placed;
    if (!is_named(press.key) && !is_latin(press.key)) return {};
  }
  if (is_modifier(press.key)) return {};
  if (is_ascii_letter(press.key)) return std::string(1, static_cast<char>(press.key[0] | 0x20));
  return press.key;
}

}  // namespace

KeyPress key_press(const platform::Event& event) {
  KeyPress press;
  const std::size_t tab = event.text.find('\t');
  press.key = event.text.substr(0, tab);
  if (tab != std::string::npos) press.code = event.text.substr(tab + 1);
  const auto has = [&](int flag) { return (event.number & flag) != 0; };
  press.shift = has(platform::key_shift);
  press.ctrl = has(platform::key_ctrl);
  press.alt = has(platform::key_alt);
  press.meta = has(platform::key_meta);
  press.alt_graph = has(platform::key_alt_graph);
  press.repeat = has(platform::key_repeat);
  press.in_field = has(platform::key_in_field);
  return press;
}

std::string press_text(const KeyPress& press, bool apple) {
  const std::string key = key_of(press);
  if (key.empty()) return {};
  // AltGr is Ctrl with Alt on some systems; the character it made is what counts.
  const bool third_level = press.alt_graph && !is_named(key);
  const bool ctrl = press.ctrl && !third_level, alt = press.alt && !third_level;
  if (press.meta && !apple) return {};  // the system's own
  std::string text;
  if (apple ? press.meta : ctrl) text += "Mod+";
  if (apple && ctrl) text += "Ctrl+";
  if (alt) text += "Alt+";
  // A sign that needs Shift on this keyboard already is what Shift made of it.
  const bool sign = !is_named(key) && !is_ascii_letter(key);
  if (press.shift && (!sign || alt)) text += "Shift+";
  return text + key;
}

bool counts_in_field(std::string_view press, bool apple) {
  if (press == "Mod+z" || press == "Mod+Shift+z") return false;  // takes back what was typed there
  if (press.substr(0, 4) == "Mod+" || press.substr(0, 5) == "Ctrl+") return true;
  return !apple && press.substr(0, 4) == "Alt+";
}

bool is_single_key(std::string_view chord) {
  if (chord == "Escape" || chord.substr(0, 5) == "Arrow" || chord == "Enter") return false;
  return chord.substr(0, 4) != "Mod+" && chord.substr(0, 5) != "Ctrl+" && chord.substr(0, 4) != "Alt+";
}

}  // namespace tributary::app
