#pragma once
// What the page of provider accounts and API tokens knows, as REST tells it. All of it is forgotten when the page is left.
#include <array>
#include <string>
#include <vector>

namespace tributary::app {

struct ProviderAccount {
  std::string id, name, sid, sms, whatsapp;  // the two: its numbers, or empty
  std::array<std::string, 3> webhooks;       // messages, calls, delivery states
  bool from_environment = false, public_url = false, rotating = false;
  bool disconnected = false;                 // nothing comes or goes by it; its numbers are those it will have again
  bool busy = false;                         // asked of the relay, not yet answered
  float height = 0;                          // as it was drawn last
};

struct ApiToken {
  std::string id, name;
  std::vector<std::string> scopes;
  double created_ms = 0, expires_ms = 0;
  bool revoked = false, busy = false;
  float height = 0;
};

struct ChannelsState {
  bool asked = false, failed = false;
  bool accounts_known = false, tokens_known = false;
  std::string why;                // it failed
  std::vector<ProviderAccount> accounts;
  std::vector<ApiToken> tokens;
  std::string sure_of;            // what it is asked about whether it is really revoked or disconnected
  std::string secret, secret_of;  // of the token that was just made, and its name: told this once
  float accounts_height = 0, tokens_height = 0, height = 0;  // of the lists and of all, as they were drawn last
};

}  // namespace tributary::app
