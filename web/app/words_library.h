#pragma once
// Words of the page of saved replies, tags and teams; what words.h says of words is true of these.
#include "web/app/word.h"

namespace tributary::app::words::library {

inline constexpr Word title{"library.title"};
inline constexpr Word act_also{"library.act_also"};
inline constexpr Word hint{"library.hint"};
inline constexpr Word open{"library.open"};
inline constexpr Word teams{"library.teams"};
inline constexpr Word replies_hint{"library.replies_hint"};
inline constexpr Word tags_hint{"library.tags_hint"};
inline constexpr Word teams_hint{"library.teams_hint"};
inline constexpr Word teams_hint_agent{"library.teams_hint_agent"};
inline constexpr Word find{"library.find"};
inline constexpr Word reply_new{"library.reply_new"};
inline constexpr Word reply_edit{"library.reply_edit"};
inline constexpr Word tag_new{"library.tag_new"};
inline constexpr Word team_new{"library.team_new"};
inline constexpr Word team_edit{"library.team_edit"};
inline constexpr Word archived{"library.archived"};
inline constexpr Plural used{"library.used"};
inline constexpr Word replies_none{"library.replies_none"};
inline constexpr Word teams_none{"library.teams_none"};
inline constexpr Word members{"library.members"};
inline constexpr Word members_none{"library.members_none"};
inline constexpr Word members_most{"library.members_most"};
inline constexpr Plural team_archive_hint{"library.team_archive_hint"};
inline constexpr Word folder{"library.folder"};
inline constexpr Word blanks{"library.blanks"};
inline constexpr Word blank_insert{"library.blank_insert"};
inline constexpr Word blanks_known{"library.blanks_known"};
inline constexpr Word blanks_other{"library.blanks_other"};
inline constexpr Word preview{"library.preview"};
inline constexpr Word deleted{"library.deleted"};
inline constexpr Word gone{"library.gone"};
inline constexpr Word too_long{"library.too_long"};
inline constexpr Word shortcut_taken{"library.shortcut_taken"};
inline constexpr Word shortcut_word{"library.shortcut_word"};
inline constexpr Word full{"library.full"};
inline constexpr Word manage{"library.manage"};
inline constexpr Word back_to{"library.back_to"};

// ---- templates
inline constexpr Word templates_act{"library.templates_act"};
inline constexpr Word templates_act_also{"library.templates_act_also"};
inline constexpr Word templates_hint{"library.templates_hint"};
inline constexpr Word templates_hint_agent{"library.templates_hint_agent"};
inline constexpr Word templates_none{"library.templates_none"};
inline constexpr Word templates_unread{"library.templates_unread"};
inline constexpr Word templates_read{"library.templates_read"};
inline constexpr Word templates_not_read{"library.templates_not_read"};
inline constexpr Word templates_full{"library.templates_full"};
inline constexpr Word template_new{"library.template_new"};
inline constexpr Word template_edit{"library.template_edit"};
inline constexpr Word template_free{"library.template_free"};
inline constexpr Word template_approved{"library.template_approved"};
inline constexpr Word template_rejected{"library.template_rejected"};
inline constexpr Word template_paused{"library.template_paused"};
inline constexpr Word template_disabled{"library.template_disabled"};
inline constexpr Word template_not_handed_in{"library.template_not_handed_in"};
inline constexpr Word template_reason{"library.template_reason"};
inline constexpr Word template_no_reason{"library.template_no_reason"};
inline constexpr Word template_elsewhere{"library.template_elsewhere"};
inline constexpr Word template_words_elsewhere{"library.template_words_elsewhere"};
inline constexpr Word use{"library.use"};
inline constexpr Word use_any{"library.use_any"};
inline constexpr Word use_start{"library.use_start"};
inline constexpr Word use_reply{"library.use_reply"};
inline constexpr Word use_window{"library.use_window"};
inline constexpr Word channel{"library.channel"};
inline constexpr Word category{"library.category"};
inline constexpr Word utility{"library.utility"};
inline constexpr Word marketing{"library.marketing"};
inline constexpr Word language{"library.language"};
inline constexpr Word labels{"library.labels"};
inline constexpr Word labels_example{"library.labels_example"};
inline constexpr Word labels_most{"library.labels_most"};
inline constexpr Word samples_hint{"library.samples_hint"};
inline constexpr Word sample_for{"library.sample_for"};
inline constexpr Word template_again{"library.template_again"};
inline constexpr Word template_handed_in_hint{"library.template_handed_in_hint"};
inline constexpr Word template_handed_in{"library.template_handed_in"};
inline constexpr Word template_kept{"library.template_kept"};
inline constexpr Word template_taken{"library.template_taken"};
inline constexpr Word language_wrong{"library.language_wrong"};
inline constexpr Word template_no_text{"library.template_no_text"};
inline constexpr Word template_unchanged{"library.template_unchanged"};
inline constexpr Word template_unclear{"library.template_unclear"};

}  // namespace tributary::app::words::library
