#include "sandbox/customers.h"

#include <algorithm>
#include <cctype>
#include <memory>

namespace tributary::sandbox {

namespace {

constexpr std::string_view withheld_number = "+266696687";  // "ANONYMOUS" on a dial pad: what Twilio writes then
constexpr std::uint64_t overtaking_ms_max = 400;            // how far "out of order" may shift a message

std::string opt_out_of(std::string_view text) {
  std::string word;
  for (const char c : text)
    if (c != ' ' && c != '\n') word.push_back(static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
  for (const char* stop : {"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"})
    if (word == stop) return "STOP";
  for (const char* start : {"START", "UNSTOP", "YES"})
    if (word == start) return "START";
  return word == "HELP" || word == "INFO" ? "HELP" : "";
}

std::string message_type(const Outgoing& out) {
  if (out.kind == "button") return out.extras.message_type.empty() ? "interactive" : out.extras.message_type;
  if (out.kind == "list") return "interactive";
  if (out.kind == "location") return "location";
  if (out.kind == "contact") return "contacts";
  if (out.media.empty()) return "text";
  const std::string& type = out.media.front().type;
  for (const char* family : {"image", "video", "audio"})
    if (type.starts_with(family)) return family;
  return "document";
}

std::string place_of(const Extras& extras) {
  std::string place;
  for (const auto& part : {extras.label, extras.address})
    if (!part.empty()) place += (place.empty() ? "" : ", ") + part;
  if (extras.latitude.empty()) return place;
  return place + (place.empty() ? "" : ", ") + extras.latitude + " " + extras.longitude;
}

}  // namespace

// Several webhooks and one answer.
struct Customers::Batch {
  std::vector<Sent> sent;
  std::size_t open = 0;
  Done done;
  void closed() { if (--open == 0 && done) done(std::move(sent)); }
};

std::string Customers::record(Phone& phone, const Outgoing& out, Extras& extras) {
  Message message;
  message.sid = phones_.sid(out.media.empty() ? "SM" : "MM");
  message.phone = phone.id;
  message.from = phone.address();
  message.to = phone.whatsapp ? "whatsapp:" + options_.whatsapp_number : options_.sms_number;
  message.from_customer = true;
  message.kind = out.kind;
  message.text = out.text;
  message.detail = place_of(out.extras);
  message.media = out.media;
  message.status = "received";
  message.note = "sending";
  message.shown = true;
  extras.message_type = phone.whatsapp ? message_type(out) : "";
  if (!phone.whatsapp) extras.opt_out = opt_out_of(out.text);
  if (extras.opt_out == "STOP") phone.stopped = true;
  if (extras.opt_out == "START") phone.stopped = false;
  phone.last_inbound_ms = phones_.virtual_now_ms();
  return phones_.add(std::move(message)).sid;
}

std::vector<std::string> Customers::write(const std::string& id, std::vector<Outgoing> outgoing, Manner manner, Done done) {
  Phone* phone = phones_.find(id);
  std::vector<std::string> sids;
  std::vector<Webhook> webhooks;
  for (const auto& out : outgoing) {
    Extras extras = out.extras;
    sids.push_back(record(*phone, out, extras));
    Webhook webhook;
    webhook.url = webhooks_.inbound_url;
    webhook.form = inbound_form(options_, *phone, *phones_.message(sids.back()), extras);
    webhook.sid = sids.back();
    webhooks.push_back(std::move(webhook));
  }
  journal_.ring("message", phone->id);
  auto batch = std::make_shared<Batch>();
  batch->done = std::move(done);
  for (const auto& sid : sids) batch->sent.push_back({sid, {}});
  batch->open = sids.size() * static_cast<std::size_t>(1 + manner.duplicates + (phone->switches.duplicate ? 1 : 0));
  std::vector<std::size_t> order(sids.size());
  for (std::size_t at = 0; at < order.size(); ++at) order[at] = at;
  if (phone->switches.out_of_order) chance_.shuffle(order);
  const Phone sender = *phone;
  for (const auto nth : order) dispatch(sender, std::move(webhooks[nth]), manner, nth, batch);
  return sids;
}

void Customers::dispatch(const Phone& phone, Webhook webhook, const Manner& manner, std::size_t nth, const std::shared_ptr<Batch>& batch) {
  webhook.phone = phone.id;
  webhook.token = phones_.token();
  webhook.delay_ms = phone.switches.delay_ms;
  webhook.retry_while_down = manner.retry_while_down;
  if (phone.switches.out_of_order) webhook.delay_ms += static_cast<std::int64_t>(chance_.below(overtaking_ms_max));
  else if (manner.ordered) webhook.lane = "phone " + phone.id;
  else webhook.lane = "burst " + webhook.sid.substr(0, 2) + phone.id + std::to_string(nth % static_cast<std::size_t>(std::max(1, manner.concurrency)));
  const int copies = 1 + manner.duplicates + (phone.switches.duplicate ? 1 : 0);
  for (int copy = 0; copy < copies; ++copy) {
    webhooks_.send(webhook, [this, batch, nth, sid = webhook.sid](const WebhookResult& result) {
      if (!batch->sent[nth].result.taken) batch->sent[nth].result = result;
      settle(sid, result);
      batch->closed();
    });
  }
}

void Customers::settle(const std::string& sid, const WebhookResult& result) {
  Message* message = phones_.message(sid);
  if (!message) return;
  if (result.taken) message->note = "received";
  else if (message->note != "received") message->note = "not received: " + result.error;
  if (!result.said.empty()) {
    Message said;
    said.sid = phones_.sid("SM");
    said.phone = message->phone;
    said.from = message->to;
    said.to = message->from;
    said.text = result.said;
    said.status = "delivered";
    said.shown = true;
    phones_.add(std::move(said));
  }
  phones_.changed();
  journal_.ring("message", phones_.message(sid) ? phones_.message(sid)->phone : "");
}

std::vector<CallStep> Customers::call_steps(const Phone& phone, const Call& call, const std::string& sid) const {
  const std::string from = call.withheld ? std::string(withheld_number) : phone.number;
  std::vector<CallStep> steps{{sid, from, options_.sms_number, "ringing", -1, -1}};
  if (call.kind == "busy") steps.push_back({sid, from, options_.sms_number, "busy", 1, 0});
  else if (call.kind == "missed") steps.push_back({sid, from, options_.sms_number, "no-answer", 1, 0});
  else {
    steps.push_back({sid, from, options_.sms_number, "in-progress", 1, -1});
    steps.push_back({sid, from, options_.sms_number, "completed", 2, call.seconds});
  }
  return steps;
}

// A call is told in three webhooks at once: nobody waits for the seconds it would have lasted.
std::string Customers::call(const std::string& id, Call call, Done done) {
  const Phone phone = *phones_.find(id);
  const std::string sid = phones_.sid("CA");
  auto steps = call_steps(phone, call, sid);
  if (phone.switches.out_of_order) std::swap(steps[steps.size() - 1], steps[steps.size() - 2]);
  Message entry;
  entry.sid = sid;
  entry.phone = phone.id;
  entry.from = steps.front().from;
  entry.to = options_.sms_number;
  entry.from_customer = true;
  entry.kind = "call";
  entry.text = call.kind == "answered" ? "Call, " + std::to_string(call.seconds) + " s" : call.kind == "busy" ? "Call: busy" : "Call: not answered";
  if (call.withheld) entry.text += " (number withheld)";
  entry.status = "received";
  entry.note = "sending";
  entry.shown = true;
  phones_.add(std::move(entry));
  auto batch = std::make_shared<Batch>();
  batch->done = std::move(done);
  batch->sent.push_back({sid, {}});
  batch->open = steps.size() * (phone.switches.duplicate ? 2u : 1u);
  for (const auto& step : steps) {
    Webhook webhook;
    webhook.kind = Webhook::Kind::voice;
    webhook.url = webhooks_.voice_url;
    webhook.form = voice_form(options_, step);
    webhook.sid = sid;
    dispatch(phone, std::move(webhook), {}, 0, batch);
  }
  journal_.ring("message", phone.id);
  return sid;
}

}  // namespace tributary::sandbox
