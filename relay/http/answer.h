#pragma once
// Responses as bytes. Every answer carries its length, the date and the fixed header set.
#include <ctime>
#include <string>
#include <string_view>

#include "relay/http/message.h"

namespace tributary::http {

struct AnswerShape {
  bool head_only = false;   // HEAD: the length of a body that does not follow
  bool close = false;
  bool keep_alive = false;  // say so: HTTP/1.0 does not take it for granted
};
// Appends status line and fields, without the body. Only where safe() holds.
void append_head(std::string& out, const Response&, AnswerShape, std::time_t now);
bool safe(const Response&);
bool has_body(const Response&, AnswerShape);
bool safe_fields(const std::vector<Field>&);  // nothing in it could end a line and split the answer

// The server's own refusals, in the JSON shape of every error. Constant texts and an id of their own; input is never echoed.
Response bad_request();
Response too_slow();
Response body_too_large(std::size_t limit);
Response header_too_large();
Response unkept();     // 503: the disk would not take the body
Response overloaded();  // 503, with a time to come back that is not the same for all
std::string come_back_seconds();
Response unanswered();  // 500

}  // namespace tributary::http
