#pragma once
// Somebody of ours writes first (D52, D53), or joins what is there already with its whole history (A44).
#include "core/inbox/contact.h"
#include "core/inbox/reply.h"
#include "core/inbox/send_template.h"

namespace tributary {

// `to` is filled in by the host: only it can turn an address into an identity. With a template `text` is not looked at.
// When the thread is there, it goes on in it (a new conversation only after the idle time). Refused: unknown_number,
// own_number, no_channel, opted_out, too_many_conversations, whatsapp_window_closed (free words to somebody who has not
// written within 24 hours), invalid_value (files beside a template), and what replies and templates are refused for.
struct StartConversation {
  NumberId number;
  IdentityClaim to;
  std::string text;
  TemplateId message_template;
  Values values;
  Instant not_before = {};        // send later
  Attachments attachments = {};   // with a file the text may be empty
};

Decision decide(const State&, const StartConversation&, const Stamp&);

}  // namespace tributary
