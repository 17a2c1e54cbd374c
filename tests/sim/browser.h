#pragma once
// An agent's browser and its socket. The network between loses, doubles and swaps frames; a socket that
// has broken takes with it what was under way.
#include <map>
#include <memory>
#include <set>

#include "core/sync/client_session.h"
#include "tests/sim/relay.h"

namespace tributary::sim {

class Browser {
 public:
  Browser(World& world, Relay& relay, std::uint64_t number);

  void connect();
  void disconnect();
  void let_go();                    // the agent may no longer: the socket ends, and nothing later is heard
  void act();                       // the agent does something, or other
  void send_new_lines();            // the hub's part for this socket
  void hear(const std::string& frame);  // something private of this agent's, likewise
  AgentId agent() const { return agent_; }
  void finish_history();            // opens every thread and loads all of it (after healing)
  bool history_loaded() const;
  void bend_cursors(bool bend) { bends_ = bend; }  // hellos that ask from elsewhere than where the page is
  bool quiet() const;
  void check() const;               // after healing: in step with the relay in everything
  const ClientSession& session() const { return session_; }

 private:
  void up(std::vector<std::string> frames);
  void down(std::string frame);
  void pass(std::function<void()> deliver, unsigned lost_percent);
  void take_text_back();
  void write_draft();
  void check_drafts() const;
  void check_files() const;
  void note_reply(CommandId);
  void check_order() const;         // of quick replies none goes out behind one that was stopped
  void bend(std::string& hello);
  Command any_command();
  MessageId any_failed();
  Attachment any_upload(std::uint64_t number);
  Attachment any_file_again();
  Command any_deed(const Conversation&);
  Command any_keeping();
  Command any_choices(const Conversation&);
  Command any_reply(const Conversation&);

  World& world_;
  Relay& relay_;
  AgentId agent_;
  ClientSession session_;
  std::unique_ptr<ServerSession> server_;
  std::uint64_t generation_ = 0;    // of the socket: frames of an older one arrive nowhere
  std::uint64_t sent_upto_ = 0;
  std::int64_t catching_up_since_ = 0;
  bool bends_ = false;
  bool let_go_ = false;
  std::uint64_t let_go_at_ = 0;     // the last line there was
  std::multimap<MessageId, CommandId> behind_;
  std::set<CommandId> stopped_;     // as stale
};

}  // namespace tributary::sim
