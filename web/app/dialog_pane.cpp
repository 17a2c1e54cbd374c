// The two dialogs: the command palette and the sheet of keys. Everything behind is inert while one is open.
#include <algorithm>

#include "web/app/composer.h"
#include "web/app/dialog_frame.h"
#include "web/app/form_pane.h"
#include "web/app/icons.h"
#include "web/app/keymap.h"
#include "web/app/palette.h"
#include "web/app/panes.h"
#include "web/app/picker.h"
#include "web/app/widgets/controls.h"
#include "web/app/widgets/key_caps.h"
#include "web/app/widgets/option_row.h"
#include "web/app/widgets/scroll_area.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr float option_h = 40, section_h = 28, sheet_row_h = 32;

void option(Frame& f, Rect row, const PaletteEntry& entry, int index, int count) {
  Ui& ui = f.ui;
  const NodeId id = node_id("option", static_cast<std::uint64_t>(index));
  const std::string_view keys = entry.action && ui.shows_keys() ? keys_of(*entry.action, f.state.prefs) : std::string_view();
  std::string said;
  for (std::string_view one : alternatives(keys)) said += ", " + caps_text(one, platform::apple_keys());
  begin_option(ui, id, row, ui.join({entry.title, said}), index, count, index == f.state.dialog.chosen ? platform::node_selected : 0u);
  const float caps = caps_width(ui, keys);
  ui.text_in(row.x + gap::medium, row.y + row.h / 2 - 10, row.w - 2 * gap::medium - caps - gap::small, Style::body, ui.theme().text, ui.keep(entry.title));
  draw_caps(ui, row.right() - gap::medium, row.y + row.h / 2, keys);
  ui.leave();
  if (ui.activated(id)) f.want(intent::RunOption{index});
}

std::string_view section_of(const PaletteEntry& entry) { return entry.section; }
bool new_section(const std::vector<PaletteEntry>& entries, std::size_t i) {
  return i == 0 || section_of(entries[i]) != section_of(entries[i - 1]);
}

void palette(Frame& f, Rect page) {
  Ui& ui = f.ui;
  DialogState& state = f.state.dialog;
  const float row_h = ui.target(option_h);
  const std::vector<PaletteEntry> entries = palette_entries(f);
  const int count = static_cast<int>(entries.size());
  if (count > 0) state.chosen = std::clamp(state.chosen, 0, count - 1);
  float content = gap::small, chosen_top = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (new_section(entries, i)) content += section_h;
    if (static_cast<int>(i) == state.chosen) chosen_top = content - (new_section(entries, i) ? section_h : 0.0f);
    content += row_h;
  }
  if (entries.empty()) content = 64;
  const float w = std::min(620.0f, page.w - 2 * gap::medium), h = std::min(dialog_field_h + content + gap::small, page.h * 0.72f);
  const Rect box = begin_dialog(f, page, w, h, words::act_palette);
  dialog_top_field(f, box, nodes::palette_field(), NodeRole::combobox, words::palette_hint);
  const Rect view{box.x, box.y + dialog_field_h + 1, box.w, box.h - dialog_field_h - 1};
  if (entries.empty()) {
    ui.label(node_id("palette-nothing"), view.x + gap::large, view.y + 22, view.w - 2 * gap::large, Style::body, ui.theme().muted,
             words::format(ui, words::palette_nothing, {{"query", state.query}}));
  } else {
    state.scroll.y += wanted_scroll(ui, state.scroll);
    follow_chosen(state, chosen_top, row_h + section_h + gap::small, view.h);
    settle_scroll(ui, state.scroll, view, static_cast<double>(content));
    platform::Node& list = ui.node(node_id("palette-list"), NodeRole::listbox, view, words::palette_results);
    scroller(list, state.scroll, static_cast<double>(content), false);
    ui.enter(list.id);
    ui.clip(view);
    float y = view.y + gap::tiny - static_cast<float>(state.scroll.y);
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (new_section(entries, i)) {
        ui.text(view.x + gap::wide, y + 8, Style::caption, ui.theme().muted, entries[i].section);
        y += section_h;
      }
      option(f, Rect{view.x + gap::small, y, view.w - 2 * gap::small, row_h}, entries[i], static_cast<int>(i), count);
      y += row_h;
    }
    ui.unclip();
    ui.leave();
  }
  end_dialog(f);
}

// ---- the sheet
bool listed(const Frame& f, const Action& action, std::string_view query) {
  if (query.empty()) return !keys_of(action, f.state.prefs).empty();  // what has none is there to be found
  return match(query, folded(action.label)) > 0 || match(query, folded(action.synonyms)) > 0 || folded(keys_of(action, f.state.prefs)) == query;
}

void sheet_row(Frame& f, Rect row, const Action& action) {
  Ui& ui = f.ui;
  const std::string_view keys = keys_of(action, f.state.prefs);
  std::string said;
  for (std::string_view one : alternatives(keys)) said += ", " + caps_text(one, platform::apple_keys());
  platform::Node& node = ui.node(node_id("key", node_id(action.name)), NodeRole::listitem, row, ui.join({action.label, keys.empty() ? ui.join({", ", words::no_keys}) : ui.keep(said)}));
  node.flags |= platform::node_static;
  ui.enter(node.id);
  const float caps = keys.empty() ? ui.width_of(Style::caption, "–") : caps_width(ui, keys);
  ui.text_in(row.x, row.y + 6, row.w - caps - gap::medium, Style::body, ui.theme().text, action.label);
  if (keys.empty()) ui.text(row.right() - caps, row.y + 8, Style::caption, ui.theme().muted, "–");
  else draw_caps(ui, row.right(), row.y + row.h / 2, keys);
  ui.leave();
}

struct Listed { ActionGroup group; std::vector<const Action*> rows; };

std::vector<Listed> groups_of(const Frame& f) {
  const std::string query = folded(f.state.dialog.query);
  std::vector<Listed> groups;
  for (const Action& action : actions()) {
    if (!listed(f, action, query)) continue;
    if (groups.empty() || groups.back().group != action.group) groups.push_back(Listed{action.group, {}});
    groups.back().rows.push_back(&action);
  }
  return groups;
}

void sheet(Frame& f, Rect page) {
  Ui& ui = f.ui;
  DialogState& state = f.state.dialog;
  const std::vector<Listed> groups = groups_of(f);
  float content = 56;
  for (const Listed& one : groups) content += 40 + static_cast<float>(one.rows.size()) * sheet_row_h;
  if (groups.empty()) content += 40;
  const float w = std::min(640.0f, page.w - 2 * gap::medium), h = std::min(dialog_field_h + content, page.h - 2 * gap::large);
  const Rect box = begin_dialog(f, page, w, h, words::act_sheet);
  dialog_top_field(f, box, nodes::sheet_field(), NodeRole::textbox, words::sheet_search);
  const Rect view{box.x, box.y + dialog_field_h + 1, box.w, box.h - dialog_field_h - 1};
  begin_scroll_area(ui, state.scroll, node_id("sheet-list"), NodeRole::region, view, static_cast<double>(content), words::act_sheet, true);
  const float x = view.x + gap::huge, row_w = view.w - 2 * gap::huge;
  float y = view.y + gap::tiny - static_cast<float>(state.scroll.y);
  for (const Listed& one : groups) {
    const auto number = static_cast<std::uint64_t>(one.group);
    platform::Node& heading = ui.node(node_id("sheet-heading", number), NodeRole::heading, Rect{x, y + 14, row_w, 18}, group_label(one.group));
    heading.level = 2;
    ui.enter(heading.id);
    ui.text(x, y + 14, Style::small_strong, ui.theme().muted, group_label(one.group));
    ui.leave();
    y += 40;
    ui.node(node_id("sheet-group", number), NodeRole::list, Rect{x, y, row_w, static_cast<float>(one.rows.size()) * sheet_row_h}, group_label(one.group));
    ui.enter(node_id("sheet-group", number));
    for (const Action* action : one.rows) {
      sheet_row(f, Rect{x, y, row_w, sheet_row_h}, *action);
      y += sheet_row_h;
    }
    ui.leave();
  }
  if (groups.empty()) ui.label(node_id("sheet-nothing"), x, y + 14, row_w, Style::body, ui.theme().muted, words::sheet_nothing), y += 40;
  const float change_w = button_width(ui, words::sheet_change);
  if (button(ui, node_id("sheet-change"), Rect{x, y + gap::medium, change_w, size::button}, words::sheet_change)) f.want(intent::OpenPreferences{});
  ui.unclip();
  ui.leave();
  end_dialog(f);
}

}  // namespace

NodeId nodes::palette_field() { return node_id("palette-field"); }
NodeId nodes::sheet_field() { return node_id("sheet-field"); }

void dialog_pane(Frame& f, Rect page) {
  if (f.state.dialog.kind == Dialog::palette) palette(f, page);
  if (f.state.dialog.kind == Dialog::sheet) sheet(f, page);
  composer_dialog(f, page);  // when it is one of the composer's
  if (is_picker(f.state.dialog.kind)) picker_pane(f, page);
  if (is_form(f.state.dialog.kind)) form_pane(f, page);
}

}  // namespace tributary::app
