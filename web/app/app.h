#pragma once
// The app: one frame is session -> panes -> intents -> commands. It owns everything and keeps nothing twice.
#include <memory>

#include "web/app/address.h"
#include "web/app/announcer.h"
#include "web/app/frame.h"
#include "web/app/keymap.h"
#include "web/app/link.h"
#include "web/app/passages.h"

namespace tributary::app {

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
  void take_notices();
  void prune_toasts();
  void keep_preferences();
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

  // ---- app_actions.cpp: what keys and the palette ask for
  void take_keys(Frame&);
  void step_conversation(int by);
  void step_view(int by);
  void step_message(int by);
  void focus_thread();
  void focus_list();
  void resolve_and_next(ConversationId);
  void set_preferences(const intent::SetPreferences&);
  void undo();

  // ---- app_dialogs.cpp: the palette and the sheet
  void open_dialog(Dialog);
  void close_dialog();
  bool walk_palette(std::string_view key);
  void run_option(int index);
  void take_option(Frame&, int index);
  void remember_recent(std::string_view names);
  void tell_results(const Frame&);
  // ---- app_capture.cpp: keys that are pressed to be remembered
  void capture_key(const KeyPress&);
  void keep_captured(bool from_others);
  void capture_time();
  void leave_capture();

  // ---- app_intents.cpp: what a person wants
  void act(const Intent&);
  void open_conversation(ConversationId);
  void go();
  void toggle_menu(bool& menu);
  void toggle_contact();
  void back_to_list();
  void close_menu(bool back_to_button);
  void context_asked(const platform::Event&);
  void close_context_menu(bool back);
  bool send_reply(ConversationId);
  void edit_not_sent(CommandId);
  bool ask(Command, CommandId* given = nullptr);
  void refresh_admin();
  void replay(std::int64_t item);
  void toast(std::string text, bool bad, std::optional<Intent> undo = std::nullopt);
  void keep_draft(ConversationId, const std::string&);
  void load_draft(ConversationId);
  std::string draft_key(ConversationId) const;

  std::unique_ptr<ClientSession> session_;
  UiState state_;
  Preferences kept_;  // as the browser has them
  Link link_;
  InboxRows inbox_;
  Announcer announcer_;
  Passages passages_;
  Input input_;
  Ui ui_;
  Intents intents_;
  Keymap keymap_;
  std::vector<const Action*> pressed_;  // by key, to be done in the next frame
  int option_ = -1;                     // of the palette, likewise
  Theme theme_;
  platform::PageColours colours_;
  float zoom_ = 1;
  std::string asked_language_;
  bool words_missing_ = false;  // they could not be fetched: asked for again when the network is back
  std::uint64_t toast_number_ = 0;
  int day_ = 0;
};

}  // namespace tributary::app
