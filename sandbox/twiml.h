#pragma once
// Just enough XML to see what an answer would make Twilio do.
#include <string>
#include <string_view>

namespace tributary::sandbox {

struct Twiml {
  bool well_formed = false;  // one <Response>, tags balanced; an empty body counts, as at Twilio
  std::string message;       // what <Message> or <Sms> would text to the customer
};
Twiml read_twiml(std::string_view);

}  // namespace tributary::sandbox
