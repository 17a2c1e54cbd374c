#pragma once
// The app: one frame is session -> panes -> intents -> commands. It owns everything and keeps nothing twice.
#include <functional>
#include <memory>
#include <optional>

#include "web/app/address.h"
#include "web/app/announcer.h"
#include "web/app/frame.h"
#include "web/app/keymap.h"
#include "web/app/link.h"
#include "web/app/notifier.h"
#include "web/app/passages.h"
#include "web/app/presence.h"

namespace tributary::app {

struct NewConversation;  // form_pane.h
struct StartBody;        // people_bodies.h

class App final : public platform::App {
 public:
  App();
  void event(const platform::Event&) override;
  int frame(double dt_s) override;

 private:
  static constexpr std::string_view recent_key = "recent_actions";

  // ---- app.cpp: the frame
  void prepare();
  int draw(double dt_s);
  void follow_preferences();
  void after(const Frame&);
  void let_go_of_history();
  void open_thread();
  void load_beside();
  void take_notices();
  void prune_toasts();
  void leave_notice();  // app_notices.cpp
  bool keep_preferences();  // true: they are others than a frame ago
  void keep_told();
  void tend_preferences();
  void hear_of_preferences();
  Instant now() const;

  // ---- app_events.cpp: what the browser tells
  void key(const platform::Event&);
  bool escape();
  void went(std::string_view hash);
  void field_changed(const platform::Event&);
  void fetched(const platform::Event&);
  void pressed(const platform::Event&);
  void focused(NodeId);
  void found(NodeId entry);
  void words_arrived(const platform::Event&);
  void heard();
  void show_presence();
  void permission(const platform::Event&);
  void copied(bool took);

  // ---- app_actions.cpp: what keys and the palette ask for
  void take_keys(Frame&);
  void step_conversation(int by);
  void step_view(int by);
  void step_message(int by);
  void focus_thread();
  void focus_list();
  void resolve_and_next(ConversationId, const std::function<bool()>& brought_by = {});
  void set_preferences(const intent::SetPreferences&);
  void undo();

  // ---- app_preferences.cpp: what the relay keeps of them
  void share_preferences();
  void take_over_preferences(const std::string& before, const std::string& me);
  void preferences_answered(const platform::Event&);
  void preferences_refused(const platform::Event&);

  // ---- app_later.cpp: what waits for the program's second part
  bool waits_for_later(const Intent&);
  void tend_later();

  // ---- app_dialogs.cpp: the palette and the sheet
  void open_dialog(Dialog);
  void close_dialog();
  bool walk_palette(std::string_view key);
  void run_option(int index);
  void take_option(Frame&, int index);
  void remember_recent(std::string_view names);
  void take_picked(Frame&, int index);
  void tell_results(Frame&);
  // ---- app_people.cpp, app_forms.cpp: dialogs of lists and fields, the search, the contact page
  bool do_command(const intent::Do&, const std::function<bool()>& brought_by = {});
  void open_form(const intent::OpenForm&);
  void keep_unsent();
  void create_tag(const intent::CreateTag&);
  void tend_search();
  void ask_relay_search(bool more);
  void ask_relay_customers();
  bool people_fetched(const platform::Event&);
  void show_entry(const intent::JumpToEntry&);
  void tend_seek();
  void open_contact(ContactId);
  void tend_contact_page();
  void submit_form();
  void snooze_to_date();
  void snooze_one(Instant until);
  void save_customer();
  void save_note();
  void merge();
  void start_conversation();
  void start_answered(const platform::Event&);
  void start_in_turn(const NewConversation&, const StartBody&);
  void start_done(FormState&);
  void edit_start(const NotSent&, const StartConversation&);
  void discard_start();
  void edit_contact(const intent::EditContact&);
  void keep_contact();
  // ---- app_library.cpp: saved replies, tags and teams
  void open_library(LibraryPart);
  void show_part(LibraryPart);
  void remove_thing(const LibraryThing&);
  void insert_blank(const std::string& name);
  void save_reply();
  void reply_refused(const SaveReply&);
  void save_tag();
  void save_team();
  bool fits(int field, const std::string& text, int characters_max);
  void wrong_in(int field, std::string why);
  bool shortcut_usable(const std::string& shortcut, SavedReplyId of);
  // ---- app_templates.cpp: the same page's templates
  void read_templates_list(bool anew);
  void templates_fetched(const platform::Event&);
  bool template_usable(const MessageTemplate&, const MessageTemplate* known);
  void save_template();
  void template_saved(const platform::Event&);
  // ---- app_channels.cpp: provider accounts and API tokens
  void tend_channels();
  void read_channels();
  void change_channels(const intent::ChangeChannels&);
  void save_account();
  void make_token();
  void token_made(std::string_view body);
  void channels_fetched(const platform::Event&);
  // ---- app_password.cpp: one's own
  void change_password();
  void password_answered(const platform::Event&);
  // ---- app_capture.cpp: keys that are pressed to be remembered
  void capture_key(const KeyPress&);
  void keep_captured(bool from_others);
  void capture_time();
  void leave_capture();

  // ---- app_list.cpp: what the list shows and what is picked in it
  void place_list(InboxView, const ListFilter&);
  void show_list(InboxView, const ListFilter&);
  void open_list_menu(const intent::OpenListMenu&);
  void close_list_menu(bool back);
  std::optional<std::size_t> list_place() const;
  bool put_pick(ConversationId);
  void tell_picks() const;
  void pick(ConversationId, bool range);
  void pick_step(int by);
  void pick_all();
  void pick_none();
  void leave_picks();
  void change_picked(const EachChange&);
  void change_back(const intent::ChangeBack&);  // change_back.cpp
  void snooze_picked(int choice);
  void save_view();
  void remove_view(const std::string& name);
  void put_back_view(const SavedView&, std::size_t at);
  std::string wrong_with_view(const std::string& name);
  bool takes_all(const KeyPress&) const;
  const Action* meant(const Action*) const;
  void load_drafts_in_view();

  // ---- app_acts.cpp, app_intents.cpp: what a person wants
  void act(const Intent&);
  struct Acts;
  void open_conversation(ConversationId);
  void close_unnamed();
  void go();
  void toggle_menu(bool& menu);
  void toggle_contact();
  void back_to_list();
  void close_menu(bool back_to_button);
  void context_asked(const intent::AskMenu&);
  void close_context_menu(bool back);
  void send(ConversationId, const SendPlan&);
  bool send_and_snooze(ConversationId, const SendPlan&);
  bool send_reply(ConversationId, Instant at);
  void send_anyway(ConversationId);
  void keep_editing(ConversationId);
  void ask_to_notify();
  void sign_out();
  void keep_not_sent();
  void refused_late(const ClientSession::Notice&);
  bool give_back(const ClientSession::Notice&, const SendReply&);
  Instant grace_until() const;
  void edit_not_sent(CommandId);
  void toggle_fold(const intent::ToggleFold&);
  void close_lightbox();
  // ---- app_files.cpp: attachments of the composer
  void file_added(const platform::Event&);
  void file_told(const platform::Event&);
  void tend_files();
  void start_upload(ConversationId, int file);
  void remove_file(ConversationId, int file);
  void retry_file(ConversationId, int file);
  void add_file(ConversationId, Channel, const platform::Event&);
  void file_for_new(const platform::Event&);
  std::string take_files(ConversationId, Attachments&);
  bool send_all(const SendReply&, CommandId& first);
  void forget_files(ConversationId);
  void put_back_files(ConversationId, const Attachments&);
  // given: the id it got; one that it holds already is taken. why: told there instead of in a toast.
  bool ask(Command, CommandId* given = nullptr, std::string* why = nullptr);
  void refresh_admin();
  // ---- app_health.cpp, app_admin.cpp: how the relay is, and who may sign in
  void tend_health();
  void ask_health();
  bool health_fetched(const platform::Event&);
  void administer(const intent::Administer&);
  void administered(const platform::Event&, bool good);
  void settle_quarantined(const intent::Settle&);
  void quarantine_answered(const platform::Event&);
  // ---- refused_forms.cpp: forms that are there again
  bool tag_was_made(const ClientSession::Notice&);
  bool link_was_lost(const ClientSession::Notice&);
  void form_refused(const ClientSession::Notice&, const std::string& why);
  bool open_again(const intent::OpenForm&, const std::vector<std::string>& texts, const ClientSession::Notice&, const std::string& why);
  void edit_again(ContactPart, ContactId, const std::vector<std::string>& texts, const std::string& why);
  // change_one.cpp: and offers the way back. `brought_by`: what asks for the change, where it comes with a reply
  bool change_one(const EachChange&, const std::function<bool()>& brought_by = {}, std::string told = {});  // told: said of it in place of the usual words
  void toast(std::string text, bool bad, std::optional<Intent> undo = std::nullopt);
  // ---- app_drafts.cpp: what was begun, in this browser and at the relay
  void keep_draft(ConversationId, const std::string&);
  void keep_note(ConversationId, const std::string&);
  void load_draft(ConversationId);
  void load_note(ConversationId);
  std::string draft_key(ConversationId, bool note) const;
  void put_by(DraftBox::Key, const std::string& text, bool typed);
  void adopt_draft(DraftBox::Key, const std::string&);
  void mark_draft(DraftBox::Key);
  void know_drafts();
  void leave_drafts();
  void draft_written(DraftBox::Key, const std::string&);
  void draft_typed(DraftBox::Key);
  void save_drafts();
  void tend_drafts();
  bool hold_draft(DraftBox::Key, const std::string&);

  // ---- app_composer.cpp and app_composer_dialogs.cpp: tabs, the list at the caret, ways to send, dialogs
  void compose(const intent::Compose&);
  void show_tab(ConversationId, bool note);
  void composer_typed(NodeId field, const std::string& text);
  void look_for_list(NodeId field, const std::string& text);
  bool walk_suggestions(std::string_view key);
  bool close_list();
  bool choose_suggestion(int index);
  void move_to_note(const Suggestions&, const std::string& put);
  void call_saved_replies(ConversationId);
  void insert_saved_reply(const intent::Compose&);
  void put_words();
  SendOptions with_grace(Instant at) const;
  void tell_held(MessageId, Instant until, bool chosen);
  bool add_note(ConversationId, const std::string&);
  bool blanks_filled(std::string_view text);
  void send_from_menu(ConversationId, const SendPlan&);
  void take_back(MessageId);
  void followed_by_change(ConversationId, std::uint64_t said_before);
  bool change_goes_back(MessageId);
  bool left_already(MessageId) const;
  void drop_spent_offers();
  void send_elsewhere(const intent::Compose&);
  void close_send_menu(bool back_to_button);
  void note_refused(const AddNote&);
  void note_of_person_refused(const AddNote&);
  void compose_in_dialog(const intent::Compose&);
  void open_form(Dialog);
  void choose_template(TemplateId);
  void send_template();
  void send_choices();
  void sent_from_dialog(CommandId, const Command&, Instant until);
  void edit_in_dialog(const NotSent&);
  void fill_dialog(ConversationId, const Command& sent);
  SendOptions from_dialog() const;
  void send_at_typed();
  void open_saved_reply(ConversationId);
  bool possible_now(const Command&, Instant at);
  void say_wrong(std::string, NodeId at = 0);
  const std::string& typed_in(NodeId) const;

  std::unique_ptr<ClientSession> session_;
  UiState state_;
  Preferences kept_;  // as the browser has them
  // Of the relay's copy (shared_preferences.h): what it said last, what stood here when it was asked, and when it is told of a
  // change; 0: there is none. `revision`: of its last answer; `said`: the one it spoke of while it was being asked.
  struct { std::string told, asked, revision, said; double due_ms = 0; bool busy = false, heard = false, changing = false, anew = false; } preferences_;  // anew: heard of too late for what is busy
  Link link_;
  ThreadId thread_opened_;              // the one asked for last because it is open …
  ConversationId beside_;               // … and the conversation whose neighbours were asked for
  InboxRows inbox_;
  Announcer announcer_;
  Notifier notifier_;
  PresenceTeller presence_;
  Passages passages_;
  Input input_;
  Ui ui_;
  Intents intents_;
  Keymap keymap_;
  std::vector<const Action*> pressed_;  // by key, to be done in the next frame
  int option_ = -1;                     // of the palette, likewise
  std::string to_insert_;               // at the caret, when the palette has gone
  SendPlan plan_;                       // of the reply that is being sent …
  MessageId held_;                      // … and, if it waits for its time, which it is
  std::map<MessageId, intent::ChangeBack> followed_;  // how to take back what followed a reply that waits …
  std::map<MessageId, Command> held_dialogs_;         // … and what was sent from a dialog and waits
  Theme theme_;
  platform::PageColours colours_;
  float zoom_ = 1;
  std::string asked_language_;
  std::optional<Intent> waiting_;       // for the program's second part
  bool later_asked_ = false;
  bool words_missing_ = false;  // they could not be fetched: asked for again when the network is back
  std::uint64_t toast_number_ = 0;
  std::uint64_t toast_focused_ = 0;     // the notice whose button has the focus …
  NodeId before_toast_ = 0;             // … and what had it before
  int restored_files_ = 0;
  double live_since_ms_ = 0;            // the connection that stands; 0: none does
  std::set<DraftBox::Key> not_put_by_;             // drafts that the browser did not keep …
  bool told_of_storage_ = false;                   // … and the person knows
  double drafts_due_ms_ = 0, draft_typed_ms_ = 0;  // when the relay is told; the last key in the composer
  std::map<TagId, ConversationId> tags_made_for_;  // those that were made to be put on a conversation, while something waits for its answer
  AgentId not_sent_by_;           // whose refused replies state_ holds …
  std::size_t not_sent_kept_ = 0; // … and how many of them the browser has
  int day_ = 0;
};

}  // namespace tributary::app
