#pragma once
// The few JSON bodies of REST that the page reads and writes. A body that is not what it should be reads as empty.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/types.h"
#include "web/app/admin_data.h"

namespace tributary::app {

std::string sign_in_body(std::string_view email, std::string_view password);
std::string link_body(std::string_view secret);

std::string ticket_of(std::string_view body);
AgentId agent_of_me(std::string_view body);
bool has_password_of_me(std::string_view body);  // said by nobody: true
struct UploadedFile { UploadId id; std::string type; std::int64_t bytes = 0; };
std::optional<UploadedFile> uploaded_file(std::string_view body);
std::string error_code_of(std::string_view body);
std::string error_message_of(std::string_view body);  // the sentence of {"error":{…}}
std::vector<Diagnosis> diagnoses_of(std::string_view body);
std::vector<QuarantineItem> quarantine_of(std::string_view body);

}  // namespace tributary::app
