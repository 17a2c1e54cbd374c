#pragma once
// Every word the app shows or says, by name. What each says in a language is in assets/locale/<language>.json; a test
// demands that every file has every key, its placeholders and the plural forms its language needs.
#include "web/app/word.h"
#include "web/app/words_actions.h"
#include "web/app/words_composer.h"
#include "web/app/words_people.h"

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
inline constexpr Word list_filter{"list.filter"};
inline constexpr Word list_filters{"list.filters"};
inline constexpr Word list_filter_off{"list.filter_off"};
inline constexpr Word list_filter_clear{"list.filter_clear"};
inline constexpr Word list_no_match{"list.no_match"};
inline constexpr Word list_no_match_hint{"list.no_match_hint"};
inline constexpr Word list_account{"list.account"};
inline constexpr Word list_tag{"list.tag"};
inline constexpr Word list_no_tags{"list.no_tags"};
inline constexpr Word list_nobody{"list.nobody"};
inline constexpr Word list_unknown{"list.unknown"};
inline constexpr Word list_order{"list.order"};
inline constexpr Word list_sort{"list.sort"};
inline constexpr Word list_sort_newest{"list.sort_newest"};
inline constexpr Word list_sort_oldest{"list.sort_oldest"};
inline constexpr Word list_sort_waiting{"list.sort_waiting"};
inline constexpr Word list_sort_unread{"list.sort_unread"};
inline constexpr Word list_views{"list.views"};
inline constexpr Word list_view_save{"list.view_save"};
inline constexpr Word list_view_name{"list.view_name"};
inline constexpr Word list_save{"list.save"};
inline constexpr Word list_view_saved{"list.view_saved"};
inline constexpr Word list_view_remove{"list.view_remove"};
inline constexpr Word list_view_removed{"list.view_removed"};
inline constexpr Word list_view_unnamed{"list.view_unnamed"};
inline constexpr Word list_view_taken{"list.view_taken"};
inline constexpr Word list_view_long{"list.view_long"};
inline constexpr Word list_views_full{"list.views_full"};
inline constexpr Word list_select{"list.select"};
inline constexpr Word list_pick{"list.pick"};
inline constexpr Word list_unpick{"list.unpick"};
inline constexpr Word list_pick_all{"list.pick_all"};
inline constexpr Word list_pick_none{"list.pick_none"};
inline constexpr Word list_bulk{"list.bulk"};
inline constexpr Word list_snooze{"list.snooze"};
inline constexpr Word list_tag_put{"list.tag_put"};
inline constexpr Word list_tag_taken{"list.tag_taken"};
inline constexpr Word list_reopened{"list.reopened"};
inline constexpr Word list_read{"list.read"};
inline constexpr Word list_nothing_changed{"list.nothing_changed"};
inline constexpr Word list_undone{"list.undone"};
inline constexpr Word list_looking{"list.looking"};
inline constexpr Word list_writing{"list.writing"};
inline constexpr Word list_tagged{"list.tagged"};
inline constexpr Plural list_picked{"list.picked"};
inline constexpr Plural list_done{"list.done"};
inline constexpr Plural list_picks_most{"list.picks_most"};

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
inline constexpr Word team_assigned{"thread.team_assigned"};
inline constexpr Word you_team_assigned{"thread.you_team_assigned"};
inline constexpr Word automation_team_assigned{"thread.automation_team_assigned"};
inline constexpr Word team_unassigned{"thread.team_unassigned"};
inline constexpr Word you_team_unassigned{"thread.you_team_unassigned"};
inline constexpr Word automation_team_unassigned{"thread.automation_team_unassigned"};
inline constexpr Word tag_added{"thread.tag_added"};
inline constexpr Word you_tag_added{"thread.you_tag_added"};
inline constexpr Word automation_tag_added{"thread.automation_tag_added"};
inline constexpr Word tag_removed{"thread.tag_removed"};
inline constexpr Word you_tag_removed{"thread.you_tag_removed"};
inline constexpr Word automation_tag_removed{"thread.automation_tag_removed"};
inline constexpr Word was_snoozed{"thread.was_snoozed"};
inline constexpr Word you_snoozed{"thread.you_snoozed"};
inline constexpr Word automation_snoozed{"thread.automation_snoozed"};
inline constexpr Word snooze_ended{"thread.snooze_ended"};
inline constexpr Word deleted_tag{"thread.deleted_tag"};
inline constexpr Word private_note{"thread.private_note"};
inline constexpr Word note_edited{"thread.note_edited"};
inline constexpr Word note_deleted{"thread.note_deleted"};
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
inline constexpr Word no_room{"media.no_room"};
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
inline constexpr Word window_left{"composer.window_left"};
inline constexpr Word window_soon{"composer.window_soon"};

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
inline constexpr Word clock_step{"admin.clock_step"};
inline constexpr Word all_well{"admin.all_well"};
inline constexpr Word refresh{"admin.refresh"};
inline constexpr Word admin_failed{"admin.admin_failed"};
inline constexpr Word admin_hint{"admin.admin_hint"};
inline constexpr Word replay_failed{"admin.replay_failed"};
inline constexpr Word dismiss_webhook{"admin.dismiss"};
inline constexpr Word dismiss_sure{"admin.dismiss_sure"};
inline constexpr Word dismiss_keep{"admin.dismiss_keep"};
inline constexpr Word dismissed{"admin.dismissed"};
inline constexpr Word dismiss_failed{"admin.dismiss_failed"};

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
inline constexpr Word asked_regularly{"connection.asked_regularly"};

// ---- announcements
inline constexpr Word copied{"say.copied"};
inline constexpr Word message_sent{"say.message_sent"};
inline constexpr Word message_not_delivered{"say.message_not_delivered"};
inline constexpr Word new_message_from{"say.new_message_from"};
inline constexpr Word new_message_saying{"say.new_message_saying"};
inline constexpr Plural new_messages{"say.new_messages"};
inline constexpr Word not_sent_because{"say.not_sent_because"};

// ---- in the thread: what is answered, changes in a row, a picture over the page
inline constexpr Word quote_earlier{"quote.earlier"};
inline constexpr Word quote_not_loaded{"quote.not_loaded"};
inline constexpr Word quote_of{"quote.of"};
inline constexpr Word quote_jump{"quote.jump"};
inline constexpr Word sent_template{"thread.sent_template"};
inline constexpr Plural fold_changes{"fold.changes"};
inline constexpr Plural fold_hide{"fold.hide"};
inline constexpr Word lightbox_close{"lightbox.close"};
inline constexpr Word lightbox_in{"lightbox.in"};
inline constexpr Word lightbox_out{"lightbox.out"};
inline constexpr Word lightbox_before{"lightbox.before"};
inline constexpr Word lightbox_after{"lightbox.after"};
inline constexpr Plural cards_more{"media.cards_more"};

// ---- offline, together, notifications
inline constexpr Plural waiting_replies{"connection.waiting_replies"};
inline constexpr Plural waiting_changes{"connection.waiting_changes"};
inline constexpr Plural waiting_some_replies{"connection.waiting_some_replies"};
inline constexpr Plural waiting_some_changes{"connection.waiting_some_changes"};
inline constexpr Word waiting_both{"connection.waiting_both"};
inline constexpr Word sending_waiting{"connection.sending_waiting"};
inline constexpr Word thread_offline{"connection.thread_offline"};
inline constexpr Word thread_offline_hint{"connection.thread_offline_hint"};
inline constexpr Word sign_out_waiting{"connection.sign_out_waiting"};
inline constexpr Word not_sent_to{"connection.not_sent_to"};
inline constexpr Word signed_out_elsewhere{"connection.signed_out_elsewhere"};
inline constexpr Word is_typing{"presence.is_typing"};
inline constexpr Plural are_typing{"presence.are_typing"};
inline constexpr Word is_looking{"presence.is_looking"};
inline constexpr Plural are_looking{"presence.are_looking"};
inline constexpr Plural stale_title{"stale.stale_title"};
inline constexpr Word stale_later{"stale.stale_later"};
inline constexpr Word send_anyway{"stale.send_anyway"};
inline constexpr Word keep_editing{"stale.keep_editing"};
inline constexpr Word notify_title{"notify.notify_title"};
inline constexpr Word notify_desktop{"notify.notify_desktop"};
inline constexpr Word notify_desktop_hint{"notify.notify_desktop_hint"};
inline constexpr Word notify_denied{"notify.notify_denied"};
inline constexpr Word notify_sound{"notify.notify_sound"};
inline constexpr Word notify_sound_hint{"notify.notify_sound_hint"};
inline constexpr Word notify_mine{"notify.notify_mine"};
inline constexpr Word notify_assigned{"notify.notify_assigned"};
inline constexpr Word notify_mention{"notify.notify_mention"};
inline constexpr Word notify_unassigned{"notify.notify_unassigned"};
inline constexpr Word notify_hides{"notify.notify_hides"};
inline constexpr Word notify_hides_hint{"notify.notify_hides_hint"};
inline constexpr Word quiet_hours{"notify.quiet_hours"};
inline constexpr Word quiet_hours_hint{"notify.quiet_hours_hint"};
inline constexpr Word quiet_from{"notify.quiet_from"};
inline constexpr Word quiet_until{"notify.quiet_until"};
inline constexpr Word earlier{"notify.earlier"};
inline constexpr Word later{"notify.later"};
inline constexpr Word notice_unassigned{"notify.notice_unassigned"};
inline constexpr Word notice_assigned{"notify.notice_assigned"};
inline constexpr Word notice_assigned_team{"notify.notice_assigned_team"};
inline constexpr Word notice_mention{"notify.notice_mention"};
inline constexpr Word notice_back{"notify.notice_back"};
inline constexpr Word notice_not_delivered{"notify.notice_not_delivered"};
inline constexpr Plural notices{"notify.notices"};

// ---- reasons; most are found by their code: "refusal.<code>", "provider_error.<number>"
inline constexpr Word message_longer_than{"refusal.message_longer_than"};
inline constexpr Word window_closed_at{"refusal.window_closed_at"};
inline constexpr Word window_open_until{"refusal.window_open_until"};

}  // namespace tributary::app::words
