#pragma once
// Fetches what messages refer to, after the commit, by a durable job (P1e): allowed hosts only, credentials
// on the first hop only, three redirects, 25 MiB. A lost fetch never loses the message. Loop thread only.
#include <boost/asio/steady_timer.hpp>
#include <set>

#include "relay/host/accounts.h"
#include "relay/host/patience.h"
#include "relay/host/tenant_runtime.h"
#include "relay/http/client.h"

namespace tributary::host {

class MediaFetcher final : public Follower {
 public:
  MediaFetcher(boost::asio::io_context&, TenantRuntime&, Accounts&, http::Client&);
  void start();
  void stop();
  void clock_moved() { look(); }

  void applied(const Event&, const Stamp&) override;
  void durable() override;
  void reloaded() override { wanted_ = true; }

 private:
  using Key = std::pair<MessageId, std::uint32_t>;
  void look();
  void look_at(Instant);
  void fetch(const store::MediaJob&, const std::string& url, int hop);
  void answered(const store::MediaJob&, const std::string& url, int hop, const http::OutboundResult&);
  void try_later(store::MediaJob, const std::string& why);
  void give_up(const store::MediaJob&, MediaState, const std::string& why);
  void keep(const store::MediaJob&, const std::string& bytes);
  void update(const store::MediaJob&, const MediaItem&);

  TenantRuntime& tenant_;
  Accounts& accounts_;
  http::Client& client_;
  std::set<Key> busy_;
  Patience<Key> waits_;
  boost::asio::steady_timer timer_;
  bool wanted_ = true;
  bool stopped_ = true;
};

}  // namespace tributary::host
