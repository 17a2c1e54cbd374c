#pragma once
// How fast one author may send. REST and the socket take from one bucket; reads are free.
#include "core/base/id_text.h"
#include "relay/api/access.h"
#include "relay/api/rate_limit.h"

namespace tributary::api {

class SendLimits {
 public:
  // True: go on. Otherwise wait_ms() says for how long not.
  bool take(const Principal& author, Instant now) {
    last_ = author.kind == Principal::Kind::agent ? &agents_ : &tokens_;
    return last_->take(author.tenant + "/" + to_text(author.agent), now);
  }
  std::int64_t wait_ms() const { return last_->wait_ms(); }

 private:
  RateLimit agents_{5 * 60, 20}, tokens_{10 * 60, 50};
  RateLimit* last_ = &agents_;
};

}  // namespace tributary::api
