#pragma once
// Words of the page of provider accounts and API tokens; what words.h says of words is true of these.
#include "web/app/word.h"

namespace tributary::app::words::channels {

inline constexpr Word title{"channels.title"};
inline constexpr Word act_also{"channels.act_also"};
inline constexpr Word hint{"channels.hint"};
inline constexpr Word failed{"channels.failed"};
inline constexpr Word offline{"channels.offline"};
inline constexpr Word unclear{"channels.unclear"};
inline constexpr Word copy{"channels.copy"};

// ---- accounts
inline constexpr Word accounts{"channels.accounts"};
inline constexpr Word accounts_hint{"channels.accounts_hint"};
inline constexpr Word accounts_none{"channels.accounts_none"};
inline constexpr Word account_new{"channels.account_new"};
inline constexpr Word account_edit{"channels.account_edit"};
inline constexpr Word environment{"channels.environment"};
inline constexpr Word sid{"channels.sid"};
inline constexpr Word sid_wrong{"channels.sid_wrong"};
inline constexpr Word auth{"channels.auth"};
inline constexpr Word auth_needed{"channels.auth_needed"};
inline constexpr Word sms{"channels.sms"};
inline constexpr Word whatsapp{"channels.whatsapp"};
inline constexpr Word numbers_needed{"channels.numbers_needed"};
inline constexpr Word hook_messages{"channels.hook_messages"};
inline constexpr Word hook_calls{"channels.hook_calls"};
inline constexpr Word hook_states{"channels.hook_states"};
inline constexpr Word rotate{"channels.rotate"};
inline constexpr Word rotate_hint{"channels.rotate_hint"};
inline constexpr Word rotating{"channels.rotating"};
inline constexpr Word forget{"channels.forget"};
inline constexpr Word disconnect{"channels.disconnect"};
inline constexpr Word disconnect_sure{"channels.disconnect_sure"};
inline constexpr Word sms_off{"channels.sms_off"};
inline constexpr Word whatsapp_off{"channels.whatsapp_off"};
inline constexpr Word number_off_sure{"channels.number_off_sure"};
inline constexpr Word disconnected{"channels.disconnected"};
inline constexpr Word disconnected_hint{"channels.disconnected_hint"};
inline constexpr Word connect{"channels.connect"};
inline constexpr Word connect_hint{"channels.connect_hint"};

// ---- API tokens
inline constexpr Word tokens{"channels.tokens"};
inline constexpr Word tokens_hint{"channels.tokens_hint"};
inline constexpr Word tokens_none{"channels.tokens_none"};
inline constexpr Word token_new{"channels.token_new"};
inline constexpr Word scopes{"channels.scopes"};
inline constexpr Word scopes_needed{"channels.scopes_needed"};
inline constexpr Word scope_read{"channels.scope_read"};
inline constexpr Word scope_send{"channels.scope_send"};
inline constexpr Word scope_templates{"channels.scope_templates"};
inline constexpr Word scope_admin{"channels.scope_admin"};
inline constexpr Word days{"channels.days"};
inline constexpr Word created{"channels.created"};
inline constexpr Word expires{"channels.expires"};
inline constexpr Word revoke{"channels.revoke"};
inline constexpr Word revoke_sure{"channels.revoke_sure"};
inline constexpr Word revoked{"channels.revoked"};
inline constexpr Word secret{"channels.secret"};

}  // namespace tributary::app::words::channels
