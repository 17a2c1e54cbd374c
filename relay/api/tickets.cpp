#include "relay/api/tickets.h"

#include <algorithm>

#include "relay/store/keys.h"

namespace tributary::api {

std::optional<std::string> Tickets::make(const Principal& principal, std::size_t of_tenant, Instant now) {
  ByHash& tickets = of_tenants_[principal.tenant];
  std::erase_if(tickets, [&](const auto& entry) { return entry.second.expires <= now; });
  make_room(tickets, principal.session_secret);
  if (tickets.size() >= std::min(of_tenant, of_tenant_max)) return std::nullopt;
  std::string ticket = store::random_secret();
  tickets[store::sha256_hex(ticket)] = {principal, now + lifetime_ms, ++made_};
  return ticket;
}

std::optional<Principal> Tickets::use(const std::string& ticket, const std::string& tenant, Instant now) {
  ByHash& tickets = of_tenants_[tenant];
  auto it = tickets.find(store::sha256_hex(ticket));
  if (it == tickets.end()) return std::nullopt;
  Ticket found = std::move(it->second);
  tickets.erase(it);
  if (found.expires <= now) return std::nullopt;
  return std::move(found.principal);
}

void Tickets::make_room(ByHash& tickets, const std::string& session) {
  std::size_t count = 0;
  auto oldest = tickets.end();
  for (auto it = tickets.begin(); it != tickets.end(); ++it) {
    if (it->second.principal.session_secret != session) continue;
    ++count;
    if (oldest == tickets.end() || it->second.number < oldest->second.number) oldest = it;
  }
  if (count >= of_session_max) tickets.erase(oldest);
}

}  // namespace tributary::api
