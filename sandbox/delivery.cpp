#include "sandbox/delivery.h"

#include <utility>

#include "sandbox/forms.h"

namespace tributary::sandbox {

namespace {

constexpr std::int64_t day_ms = 24ll * 3'600'000;
constexpr std::int64_t resume_age_ms_max = day_ms;  // what was under way longer ago stays as it was

}  // namespace

int status_rank(std::string_view word) {
  if (word == "queued") return 1;
  if (word == "sending") return 2;
  if (word == "sent") return 3;
  if (word == "delivered") return 4;
  if (word == "read") return 5;
  return word == "failed" || word == "undelivered" || word == "canceled" ? 6 : 0;
}

bool is_final(std::string_view word) { return status_rank(word) >= 5; }

bool Delivery::window_open(const Phone& phone) const {
  return phone.last_inbound_ms >= 0 && phones_.virtual_now_ms() - phone.last_inbound_ms < day_ms;
}

std::vector<Delivery::Step> Delivery::plan(const Message& message, const Phone* phone) const {
  const bool whatsapp = message.to.starts_with("whatsapp:");
  if (!phone && whatsapp) return {{"undelivered", 63024, pace.sent_ms}};
  if (!phone) return {{"sent", 0, pace.sent_ms}, {"undelivered", 30005, pace.delivered_ms}};
  const Switches& on = phone->switches;
  if (on.refuse == 63016 || (whatsapp && message.free_form && !message.in_window)) return {{"failed", 63016, pace.sent_ms}};
  if (on.refuse == 30003) return {{"sent", 0, pace.sent_ms}, {"undelivered", 30003, pace.delivered_ms}};
  if (on.refuse != 0) return {{"failed", on.refuse, pace.sent_ms}};
  std::vector<Step> steps;
  if (message.status == "accepted") steps.push_back({"queued", 0, 10});
  steps.push_back({"sent", 0, pace.sent_ms});
  steps.push_back({"delivered", 0, pace.delivered_ms, !on.drop_delivered});
  if (whatsapp && !on.no_read) steps.push_back({"read", 0, pace.read_ms});
  if (on.out_of_order)  // "sent" comes after "delivered", as it does in life
    for (std::size_t at = 0; at + 1 < steps.size(); ++at)
      if (steps[at].status == "sent") { std::swap(steps[at], steps[at + 1]); break; }
  return steps;
}

void Delivery::start(const std::string& sid) {
  const Message* message = phones_.message(sid);
  if (!message || message->from_customer || is_final(message->status)) return;
  auto steps = plan(*message, phones_.find(message->phone));
  const int rank = status_rank(message->status);
  std::erase_if(steps, [&](const Step& step) { return status_rank(step.status) <= rank; });
  walk(sid, std::move(steps), 0);
}

// An unreachable phone gets nothing: the carrier keeps the message until it is back.
bool Delivery::held(const Message& message, const Step& step) const {
  const Phone* phone = phones_.find(message.phone);
  return phone && phone->switches.unreachable && (step.status == "delivered" || step.status == "read");
}

void Delivery::walk(std::string sid, std::vector<Step> steps, std::size_t at) {
  if (at >= steps.size()) return;
  const std::int64_t wait = steps[at].wait_ms;
  loop_.after(wait, [this, sid = std::move(sid), steps = std::move(steps), at]() mutable {
    Message* message = phones_.message(sid);
    if (!message || message->status == "canceled") return;
    message->held = held(*message, steps[at]);
    if (message->held) return;
    apply(*message, steps[at].status, steps[at].error);
    if (steps[at].told) tell(*message, steps[at].status, steps[at].error);
    walk(std::move(sid), std::move(steps), at + 1);
  });
}

void Delivery::apply(Message& message, const std::string& status, std::int64_t error) {
  if (status_rank(status) > status_rank(message.status)) {
    message.status = status;
    message.error = error;
    message.updated_ms = Loop::now_ms();
  }
  if (status == "delivered" || status == "read") message.shown = true;
  phones_.changed();
  journal_.ring("message", message.phone);
}

void Delivery::tell(const Message& message, const std::string& status, std::int64_t error) {
  if (message.status_callback.empty()) return;
  const Phone* phone = phones_.find(message.phone);
  Webhook webhook;
  webhook.kind = Webhook::Kind::status;
  webhook.url = message.status_callback;
  webhook.form = status_form(options_, message, status, error);
  webhook.sid = message.sid;
  webhook.phone = message.phone;
  webhook.token = phones_.token();
  if (phone) webhook.delay_ms = phone->switches.delay_ms;
  if (!phone || !phone->switches.out_of_order) webhook.lane = "status " + message.sid;
  if (phone && phone->switches.duplicate) webhooks_.send(webhook, {});
  webhooks_.send(std::move(webhook), {});
}

void Delivery::report(const std::string& sid, const std::string& status, std::int64_t error) {
  Message* message = phones_.message(sid);
  if (!message) return;
  apply(*message, status, error);
  tell(*message, status, error);
}

void Delivery::resume(const std::string& phone) {
  for (const auto& message : phones_.messages())
    if (message.phone == phone && message.held) start(message.sid);
}

void Delivery::resume_all() {
  const std::int64_t oldest = Loop::now_ms() - resume_age_ms_max;
  for (const auto& message : phones_.messages())
    if (message.at_ms >= oldest && !is_final(message.status)) start(message.sid);
}

}  // namespace tributary::sandbox
