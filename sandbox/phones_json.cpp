#include "sandbox/phones_json.h"

#include "sandbox/codec.h"

namespace tributary::sandbox {

namespace {

json::array media_json(const Message& message) {
  json::array list;
  for (const auto& media : message.media)
    list.push_back(json::object{{"sid", media.sid}, {"type", media.type}, {"name", media.name}, {"url", "/_ctl/media/" + media.sid}});
  if (message.media.empty())  // not fetched, or not yet
    for (const auto& url : message.media_urls) list.push_back(json::object{{"name", url}});
  return list;
}

Switches switches_from(const json::object& object) {
  return {flag_of(object, "unreachable"), flag_of(object, "duplicate"), flag_of(object, "outOfOrder"),
          flag_of(object, "dropDelivered"), flag_of(object, "noRead"), number_of(object, "delayMs"), number_of(object, "refuse")};
}

std::vector<std::string> texts(const json::array* list) {
  std::vector<std::string> out;
  if (!list) return out;
  for (const auto& value : *list)
    if (value.is_string()) out.emplace_back(std::string_view(value.get_string()));
  return out;
}

}  // namespace

json::object to_json(const Switches& on) {
  return {{"unreachable", on.unreachable}, {"delayMs", on.delay_ms}, {"duplicate", on.duplicate}, {"outOfOrder", on.out_of_order},
          {"refuse", on.refuse}, {"dropDelivered", on.drop_delivered}, {"noRead", on.no_read}};
}

json::object to_json(const Phone& phone) {
  return {{"id", phone.id}, {"number", phone.number}, {"name", phone.name}, {"channel", phone.whatsapp ? "whatsapp" : "sms"},
          {"switches", to_json(phone.switches)}, {"stopped", phone.stopped}, {"lastInboundMs", phone.last_inbound_ms}};
}

json::object to_json(const Message& message) {
  return {{"sid", message.sid}, {"phone", message.phone}, {"from", message.from}, {"to", message.to},
          {"direction", message.from_customer ? "out" : "in"}, {"kind", message.kind}, {"text", message.text},
          {"detail", message.detail}, {"held", message.held}, {"media", media_json(message)}, {"status", message.status}, {"error", message.error}, {"note", message.note},
          {"shown", message.shown}, {"at", iso8601(message.at_ms)}, {"atMs", message.at_ms}};
}

json::object to_record(const Message& message) {
  json::object out = to_json(message);
  out["fromCustomer"] = message.from_customer;
  json::array urls;
  for (const auto& url : message.media_urls) urls.emplace_back(url);
  out["mediaUrls"] = std::move(urls);
  out["contentSid"] = message.content_sid;
  out["serviceSid"] = message.service_sid;
  out["statusCallback"] = message.status_callback;
  out["freeForm"] = message.free_form;
  out["inWindow"] = message.in_window;
  out["updatedMs"] = message.updated_ms;
  return out;
}

Phone phone_from(const json::object& object) {
  Phone phone;
  phone.id = text_of(object, "id");
  phone.number = text_of(object, "number");
  phone.name = text_of(object, "name");
  phone.whatsapp = text_of(object, "channel") == "whatsapp";
  if (const auto* on = object_of(object, "switches")) phone.switches = switches_from(*on);
  phone.stopped = flag_of(object, "stopped");
  phone.last_inbound_ms = number_of(object, "lastInboundMs", -1);
  return phone;
}

Message message_from(const json::object& object) {
  Message message;
  message.sid = text_of(object, "sid");
  message.phone = text_of(object, "phone");
  message.from = text_of(object, "from");
  message.to = text_of(object, "to");
  message.from_customer = flag_of(object, "fromCustomer");
  message.kind = text_of(object, "kind");
  message.text = text_of(object, "text");
  message.detail = text_of(object, "detail");
  if (const auto* list = array_of(object, "media"))
    for (const auto& value : *list)
      if (const auto* one = value.if_object(); one && one->contains("sid"))
        message.media.push_back({text_of(*one, "sid"), text_of(*one, "type"), text_of(*one, "name")});
  message.media_urls = texts(array_of(object, "mediaUrls"));
  message.content_sid = text_of(object, "contentSid");
  message.service_sid = text_of(object, "serviceSid");
  message.status_callback = text_of(object, "statusCallback");
  message.status = text_of(object, "status");
  message.error = number_of(object, "error");
  message.note = text_of(object, "note");
  message.free_form = flag_of(object, "freeForm", true);
  message.in_window = flag_of(object, "inWindow", true);
  message.shown = flag_of(object, "shown");
  message.at_ms = number_of(object, "atMs");
  message.updated_ms = number_of(object, "updatedMs");
  return message;
}

}  // namespace tributary::sandbox
