#pragma once
// Words live beside the log, keyed by id: erasing a person deletes rows, the log stays whole.
// Rows travel with the frames that need them; `decide` never reads one.
#include <optional>
#include <string>
#include <utility>
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

struct Attribute { std::string name, value; };
struct ContactAttributes { ContactId id; std::vector<Attribute> attributes; };
struct CustomerRecord { CustomerId id; std::string reference, name, company, email, phone, url; std::vector<Attribute> fields; };

// What the provider is to fill into the template it holds: its blanks by number. No content_sid: sent as plain text.
struct TemplateUse { MessageId message; TemplateId message_template; std::string content_sid; std::vector<std::pair<std::string, std::string>> variables; };

// What the customer may answer with, as buttons or a list where the channel has them; the body beside it says the same in words.
struct Offer { std::string title, description; };
struct ChoicesOffered { MessageId message; std::string question; std::vector<Offer> choices; };

struct NoteBody { NoteId id; std::string text; };              // empty: deleted

using ContentOneOf = std::variant<ContactName, AgentName, AddressText, MessageBody, MediaItem, NoteBody,
                             ContactAttributes, CustomerRecord, TemplateUse, ChoicesOffered>;
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
