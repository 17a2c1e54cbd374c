#pragma once
// A question with up to ten answers (C15): numbered lines that read well on every channel, and beside them what WhatsApp
// makes buttons or a list of.
#include "core/inbox/sending.h"

namespace tributary {

// Refused: what a reply is refused for, and
// too_many_choices (none, more than ten, a title that is empty, too long or there twice).
struct OfferChoices {
  ConversationId conversation;
  std::string text;
  std::vector<Offer> choices;
  SendOptions how = {};
};

Decision decide(const State&, const OfferChoices&, const Stamp&);

}  // namespace tributary
