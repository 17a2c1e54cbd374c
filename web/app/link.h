#pragma once
// The way to the relay: who am I, a ticket, the socket, and again after a pause when it breaks. Nothing
// typed is lost on the way; somebody else signing in starts with an empty page.
#include <memory>
#include <string_view>

#include "core/sync/client_session.h"
#include "web/app/keeper.h"
#include "web/app/ui_state.h"
#include "web/platform/platform.h"

namespace tributary::app {

// Which request an answer belongs to (platform::fetch).
enum FetchTag : int { tag_me = 1, tag_link, tag_sign_in, tag_ticket, tag_sign_out, tag_diagnoses, tag_quarantine,
                 tag_start = 210, tag_search = 220, tag_customers = 230, tag_health = 240, tag_users, tag_user_added, tag_user_changed, tag_released, tag_templates = 250, tag_templates_read, tag_template_saved, tag_password = 260, tag_preferences, tag_accounts = 270, tag_tokens, tag_account_saved, tag_account_changed, tag_token_made, tag_token_revoked, tag_quarantined = 1000, tag_cards = 2'000'000 };

class Link {
 public:
  Link(std::unique_ptr<ClientSession>& session, UiState& state) : session_(session), state_(state) {}

  void begin();                                // the first frame: is somebody signed in already?
  // The page was opened by a one-use link. A relay that cannot be reached, or has no time, has not spent it: it is tried until
  // there is an answer.
  void begin_with(std::string_view secret);
  void sign_in();                              // with what the form holds
  void sign_out();
  void try_now();                              // the person asks, the network is back, the page is looked at again
  bool event(const platform::Event&);          // true when it was about the connection
  void tick();                                 // every frame: pauses that are over
  // The relay said that the session has ended. Another tab, or a new password here, may have opened the next one: the page
  // signs out when a ticket is refused twice.
  void session_ended();
  void send(const std::vector<std::string>& frames);
  void asked() { keeper_.follow(*session_); }  // a command was asked for: it is kept until it is answered
  // The session is being exchanged for another: what closes meanwhile is opened again once that is done.
  void hold(bool on);
  void seldom_looked_at();                     // the page was hidden: time for what would disturb

 private:
  void signed_out(bool at_work, bool elsewhere = false);
  bool tell_of_sign_out();
  enum class Phase : std::uint8_t { idle, signing_out, asking_me, using_link, signing_in, restoring, asking_ticket, opening, open, pausing };
  void fetched(const platform::Event&);
  void use_link();
  void link_answered(const platform::Event&);
  void ask_me();
  void ask_ticket();
  void pause();
  void welcome_person(std::string_view me_body);
  void unreachable();
  void came_back();
  void told(const platform::Event&);
  void try_again();
  void sign_in_failed(int status);
  void socket_opened();
  void socket_text(std::string_view);
  void socket_closed();

  std::unique_ptr<ClientSession>& session_;
  UiState& state_;
  Phase phase_ = Phase::idle;
  Keeper keeper_;
  AgentId agent_;
  bool unsure_ = false;                        // who is here was read from what was kept; the relay has not been asked
  std::string ticket_;
  std::string link_secret_;                    // of the one-use link, until the relay has answered
  int failures_ = 0;
  bool held_ = false;
  bool doubted_ = false;                       // a ticket was refused once: another tab may just be getting the new session for both
};

}  // namespace tributary::app
