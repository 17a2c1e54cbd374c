#include "relay/api/session_api.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/json.hpp>

#include "core/base/id_text.h"
#include "core/base/planted.h"
#include "relay/api/answers.h"
#include "relay/api/words_of_kinds.h"
#include "relay/store/failure.h"

namespace tributary::api {

namespace json = boost::json;

namespace {

constexpr int hashing_max = 32;             // waiting for the threads that hash; beyond this, 429
constexpr std::size_t password_bytes_max = 1024, password_bytes_min = 12;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  return text;
}

// So that an unknown address takes as long to refuse as a wrong password.
const std::string& dummy_hash() {
  static const std::string hash = store::hash_password("nobody has this password");
  return hash;
}

http::Response wrong_sign_in() { return error(401, "wrong_sign_in", "That e-mail address and password do not belong together."); }

}  // namespace

json::object me_json(host::House& house, const Principal& p) {
  const bool token = p.kind == Principal::Kind::token;
  const auto user = token ? std::nullopt : house.system().user(p.agent);
  json::array scopes;
  for (const std::string& scope : p.scopes) scopes.push_back(json::value(scope));
  return {{"kind", token ? "token" : "agent"}, {"id", token ? to_text(same_bits<TokenId>(p.agent)) : to_text(p.agent)}, {"name", p.name},
          {"email", token ? json::value(nullptr) : json::value(p.email)}, {"role", word(p.role)}, {"scopes", std::move(scopes)},
          {"hasPassword", user && !user->password_hash.empty()},
          {"tenant", {{"id", p.tenant}, {"name", house.system().tenant_name(p.tenant)}}}};
}

Sessions::Sessions(host::House& house) : house_(house), gate_(house) {}
Sessions::~Sessions() { hashing_.join(); }

http::Response Sessions::too_many(std::int64_t wait_ms) const {
  return api::too_many("too_many_tries", "Too many tries. Wait a little and try again.", wait_ms);
}

// A sign-in is a change too: no other site may send its form here (login CSRF).
bool Sessions::from_our_page(Call& call) {
  if (gate_.same_origin(call.request) && !call.request.field("X-Requested-By").empty()) return true;
  call.reply(error(403, "cross_site", "This request did not come from the inbox's own page."));
  return false;
}

void Sessions::sign_in(Call& call) {
  if (!from_our_page(call)) return;
  auto body = read_body(call.request, {"email", "password"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  auto email = text_field(*body.fields, "email"), password = text_field(*body.fields, "password");
  if (!email || !password || password->size() > password_bytes_max) return call.reply(wrong_sign_in());
  const Instant now = house_.clock().now();
  if (!limits_.take_address(call.request.peer, now) || !limits_.take_account(call.request.peer, lower(*email), now)) return call.reply(too_many(limits_.wait_ms()));
  if (hashing_now_ >= hashing_max) return call.reply(too_many(1000));
  auto user = house_.system().user_by_email(*email);
  const bool known = user && user->active && !user->password_hash.empty();
  ++hashing_now_;
  auto shared = std::make_shared<Call>(std::move(call));
  boost::asio::post(hashing_, [this, shared, known, user, password = std::move(*password)] {
    const bool right = store::right_password(known ? user->password_hash : dummy_hash(), password) && known;
    boost::asio::post(house_.io(), [this, shared, user, right] {
      --hashing_now_;
      go_on(*shared, [&] { right ? finish(*shared, *user) : shared->reply(wrong_sign_in()); });
    });
  });
}

void Sessions::sign_in_by_link(Call& call) {
  if (!from_our_page(call)) return;
  auto body = read_body(call.request, {"secret"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  const Instant now = house_.clock().now();
  if (!limits_.take_address(call.request.peer, now)) return call.reply(too_many(limits_.wait_ms()));
  auto secret = text_field(*body.fields, "secret");
  auto agent = secret ? house_.system().use_link(*secret, house_.clock().never_back()) : std::nullopt;
  auto user = agent ? house_.system().user(*agent) : std::nullopt;
  if (!user || !user->active) return call.reply(error(401, "link_used_up", "This sign-in link has been used already or is too old. Ask for a new one."));
  finish(call, *user);
}

// Whoever has a password proves it. Every session and socket ends but the one this answer opens anew (P15).
void Sessions::change_password(const Granted<Action::use_own_session>& granted, Call& call) {
  auto body = read_body(call.request, {"currentPassword", "password"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  const Instant now = house_.clock().now();
  const auto user = house_.system().user(granted.principal().agent);
  const auto wanted = text_field(*body.fields, "password");
  const std::string current = text_field(*body.fields, "currentPassword").value_or("");
  if (!wanted || wanted->size() < password_bytes_min || wanted->size() > password_bytes_max)
    return call.reply(error(422, "invalid_value", "The password must be 12 to 1,024 characters.", "password", static_cast<std::int64_t>(password_bytes_min)));
  if (!user || current.size() > password_bytes_max) return call.reply(wrong_sign_in());
  if (!limits_.take_account(call.request.peer, lower(user->email), now)) return call.reply(too_many(limits_.wait_ms()));
  if (hashing_now_ >= hashing_max) return call.reply(too_many(1000));
  ++hashing_now_;
  auto shared = std::make_shared<Call>(std::move(call));
  boost::asio::post(hashing_, [this, shared, user = *user, current, wanted = *wanted] {
    const bool right = user.password_hash.empty() || store::right_password(user.password_hash, current);
    std::string hash = right ? store::hash_password(wanted) : std::string();
    boost::asio::post(house_.io(), [this, shared, user, hash = std::move(hash)] {
      --hashing_now_;
      go_on(*shared, [&] {
        const auto still = house_.system().user(user.id);
        if (hash.empty() || !still || !still->active || still->version != user.version) return shared->reply(wrong_sign_in());
        house_.set_user_password(user.tenant, user.id, hash);
        finish(*shared, *house_.system().user(user.id));
      });
    });
  });
}

// Behind the hashing the router catches nothing any more: a full disk is an answer here too, and no end (P9).
void Sessions::go_on(Call& call, const std::function<void()>& rest) {
  try {
    house_.round().whole(rest);
  } catch (const store::StorageFailed& failed) {
    if (!failed.disk_full() || !call.is_open()) throw;
    call.reply(disk_full());
  }
}

void Sessions::finish(Call& call, const store::User& user) {
  const std::string secret = store::random_secret();
  const Instant now = house_.clock().never_back();
  house_.system().add_session(secret, {"", user.id, user.tenant, now, now, user.version});
  limits_.signed_in(call.request.peer, lower(user.email), now);
  auto r = json_response(200, me_json(house_, principal_of(user)));
  r.fields.push_back({"Set-Cookie", gate_.cookie_name() + "=" + secret + "; Secure; HttpOnly; SameSite=Lax; Path=/"});
  if (host::public_url_is_loopback(house_.config()))
    r.fields.push_back({"Set-Cookie", gate_.plain_cookie_name() + "=" + secret + "; HttpOnly; SameSite=Lax; Path=/"});
  call.reply(std::move(r));
}

std::optional<Principal> Sessions::use_ticket(const std::string& ticket, const std::string& tenant) {
  auto owner = tickets_.use(ticket, tenant, Instant{house_.clock().steady_ms()});
  return owner && gate_.still_valid(*owner) ? owner : std::nullopt;
}

void Sessions::add_routes(Router& router) {
  router.open("POST", "/api/v1/session", [this](Call& call) { sign_in(call); });
  router.open("POST", "/api/v1/session/link", [this](Call& call) { sign_in_by_link(call); });
  router.on<Action::use_own_session>("DELETE", "/api/v1/session", [this](const auto& granted, Call& call) {
    if (!PLANTED(42)) house_.system().end_session(granted.principal().session_secret);
    granted.tenant().runtime.hub().sign_out(granted.principal().agent);
    auto r = no_content();
    r.fields.push_back({"Set-Cookie", gate_.cookie_name() + "=; Secure; HttpOnly; SameSite=Lax; Path=/; Max-Age=0"});
    r.fields.push_back({"Set-Cookie", gate_.plain_cookie_name() + "=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0"});
    call.reply(std::move(r));
  });
  router.on<Action::use_own_session>("POST", "/api/v1/me/password", [this](const auto& granted, Call& call) { change_password(granted, call); });
  router.on<Action::use_own_session>("POST", "/api/v1/me/sign-out-everywhere", [this](const auto& granted, Call& call) {
    house_.sign_out_everywhere(granted.principal().tenant, granted.principal().agent);
    call.reply(no_content());
  });
  router.on<Action::read_self>("GET", "/api/v1/me", [this](const auto& granted, Call& call) { call.reply(json_response(200, me_json(house_, granted.principal()))); });
  router.on<Action::use_own_session>("POST", "/api/v1/session/ticket", [this](const auto& granted, Call& call) {
    const std::size_t share = house_.tenant_sockets_max().value_or(Tickets::of_tenant_max);  // more than may connect are of no use
    const auto ticket = tickets_.make(granted.principal(), share, Instant{house_.clock().steady_ms()});
    if (!ticket) return call.reply(too_many(Tickets::lifetime_ms));
    call.reply(json_response(200, json::object{{"ticket", *ticket}}));
  });
}

}  // namespace tributary::api
