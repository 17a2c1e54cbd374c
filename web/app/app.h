#pragma once
// The app: one frame is session -> panes -> intents -> commands. It owns everything and keeps nothing twice.
#include <memory>

#include "web/app/address.h"
#include "web/app/announcer.h"
#include "web/app/frame.h"
#include "web/app/link.h"
#include "web/app/passages.h"

namespace tributary::app {

class App final : public platform::App {
 public:
  App();
  void event(const platform::Event&) override;
  int frame(double dt_s) override;

 private:
  // ---- app.cpp: the frame
  void prepare();
  int draw(double dt_s);
  void follow_preferences();
  void after(const Frame&);
  void open_thread();
  void take_notices();
  void prune_toasts();
  void keep_preferences();
  Instant now() const;

  // ---- app_events.cpp: what the browser tells
  void key(const std::string&);
  void went(std::string_view hash);
  void field_changed(const platform::Event&);
  void fetched(const platform::Event&);
  void pressed(const platform::Event&);
  void focused(NodeId);
  void found(NodeId entry);
  void step(int by);
  void words_arrived(const platform::Event&);

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
  void send_reply(ConversationId);
  void edit_not_sent(CommandId);
  bool ask(Command, CommandId* given = nullptr);
  void refresh_admin();
  void replay(std::int64_t item);
  void toast(std::string text, bool bad);
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
  Theme theme_;
  platform::PageColours colours_;
  float zoom_ = 1;
  std::string asked_language_;
  bool words_missing_ = false;  // they could not be fetched: asked for again when the network is back
  std::uint64_t toast_number_ = 0;
  int day_ = 0;
};

}  // namespace tributary::app
