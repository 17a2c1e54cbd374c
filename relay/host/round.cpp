#include "relay/host/round.h"

#include <algorithm>
#include <exception>
#include <iterator>
#include <utility>

#include "core/base/planted.h"

namespace tributary::host {

namespace {
// A second or more of rounds under load: a tenant that writes now and then is not forgotten in between.
constexpr std::uint64_t lately = 1'000;
}  // namespace

void Round::joins(Participant& participant) {
  for (auto* list : {&participants_, &wrote_})
    if (std::find(list->begin(), list->end(), &participant) == list->end()) list->push_back(&participant);
  touched();
}

void Round::undo_what_was_begun() {
  if (PLANTED(98)) return;  // "it says 500, and that is the end of it"
  for (Participant* one : wrote_) one->undo();
}

void Round::answer(const Participant& of, Answer answer) { take({&of, std::move(answer)}); }
void Round::answer(Answer answer) { take({nullptr, std::move(answer)}); }

// What an answer of one tenant makes another write goes into the transaction that is about to be committed: so does its answer.
void Round::take(Waiting one) {
  if (one.of && is_uncommitted(one.of)) return leaving_.push_back(std::move(one));
  answers_.push_back(std::move(one));
  touched();
}

bool Round::is_uncommitted(const Participant* of) const { return std::find(uncommitted_.begin(), uncommitted_.end(), of) != uncommitted_.end(); }

// A posted handler runs after all that were ready with this one; posting once more gives the sockets one
// more free look, so that rounds grow and share their fsync (+14 to 17 % webhooks/s).
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

// Whoever asks may stand in a request or a message, whose own errors end that one and nobody else. A commit that failed is
// none of those: it comes once more where nothing catches it.
void Round::finish_now() {
  if (participants_.empty() && answers_.empty()) return;
  try {
    end();
  } catch (...) {
    stop_for_good(std::current_exception());
    throw;
  }
}

void Round::stop_for_good(std::exception_ptr failed) {
  boost::asio::post(io_, [failed = std::move(failed)] { std::rethrow_exception(failed); });
}

void Round::end() {
  if (ending_) return;  // an answer that asks for a finished round gets the next one
  scheduled_ = false;
  ending_ = true;
  uncommitted_ = std::exchange(participants_, {});
  leaving_ = std::exchange(answers_, {});
  outcome_ = Committed::yes;
  const bool wrote = !uncommitted_.empty();
  const auto answers = static_cast<std::int64_t>(leaving_.size());
  if (wrote) ++commits_;
  for (const Participant* p : uncommitted_) note(*p);
  if (wrote || answers > 0) ++number_;
  if (PLANTED(81))  // "the commit follows at once"
    for (auto& one : std::exchange(leaving_, {})) one.answer(outcome_);
  const std::int64_t flush_us = commit_each();
  if (wrote || answers > 0) {
    vitals_.round_ended(vitals_.micros() - began_us_, answers);
    ended_ = std::chrono::steady_clock::now();
    took_ = ended_ - since_;
    if (wrote) vitals_.committed(flush_us);
  }
  let_go([](const Waiting&) { return true; }, outcome_);
  ending_ = false;
  for (Participant* p : std::exchange(durable_, {})) p->publish();
}

// One after the other, and the answers of each at once. Says how long the disk took.
std::int64_t Round::commit_each() {
  std::int64_t flush_us = 0;
  let_go([this](const Waiting& one) { return one.of && !is_uncommitted(one.of); }, Committed::yes);
  while (!uncommitted_.empty()) {
    Participant* const next = uncommitted_.front();
    const std::int64_t from_us = vitals_.micros();
    const Committed committed = next->commit();
    flush_us += vitals_.micros() - from_us;
    uncommitted_.erase(uncommitted_.begin());
    if (committed == Committed::yes) durable_.push_back(next);
    else outcome_ = committed;
    if (committed == Committed::disk_full && full_) full_();
    const bool every = PLANTED(190);  // "they came in one round"
    let_go([next, every](const Waiting& one) { return every || one.of == next; }, committed);
  }
  return flush_us;
}

// In their order. Whoever answers may bring in more, so the list stands apart while they do.
void Round::let_go(const std::function<bool(const Waiting&)>& whose, Committed committed) {
  if (std::none_of(leaving_.begin(), leaving_.end(), whose)) return;
  const auto others = std::stable_partition(leaving_.begin(), leaving_.end(), whose);
  std::vector<Waiting> now(std::make_move_iterator(leaving_.begin()), std::make_move_iterator(others));
  leaving_.erase(leaving_.begin(), others);
  for (const Waiting& one : now) one.answer(committed);
}

}  // namespace tributary::host
