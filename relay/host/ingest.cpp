#include "relay/host/ingest.h"

#include <algorithm>
#include <functional>

#include "core/base/digest.h"
#include "core/base/id_text.h"
#include "core/base/planted.h"
#include "relay/host/claim_of.h"

namespace tributary::host {

namespace {

std::string key(const ProviderAccount& account, std::string_view kind, std::string_view item) {
  std::string k;
  k.reserve(96);
  k.append("twilio/").append(account.credentials.account_sid).append("/").append(kind).append("/").append(item);
  return k;
}

// Tells a true duplicate from another body under the same id. Only what a webhook and a reconciliation list
// both carry counts, so that the two meet as one.
std::uint64_t fingerprint(const provider::Inbound& in) {
  Digest d;
  // A document without a caption comes as a name by webhook and as a text in the list.
  const std::string& words = in.body.text.empty() && !in.media.empty() ? in.media.front().name : in.body.text;
  d.add(in.to).add(words).add(static_cast<std::uint64_t>(in.channel));
  d.add(in.from.front().address).add(static_cast<std::uint64_t>(in.media.size()));
  return d.value();
}

Actor provider_actor() { return {ActorKind::provider, {}}; }

}  // namespace

std::string Ingest::take_again(const ProviderAccount& account, const provider::Parsed& parsed) {
  std::string why = parsed.unusable;
  for (const provider::Item& item : parsed.items) {
    std::string refused = std::visit([&](const auto& one) -> std::string {
      if (one.account != account.credentials.account_sid) return "It names another Twilio account than the one it was signed for.";
      return take(account, one);
    }, item);
    if (why.empty()) why = std::move(refused);
  }
  return why;
}

Ingest::Became Ingest::take(const ProviderAccount& account, const provider::Parsed& parsed, const RawHook& raw) {
  const std::string why = take_again(account, parsed);
  if (why.empty() || PLANTED(47)) return Became::used;
  if (tenant_.store().quarantine_held().full() && !PLANTED(198)) {
    ++refused_;
    return Became::no_room;
  }
  tenant_.writing().quarantine({0, tenant_.clock().now(), to_text(account.id), raw.route, why, raw.content_type, raw.target, raw.body, false});
  return Became::quarantined;
}

std::vector<IdentityClaim> Ingest::claims(const std::vector<provider::Claim>& from) const {
  std::vector<IdentityClaim> out;
  for (const auto& claim : from) out.push_back(claim_of(tenant_, claim.kind, identity(claim), claim.address));
  return out;
}

// The first of two who share a place is looked up anew when the other was there.
IdentityId Ingest::identity(const provider::Claim& claim) const {
  constexpr std::size_t places = 4096;
  if (known_.empty()) known_.resize(places);
  Known& known = known_[std::hash<std::string_view>{}(claim.address) % places];
  if (!known.id || known.kind != claim.kind || known.address != claim.address)
    known = {claim.kind, claim.address, tenant_.keys().identity(tenant_.id(), claim.kind, claim.address)};
  return known.id;
}

std::string Ingest::take(const ProviderAccount& account, const provider::Inbound& in) {
  const Number* number = tenant_.number(in.to, in.channel);
  const bool ours = number && number->account == account.id;
  if ((!ours || !is_connected(*number)) && switched_off(account, in.to, in.channel)) return "It was sent to a number that is disconnected.";
  if (!ours) return "It was sent to a number that is not configured here.";
  const auto command = store::mint<CommandId>();
  const auto message = same_bits<MessageId>(command);
  auto claimed = tenant_.writing().claim(key(account, "message", in.item), fingerprint(in), message);
  if (!claimed.fresh) return claimed.same_body ? "" : "The same message id came again with another content.";
  ReceiveMessage receive{number->id, in.channel, claims(in.from), in.profile_name, in.kind, in.body, {}, in.opt, queues_.of(in.channel)};
  if (!in.in_reply_to_item.empty())
    if (auto earlier = message_of(account, in.in_reply_to_item)) receive.body.in_reply_to = *earlier;
  for (const auto& source : in.media) {
    MediaItem item;
    item.type = source.type;
    item.name = source.name;
    if (source.url.empty()) item.state = MediaState::unavailable, item.reason = "The provider named no address to fetch it from.";
    receive.media.push_back(std::move(item));
  }
  receive.body.media = static_cast<std::uint32_t>(receive.media.size());
  auto receipt = tenant_.submit(receive, provider_actor(), command);
  if (!receipt.accepted) {
    tenant_.writing().release(key(account, "message", in.item));
    return sentence(receipt.refused);
  }
  add_media_jobs(account, in, message);
  return "";
}

void Ingest::add_media_jobs(const ProviderAccount& account, const provider::Inbound& in, MessageId message) {
  const Conversation* conversation = nullptr;
  if (in.media.empty()) return;
  const auto contact = known_contact(tenant_.state(), claims(in.from));
  const Number* number = tenant_.number(in.to, in.channel);
  if (const ThreadId* thread = tenant_.state().thread_of.find({number->service, contact}))
    conversation = tenant_.state().conversations.find(tenant_.state().threads.find(*thread)->latest);
  for (std::uint32_t i = 0; conversation && i < in.media.size(); ++i)
    if (!in.media[i].url.empty())
      tenant_.writing().add_media_job({message, i, conversation->id, account.id, in.media[i].url, in.media[i].type, in.media[i].name, 0, tenant_.clock().now()});
}

std::string Ingest::take(const ProviderAccount& account, const provider::StatusReport& report) {
  take_status(account, report);
  return report.status ? "" : "It names a message status that is not known here.";
}

// Of a message that is no longer in the outbox. One that a person marked as sent has no item of the provider's yet.
std::optional<MessageId> Ingest::known_message(const ProviderAccount& account, const provider::StatusReport& report) const {
  if (const auto by_item = message_of(account, report.item)) return by_item;
  const bool named = report.ours && !PLANTED(53) && !tenant_.store().message_lines(*report.ours).empty();
  return named ? report.ours : std::nullopt;
}

bool Ingest::take_status(const ProviderAccount& account, const provider::StatusReport& report) {
  if (!report.status) return false;
  if (!tenant_.writing().claim(key(account, "status", report.dedupe), 0, {}).fresh) return false;
  std::optional<MessageId> message = PLANTED(53) ? std::nullopt : report.ours;  // "the provider's own id is enough"
  if (!message || !tenant_.state().outgoing.find(*message)) message = known_message(account, report);
  if (!message) return false;  // not sent by us: another program shares the account
  if (report.ours) remember(account, report.item, *message);
  tenant_.submit(ReportDelivery{*message, *report.status, report.error}, provider_actor(), store::mint<CommandId>());
  return true;
}

std::string Ingest::take(const ProviderAccount& account, const provider::CallReport& report) {
  const Number* number = tenant_.number(report.ours, Channel::voice);
  const bool ours = number && number->account == account.id;
  if ((!ours || !is_connected(*number)) && switched_off(account, report.ours, Channel::voice)) return "It is about a call to a number that is disconnected.";
  if (!ours) return "It is about a call to a number that is not configured here.";
  if (!tenant_.writing().claim(key(account, "call", report.dedupe), 0, {}).fresh) return "";
  RecordCall call;
  tenant_.keys().keyed(tenant_.id(), "call", account.credentials.account_sid + "/" + report.item, call.call.high, call.call.low);
  call.number = number->id;
  call.other = claims(report.other);
  call.direction = report.direction;
  call.status = report.status;
  call.sequence = report.sequence;
  call.seconds = report.seconds;
  call.queue = queues_.of(Channel::voice);
  auto receipt = tenant_.submit(call, provider_actor(), store::mint<CommandId>());
  if (receipt.accepted) return "";
  tenant_.writing().release(key(account, "call", report.dedupe));
  return sentence(receipt.refused);
}

std::optional<NumberId> Ingest::switched_off(const ProviderAccount& account, std::string_view ours, Channel channel) const {
  if (PLANTED(216)) return std::nullopt;  // "whoever writes there is a customer all the same"
  const Channel carried = channel == Channel::voice ? Channel::sms : channel;  // an sms number carries calls too
  std::optional<NumberId> found;
  tenant_.state().numbers.for_each([&](NumberId id, const Number& n) {
    if (!is_connected(n) && n.account == account.id && n.channel == carried && n.address == ours) found = id;
  });
  return found;
}

std::optional<NumberId> Ingest::switched_off(const ProviderAccount& account, const provider::Parsed& parsed) const {
  std::optional<NumberId> found;
  for (const provider::Item& item : parsed.items) {
    if (const auto* in = std::get_if<provider::Inbound>(&item)) found = switched_off(account, in->to, in->channel);
    else if (const auto* call = std::get_if<provider::CallReport>(&item)) found = switched_off(account, call->ours, Channel::voice);
    if (found) break;
  }
  return found;
}

bool Ingest::knows(const ProviderAccount& account, const provider::Inbound& in) const {
  return tenant_.store().message_of(key(account, "message", in.item)).has_value();
}

bool Ingest::take_listed(const ProviderAccount& account, const provider::Inbound& in) {
  const auto before = tenant_.head();
  return take(account, in).empty() && tenant_.head() != before;
}

void Ingest::remember(const ProviderAccount& account, std::string_view item, MessageId message) {
  tenant_.writing().remember_item(key(account, "item", item), message);
}

std::optional<MessageId> Ingest::message_of(const ProviderAccount& account, std::string_view item) const {
  if (auto ours = tenant_.store().message_of(key(account, "item", item))) return ours;
  return tenant_.store().message_of(key(account, "message", item));  // one of theirs, quoted in an answer
}

}  // namespace tributary::host
