#pragma once
// Takes what is queued to the providers (P6): "attempt started" is durable before the first byte leaves, an
// ambiguous outcome becomes `unknown` and is never retried blindly, order is kept per conversation.
// The outbox is State::outgoing itself; nothing else is stored. Loop thread only.
#include <boost/asio/steady_timer.hpp>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "relay/host/accounts.h"
#include "relay/host/choice_contents.h"
#include "relay/host/ingest.h"
#include "relay/host/patience.h"
#include "relay/host/tenant_runtime.h"
#include "relay/http/client.h"

namespace tributary::host {

inline constexpr std::string_view sending_held_name = "sending_held";  // small value: "1" since a restore

class Courier final : public Follower {
 public:
  Courier(boost::asio::io_context&, TenantRuntime&, Accounts&, Ingest&, http::Client&);
  // What was being sent when the last process ended is `unknown` now (P6d); what is queued goes on.
  void start();
  void stop();                 // starts nothing more
  // After a restore nothing leaves until a person says so (P12): whoever was restored may still be running elsewhere.
  bool held() const { return held_; }
  void release();
  std::size_t in_flight() const { return sending_.size(); }
  // It knows of this message, which the state calls queued or sending; meaningless while stopped.
  bool holds(MessageId id) const { return waiting_.count(id) || starting_.count(id) || sending_.count(id) || told_.count(id); }
  bool running() const { return !stopped_; }
  std::size_t waiting() const { return waiting_.size(); }

  void applied(const Event&, const Stamp&) override;
  void durable() override;
  void reloaded() override;

 private:
  void consider(MessageId, ConversationId);
  std::optional<MessageId> next_of(ConversationId);
  Instant time_for(const Outgoing&);  // what the clock is for this message: its wait goes by the steady hand
  void pump();
  void start_attempt(MessageId);
  void put_template(MessageId, provider::OutgoingMessage&) const;
  void put_media(const MessageBody&, provider::OutgoingMessage&) const;
  void launch(const Outgoing&);
  void hand_over(AccountId, const provider::OutgoingMessage&);
  void try_later(MessageId, std::int64_t wait_ms, std::int32_t error);
  struct Told { AccountId account; provider::SendOutcome outcome; };
  void write_down(MessageId, const Told&);
  void write_down_again();
  void note(provider::SendOutcome::Kind, std::int32_t code);
  void finished(AccountId, MessageId, const http::OutboundResult&);
  void arm_timer();

  TenantRuntime& tenant_;
  Accounts& accounts_;
  Ingest& ingest_;
  http::Client& client_;
  ChoiceContents choices_;
  struct Waiting { Instant queued; ConversationId conversation; };
  std::map<MessageId, Waiting> waiting_;                    // queued ones
  // Conversations in which something may have become free to go. The others are blocked until an event or the clock says
  // otherwise, so that a long backlog is not gone through at every change.
  std::set<std::pair<Instant, ConversationId>> look_at_;
  std::set<MessageId> starting_;                   // attempt recorded in this round, not durable yet
  std::set<MessageId> sending_;
  std::map<MessageId, Told> told_;                 // what became of it, until that is durable: only we know
  bool again_ = false;                             // some of that was taken back
  Patience<MessageId> waits_;                      // for another attempt
  boost::asio::steady_timer timer_;
  bool stopped_ = true;
  bool held_ = false;
  bool changed_ = false;
  bool armed_ = false;  // the timer runs
};

}  // namespace tributary::host
