// The rows. Order is the order of the palette and of the sheet within a group.
#include <algorithm>

#include "web/app/actions.h"
#include "web/app/address.h"
#include "web/app/columns.h"
#include "web/app/composer.h"
#include "web/app/composer_text.h"
#include "web/app/list_head.h"
#include "web/app/person_facts.h"
#include "web/app/stale_send.h"
#include "web/app/thread_facts.h"
#include "web/app/words_channels.h"
#include "web/app/words_library.h"

namespace tributary::app {
namespace {

using G = ActionGroup;

// ---- when
bool always(const Frame&, const Target&) { return true; }
bool in_inbox(const Frame& f, const Target&) { return f.state.page == Page::inbox && f.inbox.count() > 0; }
const Conversation* about(const Frame& f, const Target& t) { return shows_conversations(f.state.page) ? f.data().conversations.find(t.conversation) : nullptr; }
bool chosen(const Frame& f, const Target& t) { return about(f, t) != nullptr; }
bool unresolved(const Frame& f, const Target& t) {
  const Conversation* c = about(f, t);
  return c && c->status != WorkStatus::resolved;
}
bool resolved(const Frame& f, const Target& t) { return chosen(f, t) && about(f, t)->status == WorkStatus::resolved; }
bool not_mine(const Frame& f, const Target& t) { return chosen(f, t) && about(f, t)->assignee != f.me(); }
bool assigned(const Frame& f, const Target& t) { return chosen(f, t) && about(f, t)->assignee; }
bool has_unread(const Frame& f, const Target& t) { return chosen(f, t) && unread(f.data(), f.me(), *about(f, t)) > 0; }
bool has_draft(const Frame& f, const Target& t) { return chosen(f, t) && draft_is_sendable(f, t.conversation); }
bool has_failed(const Frame& f, const Target& t) { return bool(failed_message(f, t)); }
bool has_unconfirmed(const Frame& f, const Target& t) { return bool(unconfirmed_message(f, t)); }
bool has_not_sent(const Frame& f, const Target& t) { return not_sent_reply(f, t) != nullptr; }
bool is_stopped(const Frame& f, const Target& t) { return chosen(f, t) && send_is_stopped(f.state, t.conversation); }
bool listing(const Frame& f, const Target&) { return f.state.page == Page::inbox; }
bool filtered(const Frame& f, const Target&) { return f.state.page == Page::inbox && !f.state.filter.plain(); }
bool picked(const Frame& f, const Target&) { return f.state.page == Page::inbox && !f.state.picks.empty(); }
using What = intent::Compose::What;
bool writes_reply(const Frame& f, const Target& t) { return has_draft(f, t) && !noting(f.state, t.conversation) && !reply_refused(f, *about(f, t)); }
bool has_held(const Frame& f, const Target& t) { return bool(held_message(f, t)); }
bool has_elsewhere(const Frame& f, const Target& t) {
  const ThreadEntry* failed = entry_of(f, t.conversation, failed_message(f, t));
  return failed && elsewhere(f, *failed);
}
bool is_admin(const Frame& f, const Target&) { return f.admin(); }
bool can_undo(const Frame& f, const Target&) { return undo_of(f) != nullptr; }
bool disconnected(const Frame& f, const Target&) { return f.session.welcome() && f.session.link() != ClientSession::Link::live; }
bool outdated(const Frame& f, const Target&) { return f.state.new_version; }
bool larger_left(const Frame& f, const Target&) { return f.state.prefs.text_percent < text_percent_max; }
bool smaller_left(const Frame& f, const Target&) { return f.state.prefs.text_percent > text_percent_min; }
bool size_changed(const Frame& f, const Target&) { return f.state.prefs.text_percent != 100; }
template <ThemeChoice choice>
bool other_theme(const Frame& f, const Target&) { return f.state.prefs.theme != choice; }
template <Density density>
bool other_density(const Frame& f, const Target&) { return f.state.prefs.density != density; }

// ---- what
template <class I>
void plainly(Frame& f, const Target&) { f.want(I{}); }
template <class I>
void for_conversation(Frame& f, const Target& t) { f.want(I{t.conversation}); }
template <class I, int by>
void by_steps(Frame& f, const Target&) { f.want(I{by}); }
template <InboxView view>
void show(Frame& f, const Target&) { f.want(intent::OpenView{view}); }
void assign_to_me(Frame& f, const Target& t) { f.want(intent::Assign{t.conversation, f.me()}); }
void unassign(Frame& f, const Target& t) { f.want(intent::Assign{t.conversation, AgentId{}}); }
void mark_read(Frame& f, const Target& t) { f.want(intent::MarkRead{t.conversation, about(f, t)->inbound}); }
void send_again(Frame& f, const Target& t) { f.want(intent::SendAgain{failed_message(f, t)}); }
void mark_as_sent(Frame& f, const Target& t) { f.want(intent::MarkAsSent{unconfirmed_message(f, t)}); }
template <What what>
void composing(Frame& f, const Target& t) { f.want(intent::Compose{what, t.conversation}); }
template <ComposerState::Menu menu>
void opening(Frame& f, const Target& t) { f.want(intent::Compose{What::open_menu, t.conversation, {}, static_cast<int>(menu)}); }
void cancel_send(Frame& f, const Target& t) {
  intent::Compose back{What::take_back, t.conversation};
  back.message = held_message(f, t);
  f.want(back);
}
void send_elsewhere(Frame& f, const Target& t) {
  const MessageId failed = failed_message(f, t);
  const std::optional<Elsewhere> to = elsewhere(f, *entry_of(f, t.conversation, failed));
  f.want(intent::Compose{What::elsewhere, t.conversation, {}, 0, failed, to->number, to->identity});
}
void edit_not_sent(Frame& f, const Target& t) { f.want(intent::EditNotSent{not_sent_reply(f, t)->command}); }

template <ListMenuKind kind>
void list_menu(Frame& f, const Target&) { f.want(intent::OpenListMenu{kind, FilterPart::none}); }
template <class Change>
void change_picked(Frame& f, const Target&) { f.want(intent::ChangePicked{Change{}}); }

template <class Change>
void prefer(Frame& f, Change change) {
  Preferences p = f.state.prefs;
  change(p);
  f.want(intent::SetPreferences{std::move(p), {}});
}
template <ThemeChoice choice>
void use_theme(Frame& f, const Target&) { prefer(f, [](Preferences& p) { p.theme = choice; }); }
template <Density density>
void use_density(Frame& f, const Target&) { prefer(f, [](Preferences& p) { p.density = density; }); }
template <int by>
void resize_text(Frame& f, const Target&) {
  prefer(f, [](Preferences& p) { p.text_percent = by == 0 ? 100 : std::clamp(p.text_percent + by, text_percent_min, text_percent_max); });
}
void speak_english(Frame& f, const Target&) { prefer(f, [](Preferences& p) { p.language = "en"; }); }
void speak_german(Frame& f, const Target&) { prefer(f, [](Preferences& p) { p.language = "de"; }); }
void speak_arabic(Frame& f, const Target&) { prefer(f, [](Preferences& p) { p.language = "ar"; }); }
void toggle_sharper(Frame& f, const Target&) {
  const bool shown = f.ui.screen().text_in_dom;
  prefer(f, [shown](Preferences& p) { p.sharper_text = shown ? Choice::off : Choice::on; });
}

void toggle_motion(Frame& f, const Target&) {
  const bool reduced = is_on(f.state.prefs.reduced_motion, f.ui.screen().reduced_motion);
  prefer(f, [reduced](Preferences& p) { p.reduced_motion = reduced ? Choice::off : Choice::on; });
}
void toggle_enter(Frame& f, const Target&) { prefer(f, [](Preferences& p) { p.enter_sends = !p.enter_sends; }); }

// Where there is a choice between words and icons.
template <bool folded>
bool views_are(const Frame& f, const Target&) {
  const Columns now = columns_of(f.ui.screen().width, f.state.prefs);
  return now.rail_folds && (now.rail <= pane::rail_icons) == folded;
}
template <bool folded>
void fold_views(Frame& f, const Target&) { prefer(f, [](Preferences& p) { p.rail_width = folded ? pane::rail_icons : 0; }); }

bool snoozed(const Frame& f, const Target& t) { return chosen(f, t) && about(f, t)->status == WorkStatus::snoozed; }
bool signed_in(const Frame& f, const Target&) { return f.session.welcome().has_value(); }
bool has_customer(const Frame& f, const Target& t) {
  return chosen(f, t) && customer_of(f.data(), contact_of(f.data(), t.conversation));
}
bool has_numbers(const Frame& f, const Target& t) { return signed_in(f, t) && !f.data().numbers.visit([](NumberId, const Number& number) { return !is_connected(number); }); }
template <Dialog kind>
void open_form(Frame& f, const Target& t) { f.want(intent::OpenForm{kind, t.conversation}); }
void edit_customer(Frame& f, const Target& t) {
  const ContactId person = contact_of(f.data(), t.conversation);
  f.want(intent::OpenForm{Dialog::customer_form, t.conversation, person, {}, {}, customer_of(f.data(), person)});
}
void open_contact(Frame& f, const Target& t) { f.want(intent::OpenContact{contact_of(f.data(), t.conversation)}); }

template <WorkStatus status>
void show_status(Frame& f, const Target&) {
  ListFilter filter;
  filter.statuses.push_back(status);
  f.want(intent::ShowList{InboxView::all, std::move(filter)});
}
template <std::size_t place>
bool has_view(const Frame& f, const Target&) { return my_views(f).size() > place; }
template <std::size_t place>
void show_view(Frame& f, const Target&) {
  const std::optional<Address> address = parse_address(my_views(f)[place]->address);
  f.want(intent::ShowList{address->view, address->filter});
}

// The details that stand beside the conversation are edited in place; where they do not, the person's own page is.
template <ContactPart part>
void edit_contact(Frame& f, const Target& t) {
  const ContactId person = contact_of(f.data(), t.conversation);
  const bool beside = f.state.page == Page::contact || columns_of(f.ui.screen().width, f.state.prefs).contact > 0;
  if (!beside) f.want(intent::OpenContact{person});
  f.want(intent::EditContact{part, person});
}

constexpr int bigger = text_percent_step, smaller = -text_percent_step;
constexpr Action rows[] = {
    {"next", words::act_next, words::act_next_also, G::conversation, "j or ArrowDown", in_inbox, by_steps<intent::StepConversation, 1>, action_repeats},
    {"previous", words::act_previous, words::act_previous_also, G::conversation, "k or ArrowUp", in_inbox, by_steps<intent::StepConversation, -1>, action_repeats},
    {"thread", words::act_thread, words::act_thread_also, G::conversation, "o or Enter", in_inbox, plainly<intent::FocusThread>},
    {"back", words::act_back, words::act_back_also, G::conversation, "u or Escape", always, plainly<intent::FocusList>, action_unlisted},
    {"next_message", words::act_next_message, words::act_next_message_also, G::conversation, "n", chosen, by_steps<intent::StepMessage, 1>, action_repeats},
    {"previous_message", words::act_previous_message, words::act_previous_message_also, G::conversation, "p", chosen, by_steps<intent::StepMessage, -1>, action_repeats},
    {"latest", words::jump_to_latest, words::act_latest_also, G::conversation, "Shift+g", chosen, plainly<intent::JumpToLatest>},
    {"resolve", words::resolve, words::act_resolve_also, G::conversation, "", unresolved, for_conversation<intent::Resolve>},
    {"resolve_next", words::act_resolve_next, words::act_resolve_next_also, G::conversation, "e", unresolved, for_conversation<intent::ResolveAndNext>},
    {"reopen", words::reopen, words::act_reopen_also, G::conversation, "Shift+e", resolved, for_conversation<intent::Reopen>},
    {"assign", words::act_assign, words::act_assign_also, G::conversation, "a", chosen, plainly<intent::ToggleAssignMenu>},
    {"assign_to_me", words::assign_to_me, words::act_assign_me_also, G::conversation, "i", not_mine, assign_to_me},
    {"unassign", words::unassign, words::act_unassign_also, G::conversation, "", assigned, unassign},
    {"snooze", words::people::act_snooze, words::people::act_snooze_also, G::conversation, "b or h", chosen, plainly<intent::ToggleSnoozeMenu>},
    {"snooze_date", words::people::act_snooze_date, words::people::act_snooze_also, G::conversation, "", chosen, open_form<Dialog::snooze_date>},
    {"unsnooze", words::people::unsnooze, words::people::act_unsnooze_also, G::conversation, "", snoozed, for_conversation<intent::Reopen>},
    {"tags", words::people::act_tags, words::people::act_tags_also, G::conversation, "l or t", chosen, open_form<Dialog::tags>},
    {"contact", words::people::contact_open, words::people::act_contact_also, G::conversation, "", chosen, open_contact},
    {"contact_name", words::people::name_edit, words::people::act_contact_also, G::conversation, "", chosen, edit_contact<ContactPart::name>},
    {"contact_attributes", words::people::attributes_edit, words::people::act_contact_also, G::conversation, "", chosen, edit_contact<ContactPart::attributes>},
    {"contact_note", words::people::act_person_note, words::people::act_contact_also, G::conversation, "", chosen, edit_contact<ContactPart::note>},
    {"merge", words::people::merge_with, words::people::act_merge_also, G::conversation, "", chosen, open_form<Dialog::merge>},
    {"customer", words::people::customer_link, words::people::act_customer_also, G::conversation, "", chosen, open_form<Dialog::customer>},
    {"customer_edit", words::people::customer_edit, words::people::act_customer_also, G::conversation, "", has_customer, edit_customer},
    {"mark_read", words::act_mark_read, words::act_mark_read_also, G::conversation, "Shift+i", has_unread, mark_read},

    {"pick", words::act_pick, words::act_pick_also, G::conversation, "x", in_inbox, plainly<intent::PickHere>},
    {"pick_next", words::act_pick_next, words::act_pick_also, G::conversation, "Shift+j", in_inbox, by_steps<intent::PickStep, 1>, action_repeats | action_unlisted},
    {"pick_previous", words::act_pick_previous, words::act_pick_also, G::conversation, "Shift+k", in_inbox, by_steps<intent::PickStep, -1>, action_repeats | action_unlisted},
    {"pick_all", words::act_pick_all, words::act_pick_also, G::conversation, "* a", in_inbox, plainly<intent::PickAll>},
    {"pick_none", words::list_pick_none, words::act_pick_also, G::conversation, "* n", picked, plainly<intent::PickNone>},
    {"picked_assign", words::act_picked_assign, words::act_assign_also, G::conversation, "", picked, list_menu<ListMenuKind::assign>},
    {"picked_tag", words::act_picked_tag, words::act_picked_tag_also, G::conversation, "", picked, list_menu<ListMenuKind::tag>},
    {"picked_snooze", words::act_picked_snooze, words::act_picked_snooze_also, G::conversation, "", picked, list_menu<ListMenuKind::snooze>},
    {"picked_resolve", words::act_picked_resolve, words::act_resolve_also, G::conversation, "", picked, change_picked<Resolve>},
    {"picked_reopen", words::act_picked_reopen, words::act_reopen_also, G::conversation, "", picked, change_picked<Reopen>},
    {"picked_read", words::act_picked_read, words::act_mark_read_also, G::conversation, "", picked, change_picked<MarkRead>},

    {"new_conversation", words::people::new_conversation, words::people::act_new_also, G::writing, "c", has_numbers, open_form<Dialog::new_conversation>},
    {"reply", words::reply, words::act_reply_also, G::writing, "r", chosen, for_conversation<intent::FocusComposer>},
    {"attach", words::attach, words::act_attach_also, G::writing, "Mod+u", chosen, plainly<intent::AttachFiles>},
    {"send", words::send, words::act_send_also, G::writing, "Mod+Enter", has_draft, for_conversation<intent::Send>},
    {"send_resolve", words::act_send_resolve, words::act_send_resolve_also, G::writing, "Mod+Shift+Enter", has_draft, for_conversation<intent::SendAndResolve>},
    {"send_anyway", words::send_anyway, words::act_send_anyway_also, G::writing, "", is_stopped, for_conversation<intent::SendAnyway>},
    {"keep_editing", words::keep_editing, words::act_keep_editing_also, G::writing, "", is_stopped, for_conversation<intent::KeepEditing>},
    {"note", words::act_note, words::act_note_also, G::writing, "m", chosen, composing<What::note_tab>},
    {"send_snooze", words::send_snooze, words::act_send_snooze_also, G::writing, "Mod+Alt+Enter", writes_reply, opening<ComposerState::Menu::snooze>},
    {"send_later", words::send_later, words::act_send_later_also, G::writing, "", writes_reply, opening<ComposerState::Menu::later>},
    {"cancel_send", words::cancel_sending, words::act_cancel_also, G::writing, "", has_held, cancel_send},
    {"templates", words::templates, words::act_templates_also, G::writing, "", chosen, composing<What::open_templates>},
    {"choices", words::choices, words::act_choices_also, G::writing, "", chosen, composing<What::open_choices>},
    {"saved_replies", words::saved_replies, words::act_saved_also, G::writing, "Mod+;", chosen, composing<What::saved_replies>},
    {"saved_new", words::saved_new, words::act_saved_new_also, G::writing, "", chosen, composing<What::open_saved_reply>},
    {"send_elsewhere", words::act_elsewhere, words::act_elsewhere_also, G::writing, "", has_elsewhere, send_elsewhere},
    {"send_again", words::send_again, words::act_send_again_also, G::writing, "Shift+r", has_failed, send_again},
    {"mark_as_sent", words::mark_as_sent, words::act_mark_as_sent_also, G::writing, "", has_unconfirmed, mark_as_sent},
    {"edit_not_sent", words::act_edit_not_sent, words::act_edit_not_sent_also, G::writing, "", has_not_sent, edit_not_sent},
    {"enter_sends", words::act_enter, words::act_enter_also, G::writing, "", always, toggle_enter},

    {"search", words::people::search, words::people::act_search_also, G::go, "/", signed_in, open_form<Dialog::search>},
    {"go_mine", words::act_go_mine, words::act_go_mine_also, G::go, "g m or Alt+1", always, show<InboxView::mine>},
    {"go_unassigned", words::act_go_unassigned, words::act_go_unassigned_also, G::go, "g u or Alt+2", always, show<InboxView::unassigned>},
    {"go_all", words::act_go_all, words::act_go_all_also, G::go, "g i or g a or Alt+3", always, show<InboxView::all>},
    {"go_snoozed", words::act_go_snoozed, words::act_go_snoozed_also, G::go, "g s", always, show_status<WorkStatus::snoozed>},
    {"go_resolved", words::act_go_resolved, words::act_go_resolved_also, G::go, "g c", always, show_status<WorkStatus::resolved>},
    {"go_view_1", words::act_go_view_1, words::act_view_also, G::go, "Alt+5", has_view<0>, show_view<0>, action_unlisted},
    {"go_view_2", words::act_go_view_2, words::act_view_also, G::go, "Alt+6", has_view<1>, show_view<1>, action_unlisted},
    {"go_view_3", words::act_go_view_3, words::act_view_also, G::go, "Alt+7", has_view<2>, show_view<2>, action_unlisted},
    {"go_view_4", words::act_go_view_4, words::act_view_also, G::go, "Alt+8", has_view<3>, show_view<3>, action_unlisted},
    {"go_view_5", words::act_go_view_5, words::act_view_also, G::go, "Alt+9", has_view<4>, show_view<4>, action_unlisted},
    {"go_admin", words::act_go_admin, words::act_go_admin_also, G::go, "g d or Alt+4", is_admin, plainly<intent::OpenAdmin>},
    {"channels", words::channels::title, words::channels::act_also, G::go, "g h", is_admin, plainly<intent::OpenChannels>},
    {"preferences", words::preferences, words::act_preferences_also, G::go, "g ,", always, plainly<intent::OpenPreferences>},
    {"password", words::people::password_open, words::people::password_also, G::go, "", signed_in, open_form<Dialog::password_form>},
    {"library", words::library::title, words::library::act_also, G::go, "g r", signed_in, [](Frame& f, const Target&) { f.want(intent::OpenLibrary{f.state.library.part}); }},
    {"templates_page", words::library::templates_act, words::library::templates_act_also, G::go, "g t", signed_in, [](Frame& f, const Target&) { f.want(intent::OpenLibrary{LibraryPart::templates}); }},
    {"previous_view", words::act_previous_view, words::act_previous_view_also, G::go, "[", always, by_steps<intent::StepView, -1>},
    {"next_view", words::act_next_view, words::act_next_view_also, G::go, "]", always, by_steps<intent::StepView, 1>},
    {"filter", words::act_filter, words::act_filter_also, G::go, "f", listing, list_menu<ListMenuKind::filter>},
    {"sort", words::act_sort, words::act_sort_also, G::go, "", listing, list_menu<ListMenuKind::sort>},
    {"filter_clear", words::act_filter_clear, words::act_filter_also, G::go, "", filtered, [](Frame& f, const Target&) { f.want(intent::OpenView{f.state.view}); }},
    {"view_save", words::list_view_save, words::act_view_also, G::go, "", filtered, list_menu<ListMenuKind::name>},

    {"details", words::act_details, words::act_details_also, G::look, "Mod+\\ or g p", chosen, plainly<intent::ToggleContact>},
    {"fold_views", words::fold_views, words::act_rail_also, G::look, "", views_are<false>, fold_views<true>},
    {"unfold_views", words::unfold_views, words::act_rail_also, G::look, "", views_are<true>, fold_views<false>},
    {"theme_system", words::act_theme_system, words::act_theme_also, G::look, "", other_theme<ThemeChoice::system>, use_theme<ThemeChoice::system>},
    {"theme_light", words::act_theme_light, words::act_theme_also, G::look, "", other_theme<ThemeChoice::light>, use_theme<ThemeChoice::light>},
    {"theme_dark", words::act_theme_dark, words::act_theme_also, G::look, "", other_theme<ThemeChoice::dark>, use_theme<ThemeChoice::dark>},
    {"theme_contrast", words::act_theme_contrast, words::act_theme_also, G::look, "", other_theme<ThemeChoice::contrast>, use_theme<ThemeChoice::contrast>},
    {"density_comfortable", words::act_comfortable, words::act_density_also, G::look, "", other_density<Density::comfortable>, use_density<Density::comfortable>},
    {"density_cosy", words::act_cosy, words::act_density_also, G::look, "", other_density<Density::cosy>, use_density<Density::cosy>},
    {"density_compact", words::act_compact, words::act_density_also, G::look, "", other_density<Density::compact>, use_density<Density::compact>},
    {"text_larger", words::act_larger, words::act_larger_also, G::look, "", larger_left, resize_text<bigger>},
    {"text_smaller", words::act_smaller, words::act_smaller_also, G::look, "", smaller_left, resize_text<smaller>},
    {"text_usual", words::act_usual_size, words::act_usual_size_also, G::look, "", size_changed, resize_text<0>},
    {"sharper_text", words::act_sharper, words::act_sharper_also, G::look, "", always, toggle_sharper},
    {"reduced_motion", words::act_motion, words::act_motion_also, G::look, "", always, toggle_motion},
    {"language_en", words::act_language_en, words::act_language_also, G::look, "", always, speak_english},
    {"language_de", words::act_language_de, words::act_language_also, G::look, "", always, speak_german},
    {"language_ar", words::act_language_ar, words::act_language_also, G::look, "", always, speak_arabic},

    {"palette", words::act_palette, words::act_palette_also, G::app, "Mod+k", always, plainly<intent::OpenPalette>, action_anywhere | action_unlisted},
    {"sheet", words::act_sheet, words::act_sheet_also, G::app, "?", always, plainly<intent::OpenSheet>},
    {"undo", words::act_undo, words::act_undo_also, G::app, "z or Mod+z", can_undo, plainly<intent::Undo>},
    {"retry", words::retry_now, words::act_retry_also, G::app, "", disconnected, plainly<intent::RetryNow>},
    {"reload", words::reload, words::act_reload_also, G::app, "", outdated, plainly<intent::Reload>},
    {"sign_out", words::sign_out, words::act_sign_out_also, G::app, "", always, plainly<intent::SignOut>},
};

}  // namespace

std::span<const Action> actions() { return rows; }

}  // namespace tributary::app
