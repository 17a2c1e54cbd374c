#pragma once
// What a person wants, as a pane understood it. Panes return intents; only App acts on them.
#include <string>
#include <variant>
#include <vector>

#include "core/base/types.h"
#include "core/inbox/catalogue.h"
#include "core/inbox/many.h"
#include "core/view/list_filter.h"
#include "web/app/change_back.h"
#include "web/app/library.h"
#include "web/app/list_state.h"
#include "web/app/preferences.h"

namespace tributary::app {
enum class Dialog : std::uint8_t;        // ui_state.h
enum class DateFor : std::uint8_t { one, picked, sending };  // what a date of one's own puts away: a conversation, all that is picked, or one with what is written in it sent
enum class ContactPart : std::uint8_t;   // people_state.h
}  // namespace tributary::app

namespace tributary::app::intent {

struct SignIn {};
struct SignOut {};
struct OpenView { InboxView view = InboxView::mine; };
struct OpenAdmin {};
struct OpenChannels {};
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
struct SendAnyway { ConversationId conversation; };   // although something newer arrived
struct KeepEditing { ConversationId conversation; };
struct AskToNotify {};                            // of the system, before it is switched on
struct MarkAsSent { MessageId message; };
// Everything else that is asked of the composer; which members count is said by `what`.
struct Compose {
  enum class What : std::uint8_t {
    reply_tab, note_tab,                       // conversation
    open_menu, close_menu,                     // index: ComposerState::Menu
    send_and_resolve, send_and_snooze, send_later,  // conversation, at
    take_back,                                 // message: cancelled, its text back in the composer
    elsewhere,                                 // message, number, identity: sent again by another channel
    choose_suggestion,                         // index
    saved_replies,                             // conversation: their list at the caret
    drop_plan,                                 // conversation: what was kept of a reply that was not sent
    open_templates, choose_template, send_template,  // chosen; none: back to the list
    open_choices, send_choices, open_later, send_at_typed,
    open_snooze_date,                          // conversation: to send, and snooze until a date of one's own
    open_saved_reply,                          // conversation
    insert_saved_reply,                        // conversation, saved: at the caret
  } what = What::reply_tab;
  ConversationId conversation = {};
  Instant at = {};
  int index = 0;
  MessageId message = {};
  NumberId number = {};
  IdentityId identity = {};
  TemplateId chosen = {};
  SavedReplyId saved = {};
};
struct EditNotSent { CommandId command; };       // what was written goes back where it is edited
struct DiscardForm {};                            // the new conversation that was refused, and is not to be sent any more
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
struct AttachFiles {};                            // opens the browser's chooser
struct RemoveFile { ConversationId conversation; int file = 0; };
struct RetryFile { ConversationId conversation; int file = 0; };
struct ShowEntry { std::uint64_t key = 0; };      // an entry of the open thread, wherever it lies
struct ToggleFold { std::uint64_t first = 0; bool open = false; };  // of changes in a row; open: as it is now
struct OpenLightbox { MessageId message; std::uint32_t index = 0; };
struct CloseLightbox {};
struct ReadCard { MessageId message; std::uint32_t index = 0; };  // what stands in a contact card
struct LoadOlder { ThreadId thread; };
struct JumpToLatest {};

struct CopyText { std::string text; };
struct AskMenu { std::uint64_t node = 0; float x = 0, y = 0; };  // of whatever the browser asks one for
struct CloseContextMenu {};

// ---- the list: what it shows, what is picked in it
struct ShowList { InboxView view = InboxView::all; ListFilter filter; };
struct OpenListMenu { ListMenuKind menu = ListMenuKind::none; FilterPart part = FilterPart::none; };  // the same again, or none: closed
struct Pick { ConversationId conversation; bool range = false; };  // or unpick; range: all from the one picked last
struct PickHere {};                               // the row one stands on
struct PickStep { int by = 1; };                  // this one and the next
struct PickAll {};
struct PickNone {};
struct ChangePicked { EachChange change; };
struct SnoozePicked { int choice = 0; };          // of D35's five
struct ChangeBack { std::vector<ChangeMany> commands; std::vector<Left> left = {}; std::size_t for_good = 0; };  // for_good: so many have no way back
struct SaveView {};                               // under the name in the field
struct RemoveView { std::string name; };
struct PutBackView { SavedView view; std::size_t at = 0; };  // one that was removed, where it stood

// Any command, at once. `told` is said in a toast, which offers to do `undo` when there is one; what changes one conversation
// knows its own way back (change_one.h).
struct Do { Command command; std::string told = {}; std::vector<Command> undo = {}; };
struct ToggleSnoozeMenu {};
struct OpenForm { Dialog kind; ConversationId conversation = {}; ContactId contact = {}, other = {}; TagId tag = {}; CustomerId customer = {}; std::string text = {}; LibraryThing thing = {}; DateFor date_for = DateFor::one; NoteId note = {}; std::string account = {}; };  // account: as REST spells it
struct OpenLibrary { LibraryPart part = LibraryPart::replies; };
struct ReadTemplates { bool anew = false; };       // what the relay knows of them; anew: what the provider has now
struct RemoveThing { LibraryThing thing; };       // a saved reply is deleted, a tag or a team archived; it can be undone
struct InsertBlank { std::string name; };         // into the text of the saved reply that is being written
struct MoreFound {};                              // the next page of what the relay found
struct SubmitForm {};                             // the dialog's own button: reads its fields
struct CreateTag { ConversationId conversation; std::string name; };  // and puts it on the conversation
struct JumpToEntry { ConversationId conversation; std::uint64_t entry = 0; };  // the thread's key of a message or note
struct OpenContact { ContactId contact; };        // the contact page
struct EditContact { ContactPart part; ContactId contact = {}; int rows = 0; };  // none: no longer
struct KeepContact {};                            // what is being edited in the contact pane

struct RefreshAdmin {};
struct Settle { std::int64_t item = 0; bool dismiss = false; };  // a webhook in quarantine: tried again, or set aside
// What an admin does about the relay or a person; `person` as REST spells them.
struct Administer {
  enum class What : std::uint8_t { release, add, activate, deactivate, make_admin, make_agent, sign_out } what = What::release;
  std::string person;
};

// Of provider accounts and API tokens, by their ids as REST spells them: their lists are read, an account's previous Auth Token
// is no longer accepted, it or a number of it is disconnected, a token ends.
struct ChangeChannels {
  enum class What : std::uint8_t { read, forget, disconnect, disconnect_sms, disconnect_whatsapp, revoke } what = What::read;
  std::string id = {};
};

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
                            intent::LoadOlder, intent::JumpToLatest, intent::RefreshAdmin, intent::Settle, intent::DismissToast,
                            intent::RetryNow, intent::Reload, intent::CopyText, intent::AskMenu, intent::CloseContextMenu, intent::AttachFiles, intent::RemoveFile,
                            intent::RetryFile, intent::ShowEntry, intent::JumpToEntry, intent::ToggleFold, intent::OpenLightbox, intent::CloseLightbox, intent::ReadCard,
                            intent::SendAnyway, intent::KeepEditing, intent::AskToNotify, intent::ShowList, intent::OpenListMenu, intent::Pick,
                            intent::PickHere, intent::PickStep, intent::PickAll, intent::PickNone, intent::ChangePicked, intent::SnoozePicked,
                            intent::ChangeBack, intent::SaveView, intent::RemoveView, intent::PutBackView, intent::Compose, intent::Do, intent::ToggleSnoozeMenu,
                            intent::OpenForm, intent::MoreFound, intent::SubmitForm, intent::DiscardForm, intent::CreateTag, intent::OpenContact, intent::EditContact,
                            intent::KeepContact, intent::Administer, intent::OpenChannels, intent::ChangeChannels, intent::OpenLibrary, intent::RemoveThing, intent::InsertBlank, intent::ReadTemplates>;
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
