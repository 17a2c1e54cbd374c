#pragma once
// The team that a customer's conversation waits with while nobody has it, for each channel: CONVERSATION_ESCALATION_QUEUE_…
// (C45). Loop thread only.
#include <array>
#include <vector>

#include "relay/host/config.h"
#include "relay/host/tenant_runtime.h"

namespace tributary::host {

class EscalationQueues {
 public:
  explicit EscalationQueues(TenantRuntime& tenant) : tenant_(tenant) {}

  // Finds each team, or makes it once. What people do with it later stands: under another name it goes on, and archived it is
  // neither used nor made again. Throws with a sentence that names the variable where there cannot be one more.
  void configure(const std::vector<EscalationQueue>&);
  TeamId of(Channel channel) const { return of_[static_cast<std::size_t>(channel)]; }  // none: nobody's and no team's

 private:
  TeamId team_for(const EscalationQueue&);
  TeamId named(std::string_view name, bool archived) const;

  TenantRuntime& tenant_;
  std::array<TeamId, 3> of_{};
};

}  // namespace tributary::host
