#pragma once
// What a person wants, as a pane understood it. Panes return intents; only App acts on them.
#include <string>
#include <variant>
#include <vector>

#include "core/base/types.h"
#include "core/view/inbox_list.h"
#include "web/app/preferences.h"

namespace tributary::app::intent {

struct SignIn {};
struct SignOut {};
struct OpenView { InboxView view = InboxView::mine; };
struct OpenAdmin {};
struct OpenConversation { ConversationId conversation; };
struct BackToList {};
struct CloseConversation {};                      // none is open any more
struct ToggleTheme {};                            // light or dark, the quick switch
struct StepConversation { int by = 1; };          // down or up the list
struct StepView { int by = 1; };
struct FocusThread {};
struct FocusList {};                              // or the list itself where one pane is shown at a time
struct StepMessage { int by = 1; };
struct FocusComposer { ConversationId conversation; };
struct OpenPreferences {};
struct OpenPalette {};
struct OpenSheet {};
struct CloseDialog {};
struct RunOption { int option = 0; };             // of the palette
struct CaptureKeys { std::string action; };       // empty: no longer
struct TakeKeys {};                               // what was captured, even from another action
// `told`: said in a toast that offers to take it back.
struct SetPreferences { Preferences prefs; std::string told; };
struct Undo {};                                   // what the newest toast offers

struct Send { ConversationId conversation; };
struct SendAgain { MessageId message; };
struct MarkAsSent { MessageId message; };
struct EditNotSent { CommandId command; };       // the text goes back into the composer
struct ToggleAssignMenu {};
struct ToggleMoreMenu {};                         // what the header has no room for
struct ToggleContact {};                          // the details: a column where there is room, else a drawer
struct CloseMenu {};
struct Assign { ConversationId conversation; AgentId to; };
struct Resolve { ConversationId conversation; };
struct ResolveAndNext { ConversationId conversation; };
struct SendAndResolve { ConversationId conversation; };
struct Reopen { ConversationId conversation; };
struct MarkRead { ConversationId conversation; std::uint32_t count = 0; };
struct LoadOlder { ThreadId thread; };
struct JumpToLatest {};

struct CopyText { std::string text; };
struct CloseContextMenu {};

struct RefreshAdmin {};
struct Replay { std::int64_t item = 0; };

struct DismissToast { std::uint64_t number = 0; };
struct RetryNow {};
struct Reload {};

}  // namespace tributary::app::intent

namespace tributary::app {

using IntentOneOf = std::variant<intent::SignIn, intent::SignOut, intent::OpenView, intent::OpenAdmin, intent::OpenConversation, intent::BackToList, intent::CloseConversation,
                            intent::StepConversation, intent::StepView, intent::FocusThread,
                            intent::FocusList, intent::StepMessage, intent::FocusComposer, intent::OpenPreferences, intent::OpenPalette,
                            intent::OpenSheet, intent::CloseDialog, intent::RunOption, intent::CaptureKeys, intent::TakeKeys, intent::SetPreferences, intent::Undo, intent::ResolveAndNext, intent::SendAndResolve, intent::ToggleTheme, intent::Send, intent::SendAgain, intent::MarkAsSent, intent::EditNotSent,
                            intent::ToggleAssignMenu, intent::ToggleMoreMenu, intent::ToggleContact, intent::CloseMenu, intent::Assign, intent::Resolve, intent::Reopen, intent::MarkRead,
                            intent::LoadOlder, intent::JumpToLatest, intent::RefreshAdmin, intent::Replay, intent::DismissToast,
                            intent::RetryNow, intent::Reload, intent::CopyText, intent::CloseContextMenu>;
// Of its own for the same reason as Command (core/inbox/catalogue.h).
struct Intent : IntentOneOf {
  using IntentOneOf::variant;
  Intent();
  Intent(const Intent&);
  Intent(Intent&&) noexcept;
  Intent& operator=(const Intent&);
  Intent& operator=(Intent&&) noexcept;
  ~Intent();
};
using Intents = std::vector<Intent>;

}  // namespace tributary::app
