#pragma once
// Sessions, one-use links and API tokens, by the SHA-256 of their secrets: who reads the file cannot sign in.
#include <optional>
#include <string_view>
#include <vector>

#include "relay/store/statement.h"
#include "relay/store/system_store.h"

namespace tributary::store {

class SignInRows {
 public:
  explicit SignInRows(Database&);
  void add_session(std::string_view secret, const SignInSession&);
  std::optional<SignInSession> session(std::string_view secret);
  std::vector<SignInSession> sessions_of(AgentId);
  void touch(std::string_view secret, Instant);
  void end(std::string_view secret);
  void end_all_of(AgentId);  // sessions, and links that were not used yet
  void add_link(std::string_view secret, AgentId, Instant expires);
  std::optional<AgentId> use_link(std::string_view secret, Instant now);
  void add_token(std::string_view secret, const ApiToken&);
  std::optional<ApiToken> token(std::string_view secret);
  std::vector<ApiToken> tokens(std::string_view tenant);
  bool revoke(TokenId);

 private:
  Statement add_session_, session_, sessions_of_, touch_, end_, end_all_, end_links_, add_link_, link_, drop_links_;
  Statement add_token_, token_, tokens_, revoke_;
};

}  // namespace tributary::store
