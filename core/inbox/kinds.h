#pragma once
// The closed word lists of the domain. Their snake_case names are what the log, the socket and REST say.
#include <cstdint>

namespace tributary {

enum class Channel : std::uint8_t { sms, whatsapp, voice };  // a picture by SMS is still sms
// A number is a `phone` on WhatsApp too. `whatsapp` is what earlier releases filed one under when we wrote to it first (contact.h).
enum class IdentityKind : std::uint8_t { phone, whatsapp, business_scoped, short_code, sender_name };
enum class MessageKind : std::uint8_t { text, media, location, contacts, choice, reaction, unsupported };
enum class Direction : std::uint8_t { in, out };

// D14. Nothing sets `pending` (ARCHITECTURE.md): it keeps the numbers of saved states, and addresses that name it, readable.
enum class WorkStatus : std::uint8_t { open, pending, snoozed, resolved };
enum class SessionStatus : std::uint8_t { active, waiting_reply, needs_human, completed, expired };      // C4
// Order matters: a later one wins over an earlier one; failed and cancelled stand beside.
enum class Delivery : std::uint8_t { queued, sending, unknown, accepted, sent, delivered, read, failed, cancelled };
enum class MediaState : std::uint8_t { fetching, stored, unavailable, blocked };
enum class CallStatus : std::uint8_t { ringing, in_progress, completed, busy, no_answer, failed, canceled };
enum class Approval : std::uint8_t { not_submitted, received, pending, approved, rejected, paused, disabled };
enum class TemplateUsage : std::uint8_t { any, start, reply, window };  // D78
enum class TemplateCategory : std::uint8_t { utility, marketing };      // what WhatsApp is asked to take it for
enum class Role : std::uint8_t { agent, admin };

}  // namespace tributary
