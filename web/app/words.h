#pragma once
// Every word the app shows or says, by name. What each says in a language is in assets/locale/<language>.json; a test
// demands that every file has every key, its placeholders and the plural forms its language needs.
#include "web/app/word.h"

namespace tributary::app::words {

// ---- sign in
inline constexpr Word product{"sign_in.product"};
inline constexpr Word sign_in{"sign_in.sign_in"};
inline constexpr Word sign_in_again{"sign_in.sign_in_again"};
inline constexpr Word sign_in_intro{"sign_in.sign_in_intro"};
inline constexpr Word email{"sign_in.email"};
inline constexpr Word password{"sign_in.password"};
inline constexpr Word signing_in{"sign_in.signing_in"};
inline constexpr Word sign_in_wrong{"sign_in.sign_in_wrong"};
inline constexpr Word sign_in_link_used{"sign_in.sign_in_link_used"};
inline constexpr Word sign_in_too_many{"sign_in.sign_in_too_many"};
inline constexpr Word sign_in_unreachable{"sign_in.sign_in_unreachable"};
inline constexpr Word loading{"sign_in.loading"};

// ---- frame
inline constexpr Word views{"frame.views"};
inline constexpr Word mine{"frame.mine"};
inline constexpr Word unassigned{"frame.unassigned"};
inline constexpr Word all{"frame.all"};
inline constexpr Word admin{"frame.admin"};
inline constexpr Word sign_out{"frame.sign_out"};
inline constexpr Word dark_theme{"frame.dark_theme"};
inline constexpr Word light_theme{"frame.light_theme"};
inline constexpr Word back{"frame.back"};
inline constexpr Word dismiss{"frame.dismiss"};
inline constexpr Word back_to_list{"frame.back_to_list"};
inline constexpr Word gone_title{"frame.gone_title"};
inline constexpr Word notifications{"frame.notifications"};
inline constexpr Word conversation_gone{"frame.conversation_gone"};

// ---- list
inline constexpr Word conversations{"list.conversations"};
inline constexpr Word draft{"list.draft"};
inline constexpr Word resolved{"list.resolved"};
inline constexpr Word pending{"list.pending"};
inline constexpr Word snoozed{"list.snoozed"};
inline constexpr Word mark_read{"list.mark_read"};
inline constexpr Word quick_actions{"list.quick_actions"};
inline constexpr Word nothing_mine{"list.nothing_mine"};
inline constexpr Word nothing_mine_hint{"list.nothing_mine_hint"};
inline constexpr Word show_unassigned{"list.show_unassigned"};
inline constexpr Word nothing_unassigned{"list.nothing_unassigned"};
inline constexpr Word nothing_unassigned_hint{"list.nothing_unassigned_hint"};
inline constexpr Word show_all{"list.show_all"};
inline constexpr Word nothing_all{"list.nothing_all"};
inline constexpr Word nothing_all_hint{"list.nothing_all_hint"};
inline constexpr Plural open_count{"list.open_count"};
inline constexpr Plural unread{"list.unread"};
inline constexpr Plural attachments{"list.attachments"};
inline constexpr Word location_of{"list.location_of"};
inline constexpr Word empty_message{"list.empty_message"};

// ---- channels and calls
inline constexpr Word sms{"call.sms"};
inline constexpr Word whatsapp{"call.whatsapp"};
inline constexpr Word voice{"call.voice"};
inline constexpr Word call{"call.call"};
inline constexpr Word missed_call{"call.missed_call"};
inline constexpr Word missed_call_busy{"call.missed_call_busy"};
inline constexpr Word call_not_answered{"call.call_not_answered"};
inline constexpr Word call_busy{"call.call_busy"};
inline constexpr Word call_failed{"call.call_failed"};
inline constexpr Word call_canceled{"call.call_canceled"};
inline constexpr Word call_ringing{"call.call_ringing"};
inline constexpr Word call_running{"call.call_running"};
inline constexpr Word call_lasted{"call.call_lasted"};

// ---- thread
inline constexpr Word messages{"thread.messages"};
inline constexpr Word conversation{"thread.conversation"};
inline constexpr Word choose{"thread.choose"};
inline constexpr Word choose_hint{"thread.choose_hint"};
inline constexpr Word you{"thread.you"};
inline constexpr Word somebody{"thread.somebody"};
inline constexpr Word automation{"thread.automation"};
inline constexpr Word unknown_contact{"thread.unknown_contact"};
inline constexpr Word jump_to_latest{"thread.jump_to_latest"};
inline constexpr Word new_messages_line{"thread.new_messages_line"};
inline constexpr Word a_session_ended{"thread.a_session_ended"};
inline constexpr Word send_again{"thread.send_again"};
inline constexpr Word mark_as_sent{"thread.mark_as_sent"};
inline constexpr Word edit{"thread.edit"};
inline constexpr Word no_words{"thread.no_words"};
inline constexpr Word words_missing{"thread.words_missing"};
inline constexpr Word error_numbered{"thread.error_numbered"};
inline constexpr Plural jump_to_new{"thread.jump_to_new"};
inline constexpr Word session_started{"thread.session_started"};
inline constexpr Word session_ended{"thread.session_ended"};
inline constexpr Word hours{"thread.hours"};
inline constexpr Word minutes{"thread.minutes"};
inline constexpr Word seconds{"thread.seconds"};
inline constexpr Word you_took_this{"thread.you_took_this"};
inline constexpr Word took_this{"thread.took_this"};
inline constexpr Word assigned_this_to_you{"thread.assigned_this_to_you"};
inline constexpr Word assigned_this_to{"thread.assigned_this_to"};
inline constexpr Word you_assigned_this_to{"thread.you_assigned_this_to"};
inline constexpr Word removed_assignment{"thread.removed_assignment"};
inline constexpr Word you_removed_assignment{"thread.you_removed_assignment"};
inline constexpr Word resolved_this{"thread.resolved_this"};
inline constexpr Word you_resolved_this{"thread.you_resolved_this"};
inline constexpr Word reopened_this{"thread.reopened_this"};
inline constexpr Word you_reopened_this{"thread.you_reopened_this"};
inline constexpr Word automation_assigned_to_you{"thread.automation_assigned_to_you"};
inline constexpr Word automation_assigned_to{"thread.automation_assigned_to"};
inline constexpr Word automation_removed_assignment{"thread.automation_removed_assignment"};
inline constexpr Word automation_resolved_this{"thread.automation_resolved_this"};
inline constexpr Word automation_reopened_this{"thread.automation_reopened_this"};
inline constexpr Word listing{"thread.listing"};

// ---- delivery, always in words beside the tick
inline constexpr Word sending{"delivery.sending"};
inline constexpr Word not_confirmed{"delivery.not_confirmed"};
inline constexpr Word sent{"delivery.sent"};
inline constexpr Word delivered{"delivery.delivered"};
inline constexpr Word read{"delivery.read"};
inline constexpr Word not_delivered{"delivery.not_delivered"};
inline constexpr Word cancelled{"delivery.cancelled"};
inline constexpr Word not_sent{"delivery.not_sent"};
inline constexpr Word not_confirmed_hint{"delivery.not_confirmed_hint"};

// ---- what a message can carry
inline constexpr Word picture{"media.picture"};
inline constexpr Word voice_message{"media.voice_message"};
inline constexpr Word video{"media.video"};
inline constexpr Word document{"media.document"};
inline constexpr Word contact_card{"media.contact_card"};
inline constexpr Word location{"media.location"};
inline constexpr Word open_map{"media.open_map"};
inline constexpr Word download{"media.download"};
inline constexpr Word fetching{"media.fetching"};
inline constexpr Word unavailable{"media.unavailable"};
inline constexpr Word blocked{"media.blocked"};
inline constexpr Word tapped{"media.tapped"};
inline constexpr Word reacted{"media.reacted"};
inline constexpr Word forwarded{"media.forwarded"};
inline constexpr Word unsupported{"media.unsupported"};
inline constexpr Word unsupported_hint{"media.unsupported_hint"};
inline constexpr Word picture_of{"media.picture_of"};
inline constexpr Word open_named{"media.open_named"};
inline constexpr Word download_named{"media.download_named"};
inline constexpr Word open_map_named{"media.open_map_named"};
inline constexpr Word no_address{"media.no_address"};
inline constexpr Word account_gone{"media.account_gone"};
inline constexpr Word host_not_allowed{"media.host_not_allowed"};
inline constexpr Word server_silent{"media.server_silent"};
inline constexpr Word redirected{"media.redirected"};
inline constexpr Word handing_refused{"media.handing_refused"};
inline constexpr Word not_there{"media.not_there"};
inline constexpr Word larger_than{"media.larger_than"};

// ---- header
inline constexpr Word assign{"header.assign"};
inline constexpr Word assign_to_me{"header.assign_to_me"};
inline constexpr Word unassign{"header.unassign"};
inline constexpr Word resolve{"header.resolve"};
inline constexpr Word reopen{"header.reopen"};
inline constexpr Word assigned_to_you{"header.assigned_to_you"};
inline constexpr Word not_assigned{"header.not_assigned"};
inline constexpr Word assigned_to{"header.assigned_to"};
inline constexpr Word more_actions{"header.more"};

// ---- layout
inline constexpr Word resize_views{"layout.resize_views"};
inline constexpr Word resize_list{"layout.resize_list"};
inline constexpr Word resize_details{"layout.resize_details"};
inline constexpr Word details{"layout.details"};
inline constexpr Word close_details{"layout.close_details"};
inline constexpr Word fold_views{"layout.fold_views"};
inline constexpr Word unfold_views{"layout.unfold_views"};

// ---- menus
inline constexpr Word actions{"menu.actions"};
inline constexpr Word open_conversation{"menu.open_conversation"};
inline constexpr Word message_actions{"menu.message_actions"};
inline constexpr Word mark_as_read{"menu.mark_as_read"};
inline constexpr Word copy_text{"menu.copy_text"};
inline constexpr Word copy_name{"menu.copy_name"};
inline constexpr Word copy_address{"menu.copy_address"};

// ---- composer
inline constexpr Word files_later{"composer.files_later"};
inline constexpr Word reply_hint_control{"composer.reply_hint_control"};
inline constexpr Word reply{"composer.reply"};
inline constexpr Word reply_hint{"composer.reply_hint"};
inline constexpr Word reply_hint_short{"composer.reply_hint_short"};
inline constexpr Word send{"composer.send"};
inline constexpr Word reply_to_customer{"composer.reply_to_customer"};
inline constexpr Word gsm7{"composer.gsm7"};
inline constexpr Word ucs2{"composer.ucs2"};
inline constexpr Plural segments{"composer.segments"};
inline constexpr Plural left{"composer.left"};
inline constexpr Word window_closes{"composer.window_closes"};
inline constexpr Word window_closes_soon{"composer.window_closes_soon"};

// ---- contact
inline constexpr Word contact{"contact.contact"};
inline constexpr Word address{"contact.address"};
inline constexpr Word channel{"contact.channel"};
inline constexpr Word service{"contact.service"};
inline constexpr Word our_number{"contact.our_number"};
inline constexpr Word assignee{"contact.assignee"};
inline constexpr Word status{"contact.status"};
inline constexpr Word status_open{"contact.status_open"};
inline constexpr Word first_seen{"contact.first_seen"};

// ---- admin
inline constexpr Word diagnoses{"admin.diagnoses"};
inline constexpr Word diagnoses_hint{"admin.diagnoses_hint"};
inline constexpr Word quarantine{"admin.quarantine"};
inline constexpr Word quarantine_hint{"admin.quarantine_hint"};
inline constexpr Word replay{"admin.replay"};
inline constexpr Word replayed{"admin.replayed"};
inline constexpr Word no_diagnoses{"admin.no_diagnoses"};
inline constexpr Word none_refused{"admin.none_refused"};
inline constexpr Word no_quarantine{"admin.no_quarantine"};
inline constexpr Word missing_signature{"admin.missing_signature"};
inline constexpr Word bad_signature{"admin.bad_signature"};
inline constexpr Word all_well{"admin.all_well"};
inline constexpr Word refresh{"admin.refresh"};
inline constexpr Word admin_failed{"admin.admin_failed"};
inline constexpr Word admin_hint{"admin.admin_hint"};
inline constexpr Word replay_failed{"admin.replay_failed"};

// ---- connection
inline constexpr Word connection{"connection.connection"};
inline constexpr Word offline{"connection.offline"};
inline constexpr Word reconnecting{"connection.reconnecting"};
inline constexpr Word kept_offline{"connection.kept_offline"};
inline constexpr Word trying_again{"connection.trying_again"};
inline constexpr Word retry_now{"connection.retry_now"};
inline constexpr Word new_version{"connection.new_version"};
inline constexpr Word new_version_kept{"connection.new_version_kept"};
inline constexpr Word reload{"connection.reload"};
inline constexpr Word connection_lost{"connection.connection_lost"};
inline constexpr Word connection_back{"connection.connection_back"};

// ---- announcements
inline constexpr Word copied{"say.copied"};
inline constexpr Word message_sent{"say.message_sent"};
inline constexpr Word message_not_delivered{"say.message_not_delivered"};
inline constexpr Word new_message_from{"say.new_message_from"};
inline constexpr Word new_message_saying{"say.new_message_saying"};
inline constexpr Plural new_messages{"say.new_messages"};
inline constexpr Word not_sent_because{"say.not_sent_because"};


// ---- reasons; most are found by their code: "refusal.<code>", "provider_error.<number>"
inline constexpr Word message_longer_than{"refusal.message_longer_than"};
inline constexpr Word window_closed_at{"refusal.window_closed_at"};

// ---- actions: the name, then what else people call it; keys, palette, sheet, preferences
inline constexpr Word group_conversation{"action.group_conversation"};
inline constexpr Word group_writing{"action.group_writing"};
inline constexpr Word group_go{"action.group_go"};
inline constexpr Word group_look{"action.group_look"};
inline constexpr Word group_app{"action.group_app"};
inline constexpr Word act_next{"action.next"};
inline constexpr Word act_next_also{"action.next_also"};
inline constexpr Word act_previous{"action.previous"};
inline constexpr Word act_previous_also{"action.previous_also"};
inline constexpr Word act_thread{"action.thread"};
inline constexpr Word act_thread_also{"action.thread_also"};
inline constexpr Word act_back{"action.back"};
inline constexpr Word act_back_also{"action.back_also"};
inline constexpr Word act_next_message{"action.next_message"};
inline constexpr Word act_next_message_also{"action.next_message_also"};
inline constexpr Word act_previous_message{"action.previous_message"};
inline constexpr Word act_previous_message_also{"action.previous_message_also"};
inline constexpr Word act_latest_also{"action.latest_also"};
inline constexpr Word act_resolve_also{"action.resolve_also"};
inline constexpr Word act_resolve_next{"action.resolve_next"};
inline constexpr Word act_resolve_next_also{"action.resolve_next_also"};
inline constexpr Word act_reopen_also{"action.reopen_also"};
inline constexpr Word act_assign{"action.assign"};
inline constexpr Word act_assign_also{"action.assign_also"};
inline constexpr Word act_assign_to{"action.assign_to"};
inline constexpr Word act_assign_me_also{"action.assign_me_also"};
inline constexpr Word act_unassign_also{"action.unassign_also"};
inline constexpr Word act_mark_read{"action.mark_read"};
inline constexpr Word act_mark_read_also{"action.mark_read_also"};
inline constexpr Word act_reply_also{"action.reply_also"};
inline constexpr Word act_send_also{"action.send_also"};
inline constexpr Word act_send_resolve{"action.send_resolve"};
inline constexpr Word act_send_resolve_also{"action.send_resolve_also"};
inline constexpr Word act_send_again_also{"action.send_again_also"};
inline constexpr Word act_mark_as_sent_also{"action.mark_as_sent_also"};
inline constexpr Word act_edit_not_sent{"action.edit_not_sent"};
inline constexpr Word act_edit_not_sent_also{"action.edit_not_sent_also"};
inline constexpr Word act_go_mine{"action.go_mine"};
inline constexpr Word act_go_mine_also{"action.go_mine_also"};
inline constexpr Word act_go_unassigned{"action.go_unassigned"};
inline constexpr Word act_go_unassigned_also{"action.go_unassigned_also"};
inline constexpr Word act_go_all{"action.go_all"};
inline constexpr Word act_go_all_also{"action.go_all_also"};
inline constexpr Word act_go_admin{"action.go_admin"};
inline constexpr Word act_go_admin_also{"action.go_admin_also"};
inline constexpr Word act_next_view{"action.next_view"};
inline constexpr Word act_next_view_also{"action.next_view_also"};
inline constexpr Word act_previous_view{"action.previous_view"};
inline constexpr Word act_previous_view_also{"action.previous_view_also"};
inline constexpr Word act_details{"action.details"};
inline constexpr Word act_details_also{"action.details_also"};
inline constexpr Word act_theme_system{"action.theme_system"};
inline constexpr Word act_theme_light{"action.theme_light"};
inline constexpr Word act_theme_dark{"action.theme_dark"};
inline constexpr Word act_theme_contrast{"action.theme_contrast"};
inline constexpr Word act_theme_also{"action.theme_also"};
inline constexpr Word act_comfortable{"action.comfortable"};
inline constexpr Word act_cosy{"action.cosy"};
inline constexpr Word act_compact{"action.compact"};
inline constexpr Word act_density_also{"action.density_also"};
inline constexpr Word act_larger{"action.larger"};
inline constexpr Word act_larger_also{"action.larger_also"};
inline constexpr Word act_smaller{"action.smaller"};
inline constexpr Word act_smaller_also{"action.smaller_also"};
inline constexpr Word act_usual_size{"action.usual_size"};
inline constexpr Word act_usual_size_also{"action.usual_size_also"};
inline constexpr Word act_language_also{"action.language_also"};
inline constexpr Word act_language_en{"action.language_en"};
inline constexpr Word act_language_de{"action.language_de"};
inline constexpr Word act_language_ar{"action.language_ar"};
inline constexpr Word act_sharper{"action.sharper"};
inline constexpr Word act_sharper_also{"action.sharper_also"};
inline constexpr Word act_palette{"action.palette"};
inline constexpr Word act_palette_also{"action.palette_also"};
inline constexpr Word act_sheet{"action.sheet"};
inline constexpr Word act_sheet_also{"action.sheet_also"};
inline constexpr Word act_preferences_also{"action.preferences_also"};
inline constexpr Word act_undo{"action.undo"};
inline constexpr Word act_undo_also{"action.undo_also"};
inline constexpr Word act_retry_also{"action.retry_also"};
inline constexpr Word act_reload_also{"action.reload_also"};
inline constexpr Word act_sign_out_also{"action.sign_out_also"};
inline constexpr Word preferences{"preferences.preferences"};
inline constexpr Word keys_then{"palette.keys_then"};
inline constexpr Word no_keys{"palette.no_keys"};
inline constexpr Word palette_hint{"palette.palette_hint"};
inline constexpr Word palette_results{"palette.palette_results"};
inline constexpr Word palette_recent{"palette.palette_recent"};
inline constexpr Word palette_people{"palette.palette_people"};
inline constexpr Word palette_nothing{"palette.palette_nothing"};
inline constexpr Word palette_go_to{"palette.palette_go_to"};
inline constexpr Word sheet_search{"palette.sheet_search"};
inline constexpr Word sheet_change{"palette.sheet_change"};
inline constexpr Word sheet_nothing{"palette.sheet_nothing"};
inline constexpr Word close{"palette.close"};
inline constexpr Word pref_hint{"preferences.pref_hint"};
inline constexpr Word pref_theme{"preferences.pref_theme"};
inline constexpr Word pref_theme_hint{"preferences.pref_theme_hint"};
inline constexpr Word theme_system{"preferences.theme_system"};
inline constexpr Word theme_light{"preferences.theme_light"};
inline constexpr Word theme_dark{"preferences.theme_dark"};
inline constexpr Word theme_contrast{"preferences.theme_contrast"};
inline constexpr Word pref_density{"preferences.pref_density"};
inline constexpr Word pref_density_hint{"preferences.pref_density_hint"};
inline constexpr Word density_comfortable{"preferences.density_comfortable"};
inline constexpr Word density_cosy{"preferences.density_cosy"};
inline constexpr Word density_compact{"preferences.density_compact"};
inline constexpr Word pref_size{"preferences.pref_size"};
inline constexpr Word pref_size_hint{"preferences.pref_size_hint"};
inline constexpr Word percent{"preferences.percent"};
inline constexpr Word pref_motion{"preferences.pref_motion"};
inline constexpr Word pref_motion_hint{"preferences.pref_motion_hint"};
inline constexpr Word pref_sharper{"preferences.pref_sharper"};
inline constexpr Word pref_sharper_hint{"preferences.pref_sharper_hint"};
inline constexpr Word choice_automatic{"preferences.choice_automatic"};
inline constexpr Word choice_on{"preferences.choice_on"};
inline constexpr Word choice_off{"preferences.choice_off"};
inline constexpr Word pref_language{"preferences.pref_language"};
inline constexpr Word pref_language_hint{"preferences.pref_language_hint"};
inline constexpr Word language_automatic{"preferences.language_automatic"};
inline constexpr Word pref_writing{"preferences.pref_writing"};
inline constexpr Word pref_enter{"preferences.pref_enter"};
inline constexpr Word pref_enter_hint{"preferences.pref_enter_hint"};
inline constexpr Word pref_keys{"preferences.pref_keys"};
inline constexpr Word pref_single{"preferences.pref_single"};
inline constexpr Word pref_single_hint{"preferences.pref_single_hint"};
inline constexpr Word pref_map_hint{"preferences.pref_map_hint"};
inline constexpr Word key_change{"preferences.key_change"};
inline constexpr Word key_press{"preferences.key_press"};
inline constexpr Word key_more{"preferences.key_more"};
inline constexpr Word key_reserved{"preferences.key_reserved"};
inline constexpr Word key_taken{"preferences.key_taken"};
inline constexpr Word key_take{"preferences.key_take"};
inline constexpr Word key_cancel{"preferences.key_cancel"};
inline constexpr Word key_off_of{"preferences.key_off_of"};
inline constexpr Word key_reset_of{"preferences.key_reset_of"};
inline constexpr Word key_reset_all{"preferences.key_reset_all"};
inline constexpr Word keys_were_reset{"preferences.keys_were_reset"};
inline constexpr Word reset_all{"preferences.reset_all"};
inline constexpr Word all_were_reset{"preferences.all_were_reset"};
inline constexpr Word key_chosen{"preferences.key_chosen"};
inline constexpr Plural palette_count{"palette.palette_count"};

}  // namespace tributary::app::words
