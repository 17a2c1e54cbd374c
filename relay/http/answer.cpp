#include "relay/http/answer.h"

#include <array>
#include <charconv>
#include <random>

#include "core/base/planted.h"
#include "relay/http/ascii.h"
#include "relay/http/request_id.h"

namespace tributary::http {
namespace {

struct Reason { int status; std::string_view line; };
constexpr Reason reasons[] = {
    {200, "200 OK"}, {201, "201 Created"}, {202, "202 Accepted"}, {204, "204 No Content"}, {206, "206 Partial Content"},
    {301, "301 Moved Permanently"}, {302, "302 Found"}, {303, "303 See Other"}, {304, "304 Not Modified"},
    {307, "307 Temporary Redirect"}, {308, "308 Permanent Redirect"}, {400, "400 Bad Request"}, {401, "401 Unauthorized"},
    {403, "403 Forbidden"}, {404, "404 Not Found"}, {405, "405 Method Not Allowed"}, {408, "408 Request Timeout"},
    {409, "409 Conflict"}, {410, "410 Gone"}, {412, "412 Precondition Failed"}, {413, "413 Content Too Large"},
    {415, "415 Unsupported Media Type"}, {416, "416 Range Not Satisfiable"}, {421, "421 Misdirected Request"},
    {422, "422 Unprocessable Content"}, {426, "426 Upgrade Required"}, {429, "429 Too Many Requests"},
    {431, "431 Request Header Fields Too Large"}, {500, "500 Internal Server Error"}, {501, "501 Not Implemented"},
    {502, "502 Bad Gateway"}, {503, "503 Service Unavailable"}, {504, "504 Gateway Timeout"}};

void append_number(std::string& out, std::size_t value) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

void append_status(std::string& out, int status) {
  out += "HTTP/1.1 ";
  for (const Reason& reason : reasons)
    if (reason.status == status) return void(out += reason.line);
  append_number(out, static_cast<std::size_t>(status));
  out += ' ';
}

// "\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT", made once a second. Not with strftime: its names follow the locale.
std::string_view date_field(std::time_t now) {
  static thread_local std::time_t made_for = -1;
  static thread_local std::string text;
  if (made_for == now) return text;
  constexpr std::string_view days = "SunMonTueWedThuFriSat", months = "JanFebMarAprMayJunJulAugSepOctNovDec";
  std::tm at{};
  gmtime_r(&now, &at);
  const auto two = [](int n) { return std::string{static_cast<char>('0' + n / 10), static_cast<char>('0' + n % 10)}; };
  text = "\r\nDate: ";
  text.append(days.substr(static_cast<std::size_t>(at.tm_wday) * 3, 3)).append(", ").append(two(at.tm_mday)).append(" ");
  text.append(months.substr(static_cast<std::size_t>(at.tm_mon) * 3, 3)).append(" ").append(std::to_string(at.tm_year + 1900)).append(" ");
  text.append(two(at.tm_hour)).append(":").append(two(at.tm_min)).append(":").append(two(at.tm_sec)).append(" GMT");
  made_for = now;
  return text;
}

bool has(const Response& response, std::string_view name) {
  for (const Field& f : response.fields)
    if (same_letters(f.name, name)) return true;
  return false;
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
  out.append("\r\n").append(name).append(": ").append(value);
}

// The server's own: a handler cannot set these by hand.
bool ours(std::string_view name) {
  return same_letters(name, "Content-Length") || same_letters(name, "Transfer-Encoding") || same_letters(name, "Connection") || same_letters(name, "Date");
}

bool one_line(std::string_view text) {
  for (const char c : text)
    if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F) return false;
  return true;
}

Response refusal(int status, std::string_view code, std::string_view message, std::string_view limit = {}) {
  Response response{status, "application/json", {}, {}, true};
  response.body.append(R"({"error":{"code":")").append(code).append(R"(","message":")").append(message).append("\"");
  if (!limit.empty()) response.body.append(R"(,"limit":)").append(limit);
  const std::string id = PLANTED(214) ? "" : request_id();  // "nobody has looked at it yet"
  response.body.append(R"(,"request":")").append(id).append(R"("}})");
  return response;
}

}  // namespace

bool has_body(const Response& response, AnswerShape shape) {
  return !shape.head_only && response.status != 204 && response.status != 304 && response.status >= 200;
}

bool safe_fields(const std::vector<Field>& fields) {
  for (const Field& f : fields)
    if (f.name.empty() || f.name.find_first_of(": \t") != std::string::npos || !one_line(f.name) || !one_line(f.value)) return false;
  return true;
}

bool safe(const Response& response) { return one_line(response.content_type) && safe_fields(response.fields); }

void append_head(std::string& out, const Response& response, AnswerShape shape, std::time_t now) {
  append_status(out, response.status);
  out += date_field(now);
  if (!response.content_type.empty()) append_field(out, "Content-Type", response.content_type);
  if (response.status != 204 && response.status != 304) out += "\r\nContent-Length: ", append_number(out, response.body.size());
  for (const Field& f : response.fields)
    if (!ours(f.name)) append_field(out, f.name, f.value);
  if (!has(response, "X-Content-Type-Options")) append_field(out, "X-Content-Type-Options", "nosniff");
  if (!has(response, "Referrer-Policy")) append_field(out, "Referrer-Policy", "same-origin");
  if (!has(response, "Cross-Origin-Resource-Policy")) append_field(out, "Cross-Origin-Resource-Policy", "same-origin");
  if (!has(response, "Cache-Control")) append_field(out, "Cache-Control", "no-store");
  if (shape.close) append_field(out, "Connection", "close");
  else if (shape.keep_alive) append_field(out, "Connection", "keep-alive");
  out += "\r\n\r\n";
}

Response bad_request() { return refusal(400, "bad_request", "This is not a request we understand."); }
Response too_slow() { return refusal(408, "too_slow", "The body came too slowly."); }
Response body_too_large(std::size_t limit) {
  return refusal(413, "body_too_large", "The body is larger than this address takes.", std::to_string(limit));
}
Response header_too_large() { return refusal(431, "header_too_large", "The header is too large."); }
Response unkept() {
  Response response = refusal(503, "disk_full", "The relay's disk is full. Nothing was saved; try again once there is room.");
  response.fields.push_back({"Retry-After", "30"});
  return response;
}
std::string come_back_seconds() {
  static thread_local std::minstd_rand chance{std::random_device{}()};
  return std::to_string(2 + chance() % 8);
}
Response overloaded() {
  Response response = refusal(503, "overloaded", "Too much is asked of this relay at the moment; try again a little later.");
  response.fields.push_back({"Retry-After", come_back_seconds()});
  return response;
}
Response unanswered() {
  Response response = refusal(500, "internal", "Something went wrong on our side.");
  response.close = false;
  return response;
}

}  // namespace tributary::http
