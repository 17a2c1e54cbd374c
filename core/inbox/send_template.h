#pragma once
// A message whose words were approved beforehand (D72-D78, C14, C16, C17): the only kind WhatsApp takes outside its
// 24 hours. Inside them, and on SMS, a template is a text with blanks.
#include "core/inbox/sending.h"
#include "core/inbox/variables.h"

namespace tributary {

// Refused: what sending.h names, unknown_template, template_elsewhere (another channel, or for another use, D78),
// template_not_approved, missing_value (what), message_too_long, opted_out, number_detached.
struct SendTemplate {
  ConversationId conversation;
  TemplateId message_template;
  Values values;
  SendOptions how = {};
};
// Stands beside ReplyQueued when the provider holds the words: they may leave at any time.
struct TemplateUsed { MessageId message; ConversationId conversation; TemplateId message_template; };

struct Wanted { bool starts = false; bool window_open = false; AccountId account = {}; };  // account: of our number that it leaves from
// What to send: the text as the customer reads it, and the row for the provider (content_sid empty: plain text).
struct Prepared { std::string text; TemplateUse use; };
Result<Prepared> prepare_template(const State&, TemplateId, const Values&, Channel, const Wanted&);

Decision decide(const State&, const SendTemplate&, const Stamp&);
void apply(State&, const TemplateUsed&, const Stamp&);

}  // namespace tributary
