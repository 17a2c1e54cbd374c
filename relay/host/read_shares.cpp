#include "relay/host/read_shares.h"

#include <algorithm>
#include <utility>

#include "core/base/planted.h"

namespace tributary::host {

// What each tenant that reads may have of a moment.
double ReadShares::part() const { return of_the_loop_ / static_cast<double>(std::max<std::size_t>(1, tenants_.size())); }

// Time pays off what was had of it. Whoever owes nothing any more is forgotten, and leaves its part to the others.
void ReadShares::pay_off(std::int64_t now_us) {
  const double paid = static_cast<double>(now_us - paid_at_us_) * part();
  paid_at_us_ = now_us;
  for (auto& [tenant, owes] : tenants_) {
    owes.us -= paid;
    for (auto& [client, us] : owes.clients) us -= paid * one_clients;
    std::erase_if(owes.clients, [](const auto& one) { return one.second <= 0; });
  }
  std::erase_if(tenants_, [](const auto& one) { return one.second.us <= 0 && one.second.clients.empty(); });
}

// Nobody else has read, and nothing was written, for a while: then the time is nobody else's.
bool ReadShares::is_alone(const Reader& reader, std::uint64_t commits, std::int64_t now_us) {
  if (std::exchange(commits_, commits) != commits) wrote_at_us_ = now_us;
  if (last_.who != reader) other_ = std::exchange(last_, Came{reader, now_us});
  last_.at_us = now_us;
  return now_us - std::max(wrote_at_us_, other_.at_us) >= lately_us;
}

std::optional<std::int64_t> ReadShares::wait_ms(const Reader& reader, std::uint64_t commits) {
  const std::int64_t now_us = micros();
  const bool alone = is_alone(reader, commits, now_us);
  pay_off(now_us);
  if (alone) return {};
  const auto owes = tenants_.find(reader.tenant);
  if (owes == tenants_.end() || PLANTED(145)) return {};
  const auto client = owes->second.clients.find(reader.client);
  const double too_much_of_client = client == owes->second.clients.end() ? 0 : (client->second - ahead_us) / one_clients;
  const double too_much = std::max(owes->second.us - 2 * ahead_us, too_much_of_client);
  if (too_much <= 0) return {};
  ++refused_;
  return static_cast<std::int64_t>(too_much / part() / 1000) + 1;
}

void ReadShares::count(const Reader& reader, const std::function<void()>& read) {
  if (counting_) return read();
  struct Counting {  // also where it breaks off
    explicit Counting(bool& which) : flag(which) { flag = true; }
    ~Counting() { flag = false; }
    bool& flag;
  };
  const std::int64_t from_us = micros();
  std::int64_t now_us = from_us;
  {
    const Counting counting(counting_);
    read();
    now_us = micros();
  }
  pay_off(now_us);
  Owes& owes = tenants_[reader.tenant];
  const auto had = static_cast<double>(now_us - from_us);
  owes.us = std::max(0.0, owes.us) + had;
  owes.clients[reader.client] += had;
}

}  // namespace tributary::host
