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

}  // namespace tributary::app::words::library
