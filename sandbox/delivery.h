#pragma once
// What becomes of a message sent to a phone: sent, delivered, read, or refused, each told to its own StatusCallback.
#include <cstdint>
#include <string>
#include <vector>

#include "sandbox/phones.h"
#include "sandbox/webhooks.h"

namespace tributary::sandbox {

struct Pace { std::int64_t sent_ms = 120, delivered_ms = 300, read_ms = 900; };  // each after the one before

class Delivery {
 public:
  Delivery(Loop& loop, const Options& options, Phones& phones, Webhooks& webhooks, Journal& journal)
      : loop_(loop), options_(options), phones_(phones), webhooks_(webhooks), journal_(journal) {}

  void start(const std::string& sid);                 // from where the message stands
  void resume(const std::string& phone);              // the phone can be reached again
  void resume_all();                                  // after a restart of the sandbox
  // A status out of turn, by a test's hand: applied and told.
  void report(const std::string& sid, const std::string& status, std::int64_t error);
  // The 24 hours in which a business may write freely.
  bool window_open(const Phone&) const;

  Pace pace;

 private:
  struct Step { std::string status; std::int64_t error = 0, wait_ms = 0; bool told = true; };
  std::vector<Step> plan(const Message&, const Phone*) const;
  void walk(std::string sid, std::vector<Step> steps, std::size_t at);
  bool held(const Message&, const Step&) const;
  void apply(Message&, const std::string& status, std::int64_t error);
  void tell(const Message&, const std::string& status, std::int64_t error);

  Loop& loop_;
  const Options& options_;
  Phones& phones_;
  Webhooks& webhooks_;
  Journal& journal_;
};

int status_rank(std::string_view twilio_word);  // queued 1 < sending 2 < sent 3 < delivered 4 < read 5; failures 6
bool is_final(std::string_view twilio_word);

}  // namespace tributary::sandbox
