#include "relay/store/sign_in_rows.h"

#include "core/base/assert.h"
#include "core/base/planted.h"
#include "relay/store/database.h"
#include "relay/store/keys.h"

namespace tributary::store {
namespace {

constexpr const char* add_session_sql =
    "INSERT INTO sessions(hash, user, tenant, created, last_seen, user_version) VALUES(?, ?, ?, ?, ?, ?)";
constexpr const char* session_sql =
    "SELECT s.hash, s.user, s.tenant, s.created, s.last_seen, s.user_version FROM sessions s JOIN users u ON u.id = s.user "
    "WHERE s.hash = ? AND u.active = 1 AND u.version = s.user_version AND u.tenant = s.tenant";
constexpr const char* sessions_of_sql =
    "SELECT hash, user, tenant, created, last_seen, user_version FROM sessions WHERE user = ? ORDER BY created DESC";
constexpr const char* touch_sql = "UPDATE sessions SET last_seen = ?1 WHERE hash = ?2 AND last_seen <= ?1 - 60000";
constexpr const char* end_sql = "DELETE FROM sessions WHERE hash = ?";
constexpr const char* end_all_sql = "DELETE FROM sessions WHERE user = ?";
constexpr const char* end_links_sql = "DELETE FROM links WHERE user = ?";
constexpr const char* add_link_sql = "INSERT INTO links(hash, user, expires) VALUES(?, ?, ?)";
constexpr const char* link_sql =
    "DELETE FROM links WHERE hash = ?1 AND expires > ?2 AND user IN (SELECT id FROM users WHERE active = 1) RETURNING user";
constexpr const char* drop_links_sql = "DELETE FROM links WHERE expires <= ?";
constexpr const char* add_token_sql =
    "INSERT INTO tokens(id, hash, tenant, name, scopes, created, expires, revoked, creator) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* token_sql =
    "SELECT t.id, t.tenant, t.name, t.scopes, t.created, t.expires, t.revoked, t.creator, u.role FROM tokens t "
    "LEFT JOIN users u ON u.id = t.creator WHERE t.hash = ? AND t.revoked = 0 AND (t.creator IS NULL OR u.active = 1)";
constexpr const char* tokens_sql =
    "SELECT t.id, t.tenant, t.name, t.scopes, t.created, t.expires, t.revoked, t.creator, u.role FROM tokens t "
    "LEFT JOIN users u ON u.id = t.creator WHERE t.tenant = ? ORDER BY t.created DESC, t.id";
constexpr const char* revoke_sql = "UPDATE tokens SET revoked = 1 WHERE id = ?";

SignInSession read_session(const Use& use) {
  return {use.text(0), use.id<AgentId>(1), use.text(2), Instant{use.integer(3)}, Instant{use.integer(4)}, static_cast<std::uint32_t>(use.integer(5))};
}

std::string joined(const std::vector<std::string>& scopes) {
  std::string out;
  for (const std::string& scope : scopes) out += (out.empty() ? "" : " ") + scope;
  return out;
}

std::vector<std::string> split(std::string_view scopes) {
  std::vector<std::string> out;
  while (!scopes.empty()) {
    const std::size_t end = scopes.find(' ');
    out.emplace_back(scopes.substr(0, end));
    scopes.remove_prefix(end == scopes.npos ? scopes.size() : end + 1);
  }
  return out;
}

ApiToken read_token(const Use& use) {
  ApiToken token;
  token.id = use.id<TokenId>(0);
  token.tenant = use.text(1);
  token.name = use.text(2);
  token.scopes = split(use.text(3));
  token.created = Instant{use.integer(4)};
  token.expires = Instant{use.integer(5)};
  token.revoked = use.integer(6) != 0;
  token.creator = use.id<AgentId>(7);
  const bool by_an_agent = token.creator != AgentId{} && use.integer(8) != static_cast<std::int64_t>(Role::admin);  // unknown: the least
  token.creator_role = by_an_agent ? Role::agent : Role::admin;
  return token;
}

}  // namespace

SignInRows::SignInRows(Database& database)
    : add_session_(database, add_session_sql),
      session_(database, session_sql),
      sessions_of_(database, sessions_of_sql),
      touch_(database, touch_sql),
      end_(database, end_sql),
      end_all_(database, end_all_sql),
      end_links_(database, end_links_sql),
      add_link_(database, add_link_sql),
      link_(database, link_sql),
      drop_links_(database, drop_links_sql),
      add_token_(database, add_token_sql),
      token_(database, token_sql),
      tokens_(database, tokens_sql),
      revoke_(database, revoke_sql) {}

void SignInRows::add_session(std::string_view secret, const SignInSession& session) {
  const std::string hash = sha256_hex(secret);
  Use use(add_session_);
  use.bind(std::string_view(hash)).bind(session.user).bind(std::string_view(session.tenant));
  use.bind(session.created.ms).bind(session.last_seen.ms).bind(std::int64_t{session.user_version});
  const bool added = use.insert();
  TRIBUTARY_CHECK(added);  // 256 random bits twice, or a user who does not exist
}

std::optional<SignInSession> SignInRows::session(std::string_view secret) {
  const std::string hash = sha256_hex(secret);
  Use use(session_);
  use.bind(std::string_view(hash));
  if (!use.row()) return {};
  return read_session(use);
}

std::vector<SignInSession> SignInRows::sessions_of(AgentId user) {
  std::vector<SignInSession> sessions;
  Use use(sessions_of_);
  use.bind(user);
  while (use.row()) sessions.push_back(read_session(use));
  return sessions;
}

void SignInRows::touch(std::string_view secret, Instant now) {
  const std::string hash = sha256_hex(secret);
  Use use(touch_);
  use.bind(now.ms).bind(std::string_view(hash));
  use.insert();
}

void SignInRows::end(std::string_view secret) {
  const std::string hash = sha256_hex(secret);
  Use use(end_);
  use.bind(std::string_view(hash));
  use.insert();
}

// A link that was not used yet is a session to come.
void SignInRows::end_all_of(AgentId user) {
  for (Statement* end : {&end_all_, &end_links_}) {
    if (end == &end_links_ && PLANTED(55)) continue;  // "a link is no session"
    Use use(*end);
    use.bind(user);
    use.insert();
  }
}

void SignInRows::add_link(std::string_view secret, AgentId user, Instant expires) {
  const std::string hash = sha256_hex(secret);
  Use use(add_link_);
  use.bind(std::string_view(hash)).bind(user).bind(expires.ms);
  const bool added = use.insert();
  TRIBUTARY_CHECK(added);
}

// Finding and using is one statement: of two who come at once, one is too late.
std::optional<AgentId> SignInRows::use_link(std::string_view secret, Instant now) {
  {
    Use use(drop_links_);
    use.bind(now.ms);
    use.insert();
  }
  const std::string hash = sha256_hex(secret);
  Use use(link_);
  use.bind(std::string_view(hash)).bind(now.ms);
  if (!use.row()) return {};
  const auto user = use.id<AgentId>(0);
  while (use.row()) {}  // the deletion is complete once the statement is
  return user;
}

void SignInRows::add_token(std::string_view secret, const ApiToken& token) {
  const std::string hash = sha256_hex(secret), scopes = joined(token.scopes);
  Use use(add_token_);
  use.bind(token.id).bind(std::string_view(hash)).bind(std::string_view(token.tenant)).bind(std::string_view(token.name));
  use.bind(std::string_view(scopes)).bind(token.created.ms).bind(token.expires.ms).bind(std::int64_t{token.revoked}).bind(token.creator);
  const bool added = use.insert();
  TRIBUTARY_CHECK(added);
}

std::optional<ApiToken> SignInRows::token(std::string_view secret) {
  const std::string hash = sha256_hex(secret);
  Use use(token_);
  use.bind(std::string_view(hash));
  if (!use.row()) return {};
  return read_token(use);
}

std::vector<ApiToken> SignInRows::tokens(std::string_view tenant) {
  std::vector<ApiToken> tokens;
  Use use(tokens_);
  use.bind(tenant);
  while (use.row()) tokens.push_back(read_token(use));
  return tokens;
}

bool SignInRows::revoke(TokenId id) {
  Use use(revoke_);
  use.bind(id);
  use.insert();
  return use.changed() == 1;
}

}  // namespace tributary::store
