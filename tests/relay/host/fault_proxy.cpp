#include "tests/relay/host/fault_proxy.h"

#include <array>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <chrono>

namespace tributary::test {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;
using Failed = boost::system::error_code;

struct FaultProxy::Inside : std::enable_shared_from_this<Inside> {
  Inside(asio::io_context& loop, std::uint64_t seed) : io(loop), acceptor(loop, Tcp::endpoint(asio::ip::address_v4::loopback(), 0)), prng(seed) {}
  void accept();

  asio::io_context& io;
  Tcp::acceptor acceptor;
  sim::Prng prng;
  Counts counts;
  std::uint16_t target = 0;
  bool on = true, over = false;
};

namespace {

// One direction of one connection. Both directions hold the line; it ends when both have ended or one was cut.
template <class Shared>
struct Line : std::enable_shared_from_this<Line<Shared>> {
  Line(std::shared_ptr<Shared> all, Tcp::socket client) : shared(std::move(all)), near(std::move(client)), far(shared->io), late_up(shared->io), late_down(shared->io) {}

  void start() {
    Failed failed;
    far.connect({asio::ip::address_v4::loopback(), shared->target}, failed);
    if (failed) return cut();
    ++shared->counts.lines;
    pump(near, far, up, late_up);
    pump(far, near, down, late_down);
  }
  void cut() {
    Failed ignored;
    if (shared->prng.chance(50)) near.set_option(asio::socket_base::linger(true, 0), ignored);  // a reset, not a goodbye
    near.close(ignored);
    far.close(ignored);
  }
  using Buffer = std::array<char, 4096>;
  void pump(Tcp::socket& from, Tcp::socket& to, Buffer& buffer, asio::steady_timer& late) {
    const std::size_t most = shared->on ? 1 + shared->prng.below(buffer.size()) : buffer.size();
    from.async_read_some(asio::buffer(buffer.data(), most), [this, self = this->shared_from_this(), &from, &to, &buffer, &late](Failed failed, std::size_t n) {
      Failed ignored;
      if (failed == asio::error::eof) return void(to.shutdown(Tcp::socket::shutdown_send, ignored));
      if (failed) return cut();
      shared->counts.bytes += n;
      if (!shared->on) return pass(from, to, buffer, late, n);
      const std::uint64_t fate = shared->prng.below(1000);
      if (fate < 6) return part_and_cut(to, buffer, n);
      if (fate < 8) return ++shared->counts.halves, void(to.shutdown(Tcp::socket::shutdown_send, ignored));
      if (fate < 60) return pass_late(from, to, buffer, late, n);
      pass(from, to, buffer, late, n);
    });
  }
  void pass(Tcp::socket& from, Tcp::socket& to, Buffer& buffer, asio::steady_timer& late, std::size_t n) {
    asio::async_write(to, asio::buffer(buffer.data(), n), [this, self = this->shared_from_this(), &from, &to, &buffer, &late](Failed failed, std::size_t) {
      failed ? cut() : pump(from, to, buffer, late);
    });
  }
  void pass_late(Tcp::socket& from, Tcp::socket& to, Buffer& buffer, asio::steady_timer& late, std::size_t n) {
    ++shared->counts.delays;
    late.expires_after(std::chrono::milliseconds(shared->prng.delay(1, 20)));
    late.async_wait([this, self = this->shared_from_this(), &from, &to, &buffer, &late, n](Failed failed) { failed ? cut() : pass(from, to, buffer, late, n); });
  }
  void part_and_cut(Tcp::socket& to, Buffer& buffer, std::size_t n) {
    ++shared->counts.cuts;
    asio::async_write(to, asio::buffer(buffer.data(), n / 2), [this, self = this->shared_from_this()](Failed, std::size_t) { cut(); });
  }

  std::shared_ptr<Shared> shared;
  Tcp::socket near, far;
  asio::steady_timer late_up, late_down;
  Buffer up, down;
};

}  // namespace

void FaultProxy::Inside::accept() {
  acceptor.async_accept([self = shared_from_this()](Failed failed, Tcp::socket client) {
    if (failed || self->over) return;
    std::make_shared<Line<Inside>>(self, std::move(client))->start();
    self->accept();
  });
}

FaultProxy::FaultProxy(asio::io_context& io, std::uint64_t seed) : inside_(std::make_shared<Inside>(io, seed)) { inside_->accept(); }
FaultProxy::~FaultProxy() {
  Failed ignored;
  inside_->over = true;
  inside_->acceptor.close(ignored);
}
void FaultProxy::lead_to(std::uint16_t relay_port) { inside_->target = relay_port; }
void FaultProxy::faults(bool on) { inside_->on = on; }
std::uint16_t FaultProxy::port() const { return inside_->acceptor.local_endpoint().port(); }
const FaultProxy::Counts& FaultProxy::counts() const { return inside_->counts; }

}  // namespace tributary::test
