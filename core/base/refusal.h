#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/types.h"

namespace tributary {

// Why the engine would not do what was asked. A refusal is an answer, not a bug: bugs check().
// Its snake_case name is the `code` of every API error and of the browser's toast.
enum class Refusal : std::uint8_t {
  unknown_conversation, unknown_session, session_expired, unknown_message, unknown_agent, unknown_number,
  unknown_service, unknown_account, unknown_contact,
  empty_message, message_too_long, whatsapp_window_closed, opted_out, number_detached, no_channel,
  already_resolved, already_open, already_assigned, not_sendable_again, id_conflict, not_allowed, invalid_value,
  too_many_conversations,
  unknown_tag, unknown_team, unknown_note, unknown_template, unknown_saved_reply, unknown_customer,
  name_taken, too_many_tags, too_many_at_once, not_the_author, already_snoozed, date_in_past, date_too_far,
  window_closed_by_then,
  template_not_approved, template_elsewhere, missing_value, too_many_choices, note_too_long,
  already_merged, not_merged, stale, not_cancellable, invalid_phone, own_number,
  unknown_upload, too_many_files, files_too_large, file_type_refused, text_too_long, list_full, no_public_address,
};

// A refusal with what its sentence needs to be exact. Input is never echoed.
struct Refused {
  Refusal why = Refusal::invalid_value;
  std::int64_t limit = 0;      // what a sentence speaks of: characters, bytes or entries allowed; stale: how many newer messages; files: how many, bytes together
  std::string what;            // missing_value: the variable's name, as the template or reply spells it
  Instant since;               // whatsapp_window_closed: when it closed; window_closed_by_then: when it will
  SessionId current;           // session_expired: the session to use instead, or none
  Refused() = default;
  Refused(Refusal r) : why(r) {}  // NOLINT: a bare refusal is a refusal
};

std::string_view code(Refusal);           // "message_too_long"
std::string sentence(const Refused&);     // one English sentence: what is wrong and what to do
std::string_view field(Refusal);          // the input field at fault ("message", "sessionId" …) or ""

}  // namespace tributary
