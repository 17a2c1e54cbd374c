#include "sandbox/fetching.h"

#include <algorithm>

namespace tributary::sandbox {

namespace {

constexpr std::size_t file_bytes_max = 16u << 20;
constexpr int patience_ms = 15'000;
constexpr std::int64_t sms_not_fetched = 11200, whatsapp_not_fetched = 63019;

std::string field_of(const http::Response& response, std::string_view name) {
  for (const auto& field : response.fields)
    if (std::equal(field.name.begin(), field.name.end(), name.begin(), name.end(), [](char a, char b) { return (a | 0x20) == (b | 0x20); })) return field.value;
  return {};
}

// The name a phone shows: what Content-Disposition says, as it was written for every language.
std::string name_in(const std::string& disposition) {
  constexpr std::string_view mark = "filename*=UTF-8''";
  const std::size_t at = disposition.find(mark);
  if (at == std::string::npos) return "file";
  const std::string raw = disposition.substr(at + mark.size(), disposition.find(';', at) - at - mark.size());
  const auto decoded = http::query_value("n=" + raw, "n");
  return decoded && !decoded->empty() ? *decoded : "file";
}

}  // namespace

void Fetching::next(const std::string& sid, std::size_t at, Done done) {
  const Message* message = phones_.message(sid);
  if (!message || at >= message->media_urls.size()) return done(0);
  http::OutboundRequest request;
  request.url = message->media_urls[at];
  request.timeout_ms = patience_ms;
  request.body_bytes_max = file_bytes_max;
  request.fields = {{"User-Agent", "TwilioProxy/1.1"}, {"Accept", "*/*"}};
  client_.send(std::move(request), [this, sid, at, done = std::move(done)](const http::OutboundResult& result) mutable {
    if (const std::int64_t error = keep(sid, result)) return done(error);
    next(sid, at + 1, std::move(done));
  });
}

std::int64_t Fetching::keep(const std::string& sid, const http::OutboundResult& result) {
  Message* message = phones_.message(sid);
  if (!message) return 0;
  const bool good = result.stage == http::OutboundResult::Stage::answered && result.response.status == 200;
  if (!good) return message->to.starts_with("whatsapp:") ? whatsapp_not_fetched : sms_not_fetched;
  if (result.response.content_type.empty() && field_of(result.response, "Content-Type").empty()) journal_.violation("media_without_type", sid);
  std::string type = field_of(result.response, "Content-Type");
  if (type.empty()) type = result.response.content_type;
  message->media.push_back(phones_.keep_media(type.substr(0, type.find(';')), name_in(field_of(result.response, "Content-Disposition")), result.response.body));
  phones_.changed();
  return 0;
}

}  // namespace tributary::sandbox
