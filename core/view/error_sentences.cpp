// Twilio's codes in words an agent understands: what happened, then what to do. Sorted by code.
#include "core/view/error_sentences.h"

#include <algorithm>
#include <array>

namespace tributary {
namespace {

struct Row {
  std::int32_t code;
  std::string_view sentence;
};

constexpr Row rows[] = {
    {11200, "Twilio could not reach our address. Ask an admin to check the relay's public address."},
    {20003, "Twilio does not accept our sign-in. Ask an admin to check the account id and the token."},
    {20404, "Twilio does not know this message or account. Ask an admin to check the account id."},
    {20429, "Twilio is receiving too many requests from us. The message is tried again by itself."},
    {21211, "The customer's number is not a valid phone number. Check the number before sending again."},
    {21408, "Messages to the customer's country are switched off for this account. Ask an admin to allow that country at Twilio."},
    {21602, "The message had no text. Write something and send it again."},
    {21603, "No sender number was given. Ask an admin to check the number of this service."},
    {21604, "No recipient was given. Open the conversation again and send the message anew."},
    {21606, "Our number cannot send messages to this customer. Ask an admin to check the number at Twilio."},
    {21609, "Twilio does not accept our status address. Ask an admin to check the relay's public address."},
    {21610, "The customer has opted out by writing STOP. Wait until the customer writes START."},
    {21612, "Our number cannot reach the customer's number. Try another channel or another of our numbers."},
    {21614, "The customer's number is not a mobile phone. Call instead, or ask for a mobile number."},
    {21617, "The message is longer than 1600 characters. Shorten it and send it again."},
    {21620, "Twilio could not fetch an attached file. Attach it again and send the message anew."},
    {21623, "The message has more than 10 attachments. Send them in several messages."},
    {21655, "Twilio does not know this template. Choose another one, or ask an admin to check it."},
    {21656, "The template's blanks were not filled in as it expects. Fill in every blank and send it again."},
    {21659, "Our number does not belong to this Twilio account. Ask an admin to check the number."},
    {21910, "Our address and the customer's belong to different channels. Ask an admin to check the number of this service."},
    {30001, "Too many messages were waiting at Twilio. Send it again in a few minutes."},
    {30002, "The Twilio account is suspended. Ask an admin to contact Twilio."},
    {30003, "The customer's phone could not be reached. It may be switched off; send it again later."},
    {30004, "The message was blocked by the customer or the carrier. Try another channel."},
    {30005, "The customer's number does not exist or is no longer in use. Check the number."},
    {30006, "The customer's number is a landline or its carrier cannot be reached. Try another channel."},
    {30007, "The carrier filtered the message as unwanted. Reword it, avoid shortened links, and send it again."},
    {30008, "The message was lost for a reason the carrier does not name. Send it again later."},
    {30034, "Our number is not registered for business messages in the United States. Ask an admin to register it at Twilio."},
    {63003, "The customer cannot be reached on WhatsApp at this address. Check the number or use SMS."},
    {63005, "WhatsApp did not accept the content of the message. Change it and send it again."},
    {63007, "Our number is not set up for WhatsApp. Ask an admin to check the WhatsApp sender at Twilio."},
    {63013, "WhatsApp refused the message as against its rules. Reword it before sending again."},
    {63015, "The customer has not joined the WhatsApp sandbox. Ask the customer to send the join word to the sandbox number."},
    {63016, "WhatsApp's 24 hours since the customer's last message are over. The customer's next message or an approved template reopens them."},
    {63018, "WhatsApp is receiving too many messages from our number. Send it again in a few minutes."},
    {63019, "WhatsApp could not take the attached file. Check its type and size and attach it again."},
    {63024, "The customer's number is not on WhatsApp. Use SMS or call."},
    {63032, "WhatsApp does not deliver this message to this customer. Try another channel."},
    {63049, "WhatsApp held the message back to limit marketing. Wait until the customer writes, or try another channel."},
};

constexpr bool in_order() {
  for (std::size_t i = 1; i < std::size(rows); ++i)
    if (rows[i - 1].code >= rows[i].code) return false;
  return true;
}
static_assert(in_order());

}  // namespace

std::string_view provider_error_sentence(std::int32_t code) {
  const auto found = std::lower_bound(std::begin(rows), std::end(rows), code, [](const Row& row, std::int32_t wanted) { return row.code < wanted; });
  if (found != std::end(rows) && found->code == code) return found->sentence;
  return "Twilio could not deliver the message. Send it again later; if that fails too, tell an admin the error number.";
}

}  // namespace tributary
