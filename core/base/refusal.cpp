#include "core/base/refusal.h"

#include "core/base/civil.h"
#include "core/base/id_text.h"

namespace tributary {
namespace {

struct Words {
  std::string_view code, field, sentence;
};

// One row per refusal; the sentences that need a value are finished in sentence().
constexpr Words words_of(Refusal why) {
  switch (why) {
    case Refusal::unknown_conversation:
      return {"unknown_conversation", "conversationId", "This conversation does not exist or you may not see it. Open it again from the list."};
    case Refusal::unknown_session:
      return {"unknown_session", "sessionId", "This session does not exist. Take the session id from the conversation and try again."};
    case Refusal::session_expired:
      return {"session_expired", "sessionId", "This session has expired and no other is open. Answer from the inbox, which opens a new session."};
    case Refusal::unknown_message:
      return {"unknown_message", "messageId", "This message does not exist or was erased. Reload the conversation."};
    case Refusal::unknown_agent:
      return {"unknown_agent", "agentId", "This agent does not exist or has left. Choose somebody from the list."};
    case Refusal::unknown_number:
      return {"unknown_number", "numberId", "This number is not connected here. Choose one of the connected numbers."};
    case Refusal::unknown_service:
      return {"unknown_service", "serviceId", "This service does not exist. Choose one of those that are set up."};
    case Refusal::unknown_account:
      return {"unknown_account", "accountId", "This account does not exist. Choose one of those that are set up."};
    case Refusal::unknown_contact:
      return {"unknown_contact", "contactId", "This contact does not exist or was erased. Search for the contact again."};
    case Refusal::empty_message:
      return {"empty_message", "message", "The message is empty. Write something before sending."};
    case Refusal::message_too_long:
      return {"message_too_long", "message", "The message is too long. Shorten it and send it again."};
    case Refusal::whatsapp_window_closed:
      return {"whatsapp_window_closed", "",
              "WhatsApp allows free text only within 24 hours of the customer's last message. The customer's next message or an approved "
              "template reopens the conversation."};
    case Refusal::opted_out:
      return {"opted_out", "", "This customer has opted out of messages. Wait until the customer writes START or writes on another channel."};
    case Refusal::number_detached:
      return {"number_detached", "", "The number of this conversation is no longer connected. An admin can connect it again on the page Channels."};
    case Refusal::no_channel:
      return {"no_channel", "", "There is no channel on which this contact can be written to. Wait for a message from the contact."};
    case Refusal::already_resolved:
      return {"already_resolved", "", "This conversation is already resolved. There is nothing to do."};
    case Refusal::already_open:
      return {"already_open", "", "This conversation is already open. There is nothing to do."};
    case Refusal::already_assigned:
      return {"already_assigned", "agentId", "This conversation is already assigned that way. There is nothing to do."};
    case Refusal::not_sendable_again:
      return {"not_sendable_again", "messageId",
              "Only a message that failed or whose fate is unknown can be sent again. Write a new message instead."};
    case Refusal::id_conflict:
      return {"id_conflict", "", "This id was already used for something else. Send it again under a new id."};
    case Refusal::not_allowed:
      return {"not_allowed", "", "You are not allowed to do this. Ask an admin."};
    case Refusal::invalid_value:
      return {"invalid_value", "", "A value is not acceptable here. Check what you entered and try again."};
    case Refusal::too_many_conversations:
      return {"too_many_conversations", "", "This inbox holds as many conversations as it can. Ask an admin to archive old ones."};
    case Refusal::unknown_tag:
      return {"unknown_tag", "tagId", "This tag does not exist or was deleted. Choose one from the list."};
    case Refusal::unknown_team:
      return {"unknown_team", "teamId", "This team does not exist or was deleted. Choose one from the list."};
    case Refusal::unknown_note:
      return {"unknown_note", "noteId", "This note does not exist or was deleted. Reload the conversation."};
    case Refusal::unknown_template:
      return {"unknown_template", "templateId", "This template does not exist. Choose one from the list."};
    case Refusal::unknown_saved_reply:
      return {"unknown_saved_reply", "savedReplyId", "This saved reply does not exist or was deleted. Choose one from the list."};
    case Refusal::unknown_customer:
      return {"unknown_customer", "customerId", "This customer record does not exist. Search for the customer again."};
    case Refusal::name_taken:
      return {"name_taken", "name", "There is already one of that name. Choose another name."};
    case Refusal::too_many_tags:
      return {"too_many_tags", "tagId", "A conversation can have at most 8 tags. Remove one before adding another."};
    case Refusal::too_many_at_once:
      return {"too_many_at_once", "conversations", "At most 500 conversations can be changed at once. Choose fewer."};
    case Refusal::not_the_author:
      return {"not_the_author", "noteId", "Only its author can change or delete a note. Write a note of your own."};
    case Refusal::already_snoozed:
      return {"already_snoozed", "until", "This conversation is already snoozed until then. There is nothing to do."};
    case Refusal::date_in_past:
      return {"date_in_past", "until", "That time has already passed. Choose one that is still to come."};
    case Refusal::date_too_far:
      return {"date_too_far", "until", "That is more than a year away. Choose an earlier time."};
    case Refusal::window_closed_by_then:
      return {"window_closed_by_then", "sendAt",
              "WhatsApp's 24 hours since the customer's last message are over by then. Choose an earlier time, or send an approved template."};
    case Refusal::template_not_approved:
      return {"template_not_approved", "templateId", "WhatsApp has not approved this template. Choose an approved one, or ask an admin to submit it."};
    case Refusal::template_elsewhere:
      return {"template_elsewhere", "templateId", "This template is for another channel or another use. Choose one from this conversation's list."};
    case Refusal::missing_value:
      return {"missing_value", "values", "A blank has no value. Fill in every blank before sending."};
    case Refusal::too_many_choices:
      return {"too_many_choices", "choices", "A message offers between 1 and 10 choices, each with a title of its own. Change the choices and send it again."};
    case Refusal::note_too_long:
      return {"note_too_long", "text", "The note is longer than 10000 characters. Shorten it and add it again."};
    case Refusal::already_merged:
      return {"already_merged", "contactId", "These two contacts are already one. There is nothing to do."};
    case Refusal::not_merged:
      return {"not_merged", "contactId", "This contact is not merged with another. There is nothing to undo."};
    case Refusal::stale:
      return {"stale", "", "There are newer messages that you have not seen. Read them, then send again or keep editing."};
    case Refusal::not_cancellable:
      return {"not_cancellable", "messageId", "This message is already on its way and cannot be taken back. Send another message to set it right."};
    case Refusal::invalid_phone:
      return {"invalid_phone", "to", "This is not a phone number that can be written to. Type it with its country code, such as +49 30 123456."};
    case Refusal::own_number:
      return {"own_number", "to", "This is one of your own numbers. Type the customer's number."};
    case Refusal::unknown_upload:
      return {"unknown_upload", "attachments", "This file is not here any more. Attach it again and send."};
    case Refusal::too_many_files:
      return {"too_many_files", "attachments", "These are more files than one message takes. Remove some, or send them in several messages."};
    case Refusal::files_too_large:
      return {"files_too_large", "attachments", "The files are larger than this channel takes. Send smaller ones, or fewer at once."};
    case Refusal::file_type_refused:
      return {"file_type_refused", "attachments", "This channel does not take files of this type. Send it as another type, such as PDF or JPEG."};
    case Refusal::text_too_long:
      return {"text_too_long", "", "This text is too long. Shorten it and save it again."};
    case Refusal::list_full:
      return {"list_full", "", "There are as many of these as can be kept. Remove one before adding another."};
    case Refusal::no_public_address:
      return {"no_public_address", "attachments",
              "Files cannot be sent: the provider fetches them from this relay, which has no public address. An admin can give it one with --public-url."};
  }
  return {"invalid_value", "", "A value is not acceptable here. Check what you entered and try again."};
}

}  // namespace

std::string_view code(Refusal why) { return words_of(why).code; }
std::string_view field(Refusal why) { return words_of(why).field; }

std::string sentence(const Refused& refused) {
  if (refused.why == Refusal::message_too_long && refused.limit > 0)
    return "The message is longer than " + std::to_string(refused.limit) + " characters. Shorten it and send it again.";
  if (refused.why == Refusal::text_too_long && refused.limit > 0)
    return "This text is longer than " + std::to_string(refused.limit) + " characters. Shorten it and save it again.";
  if (refused.why == Refusal::list_full && refused.limit > 0)
    return "There are " + std::to_string(refused.limit) + " of these already, as many as can be kept. Remove one before adding another.";
  if (refused.why == Refusal::missing_value && !refused.what.empty())
    return "The blank \u201c" + refused.what + "\u201d has no value. Fill it in before sending.";
  if (refused.why == Refusal::too_many_files && refused.limit > 0)
    return refused.limit == 1 ? "This channel takes one file in a message. Send the others in messages of their own."
                              : "This channel takes at most " + std::to_string(refused.limit) + " files in a message. Send the others in further messages.";
  if (refused.why == Refusal::files_too_large && refused.limit > 0)
    return "This channel takes at most " + std::to_string(refused.limit / 1'000'000) + " MB in a message. Send smaller files, or fewer at once.";
  if (refused.why == Refusal::stale && refused.limit > 0)
    return refused.limit == 1 ? "A newer message has arrived that you have not seen. Read it, then send anyway or keep editing."
                              : std::to_string(refused.limit) + " newer messages have arrived that you have not seen. Read them, then send anyway or keep editing.";
  if (refused.why == Refusal::whatsapp_window_closed && refused.since.ms > 0)
    return "WhatsApp allows free text only within 24 hours of the customer's last message; that window closed on " +
           date_words(refused.since) + ". The customer's next message or an approved template reopens it.";
  if (refused.why == Refusal::window_closed_by_then && refused.since.ms > 0)
    return "WhatsApp allows free text only within 24 hours of the customer's last message, until " + date_words(refused.since) +
           ". Choose an earlier time, or send an approved template.";
  if (refused.why == Refusal::session_expired && refused.current)
    return "This session has expired. The current session is " + to_text(refused.current) + "; reply there.";
  return std::string(words_of(refused.why).sentence);
}

}  // namespace tributary
