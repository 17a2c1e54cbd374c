#include "sandbox/control.h"

#include <algorithm>
#include <charconv>

#include "core/base/phone.h"
#include "core/base/text.h"
#include "sandbox/codec.h"
#include "sandbox/phones_json.h"

namespace tributary::sandbox {

namespace {

constexpr std::int64_t listen_ms_max = 30'000;
constexpr std::size_t messages_shown_max = 1000;

std::uint64_t query_number(const http::Request& request, std::string_view name, std::uint64_t otherwise) {
  const auto text = http::query_value(request.query, name);
  std::uint64_t value = otherwise;
  if (text) std::from_chars(text->data(), text->data() + text->size(), value);
  return value;
}

// One range of bytes, which a player asks for to find the end of a sound; anything else gets the whole.
void cut_to_range(std::string_view range, http::Response& out) {
  out.fields.push_back({"Accept-Ranges", "bytes"});
  if (!range.starts_with("bytes=") || out.body.empty()) return;
  range.remove_prefix(6);
  const char* end = range.data() + range.size();
  std::size_t first = 0, last = out.body.size() - 1;
  const auto begun = std::from_chars(range.data(), end, first);
  if (begun.ec != std::errc{} || begun.ptr == end || *begun.ptr != '-' || first > last) return;
  std::size_t wanted = last;
  if (begun.ptr + 1 != end && std::from_chars(begun.ptr + 1, end, wanted).ptr != end) return;
  last = std::min(last, wanted);
  if (last < first) return;
  out.status = 206;
  out.fields.push_back({"Content-Range", "bytes " + std::to_string(first) + "-" + std::to_string(last) + "/" + std::to_string(out.body.size())});
  out.body = out.body.substr(first, last - first + 1);
}

http::Response done() { return control_json({{"ok", true}}); }

}  // namespace

http::Response control_json(const json::object& body) { return {200, "application/json", json::serialize(body), {}}; }

http::Response control_error(int status, std::string_view code, std::string_view message, std::string_view field) {
  json::object error{{"code", code}, {"message", message}};
  if (!field.empty()) error["field"] = field;
  return {status, "application/json", json::serialize(json::object{{"error", std::move(error)}}), {}};
}

void Control::answer(const http::Request& request, http::Responder respond) {
  const std::string_view name = std::string_view(request.path).substr(6);
  if (request.method == "GET" && name == "events") return listen(request, std::move(respond));
  if (request.method == "GET") return respond(read(request, name));
  if (request.method == "DELETE" && name.starts_with("phones/")) {
    const bool gone = parts_.phones.remove(name.substr(7));
    parts_.journal.ring("phones");
    return respond(gone ? done() : control_error(404, "unknown_phone", "There is no such phone."));
  }
  if (request.method != "POST") return respond(control_error(405, "method_not_allowed", "Use GET, POST or DELETE."));
  const auto body = parse_object(request.body.empty() ? "{}" : request.body);
  if (!body) return respond(control_error(400, "bad_json", "The body must be a JSON object."));
  if (name == "inbound" || name == "call") return act(name, *body, std::move(respond));
  respond(write(name, *body));
}

http::Response Control::read(const http::Request& request, std::string_view name) {
  if (name == "phones") {
    json::array list;
    for (const auto& phone : parts_.phones.all()) {
      json::object one = to_json(phone);
      one["windowOpen"] = !phone.whatsapp || parts_.delivery.window_open(phone);
      list.push_back(std::move(one));
    }
    return control_json({{"phones", std::move(list)}});
  }
  if (name == "messages") return messages(request);
  if (name == "log") return control_json(parts_.journal.log());
  if (name == "state") return state();
  if (name.starts_with("media/")) return media(name.substr(6), request.field("range"));
  return control_error(404, "unknown_control", "There is no such control.");
}

http::Response Control::write(std::string_view name, const json::object& body) {
  if (name == "phones") return add_phone(body);
  if (name == "switch") return set_switches(body);
  if (name == "fault") return set_fault(body);
  if (name == "clock") return set_clock(body);
  if (name == "webhooks") return set_webhooks(body);
  if (name == "pace") return set_pace(body);
  if (name == "status") return report_status(body);
  if (name == "media") {
    parts_.rest.media_lag = static_cast<int>(std::clamp<std::int64_t>(number_of(body, "lag"), 0, 1000));
    return done();
  }
  if (name == "template")
    return parts_.templates.decide(text_of(body, "sid"), text_of(body, "status"), text_of(body, "reason")) ? done() : control_error(404, "unknown_template", "There is no such template.", "sid");
  if (name == "reset") {
    parts_.phones.reset(flag_of(body, "keepPhones"));
    parts_.journal.clear();
    parts_.faults.clear();
    parts_.templates.clear();
    parts_.rest.media_lag = 0;
    parts_.webhooks.signing = Signing::as_is;
    parts_.delivery.pace = {};
    parts_.journal.ring("reset");
    return done();
  }
  return control_error(404, "unknown_control", "There is no such control.");
}

void Control::listen(const http::Request& request, http::Responder respond) {
  const std::int64_t wait = static_cast<std::int64_t>(std::min<std::uint64_t>(query_number(request, "wait", 0), listen_ms_max));
  parts_.journal.listen(query_number(request, "after", 0), wait, [respond = std::move(respond)](json::object events) { respond(control_json(events)); });
}

http::Response Control::messages(const http::Request& request) {
  const Phone* phone = parts_.phones.find(http::query_value(request.query, "phone").value_or(""));
  if (!phone) return control_error(404, "unknown_phone", "There is no such phone.", "phone");
  const bool all = http::query_value(request.query, "all").has_value();
  json::array list;
  std::size_t skip = 0;
  for (const auto& message : parts_.phones.messages()) skip += message.phone == phone->id && (all || message.shown) ? 1u : 0u;
  skip -= std::min(skip, std::size_t{query_number(request, "limit", messages_shown_max)});
  for (const auto& message : parts_.phones.messages()) {
    if (message.phone != phone->id || !(all || message.shown)) continue;
    if (skip > 0) --skip;
    else list.push_back(to_json(message));
  }
  return control_json({{"messages", std::move(list)}});
}

// Only what a browser shows or plays goes out under its own type: this is the origin of the controls.
http::Response Control::media(std::string_view sid, std::string_view range) {
  for (const auto& message : parts_.phones.messages())
    for (const auto& item : message.media) {
      if (item.sid != sid) continue;
      const bool harmless = (item.type.starts_with("image/") && !item.type.starts_with("image/svg")) || item.type.starts_with("audio/") || item.type.starts_with("video/");
      http::Response out{200, harmless ? item.type : "application/octet-stream", parts_.phones.media_bytes(sid), {}};
      out.fields.push_back({"Content-Security-Policy", "sandbox; default-src 'none'"});
      if (!harmless) out.fields.push_back({"Content-Disposition", "attachment"});
      cut_to_range(range, out);
      return out;
    }
  return control_error(404, "unknown_media", "There is no such media item.");
}

http::Response Control::state() {
  return control_json({{"accountSid", parts_.options.account_sid}, {"smsNumber", parts_.options.sms_number}, {"whatsappNumber", parts_.options.whatsapp_number},
                       {"clockOffsetMs", parts_.phones.clock_offset_ms}, {"virtualNow", iso8601(parts_.phones.virtual_now_ms())},
                       {"inboundUrl", parts_.webhooks.inbound_url}, {"voiceUrl", parts_.webhooks.voice_url}, {"seed", std::to_string(parts_.phones.seed())}});
}

http::Response Control::add_phone(const json::object& body) {
  const auto number = parse_e164(text_of(body, "number"));
  const std::string name = text_of(body, "name"), channel = text_of(body, "channel", "sms");
  if (!number) return control_error(422, "invalid_value", "A phone needs a number like +15550100104.", "number");
  if (blank(name) || code_points(name) > 80) return control_error(422, "invalid_value", "A phone needs a name of at most 80 characters.", "name");
  if (channel != "sms" && channel != "whatsapp") return control_error(422, "invalid_value", "The channel is sms or whatsapp.", "channel");
  const bool whatsapp = channel == "whatsapp";
  if (Phone* known = parts_.phones.at_address((whatsapp ? "whatsapp:" : "") + *number)) {  // one number is one phone: it takes the new name
    known->name = name;
    parts_.phones.changed();
    parts_.journal.ring("phones", known->id);
    return control_json(to_json(*known));
  }
  if (*number == (whatsapp ? parts_.options.whatsapp_number : parts_.options.sms_number)) return control_error(409, "number_taken", "This is the number of the business.", "number");
  if (parts_.phones.all().size() >= Phones::phones_max) return control_error(409, "too_many_phones", "Fifty phones are enough.");
  const Phone& phone = parts_.phones.add(*number, name, whatsapp);
  parts_.journal.ring("phones", phone.id);
  return control_json(to_json(phone));
}

http::Response Control::set_switches(const json::object& body) {
  Phone* phone = parts_.phones.find(text_of(body, "phone"));
  if (!phone) return control_error(404, "unknown_phone", "There is no such phone.", "phone");
  Switches& on = phone->switches;
  const bool was_unreachable = on.unreachable;
  on.unreachable = flag_of(body, "unreachable", on.unreachable);
  on.duplicate = flag_of(body, "duplicate", on.duplicate);
  on.out_of_order = flag_of(body, "outOfOrder", on.out_of_order);
  on.drop_delivered = flag_of(body, "dropDelivered", on.drop_delivered);
  on.no_read = flag_of(body, "noRead", on.no_read);
  on.delay_ms = std::clamp<std::int64_t>(number_of(body, "delayMs", on.delay_ms), 0, 600'000);
  on.refuse = std::clamp<std::int64_t>(number_of(body, "refuse", on.refuse), 0, 99'999);
  parts_.phones.changed();
  if (was_unreachable && !on.unreachable) parts_.delivery.resume(phone->id);
  parts_.journal.ring("phones", phone->id);
  return control_json(to_json(*phone));
}

http::Response Control::set_fault(const json::object& body) {
  Fault fault;
  fault.match = text_of(body, "match");
  fault.kind = text_of(body, "kind");
  fault.count = static_cast<int>(std::clamp<std::int64_t>(number_of(body, "count", 1), 1, 100'000));
  fault.status = static_cast<int>(std::clamp<std::int64_t>(number_of(body, "status", 503), 400, 599));
  fault.code = static_cast<int>(std::clamp<std::int64_t>(number_of(body, "code"), 0, 99'999));
  fault.delay_ms = std::clamp<std::int64_t>(number_of(body, "delayMs"), 0, 120'000);
  fault.retry_after_s = std::clamp<std::int64_t>(number_of(body, "retryAfter"), 0, 3600);
  if (!Faults::known(fault.kind)) return control_error(422, "invalid_value", "An unknown kind of fault.", "kind");
  parts_.faults.add(std::move(fault));
  return done();
}

http::Response Control::set_clock(const json::object& body) {
  constexpr std::int64_t year_ms = 366ll * 24 * 3'600'000;
  const std::int64_t wanted = number_of(body, "offsetMs", parts_.phones.clock_offset_ms) + std::clamp(number_of(body, "addMs"), -year_ms, year_ms);
  parts_.phones.clock_offset_ms = std::clamp(wanted, -year_ms, year_ms);
  parts_.phones.changed();
  parts_.journal.ring("clock");
  return control_json({{"offsetMs", parts_.phones.clock_offset_ms}, {"virtualNow", iso8601(parts_.phones.virtual_now_ms())}});
}

http::Response Control::set_webhooks(const json::object& body) {
  for (const char* name : {"inboundUrl", "voiceUrl", "fallbackUrl"}) {
    const std::string url = text_of(body, name);
    if (!url.empty() && !http::parse_url(url)) return control_error(422, "invalid_value", "This is no http address.", name);
  }
  Webhooks& webhooks = parts_.webhooks;
  webhooks.inbound_url = text_of(body, "inboundUrl", webhooks.inbound_url);
  webhooks.voice_url = text_of(body, "voiceUrl", webhooks.voice_url);
  webhooks.fallback_url = text_of(body, "fallbackUrl", webhooks.fallback_url);
  const std::string signing = text_of(body, "signing");
  if (signing == "as_is") webhooks.signing = Signing::as_is;
  else if (signing == "with_port") webhooks.signing = Signing::with_port;
  else if (signing == "without_port") webhooks.signing = Signing::without_port;
  else if (signing == "wrong") webhooks.signing = Signing::wrong;
  else if (signing == "missing") webhooks.signing = Signing::missing;
  else if (!signing.empty()) return control_error(422, "invalid_value", "Signing is as_is, with_port, without_port, wrong or missing.", "signing");
  return done();
}

http::Response Control::set_pace(const json::object& body) {
  const auto read_ms = [&](const char* name, std::int64_t otherwise) { return std::clamp<std::int64_t>(number_of(body, name, otherwise), 0, 600'000); };
  Pace& pace = parts_.delivery.pace;
  pace = {read_ms("sentMs", pace.sent_ms), read_ms("deliveredMs", pace.delivered_ms), read_ms("readMs", pace.read_ms)};
  return done();
}

http::Response Control::report_status(const json::object& body) {
  const std::string sid = text_of(body, "sid"), status = text_of(body, "status");
  if (!parts_.phones.message(sid)) return control_error(404, "unknown_message", "There is no such message.", "sid");
  if (status.empty() || status.size() > 40) return control_error(422, "invalid_value", "A status is a word of Twilio's.", "status");
  parts_.delivery.report(sid, status, number_of(body, "error"));
  return done();
}

}  // namespace tributary::sandbox
