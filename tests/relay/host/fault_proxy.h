#pragma once
// A bad line between clients and a relay: bytes in pieces of any size, late, cut off in the middle of a frame, or ended in
// one direction only. From one seed; in the relay's own loop.
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstdint>
#include <memory>

#include "tests/sim/prng.h"

namespace tributary::test {

class FaultProxy {
 public:
  FaultProxy(boost::asio::io_context&, std::uint64_t seed);
  ~FaultProxy();
  void lead_to(std::uint16_t relay_port);   // new connections; those that stand stay where they are
  void faults(bool on);
  std::uint16_t port() const;
  struct Counts { std::uint64_t lines = 0, cuts = 0, halves = 0, delays = 0, bytes = 0; };
  const Counts& counts() const;

 private:
  struct Inside;
  std::shared_ptr<Inside> inside_;
};

}  // namespace tributary::test
