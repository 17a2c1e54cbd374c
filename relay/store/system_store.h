#pragma once
// DIR/system.db: tenants, users, sessions, API tokens, sign-in links, socket tickets. Secrets are stored as
// SHA-256 only; passwords as argon2id strings. Synchronous; loop thread only (hashing passwords is not done here).
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/types.h"
#include "core/inbox/kinds.h"

namespace tributary::store {

struct User { AgentId id; std::string tenant, email, name, password_hash; Role role = Role::agent; bool active = true; std::uint32_t version = 0; };
struct SignInSession { std::string hash; AgentId user; std::string tenant; Instant created, last_seen; std::uint32_t user_version = 0; };
struct ApiToken { TokenId id; std::string tenant, name; std::vector<std::string> scopes; Instant created, expires; bool revoked = false; };

class SystemStore {
 public:
  static std::unique_ptr<SystemStore> open(const std::string& data_folder);  // throws with a sentence
  ~SystemStore();

  std::vector<std::string> tenants() const;
  bool add_tenant(std::string_view id, std::string_view name);                // false: exists
  std::string tenant_name(std::string_view id) const;

  bool add_user(const User&);                                                 // false: the e-mail is taken
  std::optional<User> user_by_email(std::string_view email) const;           // compared without case
  std::optional<User> user(AgentId) const;
  std::vector<User> users(std::string_view tenant) const;
  void set_password(AgentId, std::string_view argon2id);                      // ends the user's other sessions
  void set_active(AgentId, bool);

  // Secrets are 256 random bits made by the caller; only their SHA-256 is kept.
  void add_session(std::string_view secret, const SignInSession&);
  std::optional<SignInSession> session(std::string_view secret) const;
  void touch_session(std::string_view secret, Instant);
  void end_session(std::string_view secret);
  void end_sessions_of(AgentId);

  void add_link(std::string_view secret, AgentId, Instant expires);           // one-use sign-in links
  std::optional<AgentId> use_link(std::string_view secret, Instant now);

  void add_token(std::string_view secret, const ApiToken&);
  std::optional<ApiToken> token(std::string_view secret) const;
  void revoke_token(TokenId);

 private:
  struct Inside;
  explicit SystemStore(std::unique_ptr<Inside>);
  std::unique_ptr<Inside> inside_;
};

}  // namespace tributary::store
