#pragma once
// Phones and messages as JSON: for the file in DIR and for the control doors.
#include "sandbox/json.h"
#include "sandbox/phones.h"

namespace tributary::sandbox {

json::object to_json(const Switches&);
json::object to_json(const Phone&);
json::object to_json(const Message&);       // what the page and the tests see
json::object to_record(const Message&);     // everything, for the file

Phone phone_from(const json::object&);
Message message_from(const json::object&);

}  // namespace tributary::sandbox
