#include "relay/host/house.h"

#include <filesystem>
#include <stdexcept>

#include "core/base/planted.h"

namespace tributary::host {

Tenant::Tenant(boost::asio::io_context& io, boost::asio::thread_pool& behind, Round& round, Clock& clock, const store::Keys& keys, const Config& config,
               http::Client& client, std::string id, std::string folder)
    : runtime(io, round, clock, keys, std::move(id), std::move(folder)), accounts(runtime, config), ingest(runtime),
      courier(io, runtime, accounts, ingest, client), media(io, runtime, accounts, client), reconciler(io, runtime, accounts, ingest, client),
      searcher(io, behind, runtime) {
  runtime.ask_before_files([this](NumberId of) {
    const Number* number = runtime.state().numbers.find(of);
    const ProviderAccount* account = number ? accounts.of(*number) : nullptr;
    return account && !account->polls;
  });
}

House::House(boost::asio::io_context& io, Config config)
    : io_(io), config_(std::move(config)), clock_(config_.clock_offset_ms), round_(io),
      keys_(store::Keys::open(config_.data, config_.key_file)), system_(store::SystemStore::open(config_.data)),
      client_(std::make_unique<http::Client>(io)) {
  if (system_->tenants().empty()) system_->add_tenant("default", "Tributary");
  for (const std::string& id : system_->tenants()) open_tenant(id);
  tenants_.at("default")->accounts.configure_from_environment();
  repair_rosters();
  round_.finish_now();
}

// Whatever still speaks of the tenants goes before them.
House::~House() {
  behind_.join();
  client_.reset();
}

Tenant& House::open_tenant(const std::string& id) {
  const std::string folder = config_.data + "/tenants/" + id;
  std::filesystem::create_directories(folder);
  auto tenant = std::make_unique<Tenant>(io_, behind_, round_, clock_, keys_, config_, *client_, id, folder);
  return *(tenants_[id] = std::move(tenant));
}

void House::start() {
  for (auto& [id, tenant] : tenants_) {
    tenant->courier.start();
    tenant->media.start();
    tenant->reconciler.start();
    tenant->searcher.start();
  }
}

void House::stop() {
  for (auto& [id, tenant] : tenants_) {
    tenant->courier.stop();
    tenant->media.stop();
    tenant->reconciler.stop();
    tenant->searcher.stop();
  }
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
  open_tenant(id);
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
  t.runtime.hub().sign_out(id);
  for (const store::ApiToken& token : system_->tokens(tenant))  // what they made for programs ends with them
    if (token.creator == id && !PLANTED(51)) t.runtime.hub().sign_out(same_bits<AgentId>(token.id));
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
