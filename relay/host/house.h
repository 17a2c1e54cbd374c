#pragma once
// The whole relay of one process: its tenants with everything that acts for them, and who may sign in.
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "relay/host/accounts.h"
#include "relay/host/behind.h"
#include "relay/host/conservation.h"
#include "relay/host/courier.h"
#include "relay/host/disk_quota.h"
#include "relay/host/disk_watch.h"
#include "relay/host/escalation_queues.h"
#include "relay/host/file_collector.h"
#include "relay/host/filing.h"
#include "relay/host/health.h"
#include "relay/host/ingest.h"
#include "relay/host/leavers.h"
#include "relay/host/media_fetcher.h"
#include "relay/host/outbox_counts.h"
#include "relay/host/read_shares.h"
#include "relay/host/reconciler.h"
#include "relay/host/search.h"
#include "relay/host/template_keeper.h"
#include "relay/host/tenant_runtime.h"
#include "relay/host/turned_away.h"
#include "relay/host/turns.h"
#include "relay/host/watch.h"
#include "relay/store/system_store.h"

namespace tributary::host {

inline constexpr const char* restoring_name = "restoring";  // in the data folder, while a backup is brought back into it

// Everything of one tenant. There is no way from one to another.
struct Tenant {
  Tenant(boost::asio::io_context&, Behind&, Round&, Clock&, const store::Keys&, const Config&, http::Client&, std::string id, std::string folder);
  TenantRuntime runtime;
  Filing filing;
  DiskQuota quota;
  Turns::Lane turn{runtime};  // of its webhooks
  Accounts accounts;
  EscalationQueues queues{runtime};
  Ingest ingest;
  TurnedAway turned_away;
  Courier courier;
  MediaFetcher media;
  Reconciler reconciler;
  TemplateKeeper templates;
  Conservation conservation;
  OutboxCounts outbox;
  Searcher searcher;
  FileCollector collector;
  Leavers leavers;
};

class House {
 public:
  // Opens everything under config.data; throws with a sentence. The tenant `default` is made when absent.
  House(boost::asio::io_context&, Config);
  ~House();

  void start();   // couriers, fetchers, reconcilers
  void stop();    // they start nothing more
  bool idle() const;
  void save();    // snapshots, at a clean stop

  Config& config() { return config_; }
  const Config& config() const { return config_; }
  Clock& clock() { return clock_; }
  // Looks whether somebody set the wall's clock: told to every tenant's admins, and timers that name a time of day look
  // again. start() does it every few seconds.
  void look_at_the_clock();
  std::uint64_t clock_steps() const { return clock_steps_; }
  // Something a provider told us was refused: every tenant asks for it once what is written is durable again (P2).
  void owe_reconciling();
  Round& round() { return round_; }
  Turns& turns() { return turns_; }
  ReadShares& reads() { return reads_; }
  DiskWatch& disk() { return disk_; }
  store::SystemStore& system() { return *system_; }
  // How many pages and programs of one tenant may be connected (P14); none: as many as the relay takes.
  std::optional<std::size_t> tenant_sockets_max() const;
  // How many uploads of one tenant may be on their way at once (P14). Each is an open file beside its socket, and where few
  // may be open the sockets leave little over.
  std::size_t tenant_uploads_max() const;
  const store::Keys& keys() const { return keys_; }
  boost::asio::io_context& io() { return io_; }
  Machine& machine() { return machine_; }

  // When everything was last copied and the copy verified; kept in the default tenant's file.
  std::optional<Instant> last_backup() const;
  void backed_up(Instant);
  // Whether the last backup that was planned could not be made.
  void backup_failed(bool);
  bool has_backup_failed() const { return backup_failed_; }

  // Administration, for the command line. Each throws with a sentence.
  void add_tenant(const std::string& id, const std::string& name);
  store::User add_user(const std::string& tenant, const std::string& email, const std::string& name, Role, const std::string& password_hash);
  // Who is not active may not sign in, and every socket, session and token of theirs ends now. Throws when unknown.
  void set_user_active(const std::string& tenant, AgentId, bool active);
  // Each ends every socket, session and unused link of this person at once (P15); another role also the sockets of the
  // tokens they made, which may come back with what the new role allows. Throws when unknown.
  void set_user_role(const std::string& tenant, AgentId, Role);
  void set_user_password(const std::string& tenant, AgentId, const std::string& password_hash);
  void sign_out_everywhere(const std::string& tenant, AgentId);
  // A roster entry for every user who lost theirs, and the other way round is not possible.
  void repair_rosters();

  Tenant& only_for_command_line(const std::string& id);        // throws when unknown
  const std::map<std::string, std::unique_ptr<Tenant>>& tenants() const { return tenants_; }

 private:
  store::User user_of(const std::string& tenant, AgentId) const;  // throws
  void end_sockets_of(Tenant&, AgentId);
  void end_token_sockets_of(Tenant&, AgentId maker);
  Tenant& open_tenant(const std::string& id);
  void begin(Tenant&);
  void watch_the_clock();
  void end_sessions_of_the_future();

  boost::asio::io_context& io_;
  Config config_;
  Clock clock_;
  Round round_;
  Turns turns_;
  ReadShares reads_{config_.reads_of_loop};
  DiskWatch disk_;
  Machine machine_ = Machine::real();
  store::Keys keys_;
  std::unique_ptr<store::SystemStore> system_;
  std::unique_ptr<http::Client> client_;
  std::map<std::string, std::unique_ptr<Tenant>> tenants_;
  boost::asio::steady_timer clock_timer_;
  std::uint64_t clock_steps_ = 0;
  bool backup_failed_ = false, started_ = false;
  std::unique_ptr<Watch> watch_;
  Behind behind_;
};

}  // namespace tributary::host
