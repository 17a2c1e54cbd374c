#pragma once
// One agent at a desk: the app on the headless platform, and a relay in memory behind its socket (the real
// engine and the real sync; only the wire is a function call).
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/sync/draft_box.h"
#include "core/sync/server_session.h"
#include "web/app/app.h"
#include "web/platform/headless.h"

namespace tributary {

class Desk : public Backend {
 public:
  static constexpr std::int64_t morning = 1'790'000'000'000;  // 21 September 2026, 14:13:20 UTC

  explicit Desk(platform::Screen screen = {1440, 900, 1, platform::Theme::light});

  // ---- the world
  void customer_writes(int who, const std::string& name, const std::string& text, Channel = Channel::sms);
  void customer_sends(int who, const std::string& name, ReceiveMessage message);
  void customer_calls(int who, CallStatus status, int seconds);
  void provider_reports(MessageId message, Delivery status, int error = 0);
  bool command(const Command& command, const Actor& actor);  // through the relay's one door
  void pass(std::int64_t ms);
  MessageId last_message() const;
  std::vector<MessageBody> replies() const;             // what was sent, in order
  MessageId last_received() const;                      // from a customer
  NoteId last_note() const;
  std::vector<AgentId> last_mentions() const;           // in that note, as it was added
  TagId last_tag() const;
  TeamId last_team() const;
  SavedReplyId last_saved_reply() const;
  CustomerId last_customer() const;
  ConversationId conversation_of(int who) const;
  ContactId contact_of(int who) const;

  // ---- the person
  void open_page(std::string_view address = "#/all");   // and is signed in already
  void sign_in_answered(int status);
  void connect();                                       // ticket, socket, hello
  void cut();                                           // the connection breaks
  void reload(bool network);                            // another page in the same browser, perhaps without a network
  void signs_in_again();                                // the relay can be asked again who is here
  void settle();

  bool admin = false;
  bool has_password = true;   // who is at the desk
  bool keeps_drafts = false;  // the relay does, for those who are signed in
  int draft_saves = 0;        // frames the page said them in
  std::string kept_draft(ConversationId, bool note = false) const;
  // The same person on another device; `later` than now, by the relay's clock.
  void other_device_writes(ConversationId, const std::string& text, bool note = false, std::int64_t later = 0);
  bool keeps_preferences = false;  // the relay does …
  bool preferences_full = false;   // … and takes no more
  int preference_requests = 0;     // of any kind, answered
  int preference_changes = 0;      // times the page told it some
  std::string kept_preferences() const;  // of who is at the desk: JSON, names in the order in which they were set
  void other_device_prefers(const std::string& changes);  // {"theme":"dark","view/Mine":null}
  void relay_tells_of_preferences();  // that they are others, over the socket
  bool refuse_late = false;   // the relay refuses what was written and the page has let through
  std::string notice, build_of_relay = "test";
  Actor me{ActorKind::agent, AgentId{1, 1}}, colleague{ActorKind::agent, AgentId{1, 2}};

  // ---- Backend
  Position position() override { return {Epoch{9, 9}, log_.size(), 1, now()}; }
  std::optional<SignedIn> sign_in(const wire::Hello&) override;
  std::string build() override { return build_of_relay; }
  Range lines_after(const Viewer&, std::uint64_t after) override;
  std::vector<std::string> snapshot(const Viewer&) override;
  PageRange page(const Viewer&, ThreadId, std::uint64_t before, std::uint32_t limit) override;
  void submit(const Viewer&, const wire::Submit&, std::function<void(std::string)> done) override;
  std::optional<std::vector<Draft>> drafts(const Viewer&) override;
  void save_drafts(const Viewer&, const std::vector<Draft>&) override;

 private:
  struct Record { Line line; std::vector<std::string> contents; ThreadId thread; };
  Instant now() const { return Instant{static_cast<std::int64_t>(platform::headless::record().now_ms)}; }
  void carry();               // what the page has sent goes to the relay, and back what it answers
  void answer_preferences();  // the relay's door for them: it is asked beside everything else
  std::string preferences_after(const std::string& changes);
  void publish(std::uint64_t after);
  void to_page(const std::string& frame);
  bool decide(CommandId, const Command&, const Actor&, Refused* why = nullptr);
  CommandId next_id() { return CommandId{7, ++ids_}; }

  State state_;
  std::vector<Record> log_;
  std::map<std::string, std::string> rows_;
  std::map<std::pair<AgentId, DraftBox::Key>, Draft> drafts_;
  std::map<AgentId, std::string> preferences_;
  std::uint64_t ids_ = 0;
  std::unique_ptr<ServerSession> server_;
  std::unique_ptr<app::App> app_;
};

}  // namespace tributary
