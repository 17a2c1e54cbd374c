// F1, F2, F3, F4, F6: what comes from outside the relay.
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <map>

#include <boost/system/error_code.hpp>

#include "core/base/text.h"
#include "core/wire/document.h"
#include "relay/api/strict_json.h"
#include "relay/provider/twilio.h"
#include "tests/fuzz/request_fuzz.h"
#include "tests/fuzz/targets.h"
#include "tests/fuzz/ws_codec_fuzz.h"

namespace tributary::fuzz {

namespace twilio = provider::twilio;

namespace {

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return out;
}

int fields_called(std::string_view head, std::string_view name) {
  const std::string text = lowered(head), field = "\n" + std::string(name) + ":";
  int count = 0;
  for (auto at = text.find(field); at != std::string::npos; at = text.find(field, at + 1)) ++count;
  return count;
}

// Written from Twilio's text and not from our code: names in order, each with its values.
std::string signed_by_twilio(const std::string& url, const std::vector<http::Field>& form, const std::string& token) {
  std::map<std::string, std::vector<std::string>> sorted;
  for (const auto& field : form) sorted[field.name].push_back(field.value);
  std::string data = url;
  for (auto& [name, values] : sorted) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    for (const auto& value : values) data += name + value;
  }
  unsigned char mac[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  HMAC(EVP_sha1(), token.data(), static_cast<int>(token.size()), reinterpret_cast<const unsigned char*>(data.data()), data.size(), mac, &size);
  unsigned char text[64];
  const int length = EVP_EncodeBlock(text, mac, static_cast<int>(size));
  return {reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)};
}

void keeps_promises(const provider::Parsed& parsed) {
  demand(parsed.items.empty() != parsed.unusable.empty());  // either a meaning or a reason
  for (const auto& item : parsed.items)
    if (const auto* in = std::get_if<provider::Inbound>(&item)) {
      demand(!in->item.empty() && !in->from.empty() && !in->to.empty());
      demand(valid_utf8(in->body.text) && valid_utf8(in->body.raw) && valid_utf8(in->profile_name));
      demand(in->media.size() <= static_cast<std::size_t>(limits::media_per_message_max) && in->body.media == in->media.size());
    }
}

}  // namespace

// One interpretation of where a body ends: never a length and chunks at once, never two lengths that differ.
void http_head(std::string_view bytes) {
  request(bytes);
  const http::HeadScan head = http::scan_head(bytes, 2000, 64);
  if (head.verdict != http::HeadScan::Verdict::complete) return;
  const http::Parsed parsed = http::parse_request(bytes.substr(0, head.bytes), [](std::string_view, std::string_view) { return fuzz_body_max; });
  const bool refused = !parsed.rest && parsed.incoming.refused;
  const std::string_view text = bytes.substr(0, head.bytes);
  if (!refused) demand(fields_called(text, "content-length") == 0 || fields_called(text, "transfer-encoding") == 0);
}

// The signature's base string says the same as the form, and a form signed otherwise is refused.
void twilio_form(std::string_view bytes) {
  form(bytes);
  const std::string url = "https://relay.example.com/api/v1/webhooks/telephony/sms", type = "application/x-www-form-urlencoded";
  const auto pairs = http::parse_form(bytes);
  const std::string good = signed_by_twilio(url, pairs, "secret");
  const std::vector<std::string> tokens{"secret"};
  demand(twilio::verify("POST", url, type, bytes, good, tokens) || bytes.empty());
  std::string bad = good;
  bad[bytes.size() % 20] = bad[bytes.size() % 20] == 'A' ? 'B' : 'A';
  demand(!twilio::verify("POST", url, type, bytes, bad, tokens));
  demand(!twilio::verify("POST", url, type, bytes, good, {"other"}) && !twilio::verify("POST", url, type, bytes, "", tokens));
  http::Request request;
  request.method = "POST", request.target = request.path = "/hook", request.body = std::string(bytes);
  request.fields = {{"Content-Type", type}};
  for (const auto parse : {twilio::parse_message, twilio::parse_status, twilio::parse_voice}) keeps_promises(parse(request));
}

// Every answer of the provider means exactly one thing, and only one that names a message is an acceptance.
void twilio_answer(std::string_view bytes) {
  http::OutboundResult result;
  result.stage = http::OutboundResult::Stage::answered;
  const int statuses[] = {200, 201, 204, 301, 400, 404, 429, 500, 502};
  for (const int status : statuses) {
    result.response.status = status;
    result.response.body = std::string(bytes);
    const auto outcome = twilio::interpret(result);
    using Kind = provider::SendOutcome::Kind;
    demand((outcome.kind == Kind::accepted) == !outcome.item.empty());
    demand(outcome.kind != Kind::accepted || status == 200 || status == 201);
    demand((outcome.kind == Kind::retry) == (status == 429));
    demand(outcome.kind != Kind::failed || (status >= 400 && status < 500));
    demand(outcome.error >= 0 && outcome.retry_after_ms >= 0);
  }
  if (const auto listed = twilio::parse_list(bytes))
    for (const auto& in : listed->inbound) keeps_promises({{provider::Item{in}}, {}});
  const twilio::Credentials ours{"AC1", "secret", "https://api.twilio.com"};
  for (const auto& source : twilio::parse_media_list(ours, bytes)) demand(source.url.empty() || source.url.starts_with("https://api.twilio.com/2010-04-01/Accounts/"));
}

// Boost.JSON's code lies in core, which has no RTTI: its error categories have no vtables that the sanitizer knows. Made
// here, where that is not checked (cmake/native.cmake), the inline function that asks them is the one that is linked.
bool knows_errors() { return boost::system::error_code(1, boost::system::generic_category()).failed(); }

// Our two readers of JSON are not of two minds: what the API takes the wire could read, unless a number has no end.
void api_body(std::string_view bytes) {
  demand(knows_errors());
  const auto strict = api::parse_strictly(bytes);
  const auto document = wire::parse_document(bytes);
  if (document && document->is_object()) demand(strict.has_value());
  if (!strict) return;
  demand(valid_utf8(bytes));
  const bool numbers = bytes.find_first_of("eE") != std::string_view::npos || bytes.size() > 300;
  demand(document.has_value() || numbers);
  if (document) demand(document->is_object() && document->get_object().size() == strict->size());
}

void ws_frames(std::string_view bytes) { ws_codec(bytes); }

}  // namespace tributary::fuzz
