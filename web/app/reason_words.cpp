#include "web/app/reason_words.h"

#include <array>

#include "web/app/words.h"
#include "web/platform/platform.h"

namespace tributary::app {
namespace {

std::string number(std::int64_t value) { return platform::format_number(static_cast<double>(value)); }

// What the relay says about a file it could not fetch, as it says it, beside our word for it.
struct Known { std::string_view sentence; Word word; };
constexpr std::array<Known, 8> media_reasons = {{
    {"The provider named no address to fetch it from.", words::no_address},
    {"The provider account it came by is gone.", words::account_gone},
    {"It lies on a host that is not allowed.", words::host_not_allowed},
    {"The provider's file server did not answer.", words::server_silent},
    {"It was redirected too often.", words::redirected},
    {"The provider refused to hand over the file.", words::handing_refused},
    {"The provider does not have the file.", words::not_there},
    {"There was no room for the file.", words::no_room},
}};

// "It is larger than 16 MB."
std::string_view size_in(std::string_view reason) {
  constexpr std::string_view before = "It is larger than ", after = " MB.";
  if (reason.substr(0, before.size()) != before || reason.size() < before.size() + after.size()) return {};
  return reason.substr(before.size(), reason.size() - before.size() - after.size());
}

}  // namespace

std::string refusal_words(const Refused& refused) {
  if (refused.why == Refusal::message_too_long && refused.limit > 0)
    return words::formatted(words::message_longer_than, {{"limit", number(refused.limit)}});
  if (refused.why == Refusal::text_too_long && refused.limit > 0)
    return words::formatted(words::text_longer_than, {{"limit", number(refused.limit)}});
  if (refused.why == Refusal::list_full && refused.limit > 0)
    return words::formatted(words::list_full_at, {{"limit", number(refused.limit)}});
  if (refused.why == Refusal::missing_value && !refused.what.empty())
    return words::formatted(words::people::value_missing, {{"name", refused.what}});
  if (refused.why == Refusal::whatsapp_window_closed && refused.since.ms > 0)
    return words::formatted(words::window_closed_at, {{"when", platform::format_full(static_cast<double>(refused.since.ms))}});
  if (refused.why == Refusal::window_closed_by_then && refused.since.ms > 0)
    return words::formatted(words::window_open_until, {{"when", platform::format_full(static_cast<double>(refused.since.ms))}});
  return refusal_words(code(refused.why), sentence(refused));
}

std::string refusal_words(std::string_view code, std::string_view message) {
  // In English the relay's sentence is the better one: it may name a limit or a time.
  if (words::language() == "en" && !message.empty()) return std::string(message);
  const std::string_view known = words::find("refusal." + std::string(code));
  return std::string(known.empty() ? message : known);
}

std::string_view provider_error_words(std::int32_t code) {
  const std::string_view known = words::find("provider_error." + std::to_string(code));
  return known.empty() ? words::find("provider_error.other") : known;
}

std::string media_reason_words(std::string_view reason) {
  for (const Known& one : media_reasons)
    if (one.sentence == reason) return std::string(one.word);
  const std::string_view size = size_in(reason);
  return size.empty() ? std::string(reason) : words::formatted(words::larger_than, {{"size", size}});
}

}  // namespace tributary::app
