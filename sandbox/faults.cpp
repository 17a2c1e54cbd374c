#include "sandbox/faults.h"

#include "sandbox/twilio_rest.h"

namespace tributary::sandbox {

namespace {

int usual_code(int status) {
  if (status == 401) return 20003;
  if (status == 404) return 20404;
  return status == 429 ? 20429 : 20500;
}

// A status of zero cuts the connection: the other side cannot know what became of its request.
http::Response cut() {
  http::Response nothing;
  nothing.status = 0;
  nothing.close = true;
  return nothing;
}

}  // namespace

bool Faults::known(std::string_view kind) {
  for (const char* one : {"status", "delay_ms", "drop_before_response", "drop_before_processing", "html_502", "truncate_body", "bad_json"})
    if (kind == one) return true;
  return false;
}

bool Faults::processes(const Fault& fault) {
  return fault.kind == "delay_ms" || fault.kind == "drop_before_response" || fault.kind == "truncate_body" || fault.kind == "bad_json";
}

std::optional<Fault> Faults::take(const http::Request& request) {
  const std::string line = request.method + " " + request.target;
  for (auto at = faults_.begin(); at != faults_.end(); ++at) {
    if (line.find(at->match) == std::string::npos) continue;
    const Fault fault = *at;
    if (--at->count <= 0) faults_.erase(at);
    return fault;
  }
  return std::nullopt;
}

http::Response Faults::spoil(const Fault& fault, http::Response good) {
  if (fault.kind == "status") {
    http::Response out = twilio_error(fault.status, fault.code ? fault.code : usual_code(fault.status), "The sandbox was told to fail");
    if (fault.retry_after_s > 0) out.fields.push_back({"Retry-After", std::to_string(fault.retry_after_s)});
    return out;
  }
  if (fault.kind == "drop_before_response" || fault.kind == "drop_before_processing") return cut();
  if (fault.kind == "html_502") return {502, "text/html", "<html><body><h1>502 Bad Gateway</h1></body></html>", {}};
  if (fault.kind == "truncate_body") {
    good.body.resize(good.body.size() / 2);
    good.close = true;
  }
  if (fault.kind == "bad_json") good.body = "{\"sid\": \"SM";
  return good;
}

}  // namespace tributary::sandbox
