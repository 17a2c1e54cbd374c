#include <algorithm>

#include "web/app/address.h"
#include "web/app/icons.h"
#include "web/app/list_head.h"
#include "web/app/panes.h"
#include "web/app/widgets/controls.h"
#include "web/app/words.h"
#include "web/app/words_channels.h"

namespace tributary::app {
namespace {

struct ViewLink {
  std::string_view name, icon, address;
  std::uint32_t count = 0;
  bool current = false;
  Intent intent;
  NodeId id = 0;
  std::string_view saved = {};  // the name of a saved view: it can be removed
  bool alarm = false;           // what is counted needs somebody now
};

std::vector<ViewLink> links_of(const Frame& f) {
  const InboxCounts counts = f.inbox.counts();
  const bool in_inbox = f.state.page == Page::inbox;
  const SavedView* saved = shown_view(f);
  const auto view = [&](std::string_view name, std::string_view icon, std::string_view address, InboxView which, std::uint32_t count) {
    return ViewLink{name, icon, address, count, in_inbox && !saved && f.state.view == which, intent::OpenView{which}, node_id(address)};
  };
  std::vector<ViewLink> links;
  links.push_back(view(words::mine, icon::person, "#/mine", InboxView::mine, counts.mine));
  links.push_back(view(words::unassigned, icon::person_none, "#/unassigned", InboxView::unassigned, counts.unassigned));
  links.push_back(view(words::all, icon::tray, "#/all", InboxView::all, counts.all));
  if (f.admin()) links.push_back(ViewLink{words::admin, icon::shield, "#/admin", f.state.admin.health.red(), f.state.page == Page::admin, intent::OpenAdmin{}, node_id("#/admin"), {}, true});
  if (f.admin() && f.ui.screen().width >= channels_beside_from) links.push_back(ViewLink{words::channels::title, icon::bubble_phone, "#/channels", 0, f.state.page == Page::channels, intent::OpenChannels{}, node_id("#/channels")});
  links.push_back(ViewLink{words::preferences, icon::sliders, "#/preferences", 0, f.state.page == Page::preferences || f.state.page == Page::library, intent::OpenPreferences{}, node_id("#/preferences")});
  return links;
}

std::vector<ViewLink> saved_links(const Frame& f) {
  std::vector<ViewLink> links;
  const SavedView* shown = f.state.page == Page::inbox ? shown_view(f) : nullptr;
  for (std::size_t i = 0; i < f.state.prefs.views.size(); ++i) {
    const SavedView& one = f.state.prefs.views[i];
    const std::optional<Address> address = is_mine(f, one) ? parse_address(one.address) : std::nullopt;
    if (!address) continue;
    links.push_back(ViewLink{one.name, icon::bookmark, one.address, 0, &one == shown, intent::ShowList{address->view, address->filter}, node_id("saved-view", i), one.name});
  }
  return links;
}

void one_link(Frame& f, Rect box, const ViewLink& link, bool with_words) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const NodeId id = link.id;
  const std::uint32_t fill = mix(pressable(ui, id, box, 0, t.sunken), t.selected, ui.ease(node_id("chosen", id), link.current ? 1.0f : 0.0f, motion_ms::hover));
  if (fill >> 24) ui.fill(box, fill, radius::button);
  if (t.strong && link.current) ui.stroke(box, t.accent, radius::button, 2);
  const std::uint32_t colour = link.current ? t.accent : t.text;
  const std::string_view count = link.count > 0 ? ui.number(link.count) : std::string_view();
  platform::Node& node = ui.node(id, NodeRole::link, box, count.empty() ? link.name : ui.join({link.name, " ", count}));
  node.value = link.address;
  if (link.current) node.flags |= platform::node_current;
  ui.enter(id);
  const float middle = box.y + box.h / 2;
  ui.icon(with_words ? box.x + 10 : box.x + (box.w - 20) / 2, middle - 10, 20, link.current ? t.accent : t.muted, link.icon);
  if (with_words) {
    const float right = count.empty() ? 0 : ui.width_of(Style::figure, count);
    ui.text_in(box.x + 40, middle - 10, box.w - 56 - right, link.current ? Style::body_strong : Style::body, colour, link.name);
    if (!count.empty()) ui.text(box.right() - 12 - right, middle - 8, Style::figure, link.alarm ? t.danger : link.current ? t.accent : t.muted, count);
  } else if (!count.empty()) {
    const std::string_view brief = short_count(ui, link.count);
    const float inner = ui.width_of(Style::figure, brief), w = std::max(16.0f, inner + 8);
    const float x = std::min(box.x + box.w / 2 + 3, box.right() + 3 - w), y = middle - 17;  // on its own icon, not halfway to the next
    ui.fill(Rect{x - 1.5f, y - 1.5f, w + 3, 19}, link.current ? t.selected : t.bg, 9.5f);
    ui.fill(Rect{x, y, w, 16}, link.alarm ? t.danger_bg : t.accent, 8);
    ui.text(x + (w - inner) / 2, y, Style::figure, link.alarm ? t.danger : t.on_accent, brief);
  }
  ui.leave();
  if (!with_words) ui.hint(id, box, link.name);
  if (ui.activated(id)) f.want(link.intent);
}

// Under what comes with the product: what this person has saved. What has no room is in the filter menu.
void saved_views(Frame& f, float x, float y, float w, float bottom, float link_h, bool with_words) {
  Ui& ui = f.ui;
  const std::vector<ViewLink> links = saved_links(f);
  if (links.empty()) return;
  ui.line_across(x + gap::tiny, y + gap::small, w - 2 * gap::tiny, ui.theme().border);
  y += gap::large;
  for (const ViewLink& link : links) {
    if (y + link_h > bottom) return;
    Rect row{x, y, w, link_h};
    const float edge = ui.target(28);
    const bool removable = with_words && (ui.hovered(row) || link.current);
    if (removable) row.w -= edge;
    one_link(f, row, link, with_words);
    const Rect cross{row.right(), y + (link_h - edge) / 2, edge, edge};
    if (removable && button(ui, node_id("saved-remove", link.id), cross, words::format(ui, words::list_view_remove, {{"name", link.saved}}), {ButtonLook::quiet, icon::cross, true}))
      f.want(intent::RemoveView{std::string(link.saved)});
    y += link_h + (with_words ? gap::hair : gap::tiny);
  }
}

void person_and_exit(Frame& f, Rect box, bool with_words) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const std::string_view name = f.session.welcome() ? std::string_view(f.session.welcome()->name) : std::string_view();
  const ButtonOptions theme_look{ButtonLook::quiet, t.dark ? icon::sun : icon::moon, true};
  const ButtonOptions exit_look{ButtonLook::quiet, icon::leave, true};
  const std::string_view theme_name = t.dark ? words::light_theme : words::dark_theme;
  const NodeId theme_id = node_id("rail-theme"), exit_id = node_id("rail-exit");
  bool theme_wanted = false, exit_wanted = false;
  const float h = ui.target(size::button);
  if (with_words) {
    const float y = box.bottom() - 46;
    ui.line_across(box.x + gap::large, y - gap::small, box.w - 2 * gap::large, t.border);
    avatar(ui, box.x + gap::large, y + 2, 28, name);
    ui.label(node_id("rail-name"), box.x + 52, y + 7, box.w - 64 - 2 * h, Style::small_strong, t.text, name);
    theme_wanted = button(ui, theme_id, Rect{box.right() - 2 * h - gap::small, y + 16 - h / 2, h, h}, theme_name, theme_look);
    exit_wanted = button(ui, exit_id, Rect{box.right() - h - gap::tiny, y + 16 - h / 2, h, h}, words::sign_out, exit_look);
  } else {
    const float x = box.x + (box.w - h) / 2;
    theme_wanted = button(ui, theme_id, Rect{x, box.bottom() - 2 * h - gap::medium, h, h}, theme_name, theme_look);
    exit_wanted = button(ui, exit_id, Rect{x, box.bottom() - h - gap::small, h, h}, words::sign_out, exit_look);
  }
  if (theme_wanted) f.want(intent::ToggleTheme{});
  if (exit_wanted) f.want(intent::SignOut{});
}

}  // namespace

void views_rail(Frame& f, Rect box) {
  Ui& ui = f.ui;
  const bool with_words = box.w > size::rail_icons;
  const NodeId id = node_id("views");
  ui.node(id, NodeRole::navigation, box, words::views);
  ui.enter(id);
  const std::string_view tenant =
      f.session.welcome() && !f.session.welcome()->tenant.empty() ? std::string_view(f.session.welcome()->tenant) : words::product;
  const float header = ui.sizes().header, mark = 28, mark_x = with_words ? box.x + gap::large : box.x + (box.w - mark) / 2;
  product_mark(ui, Rect{mark_x, box.y + (header - mark) / 2, mark, mark});
  if (with_words) {
    const float x = mark_x + mark + 10;
    ui.label(node_id("tenant"), x, box.y + (header - 20) / 2, box.right() - gap::medium - x, Style::body_strong, ui.theme().text, tenant);
  } else {
    ui.hint(node_id("tenant"), Rect{mark_x, box.y + (header - mark) / 2, mark, mark}, tenant);
  }
  float y = box.y + header + gap::tiny;
  const float inset = with_words ? 10.0f : 8.0f, link_h = with_words ? ui.sizes().nav : ui.target(40);
  for (const ViewLink& link : links_of(f)) {
    one_link(f, Rect{box.x + inset, y, box.w - 2 * inset, link_h}, link, with_words);
    y += link_h + (with_words ? gap::hair : gap::tiny);
  }
  saved_views(f, box.x + inset, y, box.w - 2 * inset, box.bottom() - (with_words ? 120.0f : 160.0f), link_h, with_words);
  person_and_exit(f, box, with_words);
  ui.leave();
}

void views_strip(Frame& f, Rect box) {
  Ui& ui = f.ui;
  const NodeId id = node_id("views");
  ui.node(id, NodeRole::navigation, box, words::views);
  ui.enter(id);
  const std::vector<ViewLink> links = links_of(f);
  const float room = box.w - 3 * gap::tiny - 2 * size::target;
  float x = box.x + gap::tiny;
  const float w = room / static_cast<float>(links.size());
  for (const ViewLink& link : links) {
    one_link(f, Rect{x, box.y + 6, w - 4, 44}, link, w > 150);
    x += w;
  }
  const ButtonOptions exit_look{ButtonLook::quiet, icon::leave, true};
  const ButtonOptions theme_look{ButtonLook::quiet, ui.theme().dark ? icon::sun : icon::moon, true};
  const std::string_view theme_name = ui.theme().dark ? words::light_theme : words::dark_theme;
  if (button(ui, node_id("rail-theme"), Rect{box.right() - 2 * size::target - gap::tiny, box.y + 6, size::target, size::target}, theme_name, theme_look)) f.want(intent::ToggleTheme{});
  if (button(ui, node_id("rail-exit"), Rect{box.right() - size::target - gap::tiny, box.y + 6, size::target, size::target}, words::sign_out, exit_look)) f.want(intent::SignOut{});
  ui.leave();
  ui.line_across(box.x, box.bottom(), box.w, ui.theme().border);
}

}  // namespace tributary::app
