#pragma once
// JSON of provider accounts and API tokens. A body that is not what it should be reads as empty.
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/app/channels.h"

namespace tributary::app {

std::vector<ProviderAccount> accounts_of(std::string_view body);
std::vector<ApiToken> tokens_of(std::string_view body);
struct NewToken { std::string name, secret; };
NewToken new_token_of(std::string_view body);

using Fields = std::initializer_list<std::pair<std::string_view, std::string_view>>;
std::string account_body(Fields);  // those that are empty are left out
std::string token_body(std::string_view name, std::span<const std::string_view> scopes, int days);

}  // namespace tributary::app
