#pragma once
// What stands as `request` in every error, and with it in the log: by it a person and an admin speak of the same answer.
#include <string>

namespace tributary::http {

std::string request_id();  // 13 letters; told apart, not kept secret

}  // namespace tributary::http
