#pragma once
// The field sets of Twilio's webhooks, as its documents and captures show them.
#include <string>
#include <vector>

#include "sandbox/options.h"
#include "sandbox/phones.h"

namespace tributary::sandbox {

// What a customer's message says beyond its text and media; empty fields are left out.
struct Extras {
  std::string latitude, longitude, label, address;
  std::string button_text, button_payload, list_id, list_title, reply_to;
  std::string message_type;  // WhatsApp: "text", "image", "location" …
  std::string opt_out;       // SMS: STOP, START, HELP
};

std::vector<http::Field> inbound_form(const Options&, const Phone&, const Message&, const Extras&);
std::vector<http::Field> status_form(const Options&, const Message&, const std::string& status, std::int64_t error);

struct CallStep {
  std::string call_sid, from, to, status;
  int sequence = -1;         // -1: the first voice webhook, which carries none
  std::int64_t seconds = -1; // completed and its kind
};
std::vector<http::Field> voice_form(const Options&, const CallStep&);

std::string media_url(const Options&, const std::string& message_sid, const std::string& media_sid);
std::string error_message(std::int64_t code);

}  // namespace tributary::sandbox
