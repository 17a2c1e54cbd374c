#pragma once
// Twilio's captured requests as files, and what we make of them as goldens (UPDATE_GOLDEN=1 writes them anew).
#include <boost/json.hpp>
#include <string>
#include <vector>

#include "relay/provider/twilio.h"

namespace tributary::provider::testing {

boost::json::value load_json(const std::string& path_below_fixtures);  // fails the test when it is not there
std::vector<std::string> names_in(const std::string& folder_below_fixtures);  // "sms_text" …, sorted

struct Webhook {
  std::string name, url, token;
  http::Request request;
  boost::json::object expect;
};
Webhook load_webhook(const std::string& folder, const std::string& name);
std::vector<Webhook> load_webhooks(const std::string& folder);

// A signed-looking POST of these pairs, for cases no capture has.
http::Request form_post(const std::vector<http::Field>& pairs, const std::string& target = "/hook");

bool verify(const Webhook&);
boost::json::value described(const Parsed&);
void expect_golden(const std::string& name, const boost::json::value& actual);

}  // namespace tributary::provider::testing
