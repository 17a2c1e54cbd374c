#include "tests/relay/host/page_client.h"

#include <time.h>

#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <chrono>

#include "tests/relay/host/living_relay.h"
#include "tests/relay/http/client_frames.h"

namespace tributary::test {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;
using Failed = boost::system::error_code;

namespace {

Instant local_now() { return {std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count()}; }

std::chrono::nanoseconds worked{};  // all pages, so far

std::chrono::nanoseconds processor_time() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

std::string bent(const std::string& hello_text, PageClient::Bend bend, std::uint64_t by) {
  auto frame = wire::parse_client_frame(hello_text);
  auto* hello = frame ? std::get_if<wire::Hello>(&*frame) : nullptr;
  if (!hello || bend == PageClient::Bend::none) return hello_text;
  if (bend == PageClient::Bend::back) hello->seq -= std::min(hello->seq, by);
  if (bend == PageClient::Bend::forward) hello->seq += by;
  if (bend == PageClient::Bend::beyond) hello->seq += 1'000'000 + by;
  if (bend == PageClient::Bend::other_epoch) hello->epoch.low ^= 1 + by;
  return wire::client_frame_text(*hello);
}

}  // namespace

struct PageClient::Inside : std::enable_shared_from_this<Inside> {
  explicit Inside(asio::io_context& loop) : io(loop), again(loop) {}

  // One connection; what belongs to an older one arrives nowhere.
  struct Wire {
    explicit Wire(asio::io_context& loop) : socket(loop) {}
    Tcp::socket socket;
    std::array<char, 16384> buffer{};
    std::string in, out;
    bool writing = false, reading = false, upgraded = false;
  };

  void read(const std::shared_ptr<Wire>& on) {
    if (on->reading || stopped) return;
    on->reading = true;
    on->socket.async_read_some(asio::buffer(on->buffer), [self = shared_from_this(), on](Failed failed, std::size_t n) {
      on->reading = false;
      if (on != self->wire) return;
      on->in.append(on->buffer.data(), n);
      const auto begun = processor_time();
      self->understand(*on);
      worked += processor_time() - begun;
      if (on != self->wire) return;
      failed ? self->end() : self->read(on);
    });
  }
  void understand(Wire& on) {
    if (!on.upgraded) {
      const std::size_t head = on.in.find("\r\n\r\n");
      if (head == std::string::npos) return;
      if (on.in.find(" 101 ") > 16) return end();
      on.in.erase(0, head + 4);
      on.upgraded = true;
      auto frames = session.connected(ticket, "test");
      frames.front() = bent(frames.front(), bend, by);
      say(frames);
    }
    const auto mine = wire;
    while (mine == wire) {
      auto heard = http::test::take_frame(mine->in);
      if (!heard) return;
      if (heard->opcode == 8) {  // answered, as a browser does
        code = static_cast<std::uint16_t>(http::test::close_code(*heard));
        put(http::test::frame(8, heard->payload));
      }
      if (heard->opcode == 9) put(http::test::frame(10, heard->payload));
      if (heard->opcode != 1) continue;
      snapshots += heard->payload.find("\"part\":0,") != std::string::npos && heard->payload.starts_with("{\"frame\":\"snapshot\"") ? 1 : 0;
      say(session.receive(heard->payload, local_now()));
      if (session.wants_reconnect()) end();
      wake_later();
    }
  }
  // What was too much at once goes on a second later.
  void wake_later() {
    if (!session.resume_at()) return;
    again.expires_after(std::chrono::milliseconds(1100));
    again.async_wait([self = shared_from_this()](Failed failed) {
      if (!failed && self->wire) self->say(self->session.resume(local_now()));
    });
  }
  void say(const std::vector<std::string>& texts) {
    for (const std::string& text : texts) put(http::test::frame(1, text));
  }
  void put(std::string bytes) {
    if (!wire) return;
    wire->out += bytes;
    write(wire);
  }
  void write(const std::shared_ptr<Wire>& on) {
    if (on->writing || on->out.empty()) return;
    on->writing = true;
    auto bytes = std::make_shared<std::string>(std::exchange(on->out, {}));
    asio::async_write(on->socket, asio::buffer(*bytes), [self = shared_from_this(), on, bytes](Failed failed, std::size_t) {
      on->writing = false;
      if (!failed) self->write(on);  // a broken one is told by the end of reading
    });
  }
  void end() {
    if (!wire) return;
    Failed ignored;
    wire->socket.close(ignored);
    wire.reset();
    session.disconnected();
  }

  asio::io_context& io;
  asio::steady_timer again;
  ClientSession session;
  std::shared_ptr<Wire> wire;
  std::string ticket;
  Bend bend = Bend::none;
  std::uint64_t by = 0, snapshots = 0;
  std::uint16_t code = 0;
  bool stopped = false;
};

PageClient::PageClient(asio::io_context& io) : inside_(std::make_shared<Inside>(io)) {}
PageClient::~PageClient() {
  inside_->again.cancel();
  inside_->end();
}

void PageClient::connect(std::uint16_t port, const std::string& cookie, const std::string& ticket, Bend bend, std::uint64_t by) {
  disconnect();
  inside_->ticket = ticket, inside_->bend = bend, inside_->by = by, inside_->code = 0;
  inside_->session.connecting();
  const auto on = inside_->wire = std::make_shared<Inside::Wire>(inside_->io);
  Failed failed;
  on->socket.connect({asio::ip::address_v4::loopback(), port}, failed);
  if (failed) return inside_->end();
  on->out = "GET /api/v1/socket HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: tributary.v1\r\nCookie: " + cookie + "\r\nOrigin: " + public_url + "\r\n\r\n";
  inside_->write(on);
  inside_->read(on);
}

void PageClient::disconnect() { inside_->end(); }
bool PageClient::connected() const { return inside_->wire != nullptr; }
void PageClient::ask(CommandId id, Command command) { inside_->say(inside_->session.ask(id, std::move(command), local_now()).frames); }
void PageClient::stop_reading(bool stop) {
  inside_->stopped = stop;
  if (!stop && inside_->wire) inside_->read(inside_->wire);
}
ClientSession& PageClient::session() { return inside_->session; }
const ClientSession& PageClient::session() const { return inside_->session; }
std::uint16_t PageClient::close_code() const { return inside_->code; }
std::chrono::milliseconds PageClient::work() { return std::chrono::duration_cast<std::chrono::milliseconds>(worked); }
std::uint64_t PageClient::snapshots() const { return inside_->snapshots; }

}  // namespace tributary::test
