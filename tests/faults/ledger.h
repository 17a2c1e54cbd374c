#pragma once
// What the provider and the agents gave to the relay, what of it was acknowledged, and whether a data folder holds
// it: everything acknowledged is there, nothing is there twice, claim and effect, words and message, row and file are never apart.
#include <cstdint>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/faults/client.h"

namespace tributary::faults {

struct Item {
  enum class Kind { message, status, reply, upload };
  Kind kind = Kind::message;
  std::string key, text, target, body;  // key: the provider's id, the status' dedupe key, the Idempotency-Key, the file's name
  std::vector<std::string> fields;
  Form form;
  bool media = false, acknowledged = false, listed = false;
  int tries = 0;
  bool by_the_provider() const { return kind == Kind::message || kind == Kind::status; }  // it asks for no token
};

struct Mix { int duplicates = 30, replies = 12, statuses = 20, media = 0, uploads = 0; };  // per cent of what is sent

// Used by several threads.
class Ledger {
 public:
  Ledger(Provider& provider, std::uint32_t seed) : provider_(provider), chance_(seed) {}
  void sign_in(const std::string& token) { token_ = token; }
  const std::string& token() const { return token_; }
  void can_reply_in(std::vector<std::string> sessions) { sessions_ = std::move(sessions); }

  std::size_t next(const Mix&);          // what to send now: something new, or something that was sent before
  std::size_t new_message(bool media = false);
  Item item(std::size_t) const;
  std::size_t size() const;
  void sent_by(std::uint16_t port, std::size_t item);
  void acknowledged(std::size_t item, int status);
  std::vector<std::size_t> unfinished() const;
  std::set<std::size_t> finished() const;
  void give_up(std::size_t item);        // the provider's list has it from now on
  const std::map<std::uint16_t, std::vector<std::size_t>>& asked() const { return asked_; }
  std::uint64_t twins() const { return twins_; }

 private:
  std::size_t add(Item);
  std::size_t new_status();
  std::size_t new_reply();
  std::size_t new_upload();
  int percent() { return static_cast<int>(chance_() % 100); }
  mutable std::mutex mutex_;
  Provider& provider_;
  std::mt19937 chance_;
  std::string token_;
  std::vector<std::string> sessions_;
  std::vector<Item> items_;
  std::vector<Item> due_statuses_;
  std::set<std::size_t> on_the_way_;
  std::map<std::uint16_t, std::vector<std::size_t>> asked_;
  std::uint64_t twins_ = 0;              // sent while the same item was still unanswered
};

struct Expected {
  std::set<std::size_t> kept;            // must be there
  std::set<std::string> started;         // texts whose first byte may have left for the provider
  bool settled = false;                  // everything was told again and nothing is under way: no file lies there without a row
};
// Looks at the files. Empty: all is well; otherwise the first thing that is not.
std::string wrong_in(const std::string& data, const Ledger&, const Expected&);

}  // namespace tributary::faults
