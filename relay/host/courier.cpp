#include "relay/host/courier.h"

#include <algorithm>

#include "core/base/id_text.h"
#include "core/base/planted.h"
#include "core/wire/document.h"
#include "core/wire/json.h"
#include "relay/host/outgoing_files.h"
#include "relay/host/provider_clock.h"

namespace tributary::host {

namespace {

using Kind = provider::SendOutcome::Kind;

constexpr std::size_t in_flight_max = 16;        // providers limit concurrency, not daily totals (20429)
constexpr std::int64_t first_delay_ms = 1'000;
constexpr std::int64_t longest_delay_ms = 5 * limits::minute_ms;
constexpr std::int32_t code_unknown_content = 21655;

// Why a message that was held back may not leave, as Twilio would have said it; zero: it only has to wait.
std::int32_t code_of(Refusal why) {
  switch (why) {
    case Refusal::whatsapp_window_closed: return 63016;
    case Refusal::opted_out: return 21610;
    case Refusal::number_detached: return 21606;
    case Refusal::no_channel: return 21604;
    default: return 0;
  }
}

// 1 s, 2 s, 4 s … 5 min, with a quarter of jitter taken from the message's own bits: no chance needed.
std::int64_t backoff_ms(const Outgoing& o) {
  const std::int64_t plain = std::min(longest_delay_ms, first_delay_ms << std::min<std::uint32_t>(o.attempts, 12));
  return plain + static_cast<std::int64_t>((o.id.low >> 8) % 256) * plain / 1024;
}

provider::SendOutcome ended(Kind kind, std::int64_t retry_after_ms = 0) {
  provider::SendOutcome outcome;
  outcome.kind = kind;
  outcome.retry_after_ms = retry_after_ms;
  return outcome;
}

}  // namespace

Courier::Courier(boost::asio::io_context& io, TenantRuntime& tenant, Accounts& accounts, Ingest& ingest, http::Client& client)
    : tenant_(tenant), accounts_(accounts), ingest_(ingest), client_(client), choices_(tenant, client), timer_(io) {
  tenant_.follow(*this);
}

void Courier::start() {
  reloaded();
  held_ = tenant_.store().value(sending_held_name).value_or("") == "1";
  stopped_ = false;
  pump();
}

void Courier::release() {
  tenant_.writing().put_value(sending_held_name, "");
  held_ = false;
  pump();
}

void Courier::stop() {
  stopped_ = true;
  timer_.cancel();
  armed_ = false;
}

// A full disk took back what was written last, which may be how a send ended: that is written again. Of what is being sent,
// but by nobody, nothing is known any more (P6d): a relay died over it.
void Courier::reloaded() {
  waiting_.clear();
  look_at_.clear();
  starting_.clear();
  waits_.clear();
  if (PLANTED(99)) told_.clear();  // "it was said once"
  tenant_.state().outgoing.for_each([&](MessageId id, const Outgoing& o) {
    consider(id, o.conversation);
    if (o.status == Delivery::sending && !sending_.count(id)) told_.try_emplace(id, Told{{}, PLANTED(11) ? ended(Kind::retry, 1) : ended(Kind::unknown)});  // "surely it did not get out"
  });
  again_ = !told_.empty();
  arm_timer();  // nothing else would come back to it
}

// Whatever happened to a message, those behind it may be free now.
void Courier::consider(MessageId id, ConversationId conversation) {
  Instant since = tenant_.clock().now();
  if (auto it = waiting_.find(id); it != waiting_.end()) {
    since = it->second.queued;
    waiting_.erase(it);
  }
  const Outgoing* o = tenant_.state().outgoing.find(id);
  if (o) since = o->queued;
  if (o && o->status == Delivery::queued) waiting_[id] = {o->queued, conversation};
  else waits_.forget(id);
  if (!waiting_.empty()) look_at_.insert({since, conversation});
}

// In the order of the conversation, and no further than whatever holds up the rest.
std::optional<MessageId> Courier::next_of(ConversationId conversation) {
  const State& state = tenant_.state();
  std::optional<MessageId> next;
  const std::pair<ConversationId, std::uint32_t> first{conversation, 0};
  state.outbox.visit([&](const auto& key, MessageId id) {
    if (key.first != conversation) return false;
    const Outgoing* o = state.outgoing.find(id);
    if (!o) return true;
    const Instant now = time_for(*o);
    if (may_start(state, *o, now)) next = id;
    return !next && !holds_up(*o, now);
  }, &first);
  return next;
}

void Courier::applied(const Event& event, const Stamp&) {
  std::visit([this](const auto& e) {
    if constexpr (requires { e.message; e.conversation; }) {
      if (waiting_.empty() && !tenant_.state().outgoing.find(e.message)) return;  // what customers write concerns nobody here
      consider(e.message, e.conversation);
      changed_ = true;
    }
  }, event);
}

// The round is on disk: what it started may leave now, and what it changed may unblock others.
void Courier::durable() {
  if (!again_) told_.clear();  // what was taken back is not in this round
  for (MessageId id : std::exchange(starting_, {})) {
    const Outgoing* o = tenant_.state().outgoing.find(id);
    if (o && o->status == Delivery::sending) launch(*o);
  }
  if (std::exchange(changed_, false)) pump();
}

// "Send later" is a moment of the wall's clock, said by a person; a retry waits so many seconds, whatever that clock does.
Instant Courier::time_for(const Outgoing& o) {
  const Instant now = tenant_.clock().now();
  if (o.held || o.not_before.ms == 0) return now;
  if (!waits_.over(o.id, o.not_before, tenant_.clock())) return {std::min(now.ms, o.not_before.ms - 1)};
  return std::max(now, o.not_before);
}

void Courier::pump() {
  if (stopped_) return;
  if (tenant_.room() == Room::none) return arm_timer();  // an attempt that cannot be written down may not begin
  if (std::exchange(again_, false)) write_down_again();
  if (held_ && !PLANTED(90)) return;
  std::vector<MessageId> ready;
  const auto full = [&] { return sending_.size() + starting_.size() + ready.size() >= in_flight_max; };
  while (!look_at_.empty() && !full()) {
    const ConversationId conversation = look_at_.begin()->second;
    look_at_.erase(look_at_.begin());
    const auto next = next_of(conversation);
    if (next && std::find(ready.begin(), ready.end(), *next) == ready.end()) ready.push_back(*next);
  }
  for (MessageId id : ready) start_attempt(id);
  arm_timer();
}

// Retries and the minute after an `unknown` come due without any event; a look every second while something
// waits is cheap, and none happens while nothing does.
void Courier::arm_timer() {
  const bool something = again_ || (!waiting_.empty() && !held_);
  if (!something || stopped_ || std::exchange(armed_, true)) return;
  timer_.expires_after(std::chrono::seconds(1));
  timer_.async_wait([this](boost::system::error_code ec) {
    if (ec) return;
    armed_ = false;
    for (const auto& [id, one] : waiting_) look_at_.insert({one.queued, one.conversation});
    pump();
  });
}

// What a template's words are filled with is a row beside the message.
void Courier::put_template(MessageId id, provider::OutgoingMessage& message) const {
  TemplateUse like;
  like.message = id;
  const auto text = tenant_.store().row_text(like);
  const auto content = text ? wire::parse_content(*text) : std::nullopt;
  const auto* use = content ? std::get_if<TemplateUse>(&*content) : nullptr;
  if (!use || use->content_sid.empty()) return;
  message.content_sid = use->content_sid;
  for (const auto& [name, value] : use->variables) {
    message.content_variables += message.content_variables.empty() ? "{" : ",";
    wire::put_string(message.content_variables, name);
    message.content_variables += ":";
    wire::put_string(message.content_variables, value);
  }
  if (!message.content_variables.empty()) message.content_variables += "}";
}

// Each attempt gives addresses of its own, good for a day: Twilio may come for the files late.
void Courier::put_media(const MessageBody& body, provider::OutgoingMessage& message) const {
  const Instant until = tenant_.clock().now() + limits::media_link_ms;
  for (std::uint32_t index = 0; index < body.media; ++index)
    message.media_urls.push_back(accounts_.config().public_url + media_link(tenant_.keys(), tenant_.id(), body.id, index, until));
}

// A message that was held back may no longer leave when its time has come: it has failed, and says why.
void Courier::start_attempt(MessageId id) {
  const Outgoing* waiting = tenant_.state().outgoing.find(id);
  const Instant at = waiting ? time_for(*waiting) : tenant_.clock().now();
  const auto receipt = tenant_.submit_at(at, StartAttempt{id}, Actor{ActorKind::courier, {}}, store::mint<CommandId>());
  if (receipt.accepted) {
    starting_.insert(id);
    if (PLANTED(12)) launch(*tenant_.state().outgoing.find(id));  // "why wait for the disk"
    return;
  }
  if (const std::int32_t code = code_of(receipt.refused.why)) tenant_.submit(ReportDelivery{id, Delivery::failed, code}, ActorKind::courier);
}

void Courier::launch(const Outgoing& o) {
  const Number* number = tenant_.state().numbers.find(o.number);
  const ProviderAccount* account = number ? accounts_.of(*number) : nullptr;
  if (number && !is_connected(*number)) {  // it was, when the message was written
    provider::SendOutcome detached = ended(Kind::failed);
    detached.error = code_of(Refusal::number_detached);
    return write_down(o.id, {{}, detached});
  }
  auto to = tenant_.store().address(o.identity);
  auto body = tenant_.store().body(o.id);
  if (!account || !to || !body) {  // the account's secret is gone, or the words were erased
    write_down(o.id, {{}, ended(Kind::failed)});
    return;
  }
  provider::OutgoingMessage message{o.id, o.channel, number->address, *to, body->text, {}};
  put_template(o.id, message);
  put_media(*body, message);
  if (!account->polls) message.status_callback = accounts_.config().public_url + account->hook_path + "/status?mid=" + to_text(o.id);
  sending_.insert(o.id);
  const auto with_choices = [this, account_id = account->id, message](std::optional<std::string> content) mutable {
    if (!content) {
      sending_.erase(message.id);
      write_down(message.id, {account_id, ended(Kind::retry)});
      return pump();
    }
    message.content_sid = *content;
    hand_over(account_id, message);
  };
  if (!choices_.find(o, *account, with_choices)) hand_over(account->id, message);
}

void Courier::hand_over(AccountId account_id, const provider::OutgoingMessage& message) {
  const ProviderAccount* account = accounts_.find(account_id);
  if (!account) {  // disconnected while its choices were made
    sending_.erase(message.id);
    return write_down(message.id, {account_id, ended(Kind::failed)});
  }
  http::OutboundRequest request = provider::twilio::render(account->credentials, message);
  request.timeout_ms = accounts_.config().send_ms_max;
  client_.send(std::move(request), [this, account_id, id = message.id](const http::OutboundResult& result) { finished(account_id, id, result); });
}

// As the provider asked, or after our own pause; after so many attempts no more.
void Courier::try_later(MessageId id, std::int64_t wait_ms, std::int32_t error) {
  const Outgoing* o = tenant_.state().outgoing.find(id);
  if (!o) return;
  const std::int64_t wait = wait_ms > 0 ? wait_ms : backoff_ms(*o);
  if (!tenant_.submit(RetryLater{id, tenant_.clock().now() + wait, error}, ActorKind::courier).accepted)
    tenant_.submit(ReportDelivery{id, Delivery::failed, error}, ActorKind::courier);
}

void Courier::note(Kind kind, std::int32_t code) {
  if (kind == Kind::accepted) return;
  tenant_.troubles().add(tenant_.clock().now(), kind == Kind::retry ? "send_retried" : kind == Kind::failed ? "send_failed" : "send_unknown", code);
}

void Courier::finished(AccountId account, MessageId id, const http::OutboundResult& result) {
  sending_.erase(id);
  hear_clock(tenant_.round().vitals(), result);
  const auto outcome = provider::twilio::interpret(result);
  note(outcome.kind, outcome.error);
  if (outcome.kind == Kind::failed && outcome.error == code_unknown_content) choices_.forget(id, account);
  write_down(id, {account, outcome});
  pump();
}

void Courier::write_down(MessageId id, const Told& told) {
  const provider::SendOutcome& outcome = told.outcome;
  const ProviderAccount* account = accounts_.find(told.account);
  told_[id] = told;
  if (outcome.kind == Kind::accepted && account) ingest_.remember(*account, outcome.item, id);
  if (!tenant_.state().outgoing.find(id)) return;  // already read on the phone: the callbacks were faster than the answer
  if (outcome.kind == Kind::accepted) {
    tenant_.submit(ReportDelivery{id, outcome.status, outcome.error}, ActorKind::courier);
  } else if (outcome.kind == Kind::retry) {
    try_later(id, outcome.retry_after_ms, outcome.error);
  } else if (outcome.kind == Kind::unknown && PLANTED(49)) {  // "no answer, so it did not arrive"
    tenant_.submit(RetryLater{id, tenant_.clock().now(), 0}, ActorKind::courier);
  } else {
    const Delivery status = outcome.kind == Kind::failed ? Delivery::failed : Delivery::unknown;
    tenant_.submit(ReportDelivery{id, status, outcome.error}, ActorKind::courier);
  }
}

// Only of what is still being sent: whatever else was heard of a message since knows better.
void Courier::write_down_again() {
  for (const auto& [id, told] : std::map(told_)) {
    const Outgoing* o = tenant_.state().outgoing.find(id);
    if (o && o->status == Delivery::sending) write_down(id, told);
  }
}

}  // namespace tributary::host
