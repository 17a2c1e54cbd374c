#include "relay/host/conservation.h"

#include "core/base/planted.h"
#include "core/wire/json.h"

namespace tributary::host {

namespace {
constexpr std::size_t lines_at_once = 500;  // under a millisecond
constexpr std::chrono::milliseconds breath{4};
}  // namespace

Conservation::Conservation(boost::asio::io_context& io, TenantRuntime& tenant, const Courier& courier) : tenant_(tenant), courier_(courier), timer_(io) {
  tenant_.follow(*this);
}

void Conservation::start() {
  stopped_ = false;
  check_when_due();
}

void Conservation::stop() {
  stopped_ = true;
  timer_.cancel();
}

void Conservation::reloaded() {
  ledger_ = {};
  read_to_ = 0;
}

void Conservation::check_when_due() {
  if (stopped_ || reading_) return;
  const std::int64_t ago = last_ ? tenant_.clock().now().ms - last_->at.ms : limits::hour_ms;
  if (ago >= 0 && ago < limits::hour_ms) return;
  reading_ = true;
  read_on();
}

// What stands in the file but is not committed may still be taken back: it is read another time.
bool Conservation::read_some() {
  const auto lines = tenant_.store().lines_after(read_to_, lines_at_once);
  for (const auto& line : lines) {
    if (const auto event = wire::parse_event(line.event)) ledger_.take(*event);
    read_to_ = line.seq;
  }
  return lines.size() == lines_at_once;
}

void Conservation::read_on() {
  if (!tenant_.store().in_turn() && !read_some()) {
    reading_ = false;
    return compare();
  }
  timer_.expires_after(breath);
  timer_.async_wait([this, alive = std::weak_ptr<bool>(alive_)](boost::system::error_code ec) {
    if (alive.expired()) return;
    if (ec || stopped_) reading_ = false;
    else read_on();
  });
}

const Conservation::Checked& Conservation::check_now() {
  tenant_.round().finish_now();
  while (read_some()) {}
  compare();
  return *last_;
}

void Conservation::compare() {
  auto difference = PLANTED(101) ? OutboxLedger::Difference{} : ledger_.against(tenant_.state());  // "the sums are right"
  tenant_.state().outgoing.for_each([&](MessageId id, const Outgoing& o) {
    const bool in_flight = o.status == Delivery::queued || o.status == Delivery::sending;
    if (!in_flight || !courier_.running() || courier_.holds(id)) return;
    if (++difference.messages == 1) difference.sentence = "a message waits to be sent, and the courier does not know of it";
  });
  last_ = Checked{tenant_.clock().now(), ledger_.sum(), std::move(difference)};
}

}  // namespace tributary::host
