#include "relay/host/house.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <stdexcept>

#include "core/base/limits.h"
#include "core/base/planted.h"
#include "relay/http/server.h"
#include "relay/store/folder_lock.h"

namespace tributary::host {

namespace {
constexpr auto clock_look = std::chrono::seconds(5);

// Half of what is brought back is no data folder: whoever served it would begin anew beside what was to come.
Config expect_no_half_restore(Config config) {
  if (std::filesystem::exists(config.data + "/" + restoring_name))
    throw std::runtime_error("A backup was being brought back into " + config.data + ", and that was cut off. Remove everything there but the keys, and restore it again.");
  return config;
}

}  // namespace

Tenant::Tenant(boost::asio::io_context& io, Behind& behind, Round& round, Clock& clock, const store::Keys& keys, const Config& config,
               http::Client& client, std::string id, std::string folder)
    : runtime(io, round, clock, keys, std::move(id), std::move(folder)), filing(io, behind.files, runtime.files()), quota(io, behind.rest, runtime.folder(), config.tenant_disk_bytes), accounts(runtime, config), ingest(runtime, queues),
      courier(io, runtime, accounts, ingest, client), media(io, behind.rest, runtime, accounts, client), reconciler(io, runtime, accounts, ingest, client),
      templates(io, runtime, accounts, client), conservation(io, runtime, courier), outbox(runtime), searcher(io, behind.index, runtime), collector(io, runtime), leavers(runtime) {
  runtime.save_behind_on(behind.rest, behind.checkpoints);
  runtime.keep_within(quota);
  runtime.ask_before_files([this](NumberId of) {
    const Number* number = runtime.state().numbers.find(of);
    const ProviderAccount* account = number ? accounts.of(*number) : nullptr;
    return account && !account->polls;
  });
}

House::House(boost::asio::io_context& io, Config config)
    : io_(io), config_(expect_no_half_restore(std::move(config))), clock_(config_.clock_offset_ms), round_(io), turns_(io, round_, clock_),
      disk_(io, round_, config_.data, config_.ballast_bytes, config_.free_bytes_pretended),
      keys_(store::Keys::open(config_.data, config_.key_file)), system_(store::SystemStore::open(config_.data)),
      client_(std::make_unique<http::Client>(io)), clock_timer_(io) {
  system_->tell_when_failed([this](std::exception_ptr failed) { round_.stop_for_good(std::move(failed)); });
  if (system_->tenants().empty()) system_->add_tenant("default", "Tributary");
  for (const std::string& id : system_->tenants()) open_tenant(id);
  Tenant& of_environment = *tenants_.at("default");
  of_environment.accounts.configure_from_environment();
  of_environment.queues.configure(config_.escalation_queues);
  repair_rosters();
  round_.finish_now();
  end_sessions_of_the_future();
  watch_ = std::make_unique<Watch>(*this, [](const std::string& line) { std::cerr << line << std::endl; });
}

// Seen later than now: the clock was set back while nobody ran, and how long such a session lay idle cannot be known.
void House::end_sessions_of_the_future() {
  const Instant latest = clock_.now() + limits::minute_ms;
  for (const auto& [id, tenant] : tenants_)
    for (const store::User& user : system_->users(id))
      for (const store::SignInSession& session : system_->sessions_of(user.id))
        if (session.last_seen > latest) system_->end_sessions_of(user.id);
}

// Whatever still speaks of the tenants goes before them.
House::~House() {
  behind_.join();
  client_.reset();
}

Tenant& House::open_tenant(const std::string& id) {
  const std::string folder = config_.data + "/tenants/" + id;
  store::make_private_folder(folder);
  // Whoever was killed between making a folder and syncing the one it lies in has left that to us.
  store::sync_folder(config_.data + "/tenants");
  store::sync_folder(config_.data);
  auto tenant = std::make_unique<Tenant>(io_, behind_, round_, clock_, keys_, config_, *client_, id, folder);
  return *(tenants_[id] = std::move(tenant));
}

void House::start() {
  disk_.start();
  for (auto& [id, tenant] : tenants_) begin(*tenant);
  watch_->start();
  watch_the_clock();
  started_ = true;
}

void House::begin(Tenant& tenant) {
  tenant.quota.start();
  tenant.courier.start();
  tenant.media.start();
  tenant.reconciler.start();
  tenant.templates.start();
  tenant.searcher.start();
  tenant.conservation.start();
  tenant.collector.start();
  tenant.leavers.start();
}

void House::watch_the_clock() {
  clock_timer_.expires_after(clock_look);
  clock_timer_.async_wait([this](boost::system::error_code ec) {
    if (ec) return;
    look_at_the_clock();
    watch_the_clock();
  });
}

void House::look_at_the_clock() {
  const auto by = clock_.stepped();
  if (!by) return;
  ++clock_steps_;
  const std::string how = "This computer's clock was set " + std::string(*by > 0 ? "forward" : "back") + " by " + std::to_string((std::abs(*by) + 500) / 1000) + " seconds.";
  std::fprintf(stderr, "%s\n", how.c_str());
  for (auto& [id, tenant] : tenants_) {
    tenant->runtime.writing().diagnose({clock_.now(), "clock_step", how, ""});
    tenant->runtime.clock_moved();
  }
}

void House::stop() {
  started_ = false;
  disk_.stop();
  clock_timer_.cancel();
  for (auto& [id, tenant] : tenants_) {
    tenant->quota.stop();
    tenant->courier.stop();
    tenant->media.stop();
    tenant->reconciler.stop();
    tenant->templates.stop();
    tenant->searcher.stop();
    tenant->conservation.stop();
    tenant->collector.stop();
    tenant->leavers.stop();
  }
  watch_->stop();
}

void House::owe_reconciling() {
  for (auto& [id, tenant] : tenants_) tenant->reconciler.owe();
}

bool House::idle() const {
  for (const auto& [id, tenant] : tenants_)
    if (tenant->courier.in_flight() > 0) return false;
  return true;
}

void House::save() {
  round_.finish_now();
  for (auto& [id, tenant] : tenants_) tenant->runtime.save_snapshot();
}

void House::add_tenant(const std::string& id, const std::string& name) {
  const bool plain = !id.empty() && id.size() <= 40 && id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
  if (!plain) throw std::runtime_error("A tenant's id is 1 to 40 small letters, digits and hyphens.");
  if (!system_->add_tenant(id, name.empty() ? id : name)) throw std::runtime_error("There is a tenant of that id already.");
  Tenant& tenant = open_tenant(id);
  if (started_) begin(tenant);  // made while we serve
}

store::User House::add_user(const std::string& tenant, const std::string& email, const std::string& name, Role role, const std::string& password_hash) {
  Tenant& t = only_for_command_line(tenant);
  if (email.find('@') == std::string::npos || email.size() > 254) throw std::runtime_error("--email must be an e-mail address.");
  store::User user;
  user.id = store::mint<AgentId>();
  user.tenant = tenant;
  user.email = email;
  user.name = name.empty() ? email.substr(0, email.find('@')) : name;
  user.password_hash = password_hash;
  user.role = role;
  if (!system_->add_user(user)) throw std::runtime_error("There is a user with that e-mail address already.");
  t.runtime.submit(ConfigureAgent{{user.id, role, true}, user.name}, ActorKind::system);
  round_.finish_now();
  return user;
}

void House::set_user_active(const std::string& tenant, AgentId id, bool active) {
  Tenant& t = only_for_command_line(tenant);
  const auto user = system_->user(id);
  if (!user || user->tenant != tenant) throw std::runtime_error("There is no such user.");
  if (user->active == active) return;
  system_->set_active(id, active);
  t.runtime.submit(ConfigureAgent{{id, user->role, active}, user->name}, ActorKind::system);
  if (active) return;
  end_sockets_of(t, id);
  end_token_sockets_of(t, id);
}

store::User House::user_of(const std::string& tenant, AgentId id) const {
  const auto user = system_->user(id);
  if (!user || user->tenant != tenant) throw std::runtime_error("There is no such user.");
  return *user;
}

void House::end_sockets_of(Tenant& tenant, AgentId id) { tenant.runtime.hub().sign_out(id); }

// Tokens somebody made end with their maker, and may no more than their maker: what was opened with them is asked anew.
void House::end_token_sockets_of(Tenant& tenant, AgentId maker) {
  for (const auto& token : system_->tokens(tenant.runtime.id()))
    if (token.creator == maker && !PLANTED(51)) tenant.runtime.hub().sign_out(same_bits<AgentId>(token.id));
}

void House::set_user_role(const std::string& tenant, AgentId id, Role role) {
  Tenant& t = only_for_command_line(tenant);
  const store::User user = user_of(tenant, id);
  if (user.role == role) return;
  system_->set_role(id, role);
  t.runtime.submit(ConfigureAgent{{id, role, user.active}, user.name}, ActorKind::system);
  if (!PLANTED(73)) end_sockets_of(t, id);  // "they see it when they come again"
  end_token_sockets_of(t, id);
}

void House::set_user_password(const std::string& tenant, AgentId id, const std::string& password_hash) {
  Tenant& t = only_for_command_line(tenant);
  user_of(tenant, id);
  system_->set_password(id, password_hash);
  if (!PLANTED(74)) end_sockets_of(t, id);  // "the next request will tell them"
}

void House::sign_out_everywhere(const std::string& tenant, AgentId id) {
  Tenant& t = only_for_command_line(tenant);
  user_of(tenant, id);
  system_->end_sessions_of(id);
  end_sockets_of(t, id);
}

std::optional<std::size_t> House::tenant_sockets_max() const {
  if (config_.tenant_sockets_max > 0) return static_cast<std::size_t>(config_.tenant_sockets_max);
  if (tenants_.size() < 2) return std::nullopt;
  return static_cast<std::size_t>(std::min<std::int64_t>(machine_.files_max(), http::ServerLimits{}.connections_max) / 2);
}

std::size_t House::tenant_uploads_max() const { return static_cast<std::size_t>(std::clamp<std::int64_t>(machine_.files_max() / 64, 16, 256)); }

std::optional<Instant> House::last_backup() const {
  const auto stored = tenants_.at("default")->runtime.store().value("last_backup_ms");
  return stored ? std::optional(Instant{std::strtoll(stored->c_str(), nullptr, 10)}) : std::nullopt;
}

void House::backed_up(Instant at) { tenants_.at("default")->runtime.writing().put_value("last_backup_ms", std::to_string(at.ms)); }

void House::backup_failed(bool failed) {
  backup_failed_ = failed;
  if (!failed) return;
  for (auto& [id, tenant] : tenants_) tenant->runtime.troubles().add(clock_.now(), "backup_failed");
}

void House::repair_rosters() {
  for (auto& [id, tenant] : tenants_)
    for (const store::User& user : system_->users(id))
      if (const Agent* known = tenant->runtime.state().agents.find(user.id); !known || known->active != user.active || known->role != user.role)
        tenant->runtime.submit(ConfigureAgent{{user.id, user.role, user.active}, user.name}, ActorKind::system);
}

Tenant& House::only_for_command_line(const std::string& id) {
  auto it = tenants_.find(id);
  if (it == tenants_.end()) throw std::runtime_error("There is no tenant of that id.");
  return *it->second;
}

}  // namespace tributary::host
