#pragma once
// The log of a tenant's file as the engine asks for it (core/engine/past_outgoing.h). Loop thread only.
#include "core/engine/past_outgoing.h"
#include "relay/store/store.h"

namespace tributary::host {

class StoredLog final : public LogReader {
 public:
  explicit StoredLog(const store::TenantStore& store) : store_(store) {}
  std::vector<Line> of_message(MessageId) const override;
  std::vector<Line> of_thread(ThreadId, std::uint64_t before) const override;

 private:
  const store::TenantStore& store_;
};

}  // namespace tributary::host
