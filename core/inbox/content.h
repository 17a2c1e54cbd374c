#pragma once
// Words live beside the log, keyed by id (decisions.md 11, 12): erasing a person deletes rows, the log stays whole.
// Rows travel with the frames that need them; `decide` never reads one.
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/types.h"
#include "core/inbox/kinds.h"

namespace tributary {

struct ContactName { ContactId id; std::string name; };      // what the channel or an agent calls them; may be empty
struct AgentName { AgentId id; std::string name; };
struct AddressText { IdentityId id; std::string address; };  // "+15550100101", "US.1000000000000101", "72345"

struct Location { double latitude = 0, longitude = 0; std::string label, address; };
struct Choice { std::string id, title; };                     // a tapped button or list row

struct MessageBody {
  MessageId id;
  std::string text;
  std::uint32_t media = 0;                    // how many MediaItem rows stand beside
  std::optional<Location> location;
  std::optional<Choice> choice;
  MessageId in_reply_to;                      // none when unknown
  bool forwarded = false;
  std::string raw;                            // kind unsupported: what the provider sent, as it came
};

struct MediaItem {
  MessageId message;
  std::uint32_t index = 0;
  std::string type;                           // by content once stored; what the provider declared before
  std::string name;                           // a label, never a file name on disk
  std::int64_t bytes = 0;
  MediaState state = MediaState::fetching;
  std::string reason;                         // why unavailable or blocked, a sentence
};

using ContentOneOf = std::variant<ContactName, AgentName, AddressText, MessageBody, MediaItem>;
// A class of its own for the same reason as Command (core/inbox/catalogue.h).
struct Content : ContentOneOf {
  using ContentOneOf::variant;
  Content();
  Content(const Content&);
  Content(Content&&) noexcept;
  Content& operator=(const Content&);
  Content& operator=(Content&&) noexcept;
  ~Content();
};
using Contents = std::vector<Content>;

}  // namespace tributary
