#pragma once
// What the screen is showing: never a fact about conversations, those live in the session. Panes read it
// and write only the scroll positions; App writes the rest when it acts on an intent.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/types.h"
#include "core/inbox/attachment.h"
#include "core/view/inbox_list.h"
#include "web/app/admin_data.h"
#include "web/app/channels.h"
#include "web/app/contact_cards.h"
#include "web/app/composer_state.h"
#include "web/app/intent.h"
#include "web/app/library.h"
#include "web/app/pending_file.h"
#include "web/app/node_id.h"
#include "web/app/people_state.h"
#include "web/app/preferences.h"
#include "web/app/rect.h"
#include "web/app/several_messages.h"
#include "web/app/thread_map.h"

namespace tributary::app {

struct Scroll {
  double y = 0;            // px; double, for a hundred thousand rows are millions of px
  std::uint64_t node = 0;  // the scroller that shows it: what the person moves there is meant for this
};

// The menus of the list's head and of what is picked.
struct ListMenu {
  ListMenuKind kind = ListMenuKind::none;
  FilterPart part = FilterPart::none;
  NodeId opener = 0;        // gets the focus back
  Rect anchor, box;         // its button, and where it was drawn: a press elsewhere closes it
  Scroll scroll;
  std::string problem;      // with the name of a view
};

// A reaction that stands on the message it answers, once that is loaded.
struct ThreadChip { MessageId reaction, target; bool placed = false, sought = false; };

// The thread's scroll is tied to an entry, not to a number of pixels: entries above may still be estimates.
struct ThreadScroll {
  Scroll bar;
  bool at_bottom = true;
  bool near_bottom = true;       // so near that a new message pulls the view along
  bool jump = false;             // asked for: to the bottom
  std::uint64_t show = 0;        // asked for: this entry, in view
  bool show_high = false;        // … a quarter from the top: a search found it
  ThreadMap map;                 // what is known of heights, and of …
  ThreadId of;                   // … which thread, in which state
  std::uint64_t version = 0, reorders = 0;
  std::vector<ThreadChip> chips; // the reactions among its entries
  std::int64_t newest = 0;       // one past the last entry when it was laid out last
  std::int64_t anchor = 0;       // the entry at the top of the view …
  double anchor_offset = 0;      // … and how far its top lies above it
  std::uint64_t fresh_key = 0;   // the first entry that was new when the thread was opened, or while nobody looked
  bool fresh_known = false;
  std::int64_t seen = 0;         // one past the last entry when the bottom was last in view: what comes below is "n new"
};

// A menu for what was pointed at.
struct ContextMenu {
  enum class Of : std::uint8_t { nothing, conversation, message, person } of = Of::nothing;
  ConversationId conversation;
  std::uint64_t entry = 0;   // the message
  std::uint64_t opener = 0;  // gets the focus back
  float x = 0, y = 0;        // where it was asked for
  Rect box;                  // where it was drawn: a press elsewhere closes it
};

// The preferences page: the action whose new keys are being pressed.
struct KeyCapture {
  std::string action, pressed;   // pressed: so far
  std::string taken_by;          // the action that has them already
  bool reserved = false;         // the last press was nobody's to take
  double until_ms = 0;           // a second press may follow until then
};

// A reply that the relay refused after it had been shown, or a conversation that was to begin.
struct NotSent {
  CommandId command;
  ConversationId conversation;
  std::string text, reason;
  Instant at;
  std::string code = {};  // of the refusal: the reason in other languages
  Attachments attachments = {};
  std::string asked = {};  // choices and templates: the whole of what was asked, to be edited in its dialog; `text` is how it reads
  std::string to = {};     // of a conversation that was to begin, which has none yet: the number
  SendPlan plan = {};      // of a reply: when it was to leave, and what was to follow
};

struct Toast {
  std::uint64_t number = 0;
  std::string text;
  bool bad = true;
  double until_ms = 0;
  std::optional<Intent> undo;  // what the person may take back with it
  std::uint64_t subject = 0;   // what was changed: the next about the same takes its place; 0: nothing in particular
};
inline constexpr double undo_toast_ms = 10'000;
inline constexpr std::size_t toasts_shown_max = 3;  // older ones wait beneath: what they offer can still be taken by key

struct SignInForm {
  std::string email, password, error;
  bool busy = false, again = false;  // again: signed out while at work
  bool elsewhere = false;            // … in another tab
};

enum class Page : std::uint8_t { starting, sign_in, inbox, admin, preferences, contact, library, channels };
// A conversation can be on the screen.
constexpr bool shows_conversations(Page page) { return page == Page::inbox || page == Page::contact; }

// One dialog at a time covers the page; the focus goes back where it was.
enum class Dialog : std::uint8_t {
  none, palette, sheet, templates, choices, later,
  search, tags, merge, customer,                                        // searched by typing (picker.h)
  tag_form, snooze_date, customer_form, merge_preview, reply_form, team_form, template_form, password_form, account_form, account_auth, api_token, note_form, new_conversation  // fields (form_pane.cpp)
};
constexpr bool is_picker(Dialog kind) { return kind >= Dialog::search && kind <= Dialog::customer; }
// What was typed there is nobody's business once it is closed.
constexpr bool is_secret(Dialog kind) { return kind >= Dialog::password_form && kind <= Dialog::account_auth; }
constexpr bool is_form(Dialog kind) { return kind >= Dialog::tag_form && kind <= Dialog::new_conversation; }
struct DialogState {
  Dialog kind = Dialog::none;
  std::string query;
  int chosen = 0;                // palette: the option that Enter takes
  struct Person { ConversationId conversation; std::string name, folded; };
  std::vector<Person> people;    // palette: whom one can go to, the latest first; gathered when it opens
  Scroll scroll;
  bool told = true;              // palette: how many there are has been said
  bool follow = false;           // palette: bring the chosen option into view
  std::uint64_t focus_before = 0;
  ConversationId conversation;   // what it is about
  ContactId contact, other;
  TagId tag;
  CustomerId customer;
  NoteId note;
  std::string account;           // provider's, as REST spells it; empty: a new one
  LibraryThing thing;
  DateFor date_for = DateFor::one;
};

// A picture of the open thread, large over the page; no message: none.
struct Lightbox {
  MessageId message;
  std::uint32_t index = 0;
  float zoom = 1, x = 0, y = 0;      // how far it was moved from the middle
  float from_x = 0, from_y = 0;      // the pointer, while it is held down
  bool held = false;
  std::uint64_t focus_before = 0;
};

// The neighbours of the open conversation in the list, whose words are not drawn yet, and where its panes stand (rehearsal.h).
struct Beside {
  std::vector<ConversationId> waiting;
  Rect header, log, contact;
};

struct UiState {
  struct Waiting { std::uint64_t what = 0; double since_ms = 0, asked_ms = 0; } waiting;  // for what the screen waits now
  Preferences prefs;
  Page page = Page::starting;
  InboxView view = InboxView::all;
  ListFilter filter;
  Picks picks;
  ListMenu list_menu;
  ConversationId open;
  Beside beside;
  bool thread_shown = false;  // narrow: the thread covers the list
  Scroll list, admin_scroll, contact_scroll;
  ConversationId list_follows;  // bring this row into view once
  ThreadScroll thread;
  DialogState dialog;
  KeyCapture capture;
  Scroll preferences_scroll;
  float preferences_height = 0;  // as it was drawn last
  std::vector<std::string> recent_actions;  // newest first
  bool assign_menu = false, more_menu = false, snooze_menu = false;
  bool menu_open() const { return assign_menu || more_menu || snooze_menu; }
  void close_menus() { assign_menu = more_menu = snooze_menu = false; }
  Scroll menu_scroll;
  LibraryState library;
  Scroll library_scroll;
  ChannelsState channels;
  Scroll channels_scroll;
  FormState form, unsent_conversation, begun_conversation;  // begun: gives way to one that was refused, until that is done
  SearchState search;
  CustomerSearch customers;
  Seek seek;
  ContactEdit contact_edit;
  ContactId contact_page;         // whom the contact page shows
  float contact_height = 0;       // of the contact pane, as it was drawn last
  std::uint64_t menu_button = 0;  // where the open menu hangs, and where the focus goes back to
  bool contact_drawer = false;    // the details lie over the thread, where they are no column
  int menu_item = 0;
  float menu_x = 0, menu_y = 0, menu_w = 0, menu_h = 0;  // where it hangs, its button included: a press elsewhere closes it
  ContextMenu context;
  std::map<ConversationId, std::string> drafts;
  std::vector<std::uint64_t> unfolded;                       // changes in a row that were opened, by the seq of one of them
  Lightbox lightbox;
  std::vector<CardFile> cards;                               // that were asked for, in this order
  std::map<ConversationId, std::vector<PendingFile>> files;  // of the drafts
  bool files_over = false;                                   // held over the page
  ComposerState composer;
  std::vector<NotSent> not_sent;
  std::vector<SentTogether> sent_together;                   // newest last
  void forget_written();                                     // by whoever was here
  std::vector<Toast> toasts;
  SignInForm sign_in;
  bool has_password = true;    // who is here; where it is not known the field is shown, and may stay empty
  AdminData admin;
  bool page_visible = true, online = true, dark = false;
  bool new_version = false;
  bool coming = false;  // what was asked for last waits for the program's second part
  Page start_in = Page::inbox;  // the address asked for it before we knew who is here
  double link_lost_ms = 0;    // 0: live, or lost for less than a frame
  double next_try_ms = 0;     // of the connection
  double read_since_ms = 0;   // when the open thread's bottom came into a focused page
  std::uint32_t read_count = 0;
  // What the agent has seen of the open conversation (stale_send.h); growing: seen since since_ms, not for long enough yet.
  struct Seen { ConversationId conversation; bool known = false; std::uint32_t messages = 0, growing = 0; double since_ms = 0; } seen;
  // A send that was stopped because something newer arrived: what its author had seen by then, and what they wanted of it.
  struct Stale { ConversationId conversation; std::uint32_t seen = 0; bool anyway = false; SendPlan plan = {}; } stale;
  bool speaks = true;         // of this person's tabs, the one that announces and sounds
  double leaving_ms = 0;      // signing out was asked for while something waits: until then, once more means it
};

}  // namespace tributary::app
