#pragma once
// Twilio, exactly as its documents and captures say (requirements C18-C21, C46, A9; docs/twilio.md).
#include <limits>

#include "core/view/error_sentences.h"
#include "relay/provider/provider.h"

namespace tributary::provider::twilio {

// X-Twilio-Signature over the *configured* public address (never Host or X-Forwarded-*). `url` is public
// base + raw target. Accepts the address with and without port, repeated keys, empty values, the JSON
// variant (bodySHA256), any of `tokens` (current first, then previous). Constant time; empty token or
// signature fails closed.
bool verify(std::string_view method, std::string_view url, std::string_view content_type, std::string_view body,
            std::string_view signature, const std::vector<std::string>& tokens);

// The same with the form of this body decoded already (of a GET, of its query).
class Form;
struct Signed { std::string_view method, url, content_type, body, signature; };
bool verify(const Signed&, const Form&, const std::vector<std::string>& tokens);

Parsed parse_message(const http::Request&);  // POST form; GET: everything is in the query
Parsed parse_status(const http::Request&);   // our id is the query's `mid`
Parsed parse_voice(const http::Request&);
// The same of a form that was decoded already.
Parsed message_of(const Form&);
Parsed status_of(const Form&, std::string_view query);
Parsed call_of(const Form&);

inline constexpr std::string_view empty_twiml = R"(<?xml version="1.0" encoding="UTF-8"?><Response/>)";
// What an incoming call hears from us: a short ring and "busy", since nobody can pick up here yet.
inline constexpr std::string_view voice_twiml = R"(<?xml version="1.0" encoding="UTF-8"?><Response><Reject reason="busy"/></Response>)";

struct Credentials {
  std::string account_sid, auth_token;
  std::string api_base;           // "https://api.twilio.com"
  std::string content_base = {};  // where contents are kept; none: Twilio's host for them, or the API's where that is another
};

// What opens Twilio's doors (and a media address that may_fetch says with_credentials about).
http::Field authorization(const Credentials&);
// Our message id is added to the callback address as `mid`, unless it already carries one.
http::OutboundRequest render(const Credentials&, const OutgoingMessage&);
SendOutcome interpret(const http::OutboundResult&);

// Reconciliation (P2) and polling: our account's messages since a day, both directions.
// `page_uri`: empty, or next_page_uri of the page before.
http::OutboundRequest list_messages(const Credentials&, std::string_view date_sent_after_yyyy_mm_dd, std::string_view page_uri);
struct Listed {
  std::vector<Inbound> inbound;                    // media: one entry each, url = the Media list's relative address: ask list_media
  struct Sent {
    std::string item, to, from, text;              // addresses without prefix, "+1555…"; from may be empty
    Channel channel = Channel::sms;
    Delivery status = Delivery::accepted;
    std::int32_t error = 0;
    std::int64_t created_ms = 0;
  };
  std::vector<Sent> outbound;
  static constexpr std::int64_t no_date_ms = std::numeric_limits<std::int64_t>::max();
  std::int64_t newest_ms = 0;                      // of all rows, whatever they are; no_date_ms: one of them has no date. 0: there are none
  std::string next_page_uri;                       // empty: the last page
};
std::optional<Listed> parse_list(std::string_view json);  // nullopt: not what it should be
http::OutboundRequest list_media(const Credentials&, std::string_view message_sid);
std::vector<MediaSource> parse_media_list(const Credentials&, std::string_view json);

// May this address be fetched, and with our credentials?
struct MediaHosts { std::vector<std::string> extra; };  // MEDIA_HOSTS_ALLOWED: exact host:port, also with http
enum class Hop : std::uint8_t { refused, with_credentials, bare };
Hop may_fetch(const Credentials&, const MediaHosts&, std::string_view url, bool first_hop);

// What to tell an agent about an error code: what happened and what to do. Never empty.
inline std::string_view error_sentence(std::int32_t code) { return provider_error_sentence(code); }

}  // namespace tributary::provider::twilio
