#pragma once
// How much room the data folder has, looked at once a second, and what that means (P9): what may be written goes by this alone.
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "relay/host/round.h"
#include "relay/store/ballast.h"

namespace tributary::host {

namespace disk {
inline constexpr std::int64_t mebibyte = 1 << 20;
inline constexpr std::int64_t no_files_below = 512 * mebibyte;
inline constexpr std::int64_t no_writes_below = 128 * mebibyte;
inline constexpr std::int64_t writes_above = 256 * mebibyte;    // leaving takes more than staying out, so that it does not flutter
inline constexpr std::int64_t ballast_bytes = 64 * mebibyte;
}  // namespace disk

class DiskWatch {
 public:
  // Gives the ballast back at once where there is no room. `pretended`: the free bytes that a test gives instead of the disk's own.
  DiskWatch(boost::asio::io_context&, Round&, const std::string& folder, std::int64_t ballast_bytes, std::optional<std::int64_t> pretended);

  void start();                  // and once a second from then on
  void stop();
  void look();
  void pretend(std::int64_t free_bytes);
  void met_full_disk();          // a write was refused, whatever the numbers say

  Room room() const { return round_.room(); }

 private:
  void measure();
  Room judge() const;
  void wait();

  Round& round_;
  boost::asio::steady_timer timer_;
  store::Ballast ballast_;
  std::string folder_;
  std::optional<std::int64_t> pretended_;
  store::Space space_;
};

}  // namespace tributary::host
