#pragma once
// JSON of the routes that search, list customers and begin conversations. A body that is not what it should be reads as empty.
#include <string>
#include <string_view>
#include <vector>

#include "core/inbox/attachment.h"
#include "core/inbox/variables.h"
#include "web/app/people_state.h"

namespace tributary::app {

std::string percent_encoded(std::string_view);  // for a query's value

// Messages of one answer, added to `into`; where the next page begins, and whether everything had been indexed.
void read_found(std::string_view body, SearchState& into);
std::vector<CustomerSearch::Found> customers_of(std::string_view body);

struct StartBody { std::string to, text; NumberId number; TemplateId message_template; Values values; Instant at; Attachments attachments; };  // at: send later
std::string start_body(const StartBody&);
std::string password_body(std::string_view current, std::string_view wanted);  // current: may be empty
ConversationId conversation_of_start(std::string_view body);
struct ErrorOfBody { std::string code, message, field; };  // field: of the request, that it is about; empty: none in particular
ErrorOfBody error_of(std::string_view body);

}  // namespace tributary::app
