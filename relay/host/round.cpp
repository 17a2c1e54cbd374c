#include "relay/host/round.h"

#include <algorithm>
#include <utility>

#include "core/base/planted.h"

namespace tributary::host {

namespace {
// A second or more of rounds under load: a tenant that writes now and then is not forgotten in between.
constexpr std::uint64_t lately = 1'000;
}  // namespace

void Round::joins(Participant& participant) {
  if (std::find(participants_.begin(), participants_.end(), &participant) == participants_.end())
    participants_.push_back(&participant);
  touched();
}

void Round::answer(Answer answer) {
  answers_.push_back(std::move(answer));
  touched();
}

// A posted handler runs after all that were ready with this one; posting once more gives the sockets one
// more free look, so that rounds grow and share their fsync (relay.md: +14 to 17 % webhooks/s).
void Round::touched() {
  if (std::exchange(scheduled_, true)) return;
  since_ = std::chrono::steady_clock::now();
  began_us_ = vitals_.micros();
  boost::asio::post(io_, [this, alive = std::weak_ptr<bool>(alive_)] {
    if (alive.expired()) return;
    boost::asio::post(io_, [this, alive] { if (!alive.expired()) end(); });
  });
}

std::int64_t Round::oldest_ms() const {
  using namespace std::chrono;
  const auto now = steady_clock::now();
  const auto waits = scheduled_ ? now - since_ : steady_clock::duration{};
  const auto waited = now - ended_ < took_ ? took_ : steady_clock::duration{};
  return duration_cast<milliseconds>(std::max(waits, waited)).count();
}

void Round::note(const Participant& who) {
  if (last_.who != &who) other_ = std::exchange(last_, {&who, 0});
  last_.in = number_;
}

bool Round::others_lately(const Participant& who) const {
  for (const Participant* one : participants_)
    if (one != &who) return true;
  const Wrote& other = last_.who == &who ? other_ : last_;
  return other.who && number_ - other.in <= lately;
}

void Round::finish_now() {
  if (!participants_.empty() || !answers_.empty()) end();
}

void Round::end() {
  if (ending_) return;  // an answer that asks for a finished round gets the next one
  scheduled_ = false;
  ending_ = true;
  auto participants = std::exchange(participants_, {});
  auto answers = std::exchange(answers_, {});
  Committed committed = Committed::yes;
  if (!participants.empty()) ++commits_;
  for (const Participant* p : participants) note(*p);
  if (!participants.empty() || !answers.empty()) ++number_;
  if (PLANTED(81))  // "the commit follows at once"
    for (auto& answer : std::exchange(answers, {})) answer(committed);
  const std::int64_t commits_us = participants.empty() ? 0 : vitals_.micros();
  for (Participant* p : participants)
    if (p->commit() != Committed::yes) committed = Committed::disk_full;
  if (!participants.empty() || !answers.empty()) {
    const std::int64_t ended_us = vitals_.micros();
    vitals_.round_ended(ended_us - began_us_, static_cast<std::int64_t>(answers.size()));
    ended_ = std::chrono::steady_clock::now();
    took_ = ended_ - since_;
    if (!participants.empty()) vitals_.committed(ended_us - commits_us);
  }
  if (committed == Committed::disk_full && full_) full_();
  for (auto& answer : answers) answer(committed);
  ending_ = false;
  if (committed == Committed::yes)
    for (Participant* p : participants) p->publish();
}

}  // namespace tributary::host
