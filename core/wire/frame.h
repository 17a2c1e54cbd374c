#pragma once
// The frames of the socket, /api/v1/socket, subprotocol tributary.v1: one JSON object in one text
// message, {"frame":"<name>", …}. The table for people is docs/protocol.md; this is the same in code.
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/inbox/draft.h"
#include "core/wire/json.h"

namespace tributary::wire {

// ---- from the browser
struct Hello {                       // first, within 5 s
  std::string ticket;                // one-use, 30 s; empty with a bearer token
  std::string build;                 // of the page; another build than the relay's is told to reload
  Epoch epoch;                       // cursor: none = nothing yet
  std::uint64_t seq = 0;
};
struct Submit { CommandId id; Command command; };
struct PageRequest { ThreadId thread; std::uint64_t before = 0; std::uint32_t limit = 0; };  // before 0 = newest
struct Ack { std::uint64_t seq = 0; };
struct PresenceUpdate { ConversationId conversation; bool focused = false; bool typing = false; };  // what I am looking at
struct SaveDrafts { std::vector<Draft> drafts; };  // what I have begun to write

// ---- from the relay
struct Welcome {
  Epoch epoch;
  std::uint64_t seq = 0;             // the head now
  AgentId agent;
  Role role = Role::agent;
  std::string name;                  // the agent's
  std::string tenant;                // the workspace's name
  std::string build;
  Instant now;
  std::string notice;                // a sentence for the connection banner, or empty
};
struct Snapshot {                    // chunk `part` of `parts`, newest conversations first; `state` is wire/snapshot.h's text
  Epoch epoch;
  std::uint64_t at = 0;
  std::uint32_t part = 0, parts = 1;
  std::string state;                 // JSON spliced in raw
};
struct Lines { Epoch epoch; std::uint64_t after = 0, upto = 0; std::vector<Line> lines; Contents contents; };
struct Page { ThreadId thread; std::uint64_t before = 0; bool more = false; std::vector<Line> lines; Contents contents; };  // lines oldest first
struct ErrorBody { std::string code, message, field; std::optional<std::int64_t> limit; std::string request; SessionId current; };
struct Answer { CommandId id; bool accepted = false; std::uint64_t seq = 0; std::optional<ErrorBody> error; };
struct Presence { std::vector<std::pair<AgentId, ConversationId>> looking, typing; };
// The agent's own drafts, said to all of their sockets; `whole`: with these, all there are have been said since the welcome.
struct Drafts { std::vector<Draft> drafts; bool whole = false; };
// The agent's preferences are others, said to all of their sockets: what they are is asked over HTTP, whose answer has the same revision.
struct PreferencesChanged { std::string revision; };
struct Bye { std::string code, message; };  // then the socket closes

using ClientFrame = std::variant<Hello, Submit, PageRequest, Ack, PresenceUpdate, SaveDrafts>;
using ServerFrame = std::variant<Welcome, Snapshot, Lines, Page, Answer, Presence, Drafts, PreferencesChanged, Bye>;

std::string client_frame_text(const ClientFrame&);
std::optional<ClientFrame> parse_client_frame(std::string_view);
std::string server_frame_text(const ServerFrame&);
std::optional<ServerFrame> parse_server_frame(std::string_view);

// A `lines` frame put together from stored text, without decoding and encoding again (the hot path).
std::string lines_frame_of(Epoch, std::uint64_t after, std::uint64_t upto, const std::vector<std::string_view>& lines,
                           const std::vector<std::string_view>& contents);
std::string lines_frame_text(Epoch, std::uint64_t after, std::uint64_t upto, const std::vector<std::string>& lines,
                             const std::vector<std::string>& contents);
std::string page_frame_text(ThreadId, std::uint64_t before, bool more, const std::vector<std::string>& lines,
                            const std::vector<std::string>& contents);

}  // namespace tributary::wire
