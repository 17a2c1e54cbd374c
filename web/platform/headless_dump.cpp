// The semantic node tree as text: one node per line, children indented, rectangles in whole pixels.
#include <array>
#include <cmath>
#include <set>

#include "web/platform/headless.h"

namespace tributary::platform::headless {
namespace {

constexpr std::array<const char*, 41> role_names = {
    "none", "region", "navigation", "link", "list", "listitem", "button", "heading", "log", "article", "line", "textbox", "tablist",
    "tab", "menu", "menuitem", "status", "alert", "img", "separator", "toolbar", "form", "banner", "dialog", "label", "checkbox",
    "media_audio", "media_video", "table", "row", "cell", "group", "main",
    "combobox", "listbox", "option", "radiogroup", "radio", "toggle", "slider", "searchbox"};

struct FlagName { std::uint32_t flag; const char* name; };
constexpr FlagName flag_names[] = {
    {node_current, "current"}, {node_disabled, "disabled"}, {node_rtl, "rtl"}, {node_multiline, "multiline"}, {node_password, "password"},
    {node_expanded, "expanded"}, {node_collapsed, "collapsed"}, {node_selected, "selected"}, {node_popup, "popup"}, {node_scroller, "scroller"},
    {node_hidden_text, "hidden"}, {node_static, "static"}, {node_checked, "checked"}, {node_invalid, "invalid"}};

std::string whole(float v) { return std::to_string(static_cast<int>(std::lround(v))); }

std::string line_of(const ShownNode& shown) {
  const Node& n = shown.node;
  std::string text = role_names[static_cast<std::size_t>(n.role)];
  if (!shown.name.empty()) text += " \"" + shown.name + "\"";
  text += " [" + whole(n.x) + "," + whole(n.y) + " " + whole(n.w) + "x" + whole(n.h) + "]";
  for (const FlagName& one : flag_names)
    if ((n.flags & one.flag) != 0) text += std::string(" ") + one.name;
  if (n.level > 0) text += " level=" + std::to_string(n.level);
  if (n.position > 0) text += " " + std::to_string(n.position) + "/" + std::to_string(n.set_size);
  if (n.scroll_y > 0) text += " scroll=" + whole(static_cast<float>(n.scroll_y));
  if (!shown.value.empty()) text += " value=\"" + shown.value + "\"";
  const std::size_t tab = shown.description.find('\t');
  if (n.role == Role::textbox && tab != 0 && !shown.description.empty()) text += " hint=\"" + shown.description.substr(0, tab) + "\"";
  if (n.role == Role::textbox && tab != std::string::npos) text += " about=\"" + shown.description.substr(tab + 1) + "\"";
  return text;
}

void add(std::string& out, std::uint64_t parent, int depth) {
  for (const ShownNode& shown : record().nodes) {
    if (shown.node.parent != parent) continue;
    out += std::string(static_cast<std::size_t>(depth) * 2, ' ') + line_of(shown) + "\n";
    add(out, shown.node.id, depth + 1);
  }
}

}  // namespace

std::string dump() {
  std::string out;
  add(out, 0, 0);
  return out;
}

}  // namespace tributary::platform::headless
