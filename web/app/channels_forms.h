#pragma once
// Dialogs of a provider account, of its next Auth Token and of an API token.
#include <array>

#include "web/app/frame.h"
#include "web/app/word.h"

namespace tributary::app {

void account_form(Frame&, Rect page);
void account_auth_form(Frame&, Rect page);
void api_token_form(Frame&, Rect page);
// What their fields hold when they appear.
void channel_first_texts(const DialogState&, FormState&, const std::string& name);

struct TokenScope { std::string_view code; Word word; };
std::array<TokenScope, 4> token_scopes();
inline constexpr int token_days[] = {7, 30, 90, 365};
enum : int { account_name, account_sid, account_auth, account_sms, account_whatsapp };  // fields of an account
inline constexpr int next_auth = 0, token_name = 0;                                     // the only ones of the others
const ProviderAccount* account_shown(const UiState&);                                   // which the dialog is about; nullptr: a new one

namespace nodes {
NodeId token_scope(std::size_t index);
}  // namespace nodes

}  // namespace tributary::app
