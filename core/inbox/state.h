#pragma once
// What a tenant's conversations are right now: headers only, everything a decision may depend on and
// no message bodies, so that a browser which has loaded only headers decides exactly as the relay does.
// Thread (tenant, service, contact) > Conversation (new after 30 days idle) > Session (one channel's window).
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/base/limits.h"
#include "core/base/table.h"
#include "core/base/types.h"
#include "core/inbox/kinds.h"

namespace tributary {

struct Settings {  // configuration as events; the defaults are C23's and E4's numbers
  std::int64_t whatsapp_window_ms = limits::whatsapp_window_ms;
  std::int64_t sms_window_ms = limits::sms_window_ms;
  std::int64_t voice_window_ms = limits::voice_window_ms;
  std::int64_t conversation_idle_ms = limits::conversation_idle_ms;
  bool first_reply_claims = true;  // an unassigned conversation
  bool operator==(const Settings&) const = default;
};

struct Account {  // credentials with one provider; the secret itself is a sealed row, never here
  AccountId id;
  std::string provider;        // "twilio"
  std::string name;
  std::string provider_sid;    // "AC…"
  bool from_environment = false;
  bool operator==(const Account&) const = default;
};

struct Number {  // A4, A6, A7: exactly one service is linked to each number
  NumberId id;
  AccountId account;
  Channel channel = Channel::sms;  // an sms number carries calls too
  std::string address;             // ours: "+15550100900"; the provider's prefixes are provider/'s business
  ServiceId service;
  bool operator==(const Number&) const = default;
};

struct Service { ServiceId id; std::string name; bool operator==(const Service&) const = default; };

// A number that is switched off belongs to this service, which has no threads: its conversations stay, and whatever would
// leave by it is refused number_detached (A8). So a release that knows nothing of it refuses that too.
inline constexpr ServiceId switched_off_service{0, 1};
inline bool is_connected(const Number& number) { return number.service && number.service != switched_off_service; }

struct SavedReply {
  SavedReplyId id;
  std::string shortcut, title, body, folder;
  bool operator==(const SavedReply&) const = default;
};

struct Customer { CustomerId id; bool operator==(const Customer&) const = default; };  // its record is a CustomerRecord row

struct MessageTemplate {  // C39: organisation-level
  TemplateId id;
  std::string name;
  Channel channel = Channel::whatsapp;
  std::string language;                // "en", "pt_BR"; may be empty
  std::string body;                    // with {{name}} where a value goes; may be empty when the provider holds it
  std::vector<std::string> variables;  // the body's, in order
  std::string content_sid;             // "HX…" or empty
  Approval approval = Approval::not_submitted;
  bool from_environment = false;
  TemplateUsage usage = TemplateUsage::any;
  AccountId account = {};             // that holds content_sid, which means nothing to another; none: of every account
  std::vector<std::string> labels = {};  // D72: words to find it by
  TemplateCategory category = TemplateCategory::utility;
  std::vector<std::string> samples = {};  // what could stand in each of the blanks: who approves reads it so; none or all
  std::string reason = {};                // why it was rejected, as the provider says it
  bool operator==(const MessageTemplate&) const = default;
};

struct Agent {
  AgentId id;
  Role role = Role::agent;
  bool active = true;
  bool operator==(const Agent&) const = default;
};

struct Contact {
  ContactId id;
  std::vector<IdentityId> identities;  // in order of binding; none mandatory, all re-bindable
  bool renamed = false;                // an agent has named them: the channel's profile name follows no more
  ContactId merged_into;               // none: itself
  CustomerId customer;                 // the record it belongs to, or none (D48)
  bool operator==(const Contact&) const = default;
};

struct Identity {
  IdentityId id;                  // HMAC(tenant key, kind | normalised address), made by the host
  IdentityKind kind = IdentityKind::phone;
  ContactId contact;
  std::vector<NumberId> opted_out;  // STOP sent to these numbers of ours
  bool operator==(const Identity&) const = default;
};

struct Thread {  // A9: one scroll for ever, calls included
  ThreadId id;
  ServiceId service;
  ContactId contact;
  ConversationId latest;
  bool operator==(const Thread&) const = default;
};
using ThreadKey = std::pair<ServiceId, ContactId>;

struct Tag {  // D79; archived when deleted: conversations keep theirs (D81)
  TagId id;
  std::uint16_t number = 0;  // what a conversation's header holds: 1, 2, 3 … in order of creation
  std::string name;
  std::string description;
  std::uint32_t colour = 0;  // 0xRRGGBB
  bool archived = false;
  bool operator==(const Tag&) const = default;
};

struct Team {  // D28
  TeamId id;
  std::uint16_t number = 0;  // as a tag's
  std::string name;
  std::vector<AgentId> members;
  bool archived = false;
  bool operator==(const Team&) const = default;
};

struct Note {  // D40: its words are a NoteBody row; of a conversation or of a contact
  NoteId id;
  ConversationId conversation;
  ContactId contact;
  AgentId author;
  Instant at;                  // 0: from a state that was saved before notes knew their time
  Instant edited;              // the last time; 0: never
  std::vector<AgentId> mentions;
  bool operator==(const Note&) const = default;
};

struct Snoozing {  // D35: only while a conversation is snoozed
  ConversationId id;
  Instant until;
  bool operator==(const Snoozing&) const = default;
};

// Held in memory for every conversation there ever was, so its members stand in order of size and the rare
// ones (until when it is snoozed) lie in tables of their own.
struct Conversation {
  ConversationId id;
  ThreadId thread;
  AgentId assignee;                                // none = nobody
  std::array<SessionId, 3> sessions{};             // the current one by Channel
  NumberId number;                                 // ours, of the last message
  IdentityId identity;                             // theirs, of the last message
  MessageId last_message;
  Instant opened, last_activity, last_inbound;
  std::uint32_t messages = 0;                      // in and out
  std::uint32_t inbound = 0;                       // what read markers count
  std::array<std::uint16_t, limits::tags_per_conversation_max> tags{};  // by Tag::number, in order of tagging; 0 = none
  std::uint16_t team = 0;                          // by Team::number; 0 = none
  WorkStatus status = WorkStatus::open;
  Channel channel = Channel::sms;                  // of the last message; a reply goes there
  Direction last_direction = Direction::in;
  bool failed = false;                             // the last message, and the outbox has let go of it; before that the outbox says it
  bool operator==(const Conversation&) const = default;
};
static_assert(sizeof(Conversation) <= 200);  // a page holds up to a million

struct Session {  // C22, C23
  SessionId id;
  ConversationId conversation;
  Channel channel = Channel::sms;
  NumberId number;
  IdentityId identity;
  SessionStatus status = SessionStatus::active;
  Instant opened, last_inbound;  // last_inbound 0: opened by us, the customer has not written yet
  Instant expires;
  bool operator==(const Session&) const = default;
};

struct Outgoing {  // the outbox: every message of ours whose story is not over, and not 30 days without a word
  MessageId id;
  ConversationId conversation;
  SessionId session;
  NumberId number;
  IdentityId identity;
  Delivery status = Delivery::queued;
  std::int32_t error = 0;         // the provider's code of a failure, kept even when a later "delivered" wins
  std::uint32_t attempts = 0;
  std::uint32_t position = 0;     // the how-manieth message of its conversation: the order of going out
  Instant queued, changed;
  Instant not_before;             // when waiting for a retry, or held back
  bool held = false;              // send later, undo send: waits for not_before and keeps nobody else waiting
  bool approved_words = false;    // a template's: may leave outside WhatsApp's 24 hours
  Channel channel = Channel::sms;
  AgentId author;
  bool operator==(const Outgoing&) const = default;
};

struct Call {  // A43: one entry per CallSid
  CallId id;
  ConversationId conversation;    // none for a withheld number
  SessionId session;
  CallStatus status = CallStatus::ringing;
  std::int32_t sequence = -1;     // the provider's SequenceNumber applied last
  bool operator==(const Call&) const = default;
};

struct Unit { bool operator==(const Unit&) const = default; };

struct State {
  Settings settings;
  Table<AccountId, Account> accounts;
  Table<NumberId, Number> numbers;
  Table<ServiceId, Service> services;
  Table<TemplateId, MessageTemplate> templates;
  Table<SavedReplyId, SavedReply> saved_replies;
  Table<AgentId, Agent> agents;
  Table<TagId, Tag> tags;
  Table<std::uint16_t, TagId> tag_of_number;                              // derived from tags
  Table<TeamId, Team> teams;
  Table<std::uint16_t, TeamId> team_of_number;                            // derived from teams
  Table<ContactId, Contact> contacts;
  Table<std::pair<ContactId, ContactId>, Unit> merged;                    // derived: (into, from) of merged contacts
  Table<CustomerId, Customer> customers;
  Table<IdentityId, Identity> identities;
  Table<ThreadId, Thread> threads;
  Table<ThreadKey, ThreadId> thread_of;                                   // derived from threads
  Table<ConversationId, Conversation> conversations;
  Table<ConversationId, Snoozing> snoozing;
  Table<std::pair<Instant, ConversationId>, Unit> waking;                 // derived: the snoozed ones, by when they wake
  Table<NoteId, Note> notes;
  Table<std::pair<ContactId, NoteId>, Unit> notes_of_contact;             // derived from notes
  Table<SessionId, Session> sessions;
  Table<std::pair<Instant, SessionId>, Unit> expiring;                    // derived: sessions not yet over, by expiry
  Table<MessageId, Outgoing> outgoing;
  Table<std::pair<ConversationId, std::uint32_t>, MessageId> outbox;     // derived: queued, sending, unknown, by position
  Table<std::pair<Instant, MessageId>, Unit> ageing;                      // derived: those out of our hands, by their last change (ageing.h)
  Table<CallId, Call> calls;
  Table<std::pair<AgentId, ConversationId>, std::uint32_t> reads;         // read_marker.h
  std::uint32_t conversation_count = 0, customer_count = 0;

  // An empty state whose tables lie over `base`'s: reads fall through, writes stay here.
  void lie_over(const State& base);
  // What was touched here goes into `base`, over which it lies: the cost of what was touched.
  void sink_into(State& base);
};

}  // namespace tributary
