#pragma once
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace tributary {

// One kind of id everywhere: 128 bits, in text `prefix_` + 26 base32 characters (base/id_text.h).
// Fixed widths on purpose: size_t is 4 bytes in the browser and 8 on the relay.
template <class Tag>
struct Id {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  auto operator<=>(const Id&) const = default;
  explicit operator bool() const { return (high | low) != 0; }  // all zero means "none"
};

struct CommandTag { static constexpr std::string_view prefix = "cmd"; };
struct MessageTag { static constexpr std::string_view prefix = "msg"; };
struct ConversationTag { static constexpr std::string_view prefix = "cnv"; };
struct ThreadTag { static constexpr std::string_view prefix = "thr"; };
struct SessionTag { static constexpr std::string_view prefix = "ses"; };
struct ContactTag { static constexpr std::string_view prefix = "ctc"; };
struct IdentityTag { static constexpr std::string_view prefix = "idn"; };
struct AgentTag { static constexpr std::string_view prefix = "agt"; };
struct AccountTag { static constexpr std::string_view prefix = "acc"; };
struct NumberTag { static constexpr std::string_view prefix = "num"; };
struct ServiceTag { static constexpr std::string_view prefix = "svc"; };
struct CallTag { static constexpr std::string_view prefix = "cal"; };
struct TemplateTag { static constexpr std::string_view prefix = "tpl"; };
struct TagTag { static constexpr std::string_view prefix = "tag"; };
struct TeamTag { static constexpr std::string_view prefix = "tea"; };
struct NoteTag { static constexpr std::string_view prefix = "not"; };
struct SavedReplyTag { static constexpr std::string_view prefix = "sav"; };
struct CustomerTag { static constexpr std::string_view prefix = "cus"; };
struct UploadTag { static constexpr std::string_view prefix = "upl"; };
struct TokenTag { static constexpr std::string_view prefix = "tok"; };
struct EpochTag { static constexpr std::string_view prefix = "epo"; };

using CommandId = Id<CommandTag>;
using MessageId = Id<MessageTag>;
using ConversationId = Id<ConversationTag>;
using ThreadId = Id<ThreadTag>;
using SessionId = Id<SessionTag>;
using ContactId = Id<ContactTag>;
using IdentityId = Id<IdentityTag>;
using AgentId = Id<AgentTag>;
using AccountId = Id<AccountTag>;
using NumberId = Id<NumberTag>;
using ServiceId = Id<ServiceTag>;
using CallId = Id<CallTag>;
using TemplateId = Id<TemplateTag>;
using TagId = Id<TagTag>;
using TeamId = Id<TeamTag>;
using NoteId = Id<NoteTag>;
using SavedReplyId = Id<SavedReplyTag>;
using CustomerId = Id<CustomerTag>;
using UploadId = Id<UploadTag>;
using TokenId = Id<TokenTag>;
using Epoch = Id<EpochTag>;

// The same bits under another name: a message takes the id of the command that made it, so a
// prediction and its confirmation are the same thing.
template <class To, class From>
constexpr To same_bits(From id) { return To{id.high, id.low}; }

// Milliseconds since the Unix epoch, UTC. The core never asks a clock; it is told.
struct Instant {
  std::int64_t ms = 0;
  auto operator<=>(const Instant&) const = default;
};
constexpr Instant operator+(Instant at, std::int64_t ms) { return {at.ms + ms}; }

// Who wants something: every command comes through one door with its author's own permissions.
enum class ActorKind : std::uint8_t { agent, automation, provider, courier, timer, system };

struct Actor {
  ActorKind kind = ActorKind::system;
  AgentId agent;  // agent: who; automation: the token's bits; otherwise none
  auto operator<=>(const Actor&) const = default;
};

// What the host writes on every command it accepts, before the engine sees it.
struct Stamp {
  Instant at;
  Actor actor;
  CommandId cause;
};

}  // namespace tributary
