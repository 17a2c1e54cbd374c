#pragma once
// The browser's end of the socket, sans-I/O: owns the replica, the words and the loaded threads;
// frames in, frames out. A reconnect is `connected()` again: nothing is lost, nothing doubled (P5).
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/engine/replica.h"
#include "core/view/thread.h"
#include "core/view/words.h"
#include "core/wire/frame.h"

namespace tributary {

class ClientSession {
 public:
  enum class Link : std::uint8_t { offline, connecting, catching_up, live, ended };

  // Something a person should hear about: a refusal that came late, the end of the session.
  struct Notice {
    enum class Kind : std::uint8_t { refused, signed_out, reload_needed } kind = Kind::refused;
    Command command;   // refused: what was asked (the composer takes its text back)
    CommandId id;
    std::string code, message;
  };

  // The socket opened: the frames to send first (hello, then everything pending again).
  std::vector<std::string> connected(std::string_view ticket, std::string_view build);
  void connecting();
  void disconnected();
  // A frame arrived: the frames to send in answer.
  std::vector<std::string> receive(std::string_view text);

  struct Asked { bool accepted = false; Refused refused; std::vector<std::string> frames; };
  // Decides locally and at once; an accepted one is visible now and its frame must be sent (it is also kept
  // and sent again after a reconnect until answered).
  Asked ask(CommandId id, Command command, Instant now);

  // Makes sure a thread's newest lines are loaded; `older` asks for the page before what is loaded.
  std::vector<std::string> open_thread(ThreadId);
  std::vector<std::string> load_older(ThreadId);
  bool loading(ThreadId) const;

  std::vector<Notice> take_notices();

  const Replica& replica() const { return replica_; }
  const State& state() const { return replica_.visible(); }
  const Words& words() const { return words_; }
  const ThreadView* thread(ThreadId) const;  // nullptr until opened
  Link link() const { return link_; }
  const std::optional<wire::Welcome>& welcome() const { return welcome_; }
  std::size_t waiting() const { return replica_.pending().size(); }
  // The relay's clock as far as we know it: local now + offset.
  Instant relay_now(Instant local) const { return local + clock_offset_ms_; }
  std::uint64_t version() const { return version_; }  // grows with every visible change

 private:
  struct Loaded { ThreadView view; std::uint64_t oldest = 0; bool more = true, loading = false; };
  void take_lines(const wire::Lines&, std::vector<std::string>& out);
  void take_snapshot(const wire::Snapshot&);
  void take_page(const wire::Page&);
  void take_answer(const wire::Answer&);

  Replica replica_;
  Words words_;
  std::map<ThreadId, Loaded> threads_;
  std::vector<Notice> notices_;
  std::optional<wire::Welcome> welcome_;
  Epoch epoch_;
  Link link_ = Link::offline;
  std::int64_t clock_offset_ms_ = 0;
  std::uint64_t version_ = 0;
  std::uint32_t snapshot_parts_seen_ = 0;
};

}  // namespace tributary
