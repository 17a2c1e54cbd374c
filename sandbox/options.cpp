#include "sandbox/options.h"

#include <charconv>
#include <map>
#include <stdexcept>
#include <string_view>

#include "core/base/phone.h"
#include "relay/http/client.h"

namespace tributary::sandbox {

namespace {

template <class Number>
Number number(std::string_view name, std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size())
    throw std::runtime_error(std::string(name) + " needs a number");
  return value;
}

std::string phone(const std::string& name, std::string_view text) {
  if (text.starts_with("whatsapp:")) text.remove_prefix(9);
  const auto parsed = parse_e164(text);
  if (!parsed) throw std::runtime_error(name + " needs a number like +15550100900");
  return *parsed;
}

std::string base(const std::string& name, std::string text) {
  while (text.ends_with('/')) text.pop_back();
  if (!http::parse_url(text)) throw std::runtime_error(name + " needs an address like http://127.0.0.1:8080");
  return text;
}

bool account_sid(std::string_view text) {
  return text.size() == 34 && text.starts_with("AC") && text.find_first_not_of("0123456789abcdef", 2) == std::string_view::npos;
}

void read(Options& options, const std::string& name, const std::string& value) {
  if (name == "--listen") {
    const auto colon = value.rfind(':');
    if (colon == std::string::npos || colon == 0) throw std::runtime_error("--listen needs ADDRESS:PORT");
    options.address = value.substr(0, colon);
    options.port = number<std::uint16_t>(name, std::string_view(value).substr(colon + 1));
  } else if (name == "--data") options.data = value;
  else if (name == "--account-sid") options.account_sid = value;
  else if (name == "--auth-token") options.auth_token = value;
  else if (name == "--sms-number") options.sms_number = phone(name, value);
  else if (name == "--whatsapp-number") options.whatsapp_number = phone(name, value);
  else if (name == "--webhook-base") options.webhook_base = base(name, value);
  else if (name == "--seed") options.seed = number<std::uint64_t>(name, value);
  else throw std::runtime_error("unknown option " + name);
}

}  // namespace

Options parse_options(int count, const char* const* words) {
  Options options;
  for (int at = 1; at < count; at += 2) {
    if (at + 1 >= count) throw std::runtime_error(std::string(words[at]) + " needs a value");
    read(options, words[at], words[at + 1]);
  }
  if (options.data.empty()) throw std::runtime_error("--data DIR is missing: the phones are kept there");
  if (!account_sid(options.account_sid)) throw std::runtime_error("--account-sid needs AC and 32 hexadecimal digits");
  if (options.auth_token.empty()) throw std::runtime_error("--auth-token is missing");
  return options;
}

}  // namespace tributary::sandbox
