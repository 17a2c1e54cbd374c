#pragma once
// What an agent has begun to write, kept for their other tabs and devices and for nobody else. It is no event, for nothing
// has happened yet: a row beside the log. The newest edit wins; no text says that it was sent or taken away, and wins alike.
#include <optional>
#include <string>
#include <string_view>

#include "core/base/types.h"

namespace tributary {

struct Draft {
  ConversationId conversation;
  bool note = false;
  std::string text;
  Instant edited;               // by the relay's clock, as far as the author's page knows it
};

bool keepable(std::string_view draft_text);
// What is kept once `offered` has come: nullopt when what is there is newer. An author's clock may be ahead of ours, which
// must not shut out their other devices; it never lays an edit before one that its author had seen.
std::optional<Draft> kept_of(Draft offered, const Draft* there, Instant now);

}  // namespace tributary
