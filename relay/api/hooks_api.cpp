#include "relay/api/hooks_api.h"

#include "core/base/id_text.h"
#include "core/base/planted.h"
#include "relay/api/answers.h"
#include "relay/provider/twilio.h"
#include "relay/http/answer.h"
#include "relay/provider/twilio_form.h"

namespace tributary::api {

namespace twilio = provider::twilio;

namespace {

provider::Parsed parse(std::string_view kind, const http::Request& request, const twilio::Form& form) {
  if (kind == "status") return twilio::status_of(form, request.query);
  if (kind == "voice") return twilio::call_of(form);
  return twilio::message_of(form);
}

bool wants_voice_answer(const provider::Parsed& parsed) {
  for (const auto& item : parsed.items)
    if (const auto* call = std::get_if<provider::CallReport>(&item); call && call->wants_voice_answer) return true;
  return false;
}

http::Response twiml(std::string_view body) {
  http::Response r;
  r.content_type = "text/xml; charset=utf-8";
  r.body = body;
  return r;
}

}  // namespace

void Hooks::receive(Call& call, host::Tenant& tenant, const host::ProviderAccount& account, std::string_view kind) {
  call.belongs_to(tenant.runtime);
  const http::Request& request = call.request;
  const std::string url = house_.config().public_url + request.target;
  const twilio::Form form(request);  // decoded once, for its signature and its meaning
  if (!twilio::verify({request.method, url, request.field("Content-Type"), request.body, request.field("X-Twilio-Signature")}, form, account.tokens) && !PLANTED(46))
    return refuse(call, tenant, url);
  if (tenant.quota.room() == host::Room::none) return come_back(call, tenant, share_full());
  if (house_.turns().may_go(tenant.turn)) take(call, tenant, account, kind, form);
  else wait_for_turn(call, tenant, account.id, kind);
}

void Hooks::take(Call& call, host::Tenant& tenant, const host::ProviderAccount& account, std::string_view kind, const twilio::Form& form) {
  const http::Request& request = call.request;
  ++taken_;
  const auto parsed = parse(kind, request, form);
  if (const auto number = tenant.ingest.switched_off(account, parsed)) return turn_away(call, tenant, account.id, *number);
  [[maybe_unused]] const auto before = tenant.runtime.head();
  const auto became = tenant.ingest.take(account, parsed, {std::string(kind), std::string(request.field("Content-Type")), request.target, request.body});
  if (became == host::Ingest::Became::no_room) return call.reply(quarantine_full());  // asked for again once a person has made room
  if (PLANTED(82) && tenant.runtime.head() == before) return call.take_responder()(twiml(twilio::empty_twiml));  // "we have that one already"
  call.reply(twiml(wants_voice_answer(parsed) ? twilio::voice_twiml : twilio::empty_twiml));
}

// Nothing is lost: the provider tells it again, and where it gives up its list is read (P2).
void Hooks::come_back(Call& call, host::Tenant& tenant, http::Response refusal) {
  tenant.reconciler.owe();
  call.reply(std::move(refusal));
}

// Its signature was good. `kind` is a word of add_routes and lives as long as the program.
void Hooks::wait_for_turn(Call& call, host::Tenant& tenant, AccountId account_id, std::string_view kind) {
  const auto held = std::make_shared<Call>(std::move(call));
  const auto go = [this, held, &tenant, account_id, kind](host::Turns::Turn turn) {
    if (turn == host::Turns::Turn::too_late) return come_back(*held, tenant, http::overloaded());
    if (tenant.runtime.room() == host::Room::none) return come_back(*held, tenant, tenant.quota.room() == host::Room::none ? share_full() : disk_full());
    const auto* account = tenant.accounts.find(account_id);
    account ? take(*held, tenant, *account, kind, twilio::Form(held->request)) : turn_away(*held, tenant, account_id, {});
  };
  if (!house_.turns().wait(tenant.turn, held->request.body.size(), held->request.waits_until_ms, go)) come_back(*held, tenant, http::overloaded());
}

// Nothing of a refused request is kept but that it came: a ring of 50 for the admin's page.
void Hooks::refuse(Call& call, host::Tenant& tenant, std::string_view signed_url) {
  ++refused_;
  auto answer = error(403, "bad_signature", "The signature is missing or does not match.");
  // A flood costs the check and nothing more. The check itself is never left out: behind a proxy a stranger has
  // the provider's address, and must not be able to lock the provider out.
  if (!noted_.take(call.request.peer, house_.clock().now())) return call.reply(std::move(answer));
  const bool missing = call.request.field("X-Twilio-Signature").empty();
  // Addresses people typed into the provider's console belong here; a secret path does not.
  std::string detail = missing ? "The request carried no X-Twilio-Signature." : "The signature does not match. It is checked for the address ";
  if (!missing) detail += signed_url.find("/hooks/") == std::string_view::npos ? std::string(signed_url.substr(0, 200)) : house_.config().public_url + "/hooks/twilio/…";
  tenant.runtime.writing().diagnose({house_.clock().now(), missing ? "missing_signature" : "bad_signature", detail, call.request.peer});
  call.reply(std::move(answer));
}

// Answered as an address nobody has. The provider goes on with what was disconnected here: an admin sees it on the Health page.
// Only the provider comes this far: it knew a secret address, or its signature was good.
void Hooks::turn_away(Call& call, host::Tenant& tenant, AccountId account, NumberId number) {
  tenant.turned_away.add(house_.clock().now(), account, number);
  call.reply(not_found());
}

const void* Hooks::whose(std::string_view path) const {
  constexpr std::string_view secret_ones = "/hooks/twilio/";
  if (house_.tenants().size() < 2) return nullptr;
  if (!path.starts_with(secret_ones)) return house_.tenants().at("default").get();
  path.remove_prefix(secret_ones.size());
  for (const auto& [id, tenant] : house_.tenants())
    if (tenant->accounts.by_hook_secret(path.substr(0, path.find('/')))) return tenant.get();
  return this;
}

void Hooks::by_secret(Call& call, std::string_view kind) {
  for (const auto& [id, tenant] : house_.tenants())
    if (const auto* account = tenant->accounts.by_hook_secret(call.parameters[0])) return receive(call, *tenant, *account, kind);
  for (const auto& [id, tenant] : house_.tenants())
    if (const auto* account = tenant->accounts.disconnected_by_secret(call.parameters[0])) return turn_away(call, *tenant, account->id, {});
  call.reply(not_found());
}

void Hooks::add_routes(Router& router) {
  for (const char* kind : {"sms", "status", "voice"}) {
    router.open("POST", std::string("/api/v1/webhooks/telephony/") + kind, [this, kind](Call& call) {
      host::Tenant& tenant = *house_.tenants().at("default");
      const auto* account = tenant.accounts.environment();
      account ? receive(call, tenant, *account, kind) : call.reply(not_found());
    });
    router.open("POST", std::string("/hooks/twilio/{secret}/") + kind, [this, kind](Call& call) { by_secret(call, kind); });
  }
}

std::string Hooks::replay(host::Tenant& tenant, const store::Quarantined& item) {
  auto id = parse_id<AccountTag>(item.account);
  const host::ProviderAccount* account = id ? tenant.accounts.find(*id) : nullptr;
  if (!account) return "The provider account it came by is no longer configured.";
  http::Request request;
  request.method = "POST";
  request.target = item.target;
  const std::size_t question = item.target.find('?');
  request.path = item.target.substr(0, question);
  if (question != std::string::npos) request.query = item.target.substr(question + 1);
  request.fields.push_back({"Content-Type", item.content_type});
  request.body = item.body;
  return tenant.ingest.take_again(*account, parse(item.route, request, twilio::Form(request)));
}

}  // namespace tributary::api
