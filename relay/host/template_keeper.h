#pragma once
// The templates the provider holds, as agents see them (C17, D72-D78): their words, their blanks and what WhatsApp thinks of
// them are read at start, every five minutes and when somebody asks; a new one of ours is handed in by itself, and a rejected
// one again once it has been changed. Loop thread only.
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "relay/host/accounts.h"
#include "relay/http/client.h"
#include "relay/provider/twilio_content.h"

namespace tributary::host {

class TemplateKeeper final : public Follower {
 public:
  TemplateKeeper(boost::asio::io_context&, TenantRuntime&, Accounts&, http::Client&);
  void start();
  void stop();
  // Reads the lists of all accounts now; `done` when they have been read, or could not be.
  void run(std::function<void()> done);
  // When the lists of all accounts were read last; none: not yet.
  std::optional<Instant> read_at() const { return read_at_; }
  // Is it the provider's own, and changed only there?
  static bool from_provider(const TenantRuntime&, const MessageTemplate&);

  void applied(const Event&, const Stamp&) override;
  void durable() override;
  void reloaded() override { asked_.clear(); }

 private:
  struct Pass;
  struct Reading;
  void read_page(std::shared_ptr<Reading>, const std::string& page);
  void page_came(std::shared_ptr<Reading>, const http::OutboundResult&);
  void take(const provider::twilio::ContentItem&, AccountId from);
  void arm();
  void hand_in_next();
  void hand_in(const MessageTemplate&, const ProviderAccount&);
  void ask_for(const MessageTemplate&, const ProviderAccount&);
  void settled();
  const ProviderAccount* account() const;

  TenantRuntime& tenant_;
  Accounts& accounts_;
  http::Client& client_;
  boost::asio::steady_timer timer_;
  std::set<TemplateId> asked_;   // since the last reading: what failed is tried again with the next
  std::optional<Instant> read_at_;
  bool changed_ = false, busy_ = false, stopped_ = true;
};

}  // namespace tributary::host
