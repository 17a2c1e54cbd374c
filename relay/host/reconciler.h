#pragma once
// What we missed while down is pulled back (P2): at start and every 5 minutes the provider's list of the last
// hour and more, and again after any time in which webhooks were refused, through the same dedupe as webhooks; every 10 s in both directions where no webhook can
// reach us. Evidence from the list also resolves `unknown` sends (P6e). Loop thread only.
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "relay/host/accounts.h"
#include "relay/host/ingest.h"
#include "relay/http/client.h"

namespace tributary::host {

class Reconciler final : public Follower {
 public:
  // Of a list, how many pages lie in memory: 20,000 rows. Of a longer one those between are let go, and asked for again when
  // their turn has come.
  static constexpr std::size_t pages_held_max = 20;
  Reconciler(boost::asio::io_context&, TenantRuntime&, Accounts&, Ingest&, http::Client&);
  void start();
  void stop();
  // One pass over all accounts now; `done` when the lists have been read to their end (or could not be).
  void run(std::function<void()> done);
  std::uint64_t recovered() const { return recovered_; }  // messages that only the list brought
  // A webhook was answered 503: what the provider gave up on is pulled as soon as writing works again (P2).
  void owe() { owed_ = true; }
  // Up to when the provider's lists were read to their ends. None: never yet.
  std::optional<Instant> complete_until() const;

  void applied(const Event&, const Stamp&) override;
  void durable() override;
  void reloaded() override { owed_ = true, ++reloads_; }

 private:
  struct Pass;
  struct Page;
  struct Reading;
  std::int64_t mark();
  void read_page(std::shared_ptr<Reading>, const std::string& page_uri);
  void page_came(std::shared_ptr<Reading>, const std::string& page_uri, const http::OutboundResult&);
  void read_again(std::shared_ptr<Reading>);
  std::optional<provider::twilio::Listed> rows_of(Pass&, const http::OutboundResult&);
  void broke_off(Pass&, std::int32_t code);
  void take_next(std::shared_ptr<Reading>);
  void take(const ProviderAccount&, const provider::Inbound&, Pass&);
  void go_on_after_this_round(std::shared_ptr<Reading>);
  void take_sent(const ProviderAccount&, const provider::twilio::Listed::Sent&);
  void fetch_media_list(std::shared_ptr<Reading>, provider::Inbound);
  bool refuses_at_the_door(const Pass&) const;
  void finished(Pass&);
  void match_unknown(const ProviderAccount&, const provider::twilio::Listed::Sent&);
  void arm();
  bool polls() const;
  void pull_owed();

  TenantRuntime& tenant_;
  Accounts& accounts_;
  Ingest& ingest_;
  http::Client& client_;
  boost::asio::steady_timer timer_;
  boost::asio::steady_timer soon_;
  std::uint64_t recovered_ = 0, reloads_ = 0;
  std::set<std::string> broken_;  // messages that could not be taken without breaking off
  int passes_ = 0;      // under way
  bool polling_ = false;           // how long the timer waits: seconds, not minutes
  bool accounts_changed_ = false;
  bool owed_ = false;
  bool stopped_ = true;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // a posted slice may come after us
};

}  // namespace tributary::host
