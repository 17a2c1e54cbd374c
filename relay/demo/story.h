#pragma once
// A made-up past: what many people wrote by SMS and WhatsApp, who answered, what was resolved, who called. The same
// wish gives the same commands in the same order; the clock, the agents and the numbers are inputs.
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "core/inbox/catalogue.h"

namespace tributary::demo {

struct Wish {
  std::uint32_t conversations = 1000;
  std::uint32_t thread_messages = 0;  // of one thread that is longer than any other, and the newest
  std::uint64_t seed = 1;
  Instant now;                        // everything happened before
};

struct Stage {
  std::vector<AgentId> agents;        // at least one; the first has read what is older than a day
  NumberId sms, whatsapp;
  std::function<IdentityId(IdentityKind, std::string_view address)> identity;
};

struct Step { Instant at; Actor actor; CommandId id; Command command; };

class Story {
 public:
  Story(Wish, Stage);
  bool next(Step&);                   // in order of time; false: told
  std::size_t moments() const { return moments_.size(); }

 private:
  enum class What : std::uint8_t { writes, replies, resolves, read_by_first, calls };
  struct Moment { std::int64_t at; std::uint32_t person; std::uint16_t chance; What what; };
  struct Person { CommandId opened; std::uint32_t inbound = 0; bool named = false; };
  struct Passport;
  void plan_thread();
  void plan_person(std::uint32_t person);
  Passport passport(std::uint32_t person) const;
  void tell(const Moment&);
  void write(const Moment&, const Passport&);
  void reply(const Moment&, const Passport&);
  void call(const Moment&, const Passport&);
  void add(const Moment&, Actor, CommandId, Command);
  CommandId mint(std::uint64_t chance);

  Wish wish_;
  Stage stage_;
  std::vector<Moment> moments_;
  std::size_t told_ = 0;
  std::vector<Person> people_;
  std::deque<Step> ready_;
  std::uint64_t minted_ = 0;
};

}  // namespace tributary::demo
