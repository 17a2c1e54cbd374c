#pragma once
// One HTTP connection: requests in, answers out in their order, until it ends or becomes a WebSocket.
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "relay/http/answer.h"
#include "relay/http/request_parser.h"
#include "relay/http/server_core.h"

namespace tributary::http {

class Connection final : public Entry, public std::enable_shared_from_this<Connection> {
 public:
  Connection(std::shared_ptr<Core>, Socket, std::string peer);
  void start();
  void start_crowded();  // there are too many already: 503 to all but what is always answered
  // The answer to request `number`; kept until those before it are answered.
  void answer(std::uint32_t number, Response, AnswerShape);
  void forgotten(std::uint32_t number, AnswerShape);  // nobody answers request `number` any more
  void sweep() override;
  void retire(std::uint16_t, std::string_view) override;
  void abandon() override { finish(); }
  std::size_t held() const override { return waiting() + early_bytes_ + input_.size() + (body_ ? body_->incoming().request.body.size() : 0); }
  std::size_t unread_answers() const override { return written_ > 0 ? counted_ : 0; }
  std::int64_t stalled_since() const override { return written_; }

 private:
  struct Early { std::uint32_t number; Response response; AnswerShape shape; };
  std::size_t waiting() const { return output_.size() - output_at_; }
  bool room() const;
  bool due_alone() const;
  bool idle() const;
  void watch();
  void readable(ErrorCode);
  void take(std::string_view fresh);
  bool take_one(std::string_view& data);
  void dispatch(Incoming);
  void hand_over(Incoming);
  void refuse(Response);
  void refuse_unasked(Response);
  void tell(const Response&) const;
  bool may_wait(const Response&) const;
  void keep_early(Early);
  void end_behind_what_waits();
  void write_answer(Response, AnswerShape);
  void write_large(const std::string& body);
  void flush();
  void wait_to_write();
  void count();
  void settle();
  void resume_later();
  void offer_continue();
  void drain();
  void upgrade();
  void upgraded(bool accepted);
  void finish();

  std::shared_ptr<Core> core_;
  Socket socket_;
  std::string peer_, input_, output_;  // input_: of a request that is not whole; output_: what the kernel did not take yet
  std::size_t output_at_ = 0;
  std::unique_ptr<BodyReader> body_;
  std::unique_ptr<Request> upgrade_;
  std::unique_ptr<Incoming> alone_;    // may have a large answer, and waits until those before it are answered
  std::unique_ptr<WebSocketHandler> handler_;
  std::vector<Early> early_;
  std::size_t early_bytes_ = 0, counted_ = 0;  // counted_: of what waits, as the core knows it
  std::uint32_t next_ = 0, first_ = 0;  // numbers of the next request and of the oldest that is unanswered
  std::int64_t since_ = 0;              // of the header, the body, the handshake or the draining under way
  std::int64_t active_ = 0;             // when bytes moved last, whichever way
  std::int64_t written_ = 0;            // when the other side took some of what waits in output_, or began not to; 0: nothing waits
  bool reading_ = false, blocked_ = false, corked_ = false;
  bool paused_ = false;                 // input_ holds requests that wait for room
  bool last_ = false;                   // no further request is taken
  bool closing_ = false;                // the last answer is in output_
  bool input_ended_ = false, in_head_ = false, draining_ = false, shaking_ = false, over_ = false;
  bool crowded_ = false;                // beyond the limit
};

}  // namespace tributary::http
