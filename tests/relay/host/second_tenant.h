#pragma once
// Another tenant in the same relay, with a provider account and a door of its own.
#include <string>
#include <vector>

#include "tests/relay/host/living_relay.h"

namespace tributary::test {

struct SecondTenant {
  explicit SecondTenant(LivingRelay& of) : relay(of) {
    relay.house->add_tenant(id, "Other");
    path = tenant().accounts.add({"Other's account", sid, token, number, "", relay.provider.base()}).substr(std::string(public_url).size());
    relay.house->round().finish_now();
  }
  host::Tenant& tenant() { return *relay.house->tenants().at(id); }
  std::vector<http::Field> sms(const std::string& message, const std::string& text) const {
    return {{"MessageSid", message}, {"SmsSid", message}, {"AccountSid", sid}, {"From", "+15550100202"}, {"To", number},
            {"Body", text}, {"NumMedia", "0"}, {"SmsStatus", "received"}};
  }

  LivingRelay& relay;
  std::string id = "other", path;  // of its webhooks, without "/sms"
  std::string sid = "AC0000c0ba17c0ba17c0ba17c0ba170001", token = "c0ba17c0ba17c0ba17c0ba17open0002", number = "+15550100800";
};

}  // namespace tributary::test
