#pragma once
// Whoever was removed answers nobody any more: what is not resolved of theirs becomes nobody's, so that colleagues see it
// among what waits, and stays in its team. A few in each round, for somebody who answered for years may have thousands. What
// was left to do when the relay ended is found again at its start, and a resolved conversation of theirs is let go of when
// it opens again. Loop thread only.
#include <vector>

#include "relay/host/tenant_runtime.h"

namespace tributary::host {

class Leavers final : public Follower {
 public:
  static constexpr std::size_t per_round = 100;  // some milliseconds of work

  explicit Leavers(TenantRuntime&);
  void start();  // with what was left to do
  void stop() { stopped_ = true; }

  void applied(const Event&, const Stamp&) override;
  void durable() override;
  void reloaded() override { gather(); }

 private:
  void gather();
  void let_go_of_some();
  bool left_behind(const Conversation&) const;

  TenantRuntime& tenant_;
  std::vector<ConversationId> waiting_;
  bool somebody_left_ = false, stopped_ = false;
};

}  // namespace tributary::host
