#pragma once
// Approved texts a business may send first (C39, C44): their definitions, as configuration. Sending one comes
// with its own feature; what is kept here is what every agent's composer must know.
#include "core/inbox/decision.h"
#include "core/inbox/variables.h"

namespace tributary {

// Refused: name_taken (by another of the same channel and language), invalid_value (no name, a body over the limit, a
// variable the body has and the list has not, or the other way round, samples for some blanks only or longer than a name; a
// template needs a body or the provider's content id).
struct ConfigureTemplate { MessageTemplate message_template; };
struct TemplateConfigured { MessageTemplate message_template; };

Decision decide(const State&, const ConfigureTemplate&, const Stamp&);
void apply(State&, const TemplateConfigured&, const Stamp&);

}  // namespace tributary
