#include "relay/store/system_store.h"

#include <utility>

#include "core/base/planted.h"
#include "relay/store/backup.h"
#include "relay/store/database.h"
#include "relay/store/failure.h"
#include "relay/store/folder_lock.h"
#include "relay/store/schema.h"
#include "relay/store/sign_in_rows.h"
#include "relay/store/user_rows.h"
#include "relay/store/wal_anew.h"

namespace tributary::store {

struct SystemStore::Inside {
  explicit Inside(const std::string& folder) : lock(folder, "lock"), database(with_wal_anew(folder + "/system.db")) {
    const std::string damage = database.damage();
    if (!damage.empty()) throw StorageFailed(database.file() + ": the file is damaged (" + damage + "). Restore a backup.", false);
    migrate(database, system_schema());
    users.emplace(database);
    sign_ins.emplace(database);
  }

  // A failed flush is never tried again, nor is anything written behind it: what the file holds is known after a new start.
  template <class Change>
  auto write(Change change) {
    if (failed && !PLANTED(102)) throw StorageFailed(database.file() + ": writing has failed before.", false);  // "this time it may work"
    return read(change);
  }

  template <class Look>
  auto read(Look look) {
    try {
      return look();
    } catch (const StorageFailed& failure) {
      if (!failure.disk_full() && !std::exchange(failed, true) && when_failed) when_failed(std::current_exception());
      throw;
    }
  }

  // What must happen together: a changed user and the end of his sessions and links.
  template <class Change>
  void change_user(AgentId id, Change change) {
    write([&] {
      database.run("BEGIN IMMEDIATE");
      try {
        change();
        sign_ins->end_all_of(id);
        database.run("COMMIT");
      } catch (...) {
        try { database.run("ROLLBACK"); } catch (const StorageFailed&) {}  // the first failure is the one to tell
        throw;
      }
    });
  }

  FolderLock lock;
  Database database;
  std::optional<UserRows> users;
  std::optional<SignInRows> sign_ins;
  std::function<void(std::exception_ptr)> when_failed;
  bool failed = false;
};

SystemStore::SystemStore(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
SystemStore::~SystemStore() = default;
void SystemStore::tell_when_failed(std::function<void(std::exception_ptr)> failed) { inside_->when_failed = std::move(failed); }

std::unique_ptr<SystemStore> SystemStore::open(const std::string& data_folder) {
  return std::unique_ptr<SystemStore>(new SystemStore(std::make_unique<Inside>(data_folder)));
}

std::vector<std::string> SystemStore::tenants() const { return inside_->read([&] { return inside_->users->tenants(); }); }
bool SystemStore::add_tenant(std::string_view id, std::string_view name) { return inside_->write([&] { return inside_->users->add_tenant(id, name); }); }
std::string SystemStore::tenant_name(std::string_view id) const { return inside_->read([&] { return inside_->users->tenant_name(id); }); }

bool SystemStore::add_user(const User& user) { return inside_->write([&] { return inside_->users->add(user); }); }
std::optional<User> SystemStore::user_by_email(std::string_view email) const { return inside_->read([&] { return inside_->users->by_email(email); }); }
std::optional<User> SystemStore::user(AgentId id) const { return inside_->read([&] { return inside_->users->one(id); }); }
std::vector<User> SystemStore::users(std::string_view tenant) const { return inside_->read([&] { return inside_->users->of_tenant(tenant); }); }
void SystemStore::set_password(AgentId id, std::string_view hash) {
  inside_->change_user(id, [&] { inside_->users->set_password(id, hash); });
}
void SystemStore::set_active(AgentId id, bool active) {
  inside_->change_user(id, [&] { inside_->users->set_active(id, active); });
}
void SystemStore::set_role(AgentId id, Role role) {
  inside_->change_user(id, [&] { inside_->users->set_role(id, role); });
}

void SystemStore::add_session(std::string_view secret, const SignInSession& session) { inside_->write([&] { return inside_->sign_ins->add_session(secret, session); }); }
std::optional<SignInSession> SystemStore::session(std::string_view secret) const { return inside_->read([&] { return inside_->sign_ins->session(secret); }); }
std::vector<SignInSession> SystemStore::sessions_of(AgentId user) const { return inside_->read([&] { return inside_->sign_ins->sessions_of(user); }); }
// A session that could not be marked as used is one all the same: with a full disk people go on reading.
void SystemStore::touch_session(std::string_view secret, Instant now) {
  try {
    inside_->write([&] { return inside_->sign_ins->touch(secret, now); });
  } catch (const StorageFailed& failed) {
    if (!failed.disk_full()) throw;
  }
}
void SystemStore::end_session(std::string_view secret) { inside_->write([&] { return inside_->sign_ins->end(secret); }); }
void SystemStore::end_sessions_of(AgentId user) { inside_->change_user(user, [] {}); }

void SystemStore::add_link(std::string_view secret, AgentId user, Instant expires) { inside_->write([&] { return inside_->sign_ins->add_link(secret, user, expires); }); }
std::optional<AgentId> SystemStore::use_link(std::string_view secret, Instant now) { return inside_->write([&] { return inside_->sign_ins->use_link(secret, now); }); }

void SystemStore::add_token(std::string_view secret, const ApiToken& token) { inside_->write([&] { return inside_->sign_ins->add_token(secret, token); }); }
std::optional<ApiToken> SystemStore::token(std::string_view secret) const { return inside_->read([&] { return inside_->sign_ins->token(secret); }); }
std::vector<ApiToken> SystemStore::tokens(std::string_view tenant) const { return inside_->read([&] { return inside_->sign_ins->tokens(tenant); }); }
bool SystemStore::revoke_token(TokenId id) { return inside_->write([&] { return inside_->sign_ins->revoke(id); }); }

void SystemStore::backup_to(const std::string& file) const { back_up(inside_->database, file); }
std::string SystemStore::check() const {
  const std::string damage = inside_->database.damage();
  return damage.empty() ? damage : "system.db is damaged: " + damage + ".";
}

}  // namespace tributary::store
