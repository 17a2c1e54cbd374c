#pragma once
// Calls the relay as Twilio does: signed forms, one retry when nobody answered the door, 15 seconds of patience,
// and a close look at the answer.
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "relay/http/client.h"
#include "sandbox/chance.h"
#include "sandbox/journal.h"
#include "sandbox/loop.h"
#include "sandbox/options.h"
#include "sandbox/phones.h"

namespace tributary::sandbox {

enum class Signing : std::uint8_t { as_is, with_port, without_port, wrong, missing };

struct Webhook {
  enum class Kind : std::uint8_t { message, status, voice } kind = Kind::message;
  std::string url;
  std::vector<http::Field> form;
  std::string sid, phone;         // for the log
  std::string token;              // I-Twilio-Idempotency-Token, the same over retries and duplicates
  std::string lane;               // webhooks of one lane go one after the other; empty: at once
  std::int64_t delay_ms = 0;
  bool retry_while_down = false;  // Twilio's rc=…&rp=all, for as long as a restart takes
};

struct WebhookResult {
  bool taken = false;             // answered 2xx
  int status = 0;                 // 0: no answer
  int attempts = 0;
  std::int64_t latency_ms = 0;    // of the last attempt
  std::string error;              // "11200", "11205", "12100" and a word
  std::string said;               // our answer texted this to the customer: never wanted
};

class Webhooks {
 public:
  using Done = std::function<void(const WebhookResult&)>;
  Webhooks(Loop&, const Options&, Phones&, Journal&, Chance&);
  void send(Webhook, Done);

  std::string inbound_url, voice_url, fallback_url;  // fallback empty: none
  Signing signing = Signing::as_is;
  int in_flight_max = 64;
  void stop() { client_.cancel_all(); }

 private:
  struct Job { Webhook webhook; Done done; int attempts = 0; std::int64_t first_ms = 0; bool to_fallback = false; };
  void start(std::shared_ptr<Job>);
  void next_of(const std::string& lane);
  void attempt(std::shared_ptr<Job>);
  void answered(const std::shared_ptr<Job>&, const http::OutboundResult&, std::int64_t latency_ms, const std::string& body);
  bool try_again(const std::shared_ptr<Job>&, const http::OutboundResult&, const WebhookResult&);
  void finish(const std::shared_ptr<Job>&, const WebhookResult&);
  WebhookResult judge(const Job&, const http::OutboundResult&);
  void judge_content(const Job&, const http::Response&, WebhookResult&);
  std::string signature_for(const Job&) const;

  Loop& loop_;
  const Options& options_;
  Phones& phones_;
  Journal& journal_;
  Chance& chance_;
  std::map<std::string, std::deque<std::shared_ptr<Job>>> lanes_;  // the front one is under way
  std::deque<std::shared_ptr<Job>> ready_;                         // waiting for a free connection
  int in_flight_ = 0;
  http::Client client_;  // last: nothing it could still call is gone before it
};

}  // namespace tributary::sandbox
