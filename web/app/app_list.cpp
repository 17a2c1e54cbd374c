// What a person wants of the list: what it shows, what is picked in it, and what is done with that.
#include <algorithm>
#include <array>

#include "core/base/id_text.h"
#include "core/base/text.h"
#include "web/app/app.h"
#include "web/app/bulk_change.h"
#include "web/app/change_one.h"
#include "web/app/list_head.h"
#include "web/app/panes.h"
#include "web/app/words.h"
#include "web/app/zone_now.h"

namespace tributary::app {
namespace {

// The conversation whose row, or the box in it, this node is.
ConversationId row_of(const InboxRows& rows, NodeId node) {
  for (std::size_t i = 0; node != 0 && i < rows.count(); ++i) {
    const ConversationId id = rows.id_at(i);
    if (nodes::list_row(id) == node || nodes::list_pick(id) == node) return id;
  }
  return {};
}

NodeId button_of(ListMenuKind kind) {
  switch (kind) {
    case ListMenuKind::filter:
    case ListMenuKind::name: return nodes::list_filter_button();
    case ListMenuKind::sort: return nodes::list_sort_button();
    case ListMenuKind::none: return 0;
    default: return nodes::list_bulk_button(kind);
  }
}

}  // namespace

// Another list begins at its top, with nothing picked.
void App::place_list(InboxView view, const ListFilter& filter) {
  if (state_.view == view && state_.filter == filter) return;
  state_.list = Scroll{};
  state_.picks.clear();
  state_.view = view;
  state_.filter = filter;
}

void App::show_list(InboxView view, const ListFilter& filter) {
  state_.page = Page::inbox;
  place_list(view, filter);
  go();
}

void App::open_list_menu(const intent::OpenListMenu& wanted) {
  ListMenu& menu = state_.list_menu;
  if (wanted.menu == ListMenuKind::none) return close_list_menu(true);
  close_menu(false);
  close_context_menu(false);
  const int left = wanted.menu == menu.kind && wanted.part == FilterPart::none && menu.part != FilterPart::none ? static_cast<int>(menu.part) - 1 : 0;  // the part one comes from
  menu.kind = wanted.menu;
  menu.part = wanted.part;
  menu.opener = button_of(wanted.menu);
  menu.scroll = Scroll{};
  menu.problem.clear();
  platform::focus(wanted.menu == ListMenuKind::name ? nodes::view_name() : nodes::list_menu_item(wanted.part, left));
}

void App::close_list_menu(bool back) {
  if (state_.list_menu.kind == ListMenuKind::none) return;
  const NodeId opener = state_.list_menu.opener;
  state_.list_menu = ListMenu{};
  if (back && opener) platform::focus(opener);
}

// The row one stands on: the one with the focus, else the one picked last, else the open one, else the first.
std::optional<std::size_t> App::list_place() const {
  for (ConversationId id : {row_of(inbox_, input_.focused), state_.picks.anchor, state_.open})
    if (const std::optional<std::size_t> at = id ? inbox_.position(id) : std::nullopt) return at;
  if (inbox_.count() == 0) return {};
  return 0;
}

bool App::put_pick(ConversationId id) {
  if (state_.picks.put(id)) return true;
  toast(words::pluralled(words::list_picks_most, static_cast<std::int64_t>(Picks::most)), true);
  return false;
}

void App::tell_picks() const {
  platform::announce(words::pluralled(words::list_picked, static_cast<std::int64_t>(state_.picks.size())), false);
}

void App::pick(ConversationId id, bool range) {
  Picks& picks = state_.picks;
  const std::optional<std::size_t> to = inbox_.position(id);
  const std::optional<std::size_t> from = range && picks.anchor ? inbox_.position(picks.anchor) : std::nullopt;
  if (from && to) {
    for (std::size_t i = std::min(*from, *to); i <= std::max(*from, *to) && put_pick(inbox_.id_at(i)); ++i) {}
  } else if (picks.has(id)) {
    picks.take(id);
  } else {
    put_pick(id);
  }
  picks.anchor = id;
  tell_picks();
}

void App::pick_step(int by) {
  const std::optional<std::size_t> at = list_place();
  if (!at) return;
  const auto last = static_cast<std::ptrdiff_t>(inbox_.count()) - 1;
  const auto to = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(*at) + by, 0, last));
  const ConversationId next = inbox_.id_at(to);
  if (!put_pick(inbox_.id_at(*at)) || !put_pick(next)) return;
  state_.picks.anchor = next;
  state_.list_follows = next;
  platform::focus(nodes::list_row(next));
  tell_picks();
}

void App::pick_all() {
  for (std::size_t i = 0; i < inbox_.count() && put_pick(inbox_.id_at(i)); ++i) {}
  if (inbox_.count() > 0) state_.picks.anchor = inbox_.id_at(0);
  tell_picks();
}

void App::leave_picks() {
  const std::optional<std::size_t> at = list_place();
  state_.picks.clear();
  close_list_menu(false);
  if (at) platform::focus(nodes::list_row(inbox_.id_at(*at)));
}

void App::pick_none() {
  if (state_.picks.empty()) return;
  leave_picks();
  tell_picks();
}

// In commands of at most so many as one may hold; what refuses is left as it is.
void App::change_picked(const EachChange& change) {
  close_list_menu(true);
  const AgentId me = session_->welcome() ? session_->welcome()->agent : AgentId{};
  const std::vector<ConversationId> ids = state_.picks.all();
  const std::vector<Before> before = remembered(session_->state(), me, ids);
  constexpr auto most = static_cast<std::size_t>(limits::changed_at_once_max);
  bool refused = false;
  for (std::size_t at = 0; at < ids.size(); at += most) {
    ChangeMany many;
    many.conversations.assign(ids.begin() + static_cast<std::ptrdiff_t>(at), ids.begin() + static_cast<std::ptrdiff_t>(std::min(at + most, ids.size())));
    many.change = change;
    refused = !ask(std::move(many)) || refused;
  }
  WayBack back = way_back(session_->state(), me, before, now());
  if (back.changed == 0) {
    if (!refused) toast(std::string(std::string_view(words::list_nothing_changed)), false);
    return;
  }
  const std::string what = done_words(*session_, me, change);
  std::optional<Intent> undo;
  if (!back.commands.empty()) undo = intent::ChangeBack{std::move(back.commands), std::move(back.left), back.for_good};
  toast(words::pluralled(words::list_done, static_cast<std::int64_t>(back.changed), {{"what", what}}), false, std::move(undo));
  const bool labelling = std::holds_alternative<TagConversation>(change) || std::holds_alternative<UntagConversation>(change);
  if (!labelling) leave_picks();
}

void App::snooze_picked(int choice) {
  const SnoozeChoices times = snooze_choices(now(), zone_between(now() + -limits::day_ms, now() + 9 * limits::day_ms));
  const std::array<Instant, 5> all{times.one_hour, times.two_hours, times.four_hours, times.tomorrow_nine, times.next_monday_nine};
  if (choice >= 0 && choice < static_cast<int>(all.size())) change_picked(Snooze{{}, all[static_cast<std::size_t>(choice)]});
}

// Why there cannot be one more view of this name; nothing when there can.
std::string App::wrong_with_view(const std::string& name) {
  const Frame f{ui_, *session_, state_, inbox_, intents_, now()};
  std::size_t mine = 0;
  bool taken = false;
  for (const SavedView& one : state_.prefs.views) {
    if (!is_mine(f, one)) continue;
    ++mine;
    taken = taken || one.name == name;
  }
  if (taken) return std::string(std::string_view(words::list_view_taken));
  if (mine >= views_max) return std::string(std::string_view(words::list_views_full));
  return {};
}

void App::save_view() {
  const std::string typed = platform::field_text(nodes::view_name());
  const std::size_t begin = typed.find_first_not_of(" \t"), end = typed.find_last_not_of(" \t");
  const std::string name = begin == std::string::npos ? std::string() : typed.substr(begin, end - begin + 1);
  std::string problem;
  if (blank(name)) problem = words::list_view_unnamed;
  else if (cut_code_points(name, view_name_characters_max).size() < name.size()) problem = words::list_view_long;
  else problem = wrong_with_view(name);
  state_.list_menu.problem = problem;
  if (!problem.empty()) {
    platform::focus(nodes::view_name());
    return platform::announce(problem, true);
  }
  const Frame f{ui_, *session_, state_, inbox_, intents_, now()};
  Address address;
  address.view = state_.view;
  address.filter = state_.filter;
  state_.prefs.views.push_back(SavedView{to_text(f.me()), name, address_text(address)});
  close_list_menu(true);
  toast(words::formatted(words::list_view_saved, {{"name", name}}), false);
}

// Only the view comes back: what else was changed meanwhile stays as it is.
void App::remove_view(const std::string& name) {
  const Frame f{ui_, *session_, state_, inbox_, intents_, now()};
  std::vector<SavedView>& views = state_.prefs.views;
  const auto found = std::find_if(views.begin(), views.end(), [&](const SavedView& one) { return one.name == name && is_mine(f, one); });
  close_list_menu(true);
  if (found == views.end()) return;
  intent::PutBackView back{*found, static_cast<std::size_t>(found - views.begin())};
  views.erase(found);
  toast(words::formatted(words::list_view_removed, {{"name", name}}), false, std::move(back));
}

void App::put_back_view(const SavedView& view, std::size_t at) {
  if (std::string problem = wrong_with_view(view.name); !problem.empty()) return toast(std::move(problem), true);
  std::vector<SavedView>& views = state_.prefs.views;
  views.insert(views.begin() + static_cast<std::ptrdiff_t>(std::min(at, views.size())), view);
}

// The browser's own key for everything means the rows while one is among them; over words it selects those.
bool App::takes_all(const KeyPress& press) const {
  if (press.in_field || state_.page != Page::inbox || state_.dialog.kind != Dialog::none) return false;
  if (press_text(press, platform::apple_keys()) != "Mod+a") return false;
  return !state_.picks.empty() || row_of(inbox_, input_.focused);
}

// While something is picked, the keys of a conversation mean all of it.
const Action* App::meant(const Action* action) const {
  if (state_.picks.empty() || !action) return action;
  struct Pair { std::string_view one, all; };
  constexpr std::array<Pair, 7> pairs{{{"resolve_next", "picked_resolve"}, {"resolve", "picked_resolve"}, {"reopen", "picked_reopen"}, {"assign", "picked_assign"},
                                       {"mark_read", "picked_read"}, {"snooze", "picked_snooze"}, {"tags", "picked_tag"}}};
  for (const Pair& pair : pairs)
    if (pair.one == action->name) return find_action(pair.all);
  return action;
}

// What was begun and not sent is marked on its row, also after a reload.
void App::load_drafts_in_view() {
  if (!session_->welcome() || state_.page != Page::inbox) return;
  const float row = ui_.sizes().row;
  const auto first = static_cast<std::size_t>(std::max(0.0, state_.list.y / static_cast<double>(row)));
  const auto rows = static_cast<std::size_t>(platform::screen().height / row) + 2;
  for (std::size_t i = first; i < std::min(first + rows, inbox_.count()); ++i) load_draft(inbox_.id_at(i));
}

}  // namespace tributary::app
