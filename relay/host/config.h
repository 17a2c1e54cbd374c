#pragma once
// What the operator says: arguments and environment. A wrong or half-given value stops the
// start with a sentence that names it.
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/inbox/kinds.h"

namespace tributary::host {

struct TwilioEnvironment {
  std::string account_sid, auth_token, previous_auth_token;
  std::string sms_number;        // "+1555…" or empty
  std::string whatsapp_number;   // "+1555…" without the prefix, or empty
};

struct EscalationQueue {
  // Of a channel; of all channels that have none of their own; or by hand: of an intent, which nothing here can tell, so
  // that its team is there and people hand over to it.
  enum class Takes : std::uint8_t { channel, others, by_hand };
  std::string variable;            // CONVERSATION_ESCALATION_QUEUE_SMS, to be named where it cannot be done
  Takes takes = Takes::by_hand;
  Channel channel = Channel::sms;  // where it takes a channel's
  std::string team;                // by its name
};

struct PlannedBackup {
  std::string to;                // a folder outside the data; none: no backup is planned
  std::int64_t every_ms = 24ll * 3'600'000;
  std::size_t keep = 7;
};

struct Config {
  std::string data = "./data";
  std::string listen_address = "127.0.0.1";
  std::uint16_t listen_port = 8080;
  std::string public_url;        // "https://inbox.example.com"; loopback when none was given
  bool public_url_given = false;
  bool insecure = false;
  std::vector<std::string> trusted_proxies;  // addresses whose X-Forwarded-For is believed; none: nobody's
  std::string key_file;
  PlannedBackup backups;
  std::optional<TwilioEnvironment> twilio;
  std::vector<std::pair<std::string, std::string>> twilio_templates;  // TWILIO_TPL_ORDER_CONFIRMATION=HX… -> {"order_confirmation", "HX…"} (C44)
  std::vector<EscalationQueue> escalation_queues;  // of the tenant `default` (C45)
  std::string twilio_api_base = "https://api.twilio.com";
  std::string twilio_content_base;  // TWILIO_CONTENT_BASE, without a slash at the end; empty: it follows from the one above
  std::vector<std::string> media_hosts_allowed;
  std::int64_t clock_offset_ms = 0;
  bool clock_may_move = false;   // TRIBUTARY_CLOCK_OFFSET_MS was given: tests make a day pass
  std::int64_t ballast_bytes = 0;                       // read_config: 64 MiB (P9), or TRIBUTARY_BALLAST_BYTES
  std::optional<std::int64_t> free_bytes_pretended;    // TRIBUTARY_FREE_BYTES was given: tests fill and empty the disk
  // Limits no operator sets; tests reach them sooner.
  int hello_ms_max = 5'000;                  // sockets that have not signed in
  int recheck_ms = 60'000;                   // besides the signal that ends sockets at once (P15)
  std::size_t memory_budget = 0;             // of all that is held for others; 0: 70 % of what the machine gives (P8)
  int commit_ms_max = 2'000;                 // of the oldest that waits for it, before requests are refused (P8)
  double tenant_requests_per_second = 500, tenant_requests_burst = 2'000;  // P8, P14
  double reads_of_loop = 0.5;                // of its time, what reads over HTTP may have of it all together (P14)
  std::int64_t tenant_disk_bytes = 0;        // TRIBUTARY_TENANT_DISK_MB: of everything in one tenant's folder; 0: no quota (P14)
  int tenant_sockets_max = 0;                // TRIBUTARY_TENANT_SOCKETS; 0: half of what the relay takes where there are several tenants (P14)
  int send_ms_max = 30'000;                  // a provider that has not answered a send by then: unknown (P6c)
  std::size_t media_bytes_max = 25u << 20;   // of a file that a customer sent
};

using Environment = std::function<std::optional<std::string>(const char* name)>;
// Throws std::runtime_error with one sentence.
// `names`: every variable that is set, so that a misspelt one of ours is not silently ignored.
Config read_config(const std::vector<std::string>& arguments, const Environment&, const std::vector<std::string>& names = {});

bool is_loopback(const std::string& host);
bool public_url_is_loopback(const Config&);

}  // namespace tributary::host
