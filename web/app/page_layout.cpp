#include "web/app/page_layout.h"

#include <algorithm>

#include "web/app/channels_pane.h"
#include "web/app/columns.h"
#include "web/app/composer.h"
#include "web/app/context_menu.h"
#include "web/app/icons.h"
#include "web/app/library_pane.h"
#include "web/app/list_row.h"
#include "web/app/lightbox.h"
#include "web/app/panes.h"
#include "web/app/suggestions.h"
#include "web/app/widgets/controls.h"
#include "web/app/widgets/splitter.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

// Of the program's second part: where it has not come yet their place is grey.
void page_to_come(Frame& f, Rect box) {
  const NodeId id = node_id("later");
  f.ui.node(id, NodeRole::status, Rect{box.x, box.y, 1, 1}, words::loading);
  const float w = std::min(box.w, 640.0f);
  if (waited(f, id, 150)) list_skeleton(f, Rect{box.x + (box.w - w) / 2, box.y + f.ui.sizes().header, w, box.h - f.ui.sizes().header});
}

// What has the whole width beside the views; false: the page is about conversations.
bool settings_page(Frame& f, Rect box) {
  if (f.state.page != Page::admin && f.state.page != Page::preferences && f.state.page < Page::library) return false;
  if (!platform::later_here()) page_to_come(f, box);
  else if (f.state.page == Page::admin) admin_pane(f, box);
  else if (f.state.page == Page::preferences) preferences_pane(f, box);
  else if (f.state.page == Page::channels) channels_pane(f, box);
  else library_pane(f, box);
  return true;
}

// A dialog whose code is on its way.
void coming(Frame& f, Rect page) {
  const NodeId id = node_id("coming");
  constexpr float w = 120, h = 32;
  const Rect box{page.x + (page.w - w) / 2, page.y + page.h * 0.4f, w, h};
  f.ui.node(id, NodeRole::status, box, words::loading);
  if (!waited(f, id, 150)) return;
  f.ui.fill(box, f.ui.theme().sunken, radius::button);
  f.ui.text_in(box.x + gap::large, box.y + 7, w - 2 * gap::large, Style::small, f.ui.theme().muted, words::loading);
}

void one_pane(Frame& f, Rect box) {
  constexpr float strip = 56;
  if (shows_conversations(f.state.page) && f.state.thread_shown && f.state.open) return thread_pane(f, box);
  const Rect below{box.x, box.y + strip, box.w, box.h - strip};
  views_strip(f, Rect{box.x, box.y, box.w, strip});
  if (settings_page(f, below)) return;
  if (f.state.page == Page::contact) contact_pane(f, below, false);
  else list_pane(f, below);
}

// Where a rail with words and one of icons are both possible, a button goes from one to the other.
void rail_toggle(Frame& f, Rect rail, bool folded) {
  const float h = f.ui.target(size::button), x = folded ? rail.x + (rail.w - h) / 2 : rail.x + gap::medium;
  const float y = folded ? rail.bottom() - 3 * h - gap::large : rail.bottom() - 64 - h;
  const std::string_view name = folded ? words::unfold_views : words::fold_views;
  if (button(f.ui, node_id("rail-fold"), Rect{x, y, h, h}, name, {ButtonLook::quiet, icon::panel_first, true}))
    f.state.prefs.rail_width = folded ? 0 : pane::rail_icons;
}

void keep(float& chosen, std::optional<float> wanted) {
  if (wanted) chosen = *wanted;
}

void rail(Frame& f, Rect box, const Columns& c) {
  views_rail(f, box);
  if (!c.rail_folds) return f.ui.line_down(box.right(), box.y, box.h, f.ui.theme().border);
  rail_toggle(f, box, c.rail <= pane::rail_icons);
  const Edge edge{c.rail, pane::rail_icons, c.rail_max, false};
  const std::optional<float> wanted = splitter(f.ui, node_id("split-rail"), Rect{box.right(), box.y, 0, box.h}, words::resize_views, edge);
  keep(f.state.prefs.rail_width, wanted && *wanted > 0 ? rail_width_for(*wanted) : wanted);
}

// Details stand beside a conversation that is here or on its way. Without one their width is the thread's; the list keeps its
// own, so that nothing moves below the pointer that chooses.
Columns columns_now(const Frame& f, float width) {
  Columns c = columns_of(width, f.state.prefs);
  const bool coming = f.state.open && f.session.link() != ClientSession::Link::live;
  if (f.open() || coming) return c;
  c.thread += c.contact;
  c.contact = 0;
  return c;
}

// The person on one side, the conversation with them on the other (C12).
void contact_page(Frame& f, Rect box) {
  const float w = std::clamp(box.w * 0.36f, pane::contact_min, pane::contact_max);
  contact_pane(f, Rect{box.x, box.y, w, box.h}, false);
  f.ui.line_down(box.x + w, box.y, box.h, f.ui.theme().border);
  thread_pane(f, Rect{box.x + w + 1, box.y, box.w - w - 1, box.h});
}

void columns(Frame& f, Rect box) {
  const Columns c = columns_now(f, box.w);
  Preferences& prefs = f.state.prefs;
  rail(f, Rect{box.x, box.y, c.rail, box.h}, c);
  const Rect rest{box.x + c.rail, box.y, box.w - c.rail, box.h};
  if (f.state.page == Page::contact) return contact_page(f, rest);
  if (settings_page(f, rest)) return;
  list_pane(f, Rect{rest.x, rest.y, c.list, rest.h});
  f.ui.line_down(rest.x, rest.y, rest.h, f.ui.theme().border);  // the list's ground lies over the rail's own edge
  const Rect list_edge{rest.x + c.list, rest.y, 0, rest.h}, contact_edge{box.right() - c.contact, rest.y, 0, rest.h};
  keep(prefs.list_width, splitter(f.ui, node_id("split-list"), list_edge, words::resize_list, {c.list, c.list_min, c.list_max, false}));
  thread_pane(f, Rect{list_edge.x + 1, rest.y, c.thread - 1, rest.h});
  if (c.contact <= 0) return;
  const Edge edge{c.contact, pane::contact_min, c.contact_max, true};
  keep(prefs.contact_width, splitter(f.ui, node_id("split-contact"), contact_edge, words::resize_details, edge));
  contact_pane(f, Rect{contact_edge.x, rest.y, c.contact, rest.h}, false);
}

Rect thread_header_box(Frame& f, Rect box) {
  if (f.narrow() || f.state.page == Page::contact) return {box.x, box.y, box.w, f.ui.sizes().header};
  return {box.x, box.y, box.w - columns_now(f, box.w).contact, f.ui.sizes().header};
}

// The details over the thread, where they have no column: the whole page on a phone.
void drawer(Frame& f, Rect box) {
  if (!f.state.contact_drawer || f.state.page == Page::contact || box.w >= pane::four_from || !f.open() || (f.narrow() && !f.state.thread_shown)) return;
  const float w = f.narrow() ? box.w : std::min(320.0f, box.w);
  contact_pane(f, Rect{box.right() - w, box.y, w, box.h}, true);
}

void inbox(Frame& f, Rect box) {
  const NodeId id = node_id("page");
  f.ui.node(id, NodeRole::main, box, {});
  f.ui.enter(id);
  const float banner = connection_banner(f, box);
  const Rect below{box.x, box.y + banner, box.w, box.h - banner};
  const bool conversations = shows_conversations(f.state.page);
  if (conversations && listing(f.state.composer.suggestions)) f.at_caret = suggestions_of(f);
  if (f.narrow()) one_pane(f, below);
  else columns(f, below);
  if (conversations) drawer(f, below);
  toasts(f, box);  // over the panes and under what somebody has opened to press
  if (conversations) {
    if (f.state.menu_open()) header_menus(f, thread_header_box(f, below));
    if (f.state.composer.menu != ComposerState::Menu::closed) send_menu(f, box);
    if (!f.at_caret.empty()) suggestions_list(f, box);
    if (f.state.context.of != ContextMenu::Of::nothing) context_menu(f, box);
    if (f.state.list_menu.kind != ListMenuKind::none) list_menus(f, box);
  }
  f.ui.leave();
}

// Who is here is still being asked: the shell stands already, in grey.
void starting(Frame& f, Rect box) {
  const NodeId id = node_id("starting");
  f.ui.node(id, NodeRole::status, Rect{box.x, box.y, 1, 1}, words::loading);
  if (!waited_for_inbox(f)) return;
  Ui& ui = f.ui;
  const Columns c = f.narrow() ? Columns{} : columns_now(f, box.w);
  const float list = f.narrow() ? box.w : c.list, head = ui.sizes().header + list_search_height(ui);
  ui.fill(Rect{box.x + c.rail, box.y, box.w - c.rail - c.contact, box.h}, ui.theme().surface);
  list_skeleton(f, Rect{box.x + c.rail, box.y + head, list, box.h - head});
  if (c.rail > 0) ui.line_down(box.x + c.rail, box.y, box.h, ui.theme().border);
  if (list < box.w) ui.line_down(box.x + c.rail + list, box.y, box.h, ui.theme().border);
  connection_banner(f, box);  // nothing was kept in this browser: it says at least why nothing comes
}

}  // namespace

void draw_page(Frame& f) {
  const Rect box{0, 0, f.ui.screen().width, f.ui.screen().height};
  if (f.state.page == Page::sign_in) {
    f.ui.node(node_id("page"), NodeRole::main, box, {});
    f.ui.enter(node_id("page"));
    sign_in_pane(f, box);
    f.ui.leave();
    toasts(f, box);
  } else if (f.state.page == Page::starting) {
    starting(f, box);
    toasts(f, box);
  } else {
    inbox(f, box);
  }
  if (shows_conversations(f.state.page) && f.state.lightbox.message) lightbox_pane(f, box);
  const bool signed_in = f.state.page != Page::sign_in && f.state.page != Page::starting;
  if (signed_in && f.state.coming) coming(f, box);
  if (signed_in && f.state.dialog.kind != Dialog::none) dialog_pane(f, box);
}

}  // namespace tributary::app
