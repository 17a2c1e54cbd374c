#pragma once
// The answer to an upgrade request, by Beast, on a stream that lives for that moment.
#include <functional>
#include <string>

#include "relay/http/message.h"
#include "relay/http/server_core.h"

namespace tributary::http {

// The socket must outlive the call of `done`.
void shake_hands(Socket&, const Request&, const std::string& subprotocol, std::function<void(bool accepted)> done);

}  // namespace tributary::http
