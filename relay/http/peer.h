#pragma once
// One WebSocket after the handshake: frames in, and everything that is due out, in one non-blocking write. The usual
// write, of one round to somebody who is up to date, is the ring's own (Ring::wake): what happens here is the rest.
#include <array>
#include <boost/asio/buffer.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "relay/http/server_core.h"
#include "relay/http/ws_codec.h"

namespace tributary::http {

class Peer final : public WebSocket, public Entry, public Ring::Reader, public std::enable_shared_from_this<Peer> {
 public:
  Peer(std::shared_ptr<Core>, Socket, std::unique_ptr<WebSocketHandler>);
  void start(std::string_view bytes_after_the_request);

  void send(std::string_view text) override;
  void follow(Ring&, ListenerKey) override;
  void close(std::uint16_t code, std::string_view reason) override;

  void wake() override;
  void took(std::size_t bytes) override;
  void ring_ends() override { leave_ring(); }

  void sweep() override;
  void retire(std::uint16_t code, std::string_view reason) override { close(code, reason); }
  void abandon() override { finish(); }
  std::size_t held() const override { return queued_ + control_.size(); }
  bool is_socket() const override { return true; }

 private:
  // open; we asked to close and wait for the answer; nothing more is read, what is due still leaves; over.
  enum class Phase : std::uint8_t { open, closing, ending, over };
  // What bytes belong to. The one that was begun is finished before anything else is written.
  enum class Source : std::uint8_t { none, round, piece, control };
  struct Piece { std::uint64_t after = 0; std::string bytes; };  // due when the rounds before `after` have been written
  struct Due {
    std::array<net::const_buffer, 16> buffers;
    std::array<Source, 16> sources{};
    std::size_t count = 0, bytes = 0;
    bool full() const { return count == buffers.size(); }
    void add(Source, std::string_view);
  };
  bool unread() const;
  void watch();
  void readable(ErrorCode);
  void take_frames(std::string_view);
  void note_begun_message();
  bool hand_over(std::string_view text);
  void answer_ping(std::string_view payload);
  void end_with(std::uint16_t code);
  bool fallen_behind() const;
  void idle(bool);
  Due due() const;
  std::string_view rest_of_begun() const;
  void written(const Due&, std::size_t bytes);
  void flush();
  void wait_to_write();
  void flushed();
  void leave_ring();
  void out_of_ring();
  void keep_begun_round();
  void drop_unbegun();
  void say_last();
  void cut();
  void tell_closed();
  void finish();

  std::shared_ptr<Core> core_;
  Socket socket_;
  std::unique_ptr<WebSocketHandler> handler_;
  FrameReader frames_;
  std::string control_;              // whole control frames; they go between messages, never into one
  std::vector<Piece> pieces_;        // messages for this socket alone
  Ring* ring_ = nullptr;             // while the phase is open; it keeps which round is next
  std::size_t offset_ = 0;           // bytes of what was begun that are written
  std::size_t queued_ = 0;           // bytes in pieces_
  std::int64_t heard_ = 0, moved_ = 0, since_ = 0;  // last bytes from the peer; last bytes to it; start of the end
  std::int64_t begun_since_ = 0;     // when the message or frame that is coming in began; 0: there is none
  Source begun_ = Source::none;
  Phase phase_ = Phase::open;
  bool reading_ = false, blocked_ = false, pinged_ = false, shut_ = false, close_sent_ = false;
};

}  // namespace tributary::http
