#include "relay/host/config.h"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <charconv>
#include <filesystem>
#include <stdexcept>

#include "core/base/limits.h"
#include "core/base/phone.h"
#include "core/inbox/naming.h"
#include "relay/host/disk_watch.h"
#include "relay/http/client.h"

namespace tributary::host {

namespace {

constexpr std::int64_t hour_ms = 3'600'000;

[[noreturn]] void wrong(const std::string& sentence) { throw std::runtime_error(sentence); }

std::string url_value(const std::string& name, const std::string& value) {
  auto url = http::parse_url(value);
  if (!url || !url->userinfo.empty()) wrong(name + " must be an address that begins with https:// or http://, without a password in it.");
  std::string trimmed = value;
  while (trimmed.ends_with('/')) trimmed.pop_back();
  return trimmed;
}

bool is_sid(const std::string& value, std::string_view prefix) {
  return value.size() == 34 && value.starts_with(prefix) && value.find_first_not_of("0123456789abcdefABCDEF", 2) == std::string::npos;
}

std::string phone_value(const char* name, std::string value, bool whatsapp) {
  constexpr std::string_view prefix = "whatsapp:";
  if (whatsapp) {
    if (!value.starts_with(prefix)) wrong(std::string(name) + " must look like whatsapp:+15550100900.");
    value.erase(0, prefix.size());
  }
  if (!parse_e164(value)) wrong(std::string(name) + " must be a number in international form, like " + (whatsapp ? "whatsapp:" : "") + "+15550100900.");
  return value;
}

std::optional<TwilioEnvironment> read_twilio(const Environment& env) {
  auto sid = env("PLATFORM_TWILIO_ACCOUNT_SID"), token = env("PLATFORM_TWILIO_AUTH_TOKEN");
  auto sms = env("PLATFORM_TWILIO_SMS_NUMBER"), whatsapp = env("PLATFORM_TWILIO_WHATSAPP_NUMBER");
  if (!sid && !token && !sms && !whatsapp) return {};
  if (!sid) wrong("PLATFORM_TWILIO_ACCOUNT_SID is missing: the other PLATFORM_TWILIO_… values need it.");
  if (!is_sid(*sid, "AC")) wrong("PLATFORM_TWILIO_ACCOUNT_SID must be AC followed by 32 hexadecimal digits.");
  if (!token) wrong("PLATFORM_TWILIO_AUTH_TOKEN is missing: without it no webhook can be verified and nothing can be sent.");
  if (token->size() < 16) wrong("PLATFORM_TWILIO_AUTH_TOKEN is too short to be a Twilio token.");
  if (!sms && !whatsapp) wrong("PLATFORM_TWILIO_SMS_NUMBER or PLATFORM_TWILIO_WHATSAPP_NUMBER is missing: one of them is needed.");
  TwilioEnvironment twilio;
  twilio.account_sid = *sid;
  twilio.auth_token = *token;
  twilio.previous_auth_token = env("PLATFORM_TWILIO_PREVIOUS_AUTH_TOKEN").value_or("");
  if (sms) twilio.sms_number = phone_value("PLATFORM_TWILIO_SMS_NUMBER", *sms, false);
  if (whatsapp) twilio.whatsapp_number = phone_value("PLATFORM_TWILIO_WHATSAPP_NUMBER", *whatsapp, true);
  return twilio;
}

std::vector<std::string> read_hosts(const std::string& value) {
  std::vector<std::string> hosts;
  for (std::size_t at = 0; at <= value.size();) {
    const std::size_t comma = std::min(value.find(',', at), value.size());
    std::string host = value.substr(at, comma - at);
    at = comma + 1;
    if (host.empty()) continue;
    if (host.find_first_of(" /@?#") != std::string::npos || host.find(':') == std::string::npos)
      wrong("MEDIA_HOSTS_ALLOWED must be a list of host:port, separated by commas.");
    hosts.push_back(std::move(host));
  }
  return hosts;
}

// Each as the system writes it, because it is compared with what the system says of a connection.
std::vector<std::string> read_proxies(const std::string& value) {
  std::vector<std::string> proxies;
  for (std::size_t at = 0; at <= value.size();) {
    const std::size_t comma = std::min(value.find(',', at), value.size());
    boost::system::error_code unreadable;
    const auto address = boost::asio::ip::make_address(value.substr(at, comma - at), unreadable);
    if (unreadable) wrong("--trusted-proxy must be a list of addresses like 127.0.0.1 or ::1, separated by commas.");
    proxies.push_back(address.to_string());
    at = comma + 1;
  }
  return proxies;
}

// A misspelt name would be silently ignored, and somebody would look for the fault elsewhere.
void refuse_unknown(const std::vector<std::string>& names) {
  constexpr std::string_view known[] = {"PLATFORM_TWILIO_ACCOUNT_SID", "PLATFORM_TWILIO_AUTH_TOKEN", "PLATFORM_TWILIO_PREVIOUS_AUTH_TOKEN",
                                        "PLATFORM_TWILIO_SMS_NUMBER", "PLATFORM_TWILIO_WHATSAPP_NUMBER"};
  for (const std::string& name : names)
    if (name.starts_with("PLATFORM_TWILIO_") && std::find(std::begin(known), std::end(known), name) == std::end(known))
      wrong(name + " is not a value that is known here. Known are PLATFORM_TWILIO_ACCOUNT_SID, _AUTH_TOKEN, _PREVIOUS_AUTH_TOKEN, _SMS_NUMBER and _WHATSAPP_NUMBER.");
}

std::vector<std::pair<std::string, std::string>> read_templates(const Environment& env, const std::vector<std::string>& names) {
  constexpr std::string_view prefix = "TWILIO_TPL_";
  std::vector<std::pair<std::string, std::string>> templates;
  for (const std::string& name : names) {
    if (!name.starts_with(prefix)) continue;
    const std::string value = env(name.c_str()).value_or("");
    if (!is_sid(value, "HX")) wrong(name + " must be a content id: HX followed by 32 hexadecimal digits.");
    std::string plain = name.substr(prefix.size());
    for (char& c : plain) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    if (plain.empty()) wrong(name + " names no template.");
    templates.emplace_back(std::move(plain), value);
  }
  return templates;
}

std::vector<EscalationQueue> read_queues(const Environment& env, const std::vector<std::string>& names) {
  using Takes = EscalationQueue::Takes;
  constexpr std::string_view prefix = "CONVERSATION_ESCALATION_QUEUE";
  constexpr std::pair<std::string_view, Channel> channels[] = {{"_SMS", Channel::sms}, {"_WHATSAPP", Channel::whatsapp}, {"_VOICE", Channel::voice}};
  std::vector<EscalationQueue> queues;
  for (const std::string& name : names) {
    if (!name.starts_with(prefix)) continue;
    const std::string_view suffix = std::string_view(name).substr(prefix.size());
    const bool named = suffix.size() > 1 && suffix[0] == '_' && std::all_of(suffix.begin(), suffix.end(), [](char c) { return c == '_' || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
    if (!named) wrong(name + " must end in _SMS, _WHATSAPP, _VOICE, _DEFAULT, or a name of your own in capitals, like _BILLING.");
    const auto channel = std::find_if(std::begin(channels), std::end(channels), [&](const auto& one) { return suffix == one.first; });
    std::string team = as_name(env(name.c_str()).value_or(""));
    if (team.empty()) wrong(name + " must be the name of a team: one line of 1 to " + std::to_string(limits::name_characters_max) + " characters.");
    if (channel != std::end(channels)) queues.push_back({name, Takes::channel, channel->second, std::move(team)});
    else queues.push_back({name, suffix == "_DEFAULT" ? Takes::others : Takes::by_hand, {}, std::move(team)});
  }
  return queues;
}

std::int64_t bytes_value(const char* name, const std::string& text) {
  std::int64_t bytes = 0;
  const char* end = text.data() + text.size();
  if (std::from_chars(text.data(), end, bytes).ptr != end || bytes < 0) wrong(std::string(name) + " must be a whole number of bytes.");
  return bytes;
}

void read_disk(Config& config, const Environment& env) {
  const auto ballast = env("TRIBUTARY_BALLAST_BYTES"), free = env("TRIBUTARY_FREE_BYTES");
  config.ballast_bytes = ballast ? bytes_value("TRIBUTARY_BALLAST_BYTES", *ballast) : disk::ballast_bytes;
  if (free) config.free_bytes_pretended = bytes_value("TRIBUTARY_FREE_BYTES", *free);
}

void read_listen(Config& config, const std::string& value) {
  const std::size_t colon = value.rfind(':');
  const char* end = value.data() + value.size();
  unsigned port = 0;
  if (colon == std::string::npos || std::from_chars(value.data() + colon + 1, end, port).ptr != end || port > 65535)
    wrong("--listen must be ADDRESS:PORT, for example 127.0.0.1:8080.");
  config.listen_address = value.substr(0, colon);
  config.listen_port = static_cast<std::uint16_t>(port);
}

std::int64_t whole_number(const std::string& name, const std::string& text, std::int64_t least, std::int64_t most) {
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  if (std::from_chars(text.data(), end, number).ptr != end || number < least || number > most)
    wrong(name + " must be a whole number from " + std::to_string(least) + " to " + std::to_string(most) + ".");
  return number;
}

// A copy beside the original is lost with it, and would be copied with it the next time.
void check_backups(const Config& config, bool said_more) {
  namespace fs = std::filesystem;
  if (config.backups.to.empty() && said_more) wrong("--backup-every and --backup-keep need --backup-to and a folder.");
  const fs::path data = fs::absolute(config.data).lexically_normal() / "", to = fs::absolute(config.backups.to.empty() ? "/" : config.backups.to).lexically_normal() / "";
  if (to.string().starts_with(data.string())) wrong("--backup-to must name a folder outside the data folder, on another disk where there is one.");
}

void read_arguments(Config& config, const std::vector<std::string>& arguments) {
  bool planned = false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& name = arguments[i];
    auto value = [&]() -> const std::string& {
      if (++i >= arguments.size()) wrong(name + " needs a value after it.");
      return arguments[i];
    };
    if (name == "--data") config.data = value();
    else if (name == "--listen") read_listen(config, value());
    else if (name == "--public-url") config.public_url = url_value("--public-url", value()), config.public_url_given = true;
    else if (name == "--trusted-proxy") config.trusted_proxies = read_proxies(value());
    else if (name == "--key-file") config.key_file = value();
    else if (name == "--insecure") config.insecure = true;
    else if (name == "--backup-to") config.backups.to = value();
    else if (name == "--backup-every") config.backups.every_ms = whole_number(name, value(), 1, 720) * hour_ms, planned = true;
    else if (name == "--backup-keep") config.backups.keep = static_cast<std::size_t>(whole_number(name, value(), 1, 10'000)), planned = true;
    else wrong("Unknown option " + name + ". See: tributary-relay help");
  }
  check_backups(config, planned);
}

}  // namespace

bool is_loopback(const std::string& host) {
  return host == "localhost" || host == "::1" || host == "[::1]" || (host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string::npos);
}

bool public_url_is_loopback(const Config& config) {
  auto url = http::parse_url(config.public_url);
  return !url || is_loopback(url->host);
}

Config read_config(const std::vector<std::string>& arguments, const Environment& env, const std::vector<std::string>& names) {
  Config config;
  refuse_unknown(names);
  if (auto url = env("TRIBUTARY_PUBLIC_URL")) config.public_url = url_value("TRIBUTARY_PUBLIC_URL", *url), config.public_url_given = true;
  read_arguments(config, arguments);
  config.twilio = read_twilio(env);
  config.twilio_templates = read_templates(env, names);
  config.escalation_queues = read_queues(env, names);
  if (auto base = env("TWILIO_API_BASE")) config.twilio_api_base = url_value("TWILIO_API_BASE", *base);
  if (auto base = env("TWILIO_CONTENT_BASE")) config.twilio_content_base = url_value("TWILIO_CONTENT_BASE", *base);
  // Of providers that are not here yet: a wrong address is told, and nothing is asked at a right one.
  for (const char* other : {"META_GRAPH_BASE", "TELNYX_API_BASE"})
    if (auto base = env(other)) url_value(other, *base);
  if (auto megabytes = env("TRIBUTARY_MEMORY_MB")) {
    const char* end = megabytes->data() + megabytes->size();
    if (std::from_chars(megabytes->data(), end, config.memory_budget).ptr != end || config.memory_budget < 32 || config.memory_budget > 1'000'000)
      wrong("TRIBUTARY_MEMORY_MB must be a whole number of megabytes, at least 32.");
    config.memory_budget <<= 20;
  }
  if (auto megabytes = env("TRIBUTARY_TENANT_DISK_MB")) config.tenant_disk_bytes = whole_number("TRIBUTARY_TENANT_DISK_MB", *megabytes, 16, 100'000'000) << 20;
  if (auto sockets = env("TRIBUTARY_TENANT_SOCKETS")) config.tenant_sockets_max = static_cast<int>(whole_number("TRIBUTARY_TENANT_SOCKETS", *sockets, 1, 1'000'000));
  if (auto hosts = env("MEDIA_HOSTS_ALLOWED")) config.media_hosts_allowed = read_hosts(*hosts);
  read_disk(config, env);
  if (auto offset = env("TRIBUTARY_CLOCK_OFFSET_MS")) {
    config.clock_may_move = true;
    const char* end = offset->data() + offset->size();
    if (std::from_chars(offset->data(), end, config.clock_offset_ms).ptr != end) wrong("TRIBUTARY_CLOCK_OFFSET_MS must be a whole number of milliseconds.");
  }
  if (!is_loopback(config.listen_address) && !config.insecure)
    wrong("--listen " + config.listen_address + " would serve plain HTTP to the network. Listen on 127.0.0.1 behind a TLS proxy, or say --insecure.");
  if (!config.public_url_given) config.public_url = "http://" + config.listen_address + ":" + std::to_string(config.listen_port);
  return config;
}

}  // namespace tributary::host
