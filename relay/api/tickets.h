#pragma once
// What a page shows when its socket opens: good once, for 30 s, and only for the session it was made for. They lie in memory
// alone. Each tenant has its own share, so that nobody's tickets shut out another's pages (P14). Loop thread only.
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "relay/api/access.h"

namespace tributary::api {

class Tickets {
 public:
  static constexpr std::int64_t lifetime_ms = 30'000;
  static constexpr std::size_t of_session_max = 20;      // a person's windows that all come back at once; the oldest goes for the next
  static constexpr std::size_t of_tenant_max = 10'000;
  // None: as many of this tenant wait to be used as may. `now` is the steady clock's.
  std::optional<std::string> make(const Principal&, std::size_t of_tenant, Instant now);
  std::optional<Principal> use(const std::string& ticket, const std::string& tenant, Instant now);

 private:
  struct Ticket { Principal principal; Instant expires; std::uint64_t number = 0; };
  using ByHash = std::map<std::string, Ticket>;
  static void make_room(ByHash&, const std::string& session);
  std::map<std::string, ByHash> of_tenants_;
  std::uint64_t made_ = 0;
};

}  // namespace tributary::api
