#pragma once
// What time a provider thinks it is (P10): from the Date of its answers.
#include <optional>

#include "relay/host/vitals.h"
#include "relay/http/client.h"

namespace tributary::host {

// "Sun, 06 Nov 1994 08:49:37 GMT". Anything else: nothing.
std::optional<std::int64_t> http_date_ms(std::string_view);
// Answers without a date, and those that never came, say nothing.
void hear_clock(Vitals&, const http::OutboundResult&);

}  // namespace tributary::host
