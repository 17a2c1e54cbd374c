#pragma once
// Tenants and the people who sign in.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "relay/store/statement.h"
#include "relay/store/system_store.h"

namespace tributary::store {

class UserRows {
 public:
  explicit UserRows(Database&);
  std::vector<std::string> tenants();
  bool add_tenant(std::string_view id, std::string_view name);
  std::string tenant_name(std::string_view id);
  bool add(const User&);
  std::optional<User> by_email(std::string_view email);
  std::optional<User> one(AgentId);
  std::vector<User> of_tenant(std::string_view tenant);
  void set_password(AgentId, std::string_view hash);
  void set_active(AgentId, bool);
  void set_role(AgentId, Role);

 private:
  Statement tenants_, add_tenant_, tenant_name_, add_, by_email_, one_, of_tenant_, set_password_, set_active_, set_role_;
};

}  // namespace tributary::store
