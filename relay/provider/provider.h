#pragma once
// A provider is pure functions over plain values: verify, parse, render, interpret. Tested from files,
// never from the network. What comes out here still carries addresses; the host turns them into ids.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/inbox/catalogue.h"
#include "relay/http/client.h"
#include "relay/http/message.h"

namespace tributary::provider {

struct Claim { IdentityKind kind = IdentityKind::phone; std::string address; };  // normalised: "+1555…", "US.1000…", "72345"
// An empty url: announced but not given; the message stands and this part of it is unavailable.
struct MediaSource { std::string url, type, name; };

struct Inbound {
  std::string item;                 // the provider's id, "SM…": dedupe key is "message/" + item (P3)
  std::string to;                   // our number, "+1555…"
  Channel channel = Channel::sms;
  std::vector<Claim> from;          // at least one
  std::string profile_name;
  MessageKind kind = MessageKind::text;
  MessageBody body;                 // id and in_reply_to are the host's business
  std::string in_reply_to_item;     // "SM…" or empty
  std::vector<MediaSource> media;
  OptChange opt = OptChange::none;
  std::string account;              // the provider's account id in the body, "AC…"
};

struct StatusReport {
  std::string item;                 // "SM…"
  std::string dedupe;               // "status/SM…/delivered" (+ "/30003")
  std::optional<MessageId> ours;    // our id out of the callback address, when it is there
  std::optional<Delivery> status;   // nullopt: a word we do not know: stored raw, changes nothing
  std::int32_t error = 0;
  std::string account;
};

struct CallReport {
  std::string item;                 // "CA…"
  std::string dedupe;               // "call/CA…/2/completed"
  std::string ours;                 // our number
  std::vector<Claim> other;         // empty: withheld
  Direction direction = Direction::in;
  CallStatus status = CallStatus::ringing;
  std::int32_t sequence = 0;        // without a SequenceNumber: derived from the status's place in a call's life
  std::int32_t seconds = 0;
  std::string account;
  bool wants_voice_answer = false;  // the first voice webhook: the answer says what the caller hears (voice_twiml in twilio.h)
};

using Item = std::variant<Inbound, StatusReport, CallReport>;
// One webhook's meaning, or why it cannot be used (a constant, for the quarantine list).
struct Parsed { std::vector<Item> items; std::string unusable; };

struct OutgoingMessage {
  MessageId id;
  Channel channel = Channel::sms;
  std::string from, to;             // "+1555…"; a business-scoped id as it is
  std::string text;
  std::string status_callback;      // empty: none, where the provider cannot reach us
  std::string content_sid = {};     // a template the provider holds: then text and media are left out
  std::string content_variables = {};  // its blanks, a JSON object as text
  std::vector<std::string> media_urls = {};
};

// What a send's answer means (P6c).
struct SendOutcome {
  enum class Kind : std::uint8_t { accepted, failed, retry, unknown } kind = Kind::unknown;
  std::string item;                 // accepted: the provider's id
  Delivery status = Delivery::accepted;
  std::int32_t error = 0;           // failed, retry: the provider's code, 0 when there is none
  std::int64_t retry_after_ms = 0;  // retry: what the provider asked for, 0 = our own backoff
};

}  // namespace tributary::provider
