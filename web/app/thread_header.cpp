#include "web/app/thread_header.h"

#include "web/app/columns.h"
#include "web/app/context_menu.h"
#include "web/app/entry_words.h"
#include "web/app/icons.h"
#include "web/app/panes.h"
#include "web/app/presence.h"
#include "web/app/snooze_menu.h"
#include "web/app/widgets/controls.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr float name_least = 96;  // what is left for the name before the actions fold

// Whose it is: a person's, of a team or not; a team's; nobody's.
std::string_view assignment(Frame& f, const Conversation& conversation) {
  const Team* team = f.data().teams.find(team_of(f.data(), conversation));
  const std::string_view of_team = team ? f.ui.keep(team->name) : std::string_view();
  if (conversation.assignee == f.me() && f.me()) return words::dotted(f.ui, {words::assigned_to_you, of_team});
  if (conversation.assignee) return words::dotted(f.ui, {words::format(f.ui, words::assigned_to, {{"who", agent_words(f, conversation.assignee)}}), of_team});
  return team ? words::format(f.ui, words::assigned_to, {{"who", of_team}}) : std::string_view(words::not_assigned);
}

std::string_view snoozed_words(Frame& f, const Conversation& conversation) {
  const auto until = snoozed_until(f.data(), conversation.id);
  return until ? words::format(f.ui, words::people::snoozed_till, {{"when", when_words(f, *until)}}) : std::string_view();
}

ButtonOptions look_of(const HeaderAction& action, bool with_words) {
  const bool alone = action.icon_only || !with_words;
  return ButtonOptions{action.look, alone ? action.icon : action.icon_beside, alone, false, action.flags};
}

float action_width(const Ui& ui, const HeaderAction& action, bool with_words) {
  if (action.icon_only || !with_words) return ui.target(size::button);
  return ui.target(button_width(ui, action.name, look_of(action, with_words)));
}

float between(const Ui& ui) { return ui.touch() ? gap::tiny : gap::small; }

// How the actions fit: words for all, for the last alone, for none; and at last all but the last in a menu.
struct Fit { std::size_t worded = 0, from = 0; float width = 0; };

Fit fit(const Ui& ui, const std::vector<HeaderAction>& actions, std::size_t worded, std::size_t from) {
  Fit found{worded, from, from > 0 ? ui.target(size::button) + between(ui) : 0};
  for (std::size_t i = from; i < actions.size(); ++i) found.width += action_width(ui, actions[i], i >= worded) + between(ui);
  return found;
}

Fit best_fit(const Ui& ui, const std::vector<HeaderAction>& actions, float room) {
  const std::size_t last = actions.size() - 1, none = actions.size();
  for (std::size_t worded : {std::size_t{0}, last, none}) {
    const Fit found = fit(ui, actions, worded, 0);
    if (found.width <= room) return found;
  }
  return fit(ui, actions, none, last);
}

void draw_actions(Frame& f, Rect box, const std::vector<HeaderAction>& actions, const Fit& how) {
  Ui& ui = f.ui;
  const float h = ui.target(size::button), y = box.y + (box.h - h) / 2;
  float x = box.right() - how.width;
  f.state.menu_button = f.state.snooze_menu ? nodes::snooze_button() : nodes::assign_button();
  if (how.from > 0) {
    const std::uint32_t open = menu_flags(f.state.menu_open());
    const Rect at{x, y, h, h};
    if (button(ui, nodes::more_button(), at, words::more_actions, {ButtonLook::quiet, icon::more, true, false, open})) f.want(intent::ToggleMoreMenu{});
    f.state.menu_button = nodes::more_button();
    x += h + between(ui);
  }
  for (std::size_t i = how.from; i < actions.size(); ++i) {
    const float w = action_width(ui, actions[i], i >= how.worded);
    if (button(ui, actions[i].id, Rect{x, y, w, h}, actions[i].name, look_of(actions[i], i >= how.worded))) f.want(actions[i].intent);
    x += w + between(ui);
  }
}

// On a phone the face itself opens the details.
float draw_face(Frame& f, Rect box, float x, const Conversation& conversation, std::string_view title) {
  Ui& ui = f.ui;
  if (!f.narrow()) {
    const float y = box.y + (box.h - 36) / 2;
    ui.node(nodes::header_avatar(), NodeRole::none, Rect{x, y, 36, 36}, {});
    avatar(ui, x, y, 36, title);
    avatar_mark(ui, x, y, 36, channel_icon(conversation.channel), channel_colour(ui.theme(), conversation.channel), ui.theme().surface);
    return x + 36 + gap::medium;
  }
  const float h = size::target;
  if (button(ui, nodes::contact_button(), Rect{x, box.y + (box.h - h) / 2, h, h}, words::details, {ButtonLook::quiet, {}, true})) f.want(intent::ToggleContact{});
  avatar(ui, x + (h - 32) / 2, box.y + (box.h - 32) / 2, 32, title);
  return x + h + gap::tiny;
}

}  // namespace

NodeId nodes::assign_button() { return node_id("assign"); }
NodeId nodes::snooze_button() { return node_id("snooze"); }
NodeId nodes::more_button() { return node_id("header-more"); }
NodeId nodes::contact_button() { return node_id("header-details"); }

std::vector<HeaderAction> header_actions(Frame& f, const Conversation& conversation) {
  const bool resolved = conversation.status == WorkStatus::resolved;
  const bool column = f.ui.screen().width >= pane::four_from, shown = column ? f.state.prefs.contact_shown : f.state.contact_drawer;
  std::vector<HeaderAction> actions;
  if (!f.narrow() && f.state.page != Page::contact)
    actions.push_back(HeaderAction{nodes::contact_button(), words::details, icon::panel, {}, ButtonLook::quiet,
                                   shown ? platform::node_expanded : platform::node_collapsed, intent::ToggleContact{}, true});
  actions.push_back(HeaderAction{node_id("tags"), words::people::tags, icon::label, {}, ButtonLook::quiet, 0, intent::OpenForm{Dialog::tags, conversation.id}, true});
  actions.push_back(HeaderAction{nodes::snooze_button(), words::people::snooze, icon::clock, {}, ButtonLook::quiet,
                                 menu_flags(f.state.snooze_menu), intent::ToggleSnoozeMenu{}, true});
  actions.push_back(HeaderAction{nodes::assign_button(), words::assign, icon::person, icon::chevron_down, ButtonLook::plain,
                                 menu_flags(f.state.assign_menu), intent::ToggleAssignMenu{}, false});
  HeaderAction work{node_id("work"), words::resolve, icon::tick, {}, ButtonLook::primary, 0, intent::Resolve{conversation.id}, false};
  if (resolved) work = HeaderAction{node_id("work"), words::reopen, icon::again, {}, ButtonLook::plain, 0, intent::Reopen{conversation.id}, false};
  actions.push_back(std::move(work));
  return actions;
}

void thread_header(Frame& f, Rect box, const Conversation& conversation) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const std::string_view title = contact_title(f, conversation);
  float x = box.x + (f.narrow() ? gap::small : gap::wide);
  if (f.narrow()) {
    if (button(ui, node_id("back"), Rect{x, box.y + (box.h - size::target) / 2, size::target, size::target}, words::back, {ButtonLook::quiet, icon::arrow_left, true}))
      f.want(intent::BackToList{});
    x += size::target;
  }
  x = draw_face(f, box, x, conversation, title);
  const Rect inner{box.x, box.y, box.w - (f.narrow() ? gap::small : gap::large) + between(ui), box.h};
  const float words_y = box.y + (box.h - 38) / 2;
  const std::vector<HeaderAction> actions = header_actions(f, conversation);
  const Fit how = best_fit(ui, actions, inner.right() - x - name_least - gap::small);
  const std::string_view present = presence_words(f, conversation.id);
  const float faces = present.empty() ? 0 : presence_faces(f, inner.right() - how.width - gap::small, box.y + (box.h - 24) / 2, 24, conversation.id, t.surface);
  const float room = inner.right() - how.width - gap::small - x - faces;
  platform::Node& heading = ui.node(node_id("thread-title"), NodeRole::heading, Rect{x, words_y, room, 20}, title);
  heading.level = 2;
  ui.enter(heading.id);
  ui.text_in(x, words_y, room, Style::body_strong, t.text, title);
  ui.leave();
  const std::string_view below = words::dotted(ui, {present, snoozed_words(f, conversation), channel_word(conversation.channel), assignment(f, conversation)});
  ui.label(node_id("thread-subtitle"), x, words_y + 21, room, Style::caption, somebody_types(f, conversation.id) ? t.accent : t.muted, below);
  draw_actions(f, inner, actions, how);
  ui.line_across(box.x, box.bottom(), box.w, t.border);
}

}  // namespace tributary::app
