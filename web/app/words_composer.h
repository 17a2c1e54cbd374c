#pragma once
// The words of the composer beyond its field: notes, lists at the caret, ways to send, dialogs, files.
#include "web/app/word.h"

namespace tributary::app::words {

// ---- composer: notes, lists at the caret, ways to send, dialogs
inline constexpr Word composer_tabs{"composer.tabs"};
inline constexpr Word add_note{"composer.add_note"};
inline constexpr Word note_to_team{"composer.note_to_team"};
inline constexpr Word note_hint{"composer.note_hint"};
inline constexpr Word note_hint_short{"composer.note_hint_short"};
inline constexpr Word note_seen_by{"composer.note_seen_by"};
inline constexpr Word mention{"composer.mention"};
inline constexpr Word mention_in_note{"composer.mention_in_note"};
inline constexpr Word saved_replies{"composer.saved_replies"};
inline constexpr Word emoji{"composer.emoji"};
inline constexpr Word blanks_left{"composer.blanks_left"};
inline constexpr Word more_ways{"composer.more_ways"};
inline constexpr Word send_snooze{"composer.send_snooze"};
inline constexpr Word send_later{"composer.send_later"};
inline constexpr Word in_one_hour{"composer.in_one_hour"};
inline constexpr Word in_two_hours{"composer.in_two_hours"};
inline constexpr Word in_four_hours{"composer.in_four_hours"};
inline constexpr Word tomorrow_nine{"composer.tomorrow_nine"};
inline constexpr Word monday_nine{"composer.monday_nine"};
inline constexpr Word other_time{"composer.other_time"};
inline constexpr Word later_closed{"composer.later_closed"};
inline constexpr Word day_and_time{"composer.day_and_time"};
inline constexpr Word time_incomplete{"composer.time_incomplete"};
inline constexpr Word will_be_sent{"composer.will_be_sent"};
inline constexpr Word plan_later{"composer.plan_later"};
inline constexpr Word plan_resolve{"composer.plan_resolve"};
inline constexpr Word plan_snooze{"composer.plan_snooze"};
inline constexpr Word plan_remove{"composer.plan_remove"};
inline constexpr Word sending_soon{"composer.sending_soon"};
inline constexpr Word waits_until{"composer.waits_until"};
inline constexpr Word cancel_sending{"composer.cancel_sending"};
inline constexpr Word send_by{"composer.send_by"};
inline constexpr Word templates{"composer.templates"};
inline constexpr Word choose_template{"composer.choose_template"};
inline constexpr Word no_templates{"composer.no_templates"};
inline constexpr Word no_templates_hint{"composer.no_templates_hint"};
inline constexpr Word no_templates_match{"composer.no_templates_match"};
inline constexpr Word search_templates{"composer.search_templates"};
inline constexpr Word not_approved_yet{"composer.not_approved_yet"};
inline constexpr Word approval_takes{"composer.approval_takes"};
inline constexpr Word drafts_no_room{"composer.drafts_no_room"};
inline constexpr Word drafts_not_kept{"composer.drafts_not_kept"};
inline constexpr Word was_rejected{"composer.was_rejected"};
inline constexpr Word other_use{"composer.other_use"};
inline constexpr Word preview{"composer.preview"};
inline constexpr Word all_templates{"composer.all_templates"};
inline constexpr Word choices{"composer.choices"};
inline constexpr Word choices_question{"composer.choices_question"};
inline constexpr Word choice_title{"composer.choice_title"};
inline constexpr Word choice_detail{"composer.choice_detail"};
inline constexpr Word choices_hint{"composer.choices_hint"};
inline constexpr Word choices_empty_question{"composer.choices_empty_question"};
inline constexpr Word choices_none{"composer.choices_none"};
inline constexpr Word choices_long{"composer.choices_long"};
inline constexpr Word choices_twice{"composer.choices_twice"};
inline constexpr Word saved_new{"composer.saved_new"};
inline constexpr Word saved_title{"composer.saved_title"};
inline constexpr Word saved_shortcut{"composer.saved_shortcut"};
inline constexpr Word saved_body{"composer.saved_body"};
inline constexpr Word saved_hint{"composer.saved_hint"};
inline constexpr Word saved_delete{"composer.saved_delete"};
inline constexpr Word saved_kept{"composer.saved_kept"};
inline constexpr Word emoji_table{"emoji.table"};
inline constexpr Word saved_no_title{"composer.saved_no_title"};
inline constexpr Word saved_no_text{"composer.saved_no_text"};
inline constexpr Word choice_untitled{"composer.choice_untitled"};

// ---- files in the composer
inline constexpr Word attach{"attach.attach"};
inline constexpr Word act_attach_also{"attach.also"};
inline constexpr Word attach_files{"attach.files"};
inline constexpr Word attach_remove{"attach.remove"};
inline constexpr Word attach_cancel{"attach.cancel"};
inline constexpr Word attach_retry{"attach.retry"};
inline constexpr Word attach_failed{"attach.failed"};
inline constexpr Word attach_refused{"attach.refused"};
inline constexpr Word attach_about{"attach.about"};
inline constexpr Word attach_hint{"attach.hint"};
inline constexpr Plural attach_limit{"attach.limit"};
inline constexpr Word attach_empty{"attach.empty"};
inline constexpr Word attach_type_refused{"attach.type_refused"};
inline constexpr Word attach_too_large{"attach.too_large"};
inline constexpr Plural attach_too_many{"attach.too_many"};
inline constexpr Word attach_together{"attach.together"};
inline constexpr Word attach_not_uploaded{"attach.not_uploaded"};
inline constexpr Word attach_offline{"attach.offline"};
inline constexpr Word attach_wait{"attach.wait"};
inline constexpr Word attach_remove_first{"attach.remove_first"};
inline constexpr Word attach_no_conversation{"attach.no_conversation"};
inline constexpr Word attach_not_in_note{"attach.not_in_note"};
inline constexpr Word attach_drop_here{"attach.drop_here"};
inline constexpr Word attach_ready{"attach.ready"};
inline constexpr Plural attach_several{"attach.several"};
inline constexpr Word attach_at_once{"attach.at_once"};

// ---- drafts for one's other devices
inline constexpr Word text_too_long{"composer.text_too_long"};
inline constexpr Word draft_too_long{"composer.draft_too_long"};
inline constexpr Word drafts_too_many{"composer.drafts_too_many"};

// ---- what was refused, with its limit
inline constexpr Word text_longer_than{"refusal.text_longer_than"};
inline constexpr Word list_full_at{"refusal.list_full_at"};
inline constexpr Word copy_refused{"say.copy_refused"};

}  // namespace tributary::app::words
