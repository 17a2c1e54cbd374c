#pragma once
// Paths to handlers. `on<Action>` is for everybody who must be known; `open` is for the few doors that carry
// their own proof (a signature, a password, nothing to hide) and are listed in one place.
#include <functional>
#include <string>
#include <vector>

#include "relay/api/access.h"
#include "relay/api/rate_limit.h"
#include "relay/api/refusal_log.h"
#include "relay/http/server.h"

namespace tributary::api {

// One request on its way: every answer leaves when the round is durable.
class Call {
 public:
  Call(host::House& house, http::Request from, http::Responder respond) : request(std::move(from)), house_(house), respond_(std::move(respond)) {}
  http::Request request;
  std::vector<std::string> parameters;  // the {…} of the pattern, in order

  void reply(http::Response);
  // Whose it is, once that is known: its answer waits for this tenant's commit and for nobody else's.
  void belongs_to(const host::TenantRuntime& tenant) { of_ = &tenant; }
  // The answer once it is durable; `make` runs then.
  void reply_when_durable(std::function<http::Response()> make);
  host::House& house() const { return house_; }
  bool is_open() const { return respond_ != nullptr; }  // nothing was answered yet
  http::Responder take_responder();
  void came_to(const Asked& asked) { asked_ = asked; }

 private:
  host::House& house_;
  http::Responder respond_;
  const host::TenantRuntime* of_ = nullptr;
  Asked asked_;
};

class Router {
 public:
  explicit Router(host::House& house) : house_(house), gate_(house), refusals_(house.clock()) {}
  using Handler = std::function<void(Call&)>;

  void open(std::string method, std::string pattern, Handler handler) { routes_.push_back({std::move(method), split(pattern), pattern, std::move(handler), nullptr, false}); }

  template <Action A>
  void on(std::string method, std::string pattern, std::function<void(const Granted<A>&, Call&)> handler) {
    Handler checked = [this, handler = std::move(handler)](Call& call) {
      auto principal = admit(call);
      if (!principal) return;
      auto granted = gate_.grant<A>(*principal);
      if (!granted) return refuse_action(call);
      call.belongs_to(granted->tenant().runtime);
      if (!reads(call)) return handler(*granted, call);
      const host::ReadShares::Reader reader = reader_of(*principal);
      if (may_read(reader, call)) house_.reads().count(reader, [&] { handler(*granted, call); });
    };
    const char* name = nullptr;
    for (const Rule& rule : rules)
      if (rule.action == A) name = rule.name;
    routes_.push_back({std::move(method), split(pattern), pattern, std::move(checked), name, true});
  }

  void handle(http::Request, http::Responder);
  const Gate& gate() const { return gate_; }
  RefusalLog& refusals() { return refusals_; }
  struct Listed { std::string method, pattern; const char* action; };
  std::vector<Listed> listed() const;   // for the tests that walk every route
  std::uint64_t requests() const { return requests_; }

 private:
  struct Route { std::string method; std::vector<std::string> segments; std::string pattern; Handler handler; const char* action; bool guarded; };
  static std::vector<std::string> split(std::string_view path);
  static bool matches(const Route&, const std::vector<std::string>& segments, std::vector<std::string>& parameters);
  static bool goes_on_without_room(std::string_view method, std::string_view path);
  void run(const Route&, Call&);
  static void fail(Call&);
  std::optional<Principal> admit(Call&);
  static bool reads(const Call&);
  bool may_read(const host::ReadShares::Reader&, Call&);
  void refuse_action(Call&);

  host::House& house_;
  Gate gate_;
  RefusalLog refusals_;
  std::vector<Route> routes_;
  RateLimit per_tenant_{house_.config().tenant_requests_per_second * 60, house_.config().tenant_requests_burst};  // one tenant's programs leave room for the others (P8, P14)
  std::uint64_t requests_ = 0;
};

}  // namespace tributary::api
