#pragma once
// Fetches what messages refer to, after the commit, by a durable job (P1e): allowed hosts only, credentials
// on the first hop only, three redirects, 25 MiB, and no more than the tenant has room for: what would pass its quota waits,
// however long, and that is known once it has come. A lost fetch never loses the message. Each tenant fetches four at once,
// so that nobody waits for another's; what came is hashed and flushed on the thread behind, where a large file makes no
// webhook wait (P14). Loop thread only.
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstdint>
#include <exception>
#include <map>
#include <memory>
#include <string>

#include "relay/host/accounts.h"
#include "relay/host/patience.h"
#include "relay/host/tenant_runtime.h"
#include "relay/http/client.h"

namespace tributary::host {

class MediaFetcher final : public Follower {
 public:
  MediaFetcher(boost::asio::io_context&, boost::asio::thread_pool& behind, TenantRuntime&, Accounts&, http::Client&);
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
  void answered(const store::MediaJob&, const std::string& url, int hop, http::OutboundResult);
  std::size_t allowance() const;
  void wait_for_room(store::MediaJob);
  void try_later(store::MediaJob, const std::string& why);
  void give_up(const store::MediaJob&, MediaState, const std::string& why);
  void keep(const store::MediaJob&, std::string bytes);
  struct Put { std::string sha256, type; std::int64_t bytes = 0; std::exception_ptr failed = nullptr; };  // sha256 empty: there was no room
  static Put put(store::ContentFiles&, const std::string& bytes);
  void is_put(const store::MediaJob&, const Put&);
  void fetch_anew(const store::MediaJob&);
  void update(const store::MediaJob&, const MediaItem&);

  boost::asio::io_context& io_;
  boost::asio::thread_pool& behind_;
  TenantRuntime& tenant_;
  Accounts& accounts_;
  http::Client& client_;
  std::map<Key, std::size_t> busy_;  // with the bytes each may have
  Patience<Key> waits_;
  boost::asio::steady_timer timer_;
  bool wanted_ = true;
  bool stopped_ = true;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // who comes back from the other thread asks whether we are there
};

}  // namespace tributary::host
