#include "relay/host/drafts.h"

#include "core/base/limits.h"
#include "core/sync/draft_frames.h"

namespace tributary::host {
namespace {

bool has_room(const TenantRuntime& tenant, AgentId agent, const Draft& offered, const std::optional<Draft>& there) {
  if (offered.text.empty() || (there && !there->text.empty())) return true;
  return tenant.store().draft_count(agent) < static_cast<std::size_t>(limits::drafts_max);
}

}  // namespace

// A page that hears nothing keeps what it has and says it again with the next connection.
std::vector<Draft> keep_drafts(TenantRuntime& tenant, AgentId agent, const std::vector<Draft>& offered) {
  if (tenant.room() == Room::none) return {};
  std::vector<Draft> stand;
  for (const Draft& one : offered) {
    if (!tenant.state().conversations.find(one.conversation) || !keepable(one.text)) continue;
    const std::optional<Draft> there = tenant.store().draft(agent, one.conversation, one.note);
    const std::optional<Draft> kept = kept_of(one, there ? &*there : nullptr, tenant.clock().now());
    if (kept && !has_room(tenant, agent, one, there)) continue;
    if (kept) tenant.writing().put_draft(agent, *kept);
    stand.push_back(kept ? *kept : *there);
  }
  if (stand.empty()) return stand;
  std::vector<std::string> frames;
  for (std::vector<Draft>& batch : in_batches(stand)) frames.push_back(wire::server_frame_text(wire::Drafts{std::move(batch), false}));
  tenant.round().answer(tenant, [&tenant, agent, frames = std::move(frames)](Committed committed) {
    if (committed != Committed::yes) return;
    for (const std::string& frame : frames) tenant.hub().tell(agent, frame);
  });
  return stand;
}

}  // namespace tributary::host
