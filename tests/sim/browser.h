#pragma once
// An agent's browser and its socket. The network between loses, doubles and swaps frames; a socket that
// has broken takes with it what was under way.
#include <memory>

#include "core/sync/client_session.h"
#include "tests/sim/relay.h"

namespace tributary::sim {

class Browser {
 public:
  Browser(World& world, Relay& relay, std::uint64_t number);

  void connect();
  void disconnect();
  void act();                       // the agent does something, or other
  void send_new_lines();            // the hub's part for this socket
  void finish_history();            // opens every thread and loads all of it (after healing)
  bool history_loaded() const;
  bool quiet() const;
  void check() const;               // after healing: in step with the relay in everything
  const ClientSession& session() const { return session_; }

 private:
  void up(std::vector<std::string> frames);
  void down(std::string frame);
  void pass(std::function<void()> deliver, unsigned lost_percent);
  void take_text_back();
  Command any_command();
  Command any_deed(const Conversation&);
  Command any_reply(const Conversation&);

  World& world_;
  Relay& relay_;
  AgentId agent_;
  ClientSession session_;
  std::unique_ptr<ServerSession> server_;
  std::uint64_t generation_ = 0;    // of the socket: frames of an older one arrive nowhere
  std::uint64_t sent_upto_ = 0;
  std::int64_t catching_up_since_ = 0;
};

}  // namespace tributary::sim
