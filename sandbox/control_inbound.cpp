// POST /_ctl/inbound and /_ctl/call: what a customer does, from JSON.
#include <algorithm>
#include <charconv>

#include "core/base/text.h"
#include "sandbox/codec.h"
#include "sandbox/control.h"
#include "sandbox/samples.h"

namespace tributary::sandbox {

namespace {

constexpr std::size_t text_bytes_max = 64 * 1024, media_max = 10;
constexpr std::int64_t burst_max = 20'000;

WantedMessages wrong(std::string sentence) { return {{}, std::move(sentence)}; }

// "message {n}" -> "message 7"
std::string numbered(std::string text, std::int64_t number) {
  for (auto at = text.find("{n}"); at != std::string::npos; at = text.find("{n}")) text.replace(at, 3, std::to_string(number));
  return text;
}

std::string coordinate(const json::object& place, std::string_view name) {
  const auto* value = member(place, name);
  if (value && value->is_string()) return std::string(std::string_view(value->get_string()));
  if (!value || !value->is_number()) return {};
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, value->to_number<double>()).ptr;
  return {digits, end};
}

bool plain_type(std::string_view type) {
  return type.size() < 100 && type.find('/') != std::string_view::npos &&
         std::all_of(type.begin(), type.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

std::optional<Sample> read_media(const json::object& item) {
  const std::string name = text_of(item, "sample");
  if (!name.empty()) return sample(name);
  auto bytes = from_base64(text_of(item, "base64"));
  const std::string type = text_of(item, "type");
  if (!bytes || bytes->empty() || !plain_type(type)) return std::nullopt;
  return Sample{type, text_of(item, "name", "file"), *std::move(bytes)};
}

// An MMS carries up to ten items; WhatsApp sends each as a message of its own, the caption with the first.
WantedMessages read_media_messages(Phones& phones, const Phone& phone, const json::array& list, std::string text) {
  if (list.empty() || list.size() > media_max) return wrong("A message carries 1 to 10 media items.");
  std::vector<Sample> samples;
  for (const auto& value : list) {
    auto one = value.is_object() ? read_media(value.get_object()) : std::nullopt;
    if (!one) return wrong("A media item needs a known sample, or type and base64.");
    samples.push_back(*std::move(one));
  }
  WantedMessages wanted;
  for (const auto& one : samples) {
    if (phone.whatsapp || wanted.outgoing.empty()) {
      Outgoing out;
      out.kind = one.type.starts_with("text/vcard") || one.type.starts_with("text/x-vcard") ? "contact" : "media";
      const bool document = phone.whatsapp && one.type.starts_with("application/");
      out.text = document && text.empty() ? one.name : std::exchange(text, {});  // a document's name travels in Body
      wanted.outgoing.push_back(std::move(out));
    }
    wanted.outgoing.back().media.push_back(phones.keep_media(one.type, one.name, one.bytes));
  }
  return wanted;
}

WantedMessages only_whatsapp(const Phone& phone, Outgoing out) {
  if (!phone.whatsapp) return wrong("Only WhatsApp has locations, buttons and lists.");
  return {{std::move(out)}, {}};
}

WantedMessages read_special(Phones& phones, const Phone& phone, const json::object& body) {
  Outgoing out;
  if (const auto* place = object_of(body, "location")) {
    out.kind = "location";
    out.extras.latitude = coordinate(*place, "latitude");
    out.extras.longitude = coordinate(*place, "longitude");
    out.extras.label = text_of(*place, "label");
    out.extras.address = text_of(*place, "address");
    if (out.extras.latitude.empty() || out.extras.longitude.empty()) return wrong("A location needs latitude and longitude.");
    return only_whatsapp(phone, std::move(out));
  }
  if (const auto* button = object_of(body, "button")) {
    out.kind = "button";
    out.text = out.extras.button_text = text_of(*button, "text");
    out.extras.button_payload = text_of(*button, "payload", out.text);
    if (flag_of(*button, "template")) out.extras.message_type = "button";
    return only_whatsapp(phone, std::move(out));
  }
  if (const auto* list = object_of(body, "list")) {
    out.kind = "list";
    out.text = out.extras.list_title = text_of(*list, "title");
    out.extras.list_id = text_of(*list, "id", out.text);
    return only_whatsapp(phone, std::move(out));
  }
  if (const auto* card = object_of(body, "contact")) {
    out.kind = "contact";
    out.media.push_back(phones.keep_media("text/vcard", "contact.vcf", contact_card(text_of(*card, "name", "Ada Fixture"), text_of(*card, "number", "+15550100199"))));
    return {{std::move(out)}, {}};
  }
  return {};
}

json::object sent_json(const Customers::Sent& sent, bool waited) {
  json::object out{{"sid", sent.sid}};
  if (!waited) return out;
  out["taken"] = sent.result.taken;
  out["status"] = sent.result.status;
  out["attempts"] = sent.result.attempts;
  out["latencyMs"] = sent.result.latency_ms;
  out["error"] = sent.result.error;
  return out;
}

http::Response sent_answer(const std::vector<Customers::Sent>& all, bool waited) {
  json::array list;
  for (const auto& sent : all) list.push_back(sent_json(sent, waited));
  return control_json({{"sent", std::move(list)}});
}

http::Response sent_now(const std::vector<std::string>& sids) {
  std::vector<Customers::Sent> all;
  for (const auto& sid : sids) all.push_back({sid, {}});
  return sent_answer(all, false);
}

}  // namespace

WantedMessages read_inbound(Phones& phones, const Phone& phone, const json::object& body) {
  std::string text = flag_of(body, "stop") ? "STOP" : text_of(body, "text");
  if (!valid_utf8(text) || text.size() > text_bytes_max) return wrong("A text is valid UTF-8 of at most 64 KB.");
  const std::string reply_to = text_of(body, "replyTo");
  WantedMessages wanted = read_special(phones, phone, body);
  if (!wanted.wrong.empty()) return wanted;
  if (const auto* list = array_of(body, "media"); list && wanted.outgoing.empty()) wanted = read_media_messages(phones, phone, *list, text);
  if (!wanted.wrong.empty()) return wanted;
  if (wanted.outgoing.empty()) {
    if (!member(body, "text") && !flag_of(body, "stop")) return wrong("A message needs text, media, location, contact, button, list or stop.");
    const std::int64_t count = std::clamp<std::int64_t>(number_of(body, "count", 1), 1, burst_max), first = number_of(body, "first", 1);
    for (std::int64_t at = 0; at < count; ++at) {
      Outgoing out;
      out.text = numbered(text, first + at);
      wanted.outgoing.push_back(std::move(out));
    }
  }
  for (auto& out : wanted.outgoing)
    if (phone.whatsapp) out.extras.reply_to = reply_to;
  return wanted;
}

Manner read_manner(const json::object& body) {
  Manner manner;
  manner.ordered = flag_of(body, "ordered", true);
  manner.concurrency = static_cast<int>(std::clamp<std::int64_t>(number_of(body, "concurrency", 1), 1, 64));
  manner.duplicates = flag_of(body, "duplicate") ? 1 : static_cast<int>(std::clamp<std::int64_t>(number_of(body, "duplicate"), 0, 10));
  manner.retry_while_down = flag_of(body, "retry");
  return manner;
}

void Control::act(std::string_view name, const json::object& body, http::Responder respond) {
  Phone* phone = parts_.phones.find(text_of(body, "phone"));
  if (!phone) return respond(control_error(404, "unknown_phone", "There is no such phone.", "phone"));
  const bool wait = flag_of(body, "wait", true);
  Customers::Done done;
  if (wait) done = [respond](const std::vector<Customers::Sent>& all) { respond(sent_answer(all, true)); };
  if (name == "call") {
    const std::string kind = text_of(body, "kind", "answered");
    if (kind != "answered" && kind != "missed" && kind != "busy" && kind != "withheld")
      return respond(control_error(422, "invalid_value", "A call is answered, missed, busy or withheld.", "kind"));
    const bool withheld = kind == "withheld" || flag_of(body, "withheld");
    const Call call{kind == "withheld" ? "missed" : kind, withheld, std::clamp<std::int64_t>(number_of(body, "seconds", 30), 0, 86'400)};
    const std::string sid = parts_.customers.call(phone->id, call, std::move(done));
    if (!wait) respond(sent_now({sid}));
    return;
  }
  WantedMessages wanted = read_inbound(parts_.phones, *phone, body);
  if (!wanted.wrong.empty()) return respond(control_error(422, "invalid_value", wanted.wrong));
  const auto sids = parts_.customers.write(phone->id, std::move(wanted.outgoing), read_manner(body), std::move(done));
  if (!wait) respond(sent_now(sids));
}

}  // namespace tributary::sandbox
