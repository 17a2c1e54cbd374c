#pragma once
// DIR/system.db: tenants, users, sessions, API tokens, sign-in links, socket tickets. Secrets are stored as
// SHA-256 only; passwords as argon2id strings. Synchronous; loop thread only (hashing passwords is not done here).
// Whatever fails throws StorageFailed. After one that is no full disk nothing more is written, and the process must stop (P1c).
#include <cstdint>
#include <exception>
#include <functional>
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
struct ApiToken {
  TokenId id; std::string tenant, name; std::vector<std::string> scopes; Instant created, expires; bool revoked = false;
  AgentId creator = {};             // none: made on the command line. Deactivating the creator ends the token
  Role creator_role = Role::admin;  // as it is now, read only: a token may no more than its creator; the command line may all
};

// Tenant ids are folder names: 1-63 of a-z, 0-9 and '-', beginning with a letter or digit.
bool valid_tenant_id(std::string_view);

class SystemStore {
 public:
  static std::unique_ptr<SystemStore> open(const std::string& data_folder);  // throws with a sentence
  ~SystemStore();
  // Called at once with such a failure: whoever asked may stand in a request, whose own errors end that one and nobody else.
  void tell_when_failed(std::function<void(std::exception_ptr)> failed);

  std::vector<std::string> tenants() const;
  bool add_tenant(std::string_view id, std::string_view name);                // false: exists, or the id is not valid
  std::string tenant_name(std::string_view id) const;

  bool add_user(const User&);                                                 // false: the e-mail is taken, or there is no such tenant
  std::optional<User> user_by_email(std::string_view email) const;           // compared without case
  std::optional<User> user(AgentId) const;
  std::vector<User> users(std::string_view tenant) const;
  // Each of these raises the user's version and ends all his sessions and unused links (P15); add a new one for who is still there.
  void set_password(AgentId, std::string_view argon2id);
  void set_active(AgentId, bool);
  void set_role(AgentId, Role);

  // Secrets are 256 random bits made by the caller; only their SHA-256 is kept.
  // SignInSession::hash is filled in here; user_version is what user() said.
  void add_session(std::string_view secret, const SignInSession&);
  // Nothing for an inactive user or an older version of him. Ages (12 h idle, 7 days) are the caller's to judge.
  std::optional<SignInSession> session(std::string_view secret) const;
  std::vector<SignInSession> sessions_of(AgentId) const;
  void touch_session(std::string_view secret, Instant);                       // forward only, at most one write a minute
  void end_session(std::string_view secret);
  void end_sessions_of(AgentId);                                              // and the links that were not used yet

  void add_link(std::string_view secret, AgentId, Instant expires);           // one-use sign-in links
  std::optional<AgentId> use_link(std::string_view secret, Instant now);     // of an active user, not expired

  void add_token(std::string_view secret, const ApiToken&);
  // Nothing for a revoked one, or when its creator is inactive. Whether it has expired is the caller's to judge.
  std::optional<ApiToken> token(std::string_view secret) const;
  std::vector<ApiToken> tokens(std::string_view tenant) const;               // revoked ones too, newest first
  bool revoke_token(TokenId);                                                 // false: there is none

  void backup_to(const std::string& file) const;                              // as TenantStore's
  std::string check() const;                                                  // empty: all is well

 private:
  struct Inside;
  explicit SystemStore(std::unique_ptr<Inside>);
  std::unique_ptr<Inside> inside_;
};

}  // namespace tributary::store
