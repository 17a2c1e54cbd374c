#pragma once
// The names that are stored and sent: one line per struct and enum. Fields are only ever added; every
// event ever shipped must still decode (tests/golden/events).
#include <boost/describe.hpp>

#include "core/inbox/catalogue.h"
#include "core/inbox/line.h"
#include "core/wire/frame.h"

namespace tributary {

BOOST_DESCRIBE_ENUM(ActorKind, agent, automation, provider, courier, timer, system)
BOOST_DESCRIBE_ENUM(Channel, sms, whatsapp, voice)
BOOST_DESCRIBE_ENUM(IdentityKind, phone, whatsapp, business_scoped, short_code, sender_name)
BOOST_DESCRIBE_ENUM(MessageKind, text, media, location, contacts, choice, reaction, unsupported)
BOOST_DESCRIBE_ENUM(Direction, in, out)
BOOST_DESCRIBE_ENUM(WorkStatus, open, pending, snoozed, resolved)
BOOST_DESCRIBE_ENUM(SessionStatus, active, waiting_reply, needs_human, completed, expired)
BOOST_DESCRIBE_ENUM(Delivery, queued, sending, unknown, accepted, sent, delivered, read, failed, cancelled)
BOOST_DESCRIBE_ENUM(MediaState, fetching, stored, unavailable, blocked)
BOOST_DESCRIBE_ENUM(CallStatus, ringing, in_progress, completed, busy, no_answer, failed, canceled)
BOOST_DESCRIBE_ENUM(Approval, not_submitted, received, pending, approved, rejected, paused, disabled)
BOOST_DESCRIBE_ENUM(Role, agent, admin)
BOOST_DESCRIBE_ENUM(OptChange, none, out, in)

// ---- state
BOOST_DESCRIBE_STRUCT(Actor, (), (kind, agent))
BOOST_DESCRIBE_STRUCT(Settings, (), (whatsapp_window_ms, sms_window_ms, voice_window_ms, conversation_idle_ms, first_reply_claims))
BOOST_DESCRIBE_STRUCT(Account, (), (id, provider, name, provider_sid, from_environment))
BOOST_DESCRIBE_STRUCT(Number, (), (id, account, channel, address, service))
BOOST_DESCRIBE_STRUCT(Service, (), (id, name))
BOOST_DESCRIBE_STRUCT(MessageTemplate, (), (id, name, channel, language, body, variables, content_sid, approval, from_environment))
BOOST_DESCRIBE_STRUCT(Agent, (), (id, role, active))
BOOST_DESCRIBE_STRUCT(Contact, (), (id, identities, renamed))
BOOST_DESCRIBE_STRUCT(Identity, (), (id, kind, contact, opted_out))
BOOST_DESCRIBE_STRUCT(Thread, (), (id, service, contact, latest))
BOOST_DESCRIBE_STRUCT(Conversation, (), (id, thread, status, assignee, sessions, channel, number, identity, opened, last_activity, last_inbound, last_message, last_direction, messages, inbound))
BOOST_DESCRIBE_STRUCT(Session, (), (id, conversation, channel, number, identity, status, opened, last_inbound, expires))
BOOST_DESCRIBE_STRUCT(Outgoing, (), (id, conversation, session, number, identity, status, error, attempts, position, queued, changed, not_before))
BOOST_DESCRIBE_STRUCT(Call, (), (id, conversation, session, status, sequence))

// ---- words
BOOST_DESCRIBE_STRUCT(ContactName, (), (id, name))
BOOST_DESCRIBE_STRUCT(AgentName, (), (id, name))
BOOST_DESCRIBE_STRUCT(AddressText, (), (id, address))
BOOST_DESCRIBE_STRUCT(Location, (), (latitude, longitude, label, address))
BOOST_DESCRIBE_STRUCT(Choice, (), (id, title))
BOOST_DESCRIBE_STRUCT(MessageBody, (), (id, text, media, location, choice, in_reply_to, forwarded, raw))
BOOST_DESCRIBE_STRUCT(MediaItem, (), (message, index, type, name, bytes, state, reason))

// ---- commands
BOOST_DESCRIBE_STRUCT(ConfigureAccount, (), (account))
BOOST_DESCRIBE_STRUCT(ConfigureService, (), (service))
BOOST_DESCRIBE_STRUCT(ConfigureNumber, (), (number))
BOOST_DESCRIBE_STRUCT(ConfigureAgent, (), (agent, name))
BOOST_DESCRIBE_STRUCT(ConfigureSettings, (), (settings))
BOOST_DESCRIBE_STRUCT(ConfigureTemplate, (), (message_template))
BOOST_DESCRIBE_STRUCT(RenameContact, (), (contact, name))
BOOST_DESCRIBE_STRUCT(IdentityClaim, (), (kind, id, address))
BOOST_DESCRIBE_STRUCT(ReceiveMessage, (), (number, channel, from, profile_name, kind, body, media, opt))
BOOST_DESCRIBE_STRUCT(UpdateMedia, (), (conversation, item))
BOOST_DESCRIBE_STRUCT(SendReply, (), (conversation, session, text))
BOOST_DESCRIBE_STRUCT(StartAttempt, (), (message))
BOOST_DESCRIBE_STRUCT(RetryLater, (), (message, not_before, error))
BOOST_DESCRIBE_STRUCT(ReportDelivery, (), (message, status, error))
BOOST_DESCRIBE_STRUCT(SendAgain, (), (message))
BOOST_DESCRIBE_STRUCT(MarkAsSent, (), (message))
BOOST_DESCRIBE_STRUCT(Resolve, (), (conversation))
BOOST_DESCRIBE_STRUCT(Reopen, (), (conversation))
BOOST_DESCRIBE_STRUCT(Assign, (), (conversation, to))
BOOST_DESCRIBE_STRUCT(MarkRead, (), (conversation, count))
BOOST_DESCRIBE_STRUCT(RecordCall, (), (call, number, other, direction, status, sequence, seconds))
BOOST_DESCRIBE_STRUCT(Wake, (), ())

// ---- events
BOOST_DESCRIBE_STRUCT(AccountConfigured, (), (account))
BOOST_DESCRIBE_STRUCT(ServiceConfigured, (), (service))
BOOST_DESCRIBE_STRUCT(NumberConfigured, (), (number))
BOOST_DESCRIBE_STRUCT(AgentConfigured, (), (agent))
BOOST_DESCRIBE_STRUCT(SettingsConfigured, (), (settings))
BOOST_DESCRIBE_STRUCT(TemplateConfigured, (), (message_template))
BOOST_DESCRIBE_STRUCT(ContactAdded, (), (contact))
BOOST_DESCRIBE_STRUCT(IdentityBound, (), (identity, kind, contact))
BOOST_DESCRIBE_STRUCT(OptedOut, (), (identity, number))
BOOST_DESCRIBE_STRUCT(OptedIn, (), (identity, number))
BOOST_DESCRIBE_STRUCT(ContactRenamed, (), (contact))
BOOST_DESCRIBE_STRUCT(ThreadStarted, (), (thread, service, contact))
BOOST_DESCRIBE_STRUCT(ConversationOpened, (), (conversation, thread))
BOOST_DESCRIBE_STRUCT(SessionOpened, (), (session, conversation, number, identity, channel, by_customer))
BOOST_DESCRIBE_STRUCT(SessionExpired, (), (session))
BOOST_DESCRIBE_STRUCT(MessageReceived, (), (message, conversation, session, number, identity, channel, kind))
BOOST_DESCRIBE_STRUCT(MediaChanged, (), (message, conversation, index, state))
BOOST_DESCRIBE_STRUCT(ReplyQueued, (), (message, conversation, session, number, identity, channel))
BOOST_DESCRIBE_STRUCT(AttemptStarted, (), (message, conversation, attempt))
BOOST_DESCRIBE_STRUCT(RetryScheduled, (), (message, conversation, not_before, error))
BOOST_DESCRIBE_STRUCT(DeliveryChanged, (), (message, conversation, status, error))
BOOST_DESCRIBE_STRUCT(SendAgainQueued, (), (message, conversation))
BOOST_DESCRIBE_STRUCT(Resolved, (), (conversation))
BOOST_DESCRIBE_STRUCT(Reopened, (), (conversation))
BOOST_DESCRIBE_STRUCT(Assigned, (), (conversation, to))
BOOST_DESCRIBE_STRUCT(MarkedRead, (), (agent, conversation, count))
BOOST_DESCRIBE_STRUCT(CallRecorded, (), (call, conversation, session, direction, status, sequence, seconds))

namespace wire {

BOOST_DESCRIBE_STRUCT(Hello, (), (ticket, build, epoch, seq))
BOOST_DESCRIBE_STRUCT(Submit, (), (id, command))
BOOST_DESCRIBE_STRUCT(PageRequest, (), (thread, before, limit))
BOOST_DESCRIBE_STRUCT(Ack, (), (seq))
BOOST_DESCRIBE_STRUCT(PresenceUpdate, (), (conversation, focused))
BOOST_DESCRIBE_STRUCT(Welcome, (), (epoch, seq, agent, role, name, tenant, build, now, notice))
BOOST_DESCRIBE_STRUCT(Snapshot, (), (epoch, at, part, parts))
BOOST_DESCRIBE_STRUCT(Lines, (), (epoch, after, upto, lines, contents))
BOOST_DESCRIBE_STRUCT(Page, (), (thread, before, more, lines, contents))
BOOST_DESCRIBE_STRUCT(ErrorBody, (), (code, message, field, limit, request, current))
BOOST_DESCRIBE_STRUCT(Answer, (), (id, accepted, seq, error))
BOOST_DESCRIBE_STRUCT(Presence, (), (looking))
BOOST_DESCRIBE_STRUCT(Bye, (), (code, message))

}  // namespace wire
}  // namespace tributary
