#pragma once
// The providers' doors (C46, A43): verified over the raw bytes before anything is parsed, answered only when
// durable. Addresses: /api/v1/webhooks/telephony/{sms,status,voice} for the environment's account,
// /hooks/twilio/<32 characters>/{sms,status,voice} for every other.
#include "relay/api/rate_limit.h"
#include "relay/api/router.h"
#include "relay/provider/twilio_form.h"

namespace tributary::api {

inline constexpr std::size_t hook_body_bytes_max = 1 << 20;  // far more than Twilio ever sends

class Hooks {
 public:
  explicit Hooks(host::House& house) : house_(house) {}
  void add_routes(Router&);
  // Takes a quarantined body again, as if it had come just now. "" or why it still cannot be used.
  static std::string replay(host::Tenant&, const store::Quarantined&);
  // Whose door it is, as the address alone says it; ourselves where it is nobody's. None where there is one tenant alone.
  const void* whose(std::string_view path) const;
  std::uint64_t taken() const { return taken_; }
  std::uint64_t refused() const { return refused_; }

 private:
  void receive(Call&, host::Tenant&, const host::ProviderAccount&, std::string_view kind);
  void take(Call&, host::Tenant&, const host::ProviderAccount&, std::string_view kind, const provider::twilio::Form&);
  void wait_for_turn(Call&, host::Tenant&, AccountId, std::string_view kind);
  static void come_back(Call&, host::Tenant&, http::Response);
  void by_secret(Call&, std::string_view kind);
  void turn_away(Call&, host::Tenant&, AccountId, NumberId);  // no number: the account as a whole
  void refuse(Call&, host::Tenant&, std::string_view signed_url);

  host::House& house_;
  std::uint64_t taken_ = 0, refused_ = 0;
  RateLimit noted_{20, 20};  // refusals a minute and address that are worth a write to the disk
};

}  // namespace tributary::api
