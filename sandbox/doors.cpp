#include "sandbox/doors.h"

namespace tributary::sandbox {

namespace {

constexpr std::size_t form_bytes_max = 1 << 20;        // a send of 1600 characters is far below
constexpr std::size_t upload_bytes_max = 32u << 20;    // ten pictures as base64

bool twilio_path(std::string_view path) {
  return TwilioRest::serves(path) || Templates::serves(path) || path == "/v2/Indicators/Typing.json";
}

http::Response typing(Parts& parts, const http::Request& request) {
  std::string channel, sid;
  for (const auto& [name, value] : http::parse_form(request.body)) {
    if (name == "channel") channel = value;
    if (name == "messageId") sid = value;
  }
  const Message* message = parts.phones.message(sid);
  const bool young = message && Loop::now_ms() + parts.phones.clock_offset_ms - message->at_ms < 24ll * 3'600'000;
  if (channel != "whatsapp" || !message || !message->from_customer || !young) return twilio_error(400, 20001, "messageId must be an inbound WhatsApp message of the last 24 hours");
  return twilio_json(200, json::object{{"success", true}});
}

}  // namespace

http::Door Doors::door() {
  http::Door door;
  door.body_bytes_max = [](std::string_view, std::string_view path) { return Control::serves(path) ? upload_bytes_max : form_bytes_max; };
  door.request = [this](http::Request request, http::Responder respond) { answer(request, std::move(respond)); };
  door.upgrade = [](const http::Request&, http::Response& refusal) {
    refusal = control_error(404, "not_found", "There are no sockets here.");
    return std::unique_ptr<http::WebSocketHandler>();
  };
  door.now_ms = [] { return Loop::now_ms(); };
  return door;
}

void Doors::answer(const http::Request& request, http::Responder respond) {
  if (twilio_path(request.path)) return twilio(request, std::move(respond));
  http::Response refusal;
  if (stranger(request, refusal)) return respond(std::move(refusal));
  if (Control::serves(request.path)) return control_.answer(request, std::move(respond));
  if (request.method != "GET" && request.method != "HEAD") return respond(control_error(405, "method_not_allowed", "The page is read with GET."));
  // Cookies know no ports: under the other loopback name the page never receives the inbox's session cookie.
  const std::string port = ":" + std::to_string(parts_.options.port);
  const bool browser = request.field("sec-fetch-mode") == "navigate";
  if (browser && request.path == "/" && request.field("host") == "127.0.0.1" + port && parts_.options.address == "127.0.0.1") {
    http::Response moved{307, "", "", {}};
    moved.fields.push_back({"Location", "http://localhost" + port + "/"});
    return respond(std::move(moved));
  }
  respond(page_file(request));
}

bool Doors::own_host(std::string_view host) const {
  const std::string port = ":" + std::to_string(parts_.options.port);
  return host == parts_.options.address + port || host == "127.0.0.1" + port || host == "localhost" + port || host == "[::1]" + port;
}

// A web page from elsewhere must neither press our buttons nor read our screens, also not under a name of its own that points here.
bool Doors::stranger(const http::Request& request, http::Response& refusal) const {
  const std::string_view origin = request.field("origin");
  if (!own_host(request.field("host"))) refusal = control_error(421, "wrong_host", "Open the sandbox under its own address.");
  else if (!origin.empty() && (!origin.starts_with("http://") || !own_host(origin.substr(7)))) refusal = control_error(403, "wrong_origin", "Only the sandbox's own page may do this.");
  else if (request.method == "POST" && !request.field("content-type").starts_with("application/json"))
    refusal = control_error(415, "wrong_type", "Controls take application/json.");
  else return false;
  return true;
}

http::Response Doors::twilio_answer(const http::Request& request) {
  if (TwilioRest::serves(request.path)) return parts_.rest.answer(request);
  if (!parts_.rest.authorised(request)) return twilio_error(401, 20003, "Authenticate");
  return Templates::serves(request.path) ? parts_.templates.answer(request) : typing(parts_, request);
}

void Doors::twilio(const http::Request& request, http::Responder respond) {
  const auto fault = parts_.faults.take(request);
  http::Response answer;
  if (!fault || Faults::processes(*fault)) answer = twilio_answer(request);
  if (fault) answer = Faults::spoil(*fault, std::move(answer));
  parts_.journal.request({{"method", request.method}, {"target", request.target}, {"contentType", request.field("content-type")},
                          {"authorised", parts_.rest.authorised(request)}, {"body", request.body.substr(0, 8192)},
                          {"status", answer.status}, {"fault", fault ? fault->kind : ""}});
  if (!fault || fault->delay_ms == 0) return respond(std::move(answer));
  parts_.loop.after(fault->delay_ms, [respond = std::move(respond), answer = std::move(answer)]() mutable { respond(std::move(answer)); });
}

}  // namespace tributary::sandbox
