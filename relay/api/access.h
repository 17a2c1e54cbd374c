#pragma once
// Who may do what: one table, deny by default. A handler takes a Granted<Action> and only
// the Gate can make one, so a route without authorisation cannot be written; the tenant comes with the grant,
// so a path across tenants cannot be written either.
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "relay/host/house.h"
#include "relay/http/message.h"

namespace tributary::api {

enum class Action : std::uint8_t {
  read_conversations, read_media, send_messages, assign, change_status, mark_read, read_roster, open_socket, read_self,
  use_own_session, read_templates, write_templates, read_diagnoses, replay_quarantine, manage_tokens,
  write_notes, tag, manage_teams, change_contacts, write_saved_replies, manage_users, release_sending, keep_drafts, keep_preferences, manage_accounts,
};

struct Rule { Action action; const char* name; bool agent, admin; const char* scope; };  // scope "": no token may
inline constexpr std::array<Rule, 25> rules{{
    {Action::read_conversations, "read_conversations", true, true, "conversations:read"},
    {Action::read_media, "read_media", true, true, "conversations:read"},
    {Action::send_messages, "send_messages", true, true, "messages:send"},
    {Action::assign, "assign", true, true, "messages:send"},
    {Action::change_status, "change_status", true, true, "messages:send"},
    {Action::mark_read, "mark_read", true, true, ""},
    {Action::read_roster, "read_roster", true, true, "conversations:read"},
    {Action::open_socket, "open_socket", true, true, "conversations:read"},
    {Action::read_self, "read_self", true, true, "*"},
    {Action::use_own_session, "use_own_session", true, true, ""},
    {Action::read_templates, "read_templates", true, true, "conversations:read"},
    {Action::write_templates, "write_templates", false, true, "templates:write"},
    {Action::read_diagnoses, "read_diagnoses", false, true, "admin"},
    {Action::replay_quarantine, "replay_quarantine", false, true, "admin"},
    {Action::manage_tokens, "manage_tokens", false, true, "admin"},
    {Action::write_notes, "write_notes", true, true, "messages:send"},
    {Action::tag, "tag", true, true, "messages:send"},
    {Action::change_contacts, "change_contacts", true, true, "messages:send"},
    {Action::write_saved_replies, "write_saved_replies", true, true, "messages:send"},
    {Action::manage_users, "manage_users", false, true, "admin"},
    {Action::manage_teams, "manage_teams", false, true, "admin"},
    {Action::release_sending, "release_sending", false, true, "admin"},
    {Action::keep_drafts, "keep_drafts", true, true, ""},
    {Action::keep_preferences, "keep_preferences", true, true, ""},
    {Action::manage_accounts, "manage_accounts", false, true, "admin"},
}};

struct Principal {
  enum class Kind : std::uint8_t { agent, token } kind = Kind::agent;
  AgentId agent;                    // a token's bits for a token: it authors what it sends
  Role role = Role::agent;
  std::vector<std::string> scopes;  // of a token
  AgentId maker = {};               // of a token; none: the command line
  Role maker_role = Role::admin;    // a token may never do more than who made it may now
  std::string tenant, email, name;
  std::string session_secret;       // the session cookie's or the token's, to ask again whether it still holds
  std::uint32_t user_version = 0;
};

inline host::ReadShares::Reader reader_of(const Principal& principal) { return {principal.tenant, principal.agent}; }
Principal principal_of(const store::User&);  // as an agent; of no session yet
bool allowed(const Principal&, Action);
// What submitting this command over the socket is: the same actions as over HTTP. None: nobody may.
std::optional<Action> action_of(const Command&);

template <Action A>
class Granted {
 public:
  const Principal& principal() const { return principal_; }
  host::Tenant& tenant() const { return *tenant_; }
  // Whoever acts through REST: a token's messages show as automation.
  Actor actor() const { return {principal_.kind == Principal::Kind::agent ? ActorKind::agent : ActorKind::automation, principal_.agent}; }

 private:
  friend class Gate;
  Granted(Principal principal, host::Tenant& tenant) : principal_(std::move(principal)), tenant_(&tenant) {}
  Principal principal_;
  host::Tenant* tenant_;
};

class Gate {
 public:
  explicit Gate(host::House& house) : house_(house) {}
  // Bearer token or session cookie, whichever the request carries. None: 401.
  std::optional<Principal> authenticate(const http::Request&) const;
  bool still_valid(const Principal&) const;  // the session or token behind it has not ended since
  // Cookie requests that change something: our own page only.
  bool same_origin(const http::Request&) const;
  bool from_cookie(const http::Request&) const;

  template <Action A>
  std::optional<Granted<A>> grant(const Principal& principal) const {
    auto it = house_.tenants().find(principal.tenant);
    if (it == house_.tenants().end() || !allowed(principal, A)) return std::nullopt;
    return Granted<A>(principal, *it->second);
  }

  std::string cookie_name() const;           // "__Host-tributary"
  std::string plain_cookie_name() const;     // "tributary-8080": loopback browsers that refuse the other; nowhere else

 private:
  std::optional<Principal> by_token(std::string_view secret) const;
  std::optional<Principal> by_cookie(const http::Request&, const std::string& name) const;
  std::optional<Principal> by_session(const std::string& secret) const;
  host::House& house_;
};

}  // namespace tributary::api
