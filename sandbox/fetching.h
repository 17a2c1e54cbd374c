#pragma once
// Gets the files of a message to a phone from whoever sent it, as Twilio does before anything goes on: over plain HTTP,
// without credentials, 16 MB at most. The phone then shows what was fetched; what cannot be had fails the message.
#include <functional>
#include <memory>
#include <string>

#include "relay/http/client.h"
#include "sandbox/journal.h"
#include "sandbox/loop.h"
#include "sandbox/phones.h"

namespace tributary::sandbox {

class Fetching {
 public:
  Fetching(Loop& loop, Phones& phones, Journal& journal) : phones_(phones), journal_(journal), client_(loop.context()) {}
  // `done` with the error code the message fails with, or 0. Never from within.
  using Done = std::function<void(std::int64_t error)>;
  void fetch(const std::string& sid, Done done) { next(sid, 0, std::move(done)); }
  void stop() { client_.cancel_all(); }

 private:
  void next(const std::string& sid, std::size_t at, Done);
  std::int64_t keep(const std::string& sid, const http::OutboundResult&);

  Phones& phones_;
  Journal& journal_;
  http::Client client_;  // last: nothing it could still call is gone before it
};

}  // namespace tributary::sandbox
