#pragma once
// What a customer does with a phone: writes, sends pictures, taps, calls. Each becomes webhooks.
#include <functional>
#include <string>
#include <vector>

#include "sandbox/forms.h"
#include "sandbox/phones.h"
#include "sandbox/webhooks.h"

namespace tributary::sandbox {

struct Outgoing {  // one message a customer sends
  std::string kind = "text", text;
  std::vector<Media> media;
  Extras extras;
};

struct Manner {    // how its webhook travels
  bool ordered = true;            // false: up to `concurrency` at once
  int concurrency = 1;
  int duplicates = 0;             // further copies with the same id and token
  bool retry_while_down = false;
};

struct Call {
  std::string kind = "answered";  // answered, missed, busy
  bool withheld = false;
  std::int64_t seconds = 30;
};

class Customers {
 public:
  struct Sent { std::string sid; WebhookResult result; };
  using Done = std::function<void(std::vector<Sent>)>;

  Customers(Loop& loop, const Options& options, Phones& phones, Webhooks& webhooks, Journal& journal, Chance& chance)
      : loop_(loop), options_(options), phones_(phones), webhooks_(webhooks), journal_(journal), chance_(chance) {}

  // `done` comes when every webhook was answered or given up. Returns the ids in the order of the messages.
  std::vector<std::string> write(const std::string& phone, std::vector<Outgoing>, Manner, Done done);
  std::string call(const std::string& phone, Call, Done done);

 private:
  struct Batch;
  std::string record(Phone&, const Outgoing&, Extras&);
  void dispatch(const Phone&, Webhook, const Manner&, std::size_t nth, const std::shared_ptr<Batch>&);
  void settle(const std::string& sid, const WebhookResult&);
  std::vector<CallStep> call_steps(const Phone&, const Call&, const std::string& sid) const;

  Loop& loop_;
  const Options& options_;
  Phones& phones_;
  Webhooks& webhooks_;
  Journal& journal_;
  Chance& chance_;
};

}  // namespace tributary::sandbox
