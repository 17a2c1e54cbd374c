#pragma once
// The conservation law of the outbox (P6g), checked every hour: whatever was queued ever is accepted, failed, cancelled,
// unknown or in flight, and what is in flight is in the courier's hands. The log is read again for it, a little at a
// time, so that nobody waits. Loop thread only.
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <optional>
#include <string>

#include "core/view/outbox_ledger.h"
#include "relay/host/courier.h"
#include "relay/host/tenant_runtime.h"

namespace tributary::host {

class Conservation final : public Follower {
 public:
  Conservation(boost::asio::io_context&, TenantRuntime&, const Courier&);
  void start();
  void stop();

  struct Checked { Instant at; OutboxLedger::Sum sum; OutboxLedger::Difference difference; };
  const std::optional<Checked>& last() const { return last_; }
  // Reads what is left of the log, however much, and checks. Ends the round first.
  const Checked& check_now();
  // Checks when the last time is an hour ago and little is left to read; otherwise goes on reading, and checks then.
  void check_when_due();

  void applied(const Event&, const Stamp&) override {}
  void durable() override {}
  void reloaded() override;  // read again from the beginning: what was not committed is gone

 private:
  bool read_some();          // false: the end is reached
  void read_on();
  void compare();

  TenantRuntime& tenant_;
  const Courier& courier_;
  boost::asio::steady_timer timer_;
  OutboxLedger ledger_;
  std::uint64_t read_to_ = 0;
  std::optional<Checked> last_;
  bool reading_ = false, stopped_ = true;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // a timer that was cancelled still calls
};

}  // namespace tributary::host
