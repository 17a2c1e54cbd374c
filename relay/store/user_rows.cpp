#include "relay/store/user_rows.h"

#include "relay/store/database.h"

namespace tributary::store {
namespace {

constexpr const char* tenants_sql = "SELECT id FROM tenants ORDER BY id";
constexpr const char* add_tenant_sql = "INSERT INTO tenants(id, name) VALUES(?, ?)";
constexpr const char* tenant_name_sql = "SELECT name FROM tenants WHERE id = ?";
constexpr const char* add_sql =
    "INSERT INTO users(id, tenant, email, email_key, name, password_hash, role, active, version) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* by_email_sql =
    "SELECT id, tenant, email, name, password_hash, role, active, version FROM users WHERE email_key = ?";
constexpr const char* one_sql = "SELECT id, tenant, email, name, password_hash, role, active, version FROM users WHERE id = ?";
constexpr const char* of_tenant_sql =
    "SELECT id, tenant, email, name, password_hash, role, active, version FROM users WHERE tenant = ? ORDER BY email_key";
constexpr const char* set_password_sql = "UPDATE users SET password_hash = ?, version = version + 1 WHERE id = ?";
constexpr const char* set_active_sql = "UPDATE users SET active = ?, version = version + 1 WHERE id = ?";
constexpr const char* set_role_sql = "UPDATE users SET role = ?, version = version + 1 WHERE id = ?";

std::string without_case(std::string_view email) {
  std::string out(email);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

User read(const Use& use) {
  User user;
  user.id = use.id<AgentId>(0);
  user.tenant = use.text(1);
  user.email = use.text(2);
  user.name = use.text(3);
  user.password_hash = use.text(4);
  user.role = use.integer(5) == static_cast<std::int64_t>(Role::admin) ? Role::admin : Role::agent;  // unknown: the least
  user.active = use.integer(6) != 0;
  user.version = static_cast<std::uint32_t>(use.integer(7));
  return user;
}

std::optional<User> read_one(Use& use) {
  if (!use.row()) return {};
  return read(use);
}

}  // namespace

bool valid_tenant_id(std::string_view id) {
  if (id.empty() || id.size() > 63 || id[0] == '-') return false;
  for (char c : id)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) return false;
  return true;
}

UserRows::UserRows(Database& database)
    : tenants_(database, tenants_sql),
      add_tenant_(database, add_tenant_sql),
      tenant_name_(database, tenant_name_sql),
      add_(database, add_sql),
      by_email_(database, by_email_sql),
      one_(database, one_sql),
      of_tenant_(database, of_tenant_sql),
      set_password_(database, set_password_sql),
      set_active_(database, set_active_sql),
      set_role_(database, set_role_sql) {}

std::vector<std::string> UserRows::tenants() {
  std::vector<std::string> ids;
  Use use(tenants_);
  while (use.row()) ids.push_back(use.text(0));
  return ids;
}

bool UserRows::add_tenant(std::string_view id, std::string_view name) {
  if (!valid_tenant_id(id)) return false;
  Use use(add_tenant_);
  use.bind(id).bind(name);
  return use.insert();
}

std::string UserRows::tenant_name(std::string_view id) {
  Use use(tenant_name_);
  use.bind(id);
  return use.row() ? use.text(0) : std::string();
}

bool UserRows::add(const User& user) {
  const std::string key = without_case(user.email);
  Use use(add_);
  use.bind(user.id).bind(std::string_view(user.tenant)).bind(std::string_view(user.email)).bind(std::string_view(key));
  use.bind(std::string_view(user.name)).bind(std::string_view(user.password_hash));
  use.bind(static_cast<std::int64_t>(user.role)).bind(std::int64_t{user.active}).bind(std::int64_t{user.version});
  return use.insert();
}

std::optional<User> UserRows::by_email(std::string_view email) {
  const std::string key = without_case(email);
  Use use(by_email_);
  use.bind(std::string_view(key));
  return read_one(use);
}

std::optional<User> UserRows::one(AgentId id) {
  Use use(one_);
  use.bind(id);
  return read_one(use);
}

std::vector<User> UserRows::of_tenant(std::string_view tenant) {
  std::vector<User> users;
  Use use(of_tenant_);
  use.bind(tenant);
  while (use.row()) users.push_back(read(use));
  return users;
}

void UserRows::set_password(AgentId id, std::string_view hash) {
  Use use(set_password_);
  use.bind(hash).bind(id);
  use.insert();
}

void UserRows::set_active(AgentId id, bool active) {
  Use use(set_active_);
  use.bind(std::int64_t{active}).bind(id);
  use.insert();
}

void UserRows::set_role(AgentId id, Role role) {
  Use use(set_role_);
  use.bind(static_cast<std::int64_t>(role)).bind(id);
  use.insert();
}

}  // namespace tributary::store
