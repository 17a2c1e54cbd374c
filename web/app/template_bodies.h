#pragma once
// JSON of the routes for templates: what only the relay knows of them, and what is asked of it.
#include <string>
#include <string_view>

#include "core/inbox/state.h"
#include "web/app/library.h"

namespace tributary::app {

// When the provider was read last, and which of them are changed there and not here.
void read_templates(std::string_view body, LibraryState::Templates& into);
// `made`: it is a new one, which says its channel too.
std::string template_body(const MessageTemplate&, bool made);

}  // namespace tributary::app
