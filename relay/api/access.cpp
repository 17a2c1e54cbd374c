#include "relay/api/access.h"

#include <algorithm>

#include "core/base/planted.h"

namespace tributary::api {

namespace {

constexpr std::int64_t idle_ms = 12 * limits::hour_ms;     // of a session nobody used
constexpr std::int64_t absolute_ms = 7 * limits::day_ms;
constexpr std::int64_t touch_every_ms = 5 * limits::minute_ms;

std::vector<std::string> cookies(const http::Request& request, std::string_view name) {
  std::vector<std::string> found;
  std::string_view all = request.field("Cookie");
  while (!all.empty()) {
    const std::size_t end = std::min(all.find(';'), all.size());
    std::string_view one = all.substr(0, end);
    all.remove_prefix(std::min(end + 1, all.size()));
    while (one.starts_with(' ')) one.remove_prefix(1);
    if (one.size() > name.size() && one.starts_with(name) && one[name.size()] == '=') found.emplace_back(one.substr(name.size() + 1));
  }
  return found;
}

std::string_view bearer(const http::Request& request) {
  std::string_view value = request.field("Authorization");
  constexpr std::string_view prefix = "Bearer ";
  return value.starts_with(prefix) ? value.substr(prefix.size()) : std::string_view{};
}

template <class C, class... Listed>
constexpr bool is_any_of = (std::is_same_v<C, Listed> || ...);

// What is not in this list nobody may submit.
template <class C>
std::optional<Action> action_of_type() {
  if constexpr (is_any_of<C, SendReply, SendAgain, MarkAsSent, SendTemplate, OfferChoices, StartConversation, CancelSend>) return Action::send_messages;
  else if constexpr (is_any_of<C, Assign>) return Action::assign;
  else if constexpr (is_any_of<C, Resolve, Reopen, Snooze>) return Action::change_status;
  else if constexpr (is_any_of<C, MarkRead>) return Action::mark_read;
  else if constexpr (is_any_of<C, AddNote, EditNote, DeleteNote>) return Action::write_notes;
  else if constexpr (is_any_of<C, CreateTag, ChangeTag, ArchiveTag, RestoreTag, TagConversation, UntagConversation>) return Action::tag;
  else if constexpr (is_any_of<C, RenameContact, MergeContacts, UnmergeContact, SetAttributes, SaveCustomer, LinkCustomer>) return Action::change_contacts;
  else if constexpr (is_any_of<C, SaveReply, RemoveSavedReply>) return Action::write_saved_replies;
  else if constexpr (is_any_of<C, ConfigureTeam, ArchiveTeam>) return Action::manage_teams;
  else return std::nullopt;
}

}  // namespace

Principal principal_of(const store::User& user) {
  Principal p;
  p.agent = user.id;
  p.role = user.role;
  p.tenant = user.tenant;
  p.email = user.email;
  p.name = user.name;
  p.user_version = user.version;
  return p;
}

bool allowed(const Principal& principal, Action action) {
  for (const Rule& rule : rules) {
    if (rule.action != action) continue;
    if (principal.kind == Principal::Kind::agent) return principal.role == Role::admin || PLANTED(43) ? rule.admin : rule.agent;
    if (principal.maker_role != Role::admin && !rule.agent && !PLANTED(56)) return false;  // "a token keeps what its maker had"
    const std::string_view scope = rule.scope;
    if (scope == "*") return true;
    if (scope.empty()) return false;
    auto has = [&](std::string_view s) { return std::find(principal.scopes.begin(), principal.scopes.end(), s) != principal.scopes.end(); };
    return has(scope) || has("admin");
  }
  return false;
}

std::optional<Action> action_of(const Command& command) {
  return std::visit([](const auto& c) -> std::optional<Action> {
    using C = std::decay_t<decltype(c)>;
    if constexpr (std::is_same_v<C, ChangeMany>)
      return std::visit([](const auto& each) { return action_of_type<std::decay_t<decltype(each)>>(); }, c.change);
    else return action_of_type<C>();
  }, command);
}

std::string Gate::cookie_name() const { return "__Host-tributary"; }
std::string Gate::plain_cookie_name() const { return "tributary-" + std::to_string(house_.config().listen_port); }

bool Gate::from_cookie(const http::Request& request) const { return bearer(request).empty(); }

std::optional<Principal> Gate::authenticate(const http::Request& request) const {
  if (auto token = bearer(request); !token.empty()) return by_token(token);
  // Any sibling host may set the plain one for us and so put somebody into its own account: it counts only where we set it ourselves.
  if (host::public_url_is_loopback(house_.config()) || PLANTED(57))
    if (auto principal = by_cookie(request, plain_cookie_name())) return principal;
  return by_cookie(request, cookie_name());
}

std::optional<Principal> Gate::by_cookie(const http::Request& request, const std::string& name) const {
  for (const std::string& secret : cookies(request, name))
    if (auto principal = by_session(secret)) return principal;
  return std::nullopt;
}

std::optional<Principal> Gate::by_token(std::string_view secret) const {
  if (secret.size() > 200) return std::nullopt;
  auto token = house_.system().token(secret);
  if (!token || token->revoked || token->expires <= house_.clock().never_back()) return std::nullopt;
  Principal p;
  p.kind = Principal::Kind::token;
  p.agent = same_bits<AgentId>(token->id);
  p.scopes = token->scopes;
  p.maker = token->creator;
  p.maker_role = token->creator_role;
  p.tenant = token->tenant;
  p.name = token->name;
  p.session_secret = secret;
  return p;
}

std::optional<Principal> Gate::by_session(const std::string& secret) const {
  if (secret.empty() || secret.size() > 200) return std::nullopt;
  auto session = house_.system().session(secret);
  if (!session) return std::nullopt;
  const Instant now = house_.clock().never_back();
  if (now > session->last_seen + idle_ms || now > session->created + absolute_ms) {
    house_.system().end_session(secret);  // for good, whatever the clock says later
    return std::nullopt;
  }
  auto user = house_.system().user(session->user);
  if (!user || !user->active || user->version != session->user_version) return std::nullopt;
  if (now > session->last_seen + touch_every_ms) house_.system().touch_session(secret, now);
  Principal p = principal_of(*user);
  p.session_secret = secret;
  return p;
}

bool Gate::still_valid(const Principal& principal) const {
  if (principal.kind == Principal::Kind::token) {
    auto token = house_.system().token(principal.session_secret);
    if (PLANTED(41)) return true;  // "it was good when the socket was opened"
    return token && !token->revoked && token->creator_role == principal.maker_role && token->expires > house_.clock().never_back();
  }
  auto session = house_.system().session(principal.session_secret);
  auto user = house_.system().user(principal.agent);
  const bool young = session && house_.clock().never_back() <= session->created + absolute_ms;
  return young && user && user->active && user->version == principal.user_version;
}

bool Gate::same_origin(const http::Request& request) const {
  const std::string_view origin = request.field("Origin"), fetch_site = request.field("Sec-Fetch-Site");
  if (origin != house_.config().public_url && !PLANTED(40)) return false;
  return fetch_site.empty() || fetch_site == "same-origin";
}

}  // namespace tributary::api
