#pragma once
// Replies the relay refused after they had been shown stay under their conversation until somebody edits them: also over a
// reload, so their text is never lost, nor which files went with it: the relay has those for a day. Kept by the browser as JSON; what
// cannot be read is left out.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/sync/client_session.h"
#include "web/app/ui_state.h"

namespace tributary::app {

// What stays of a refused command: of a reply, of choices, of a template, of writing first; nothing of any other.
std::optional<NotSent> not_sent_after(const ClientSession::Notice&, const Words&, Instant at);
// How a reply was meant: a time beyond the moment of grace was chosen, and is kept; so is what was to follow.
SendPlan plan_of(const SendOptions&, Instant grace_until);

std::string not_sent_text(const std::vector<NotSent>&);
std::vector<NotSent> not_sent_of(std::string_view json);

}  // namespace tributary::app
